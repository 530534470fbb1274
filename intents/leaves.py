"""Sentences of staff about being away: 我周五请假，小李替 · 明天到后天我休息 刘敏顶班 · 我回来了."""

import re
from datetime import date, timedelta

from bot.domain import requests, roster
from intents import numbers, times
from intents.scene import Scene

_BACK = re.compile(
    r"^(?:我)?(?:已经|今天|提前|今天已经)?(?:回来了|回来上班了|回来上班|销假|销假了|上班了|休完假了|休假结束了)$"
)
_AWAY = re.compile(
    r"(?:请|休|放)(?:个|了)?(?:\S{0,3}天)?(?:年|病|事|产|婚|丧|探亲)?假|休息|调休|轮休|补休|休年假|不上班|出差"
)
_COVER = re.compile(
    r"(?:^|[\s,;。]|由|让|请|叫|找)(?:由|让|请|叫|找)?@?(?P<name>[A-Za-z0-9_\u4e00-\u9fff]{1,8}?)"
    r"(?:来|给我|帮我|帮忙|帮着)?(?:替班|顶班|代班|值班|顶替|代替|替|顶|代|负责)(?:一下|我|他|她|值班|班|的班)*(?=$|[\s,;。!])"
)
_DAYS = re.compile(r"(\d{1,2}|[一二两三四五六七八九十]{1,3})天")
#: What may stand around the days, the leave and the stand-in; anything else, and the line is about something else.
_REST = re.compile(
    r"^(?:[\s,;。!到至和从起开始我本人这边家里有点个事身体不舒服要想得需因为了的班谢谢大家请批准一下先半整天上下午都]"
    r"|孩子|老人|生病|住院|回老家|结婚|两|几)*$"
)
_LONGEST = 60


def read(text: str, scene: Scene) -> requests.TakeLeave | requests.EndLeave | None:
    """The leave that the whole of `text` (normalised) announces or ends; None if it is about something else."""
    line = text.strip(" 。!~.,，")
    person = scene.person
    if person is None or not person.is_staff or len(line) > _LONGEST or line.endswith(("?", "吗")):
        return None
    if _BACK.match(line):
        return requests.EndLeave()
    away = _AWAY.search(line)
    if away is None:
        return None
    days = times.days(line, scene.now)
    other = _somebody_else(line, scene.community)
    left, stand_in = _without_cover(_without_days(line, days), other)
    if not _REST.match(_AWAY.sub("", left, count=1)):
        return None
    if not days and "我" not in line and "假" not in away.group():
        return None
    first = days[0].value if days else None
    last = _last(days)
    counted = _DAYS.search(line)
    if counted and first and last == first and (count := numbers.value_of(counted.group(1))):
        last = first + timedelta(days=count - 1)
    return requests.TakeLeave(text, first, last, stand_in, other.userid if other else "")


def _last(days: list[times.Day]) -> date | None:
    """下周一出差到周三: the last day named lies behind the first."""
    if not days:
        return None
    last = days[0].last or days[-1].value
    while last < days[0].value:
        last += timedelta(days=7)
    return last


def _somebody_else(line: str, community: roster.Community) -> roster.Person | None:
    """The member of staff whose full name the line begins with."""
    return next((one for one in community.people if one.is_staff and line.startswith(one.name)), None)


def _without_days(line: str, days: list[times.Day]) -> str:
    for day in reversed(days):
        line = f"{line[: day.start]} {line[day.end :]}"
    return line


def _without_cover(line: str, other: roster.Person | None) -> tuple[str, str]:
    """The line without the stand-in, and their name as it was said; "" if none."""
    if other:
        line = line.removeprefix(other.name)
    found = _COVER.search(line)
    if found is None:
        return line, ""
    return f"{line[: found.start()]} {line[found.end() :]}", found["name"]
