"""A double-entry ledger of points (积分): transfers that sum to zero, and nothing is ever changed.

A correction is a new transfer. Points are not money.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

ISSUER = "issuer"  # where points come from; the only account that may be below zero


class TransferState(StrEnum):
    HELD = "held"
    POSTED = "posted"
    RETURNED = "returned"
    CARRIED = "carried"  # 结转: what remains of entries too old to be kept under a name


@dataclass(frozen=True, slots=True)
class Entry:
    account: str
    amount: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """Unique by (community, cause): the same cause never pays twice. Entries sum to zero."""

    community: str
    cause: str
    at: datetime
    state: TransferState
    entries: tuple[Entry, ...]
    reason: str = ""

    def __post_init__(self) -> None:
        if sum(entry.amount for entry in self.entries) != 0:
            raise ValueError(f"entries of {self.cause} do not sum to zero")


@dataclass(frozen=True, slots=True)
class Paid:
    """What came to the account of a person in a span, and what was fetched back from it."""

    person: str
    posted: int
    fetched: int = 0


def account_of(person: str) -> str:
    """What a person may spend."""
    return f"person:{person}"


def held_for(person: str) -> str:
    """What a person will get once the matter is verified."""
    return f"held:{person}"


def owner_of(account: str) -> str:
    """The person whose account it is; "" for that of nobody."""
    return account.removeprefix(account_of("")) if account.startswith(account_of("")) else ""


def hold(community: str, ticket: int, person: str, amount: int, now: datetime, reason: str) -> Transfer:
    """Set a reward aside when the report comes in."""
    return _move(community, f"ticket:{ticket}:hold", now, TransferState.HELD, ISSUER, held_for(person), amount, reason)


def post(community: str, ticket: int, person: str, amount: int, now: datetime, reason: str) -> Transfer:
    """Pay a held reward when the ticket is verified."""
    cause = f"ticket:{ticket}:post"
    return _move(community, cause, now, TransferState.POSTED, held_for(person), account_of(person), amount, reason)


def give_back(community: str, ticket: int, person: str, amount: int, now: datetime, reason: str) -> Transfer:
    """Return a held reward when the report proves false or is withdrawn, before it is posted."""
    cause = f"ticket:{ticket}:return"
    return _move(community, cause, now, TransferState.RETURNED, held_for(person), ISSUER, amount, reason)


def take_back(community: str, ticket: int, person: str, amount: int, now: datetime, reason: str) -> Transfer:
    """Fetch a posted reward back when the matter proves false later: a new transfer beside the one that posted it."""
    cause = f"ticket:{ticket}:undo"
    return _move(community, cause, now, TransferState.RETURNED, account_of(person), ISSUER, amount, reason)


def still_held(entries: Sequence[tuple[Transfer, Entry]]) -> list[tuple[Transfer, Entry]]:
    """Of the entries of a held account, those whose reward has been neither posted nor returned."""
    settled = {_matter(one.cause) for one, _ in entries if one.state is not TransferState.HELD}
    return [one for one in entries if one[0].state is TransferState.HELD and _matter(one[0].cause) not in settled]


def earned(entries: Sequence[tuple[str, TransferState, int]]) -> int:
    """What entries of a held account (cause, state, amount) have set aside, without those rewards that came back.

    What came back of a reward that was set aside before these entries makes no room for another one.
    """
    held = {_matter(cause): amount for cause, state, amount in entries if state is TransferState.HELD}
    returned = {_matter(cause) for cause, state, _ in entries if state is TransferState.RETURNED}
    return sum(amount for matter, amount in held.items() if matter not in returned)


def ticket_of(transfer: Transfer) -> int | None:
    """The ticket for which it was entered; None where it was for something else."""
    kind, _, number = _matter(transfer.cause).partition(":")
    return int(number) if kind == "ticket" and number.isdigit() else None


def _matter(cause: str) -> str:
    """ticket:12:hold and ticket:12:post are about the same thing."""
    return cause.rpartition(":")[0]


def _move(
    community: str, cause: str, at: datetime, state: TransferState, source: str, target: str, amount: int, reason: str
) -> Transfer:
    return Transfer(community, cause, at, state, (Entry(source, -amount), Entry(target, amount)), reason)
