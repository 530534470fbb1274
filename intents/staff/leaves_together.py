"""Several leaves in one sentence: 周三上午和周五请假，小李替 · 周三请假小李替，周五请假小王替.

Each is made a sentence of its own and read like one. What cannot be taken apart safely is one question.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from bot.domain import requests
from intents import seldom, times
from intents.scene import Scene
from intents.slots import hours
from intents.staff import leaves

_LONGEST = 120
_CLAUSES = seldom.Pattern(r"[,;。]|另外|还有")
#: Between two days of a list.
_AND = re.compile(r"\s*(?:和|、|,|及|以及|与|跟|还有|\s)?\s*")
#: The end of the leave before: 后天开始休假，休到下周三.
_TO = re.compile(r"\s*(?:一直|请|休)*[到至]")
_A_DAY = timedelta(days=1)


def read(text: str, scene: Scene) -> tuple[requests.TakeLeave, ...]:
    """The leaves that the whole of `text` (normalised) announces, in order; () where it is not about several."""
    line = leaves.bare(text)
    if not leaves.may_say(line, scene, _LONGEST):
        return ()
    sentences = _by_clause(line, scene)
    if len(sentences) < 2:
        sentences = _by_day(line, scene)
    found = [leaves.read(one, scene) for one in sentences]
    taken = [one for one in found if isinstance(one, requests.TakeLeave)]
    if len(taken) < 2 or len(taken) < len(found):
        return ()
    taken = _with_stand_in(taken)
    if not _safe(taken):
        days = tuple(sorted({one.value for one in times.days(line, scene.now)}))
        return (requests.TakeLeave(text, unclear=days),)
    return _joined([replace(one, text=text) for one in taken])


def _by_clause(line: str, scene: Scene) -> list[str]:
    """周三请假小李替 | 周五请假小王替: a clause that names a day begins another one, once the one before is whole."""
    sentences: list[str] = []
    for clause in _CLAUSES.split(line):
        whole = bool(sentences) and isinstance(leaves.read(sentences[-1], scene), requests.TakeLeave)
        if sentences and not (whole and not _TO.match(clause) and times.days(clause, scene.now)):
            sentences[-1] += f",{clause}"
        else:
            sentences.append(clause)
    return sentences


def _by_day(line: str, scene: Scene) -> list[str]:
    """周三上午和周五请假 → 周三上午请假 | 周五请假; [] where days do not make a list, or a part of one may mean all."""
    days = times.days(line, scene.now)
    if len(days) < 2:
        return []
    ends = [_end(line, one, scene) for one in days]
    gaps = [line[end : later.start] for end, later in zip(ends, days[1:], strict=False)]
    halved = [end > one.end for one, end in zip(days, ends, strict=True)]
    if not all(_AND.fullmatch(gap) for gap in gaps) or (halved[-1] and not all(halved)):
        return []
    head, tail = line[: days[0].start], line[ends[-1] :]
    return [f"{head}{line[one.start : end]}{tail}" for one, end in zip(days, ends, strict=True)]


def _end(line: str, day: times.Day, scene: Scene) -> int:
    """Where what is said of this day ends: behind the part of it that follows at once."""
    evening = scene.community.work_hours[-1][1] if scene.community.work_hours else time(18)
    after = next((one for one in hours.parts(line, evening) if one.start == day.end), None)
    return after.end if after else day.end


def _with_stand_in(taken: list[requests.TakeLeave]) -> list[requests.TakeLeave]:
    """Whoever is named at the very end, and there alone, stands in every time."""
    if any(one.stand_in for one in taken[:-1]):
        return taken
    return [replace(one, stand_in=taken[-1].stand_in) for one in taken]


def _safe(taken: list[requests.TakeLeave]) -> bool:
    """Each has its day and its hours, they do not overlap, and it is clear who stands in."""
    if any(one.first is None or one.vague or one.unclear for one in taken):
        return False
    if any(one.stand_in for one in taken) and not all(one.stand_in for one in taken):
        return False
    stretches = sorted(_stretch(one, one.first) for one in taken if one.first)
    return all(later[0] >= before[1] for before, later in pairwise(stretches))


def _stretch(one: requests.TakeLeave, first: date) -> tuple[datetime, datetime]:
    """From when to when, told in any one zone."""
    last = one.last or first
    end = datetime.combine(last, one.until, UTC) if one.until else datetime.combine(last, time(), UTC) + _A_DAY
    return datetime.combine(first, one.since or time(), UTC), end


def _joined(taken: list[requests.TakeLeave]) -> tuple[requests.TakeLeave, ...]:
    """Whole days in a row with the same stand-in are one leave."""
    found: list[requests.TakeLeave] = []
    for one in taken:
        before = found[-1] if found else None
        if before and _goes_on(before, one):
            found[-1] = replace(before, last=one.last)
        else:
            found.append(one)
    return tuple(found)


def _goes_on(before: requests.TakeLeave, one: requests.TakeLeave) -> bool:
    whole = not (before.since or before.until or one.since or one.until)
    same = (before.stand_in, before.person) == (one.stand_in, one.person)
    return whole and same and before.last is not None and one.first == before.last + _A_DAY
