"""Sentences of staff about being away: 我周五请假，小李替 · 明天上午不在 · 周五下午三点到五点开会 小李替 · 我回来了.

Several leaves in one sentence (周三上午和周五请假，小李替) are told apart in `intents.staff.leaves_together`.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain import requests, roster
from intents import numbers, seldom, times
from intents.scene import Scene
from intents.slots import hours, spans
from intents.slots.hours import Part
from intents.staff import absences

_BACK = seldom.Pattern(
    r"^(?:我)?(?:已经|今天|提前)*(?:回来了|回来上班了|回来上班|销假|销假了|上班了|休完假了|休假结束了)$"
    r"|^(?:我今天|今天我|我)(?:已经)?来(?:上班)了$|^(?:我今天|今天我?)(?:已经)?(?:来了|到岗了?|在岗)$"
    r"|^(?:我)?(?:已经)?(?:来上班了|到岗了)$"
)
_AWAY = seldom.Pattern(
    r"(?:请|休|放)(?:个|了)?的?(?:\S{0,3}天)?(?:年|病|事|产|婚|丧|探亲)?假|休息|调休|轮休|补休|休年假|不上班|出差"
    r"|请(?:个|了)?(?:\d{1,2}|[一二两三四五六七八九十半]{1,3})天|休(?=\s*[到至])"
)
#: Away only for whoever also says when.
_NOT_HERE = seldom.Pattern(rf"不在(?:岗|社区|单位|办公室)?|{absences.NOT_HERE}")
#: Errands: away only for whoever also says when, and who stands in.
_ERRAND = seldom.Pattern(
    r"外出|有(?:点|个)?急?事|(?:要)?(?:去|到|在|陪(?:老人|孩子|家人))?(?:区里|街道|市里|外面|医院)?"
    r"(?:开会|培训|学习|看病|体检|办事|办点事)"
)
#: A leave that was noted is not to be.
_CANCELLED = seldom.Pattern(
    r"不(?:用|再|想)?(?:请\S{0,2}假|休假|休息|调休|轮休|补休|出差|请|休)"
    r"|(?:取消|撤销)[\s的]*(?:请假|休假|假)|(?:请的?|休的?)?假(?:取消|不请|不休|不要)"
)
_COVER = seldom.Pattern(
    r"(?:^|[\s,;。]|(?<=[假息休班岗])|由|让|请|叫|找)(?:先|就|暂时|那)?(?:由|让|请|叫|找)?@?"
    r"(?P<name>(?:(?![假休息不])[A-Za-z0-9_\u4e00-\u9fff]){1,8}?)(?:来|给我|帮我|帮忙|帮着)?"
    r"(?:替班|顶班|代班|值班|顶替|代替|替|顶|代|负责)(?:一下|我|他|她|值班|班|的班)*(?=$|[\s,;。!])"
)
#: 小李替2网格: for whoever of it is away now.
_GRID = seldom.Pattern(
    r"^(?:由|让|请|叫|派)?@?(?P<name>[A-Za-z0-9_\u4e00-\u9fff]{1,8}?)(?:来|先|去)?(?:替班|顶班|代班|代管|替|顶|代)"
    r"(?:一下)?\s*(?P<grid>\S{2,12}?)(?:的班|的事)?$"
)
#: Right before the only day: 请假到周五 begins today.
_UNTIL = re.compile(r"[到至]\s*$")
#: Between two days: it is one stretch.
_THROUGH = seldom.Pattern("[到至~-]")
_DAYS = seldom.Pattern(r"(\d{1,2}|[一二两三四五六七八九十]{1,3})天")
#: What may stand around the days, the leave and the stand-in; anything else, and the line is about something else.
_REST = seldom.Pattern(
    r"^(?:[\s,;。!到至和从起开始我本人这边家里有点个事身体要想得需因为了也的班谢谢大家请批准一下先整全天都会儿离开]"
    rf"|(?:\d{{1,2}}|[一二两三四五六七八九十半]{{1,3}})天|休(?=\s*[到至])|开始|孩子|老人|回老家|结婚|两|几"
    rf"|{absences.REASONS})*$"
)
_LONGEST = 60
_EVENING = time(18)


@dataclass(frozen=True, slots=True)
class _Time:
    """When, as far as it was said."""

    first: date | None = None
    last: date | None = None
    since: time | None = None
    until: time | None = None
    vague: bool = False


def read(text: str, scene: Scene) -> requests.TakeLeave | requests.EndLeave | None:
    """The leave that the whole of `text` (normalised) announces or ends; None if it is about something else."""
    line = bare(text)
    if not may_say(line, scene):
        return None
    if _BACK.match(line):
        return requests.EndLeave()
    line, endless = absences.spelled_out(line)
    if covered := _grid_covered(line, scene.community):
        return requests.TakeLeave(text, stand_in=covered[0], grid=covered[1])
    days, parts = times.days(line, scene.now), hours.parts(line, evening(scene.community))
    other = _somebody_else(line, scene.community)
    cancelled = _cancelled(line, days, other)
    if cancelled is not None:
        return cancelled
    if days and other is None and absences.comes(_without_time(line, days, [])):
        return requests.EndLeave(cancelled=True, day=days[0].value, alone=True)
    left, stand_in = _without_cover(_without_time(line, days, parts), other)
    away = _away(left, timed=bool(days or parts), covered=bool(stand_in), for_me="替我" in line or "顶我" in line)
    if away is None or not _REST.match(left.replace(away, "", 1)):
        return None
    if not days and not parts and "我" not in line and "假" not in away:
        return None
    if len(days) > 1 and not _THROUGH.search(line, days[0].end, days[-1].start):
        return requests.TakeLeave(text, unclear=tuple(one.value for one in days))
    when = _when(line, days, parts, scene.now)
    return requests.TakeLeave(
        text,
        when.first,
        when.last,
        stand_in,
        other.userid if other else "",
        since=when.since,
        until=when.until,
        vague=when.vague,
        endless=endless,
    )


def bare(text: str) -> str:
    """Without what may stand around a sentence."""
    return text.strip(" 。!~.,，")


def may_say(line: str, scene: Scene, longest: int = _LONGEST) -> bool:
    """Staff alone are away, and do not ask about it."""
    staff = scene.by_staff
    return staff and len(line) <= longest and not line.endswith(("?", "吗"))


def _grid_covered(line: str, community: roster.Community) -> tuple[str, str] | None:
    """(name of the stand-in, code of the grid)"""
    found = _GRID.match(line)
    if found is None:
        return None
    code, said = spans.grid(found["grid"], community)
    named = next((one.code for one in community.grids if one.name == found["grid"]), code)
    whole = named != code or said == found["grid"]
    return (found["name"], named) if whole and community.grid(named) else None


def _cancelled(line: str, days: list[times.Day], other: roster.Person | None) -> requests.EndLeave | None:
    """我周五不请假了, 取消周五的请假: of one's own leave only."""
    left = _without_time(line, days, [])
    found = _CANCELLED.search(left)
    if found is None or other is not None or not _REST.match(left.replace(found.group(), "", 1)):
        return None
    return requests.EndLeave(cancelled=True, day=days[0].value if days else None)


def evening(community: roster.Community) -> time:
    """When the working day is over."""
    return community.work_hours[-1][1] if community.work_hours else _EVENING


def _away(left: str, *, timed: bool, covered: bool, for_me: bool) -> str | None:
    """The words that say that somebody is away; "" where 周五下午小李替我 says it all."""
    found = _AWAY.search(left) or (_NOT_HERE.search(left) if timed else None)
    found = found or (_ERRAND.search(left) if timed and covered else None)
    if found:
        return found.group()
    return "" if timed and covered and for_me else None


def _when(line: str, days: list[times.Day], parts: list[Part], now: datetime) -> _Time:
    if not days and not parts:
        return _Time()
    first, last = (days[0].value, _last(days)) if days else (now.date(), now.date())
    if len(days) == 1 and _UNTIL.search(line, 0, days[0].start):
        first = now.date()
    counted = _DAYS.search(line)
    if counted and last == first and (count := numbers.value_of(counted.group(1))):
        last = first + timedelta(days=count - 1)
    if last > first:
        return _long(first, last, parts, days)
    return _within(first, parts, now)


def _long(first: date, last: date, parts: list[Part], days: list[times.Day]) -> _Time:
    """周五下午到周一上午: what is said after the last day is of that day, what is said before it of the first.

    An hour alone is the first one of the leave, or the last: 今晚10点到明早6点.
    """
    border = days[-1].start if len(days) > 1 else days[0].end
    before = next((one for one in parts if one.start < border), None)
    after = next((one for one in parts if one.start >= border), None)
    vague = any(one.vague or one.minutes for one in parts)
    until = (after.until or (after.since if after.exact else None)) if after else None
    return _Time(first, last, before.since if before else None, until, vague)


def _within(day: date, parts: list[Part], now: datetime) -> _Time:
    """On one day: the clock says more than 下午; so many hours begin when that was said, else now."""
    clock = next((one for one in parts if one.since or one.until), None)
    exact = next((one for one in reversed(parts) if one.exact), clock)
    lasting = next((one.minutes for one in parts if one.minutes), 0)
    if lasting:
        begins = exact.since if exact and exact.exact else None
        if begins is None and (exact or day != now.date()):
            return _Time(day, day, vague=True)
        start = datetime.combine(day, begins or now.time().replace(second=0, microsecond=0), now.tzinfo)
        end = start + timedelta(minutes=lasting)
        whole = end.time() == time() and end.date() > day
        return _Time(day, day, start.time()) if whole else _Time(day, end.date(), start.time(), end.time())
    if exact is None:
        return _Time(day, day, vague=bool(parts))
    return _Time(day, day, exact.since, exact.until)


def _last(days: list[times.Day]) -> date:
    """下周一出差到周三: the last day named lies behind the first."""
    last = days[0].last or days[-1].value
    while last < days[0].value:
        last += timedelta(days=7)
    return last


def _somebody_else(line: str, community: roster.Community) -> roster.Person | None:
    """The member of staff whose full name the line begins with."""
    return next((one for one in community.people if one.is_staff and line.startswith(one.name)), None)


def _without_time(line: str, days: list[times.Day], parts: list[Part]) -> str:
    """Days leave a gap behind; parts of a day do not: 请两个小时假 is 请假."""
    marks = [" " if any(day.start <= at < day.end for day in days) else char for at, char in enumerate(line)]
    for part in parts:
        marks[part.start : part.end] = [mark if mark == " " else "" for mark in marks[part.start : part.end]]
    return "".join(marks)


def _without_cover(line: str, other: roster.Person | None) -> tuple[str, str]:
    """The line without the stand-in, and their name as it was said; "" if none."""
    if other:
        line = line.removeprefix(other.name)
    found = _COVER.search(line)
    if found is None:
        return line, ""
    return f"{line[: found.start()]} {line[found.end() :]}", found["name"]
