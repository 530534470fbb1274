"""催办 and internal notes: what is said about a ticket without moving it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.domain import requests
from intents import sources
from intents.slots import naming

_NUMBERED = re.compile(rf"^(?:工单)?{naming.ticket()}[\s,，:：]*(?P<words>\D.*)$", re.DOTALL)
_URGED_FIRST = re.compile(rf"^(?P<words>\D{{2,8}}?)\s*{naming.ticket()}$")
_UNSAID = re.compile(r"[\s,，?!]|了吗$|[吗呢啊呀了]+$")
_NUMBER = 14
_NOTE = re.compile(r"^(?:内部备注|内部|备注)[\s:：,，]+(?P<note>\S.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Aside:
    words: frozenset[str]
    who: str
    help: str


@lru_cache(maxsize=1)
def _asides() -> dict[str, _Aside]:
    rows = sources.table_of("asides.toml")
    return {name: _Aside(frozenset(row["words"].split()), row["who"], row["help"]) for name, row in rows.items()}


def beginnings() -> frozenset[str]:
    """What an aside can begin with."""
    return frozenset("工内备#0123456789") | {word[:2] for word in _asides()["urge"].words}


def urging() -> frozenset[str]:
    """Characters without one of which nobody urges, about as few as will do: marks may stand within the words."""
    left, found = set(_asides()["urge"].words), set[str]()
    while left:
        most = max(sorted(set("".join(left))), key=lambda char: sum(char in word for word in left))
        found.add(most)
        left = {word for word in left if most not in word}
    return frozenset(found)


@lru_cache(maxsize=1)
def _most() -> int:
    """No urging is longer, its number and the marks around it included: most lines are."""
    return _NUMBER + max(map(len, _asides()["urge"].words))


def help_lines() -> tuple[tuple[str, str], ...]:
    """(who, line) for the help."""
    return tuple((one.who, one.help) for one in _asides().values())


def read(text: str, quoted: int | None) -> requests.Request | None:
    """The aside that the whole of `text` (normalised) is; None if it is none. A note needs its number."""
    if len(text) > _most() and "备注" not in text and "内部" not in text:
        return None
    line = text.strip(" 。!~.,，?")
    numbered, after = _NUMBERED.match(line), _URGED_FIRST.match(line)
    number = int(numbered["number"]) if numbered else int(after["number"]) if after else quoted
    words = numbered["words"] if numbered else after["words"] if after else line
    note = _NOTE.match(words)
    if note and number is not None:
        return requests.NoteTicket(number, note["note"].strip())
    bare = _UNSAID.sub("", words)
    return requests.UrgeTicket(number, line) if bare in _asides()["urge"].words else None
