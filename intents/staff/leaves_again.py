"""Right after a leave was noted, the rest of it: 不对，是后天 · 改成下周二到周四 · 改成下午 · 到周五."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.domain import requests
from intents import seldom, times
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import hours
from intents.staff import leaves

_OTHERWISE = seldom.Pattern(
    r"^(?:(?:不对|不是|错了|说错了|记错了|弄错了|更正|哦)[\s,]*)*"
    r"(?:我?(?:是|要|应该是|改|换)?(?:到|成|为|在|请)?)?[\s,]*"
)
_MEANT = re.compile(r"^(?:不对|不是|错了|说错|记错|弄错|更正|我?(?:应该)?是|改|换)")
#: A weekday, and not of which week.
_WEEKDAY = seldom.Pattern("(?<![下这本上个])(?:周|星期|礼拜)[一二三四五六日天]")
_UNTIL = re.compile(r"^(?:大概|可能|估计|要|得|请|休|歇)*[到至]")


def read(request: requests.Request, normal: Normal, scene: Scene) -> requests.TakeLeave | None:
    """The leave as the whole of the line sets it right; None if it is about something else."""
    if not isinstance(request, requests.TakeLeave):
        return None
    line = leaves.bare(normal.text)
    until = _UNTIL.match(line)
    if until and request.first:
        days = times.days(line[until.end() :], scene.now)
        found = leaves.read(f"我{_day(request)}到{line[until.end() :]}请假", scene) if days else None
    elif _MEANT.match(line) or request.first is None or request.endless:
        found = leaves.read(_sentence(request, _OTHERWISE.sub("", line.rstrip("吧呀啊哦"), count=1), scene), scene)
    else:
        return None
    if not isinstance(found, requests.TakeLeave) or found.first is None:
        return None
    if not until:
        found = _as_before(found, request, line)
    return replace(
        found,
        text=request.text,
        stand_in=found.stand_in or request.stand_in,
        person=request.person,
        since=found.since or (request.since if until else None),
        endless=False,
        instead=request.first,
    )


def _as_before(found: requests.TakeLeave, request: requests.TakeLeave, line: str) -> requests.TakeLeave:
    """不对，是周四, of a Wednesday of next week: the Thursday of that week, at the same hours."""
    if found.first is None or request.first is None or found.first != found.last or request.first != request.last:
        return found
    weeks = _week(request.first) - _week(found.first)
    if _WEEKDAY.search(line) and weeks > 0:
        day = found.first + timedelta(weeks=weeks)
        found = replace(found, first=day, last=day)
    whole = found.since is None and found.until is None and "天" not in line
    return replace(found, since=request.since, until=request.until) if whole else found


def _week(day: date) -> int:
    return (day.toordinal() - 1) // 7


def _sentence(request: requests.TakeLeave, said: str, scene: Scene) -> str:
    """A sentence of its own: another part of the day is one of the same day."""
    bare = said if "假" in said else f"{said}请假"
    halves = hours.parts(said, leaves.evening(scene.community))
    same_day = request.first is not None and halves and not times.days(said, scene.now)
    return f"我{_day(request)}{bare}" if same_day else f"我{bare}"


def _day(request: requests.TakeLeave) -> str:
    return f"{request.first.month}月{request.first.day}日" if request.first else ""
