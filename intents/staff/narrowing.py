"""What a question for figures is narrowed down to by names: 小陈上个月, 3网格."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from bot.domain import roster
from bot.domain.cases import By
from intents.slots import persons, spans

_NICK = re.compile("[小老阿][\u4e00-\u9fff]|[\u4e00-\u9fff](?:师傅|主任|网格员|工|姐|哥)")

#: Parties as they are called; 物业管理 is what matters are filed under.
_PARTIES = ("物业",)


class Around(NamedTuple):
    """Empty or None where nothing is named; `line` is what is left over."""

    worker: str
    span: spans.Span | None
    grid: str
    line: str


def read(line: str, now: datetime, community: roster.Community) -> Around:
    """The member of staff, the span and the grid that `line` (normalised, without blanks) names."""
    worker, line = _worker(line, community)
    span = spans.find(line, now.date())
    line = line.replace(span.words, "", 1) if span else line
    grid, said = spans.grid(line, community)
    return Around(worker, span, grid, line.replace(said, "", 1) if said else line)


def may_name(line: str, community: roster.Community, *, by_nickname: bool) -> bool:
    """Whether `line` may name one of the staff: in full, or else `by_nickname` or as a party."""
    if by_nickname and (_NICK.search(line) or any(word in line for word in _PARTIES)):
        return True
    return any(one.name in line for one in community.staff)


def several(line: str, tables: Mapping[By, Iterable[tuple[str, str]]]) -> tuple[str, tuple[str, ...], str]:
    """(by what, which of it, the line without them) where it names two words of a table: 隐患和心愿各多少."""
    for by, table in tables.items():
        at: dict[str, int] = {}
        left = line
        for word, name in table:
            if word in left:
                at.setdefault(name, line.index(word))
                left = left.replace(word, " ")
        if len(at) > 1:
            return by.value, tuple(sorted(at, key=lambda name: at[name])), left
    return "", (), line


def _worker(line: str, community: roster.Community) -> tuple[str, str]:
    """(userid, the line without the name) of the member of staff whom it names, 小陈 too; ("", the line) if nobody."""
    said = next((one.name for one in community.staff if one.name in line), "")
    nick = None if said else _NICK.search(line)
    said = nick.group() if nick else said
    said = said or next((word for word in _PARTIES if word in line and not line.startswith(f"{word}管")), "")
    party = persons.party(community, said) if said else None
    if party and len(party.people) > 1:
        return "", line  # of several people no one figure is theirs
    found = persons.whom(community, said) if said else None
    return (found.person, line.replace(said, "", 1)) if found else ("", line)
