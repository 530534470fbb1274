"""Every error of our own.

LianxinError
├── BadConfiguration      the operator must change a setting or a file; carries every mistake found
├── Forged                signature, receiveid, staleness or replay: answered 403
│   ├── Stale             rightly signed, but not now: answered 403, counted apart
│   └── Misdirected       rightly signed and sealed, but with another receiveid: the same
├── Malformed             undecryptable or unreadable delivery: answered 400
├── TooLarge              bot.body: more than its address takes: answered 413
├── StoreUnavailable      the database cannot commit: answered 503, the platform tries again
│   └── Overtaken         another transaction was quicker with the same row: the same, once more, reads what it wrote
├── Overdrawn             a transfer would take an account of points below zero
├── MovedBack             bot.clock: a manual clock was to be set to an earlier time
├── BadBackup             storage.dump: the file to be read back is damaged, or of another version
├── NotEmpty              storage.dump: a backup is read into an empty database only
├── RegisterLocked        storage.households: the register lies sealed and no key was given
└── NoSuchCode            storage.households: no row of the register has that code

What a person does wrong is not an error but a value: see `Refused`.
"""

from dataclasses import dataclass


class LianxinError(Exception):
    """The root; its docstring is the default message."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or " ".join((self.__doc__ or "").split()))


class BadConfiguration(LianxinError):
    """The configuration cannot be used."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class Forged(LianxinError):
    """The delivery does not prove that it comes, now, from the platform."""


class Stale(Forged):
    """The delivery is rightly signed, but not now; or our own clock is wrong."""


class Misdirected(Forged):
    """The delivery is meant for another corp or account; or we have noted down the wrong id."""


class Malformed(LianxinError):
    """The delivery cannot be read."""


class StoreUnavailable(LianxinError):
    """The store cannot commit."""


class Overtaken(StoreUnavailable):
    """Another transaction was quicker."""


class Overdrawn(LianxinError):
    """The account does not hold that many points."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that may not be carried out; `code` selects the sentence in `bot.wording`.

    `facts` are the values the sentence needs, never text typed by another person.
    """

    code: str
    facts: tuple[str, ...] = ()
