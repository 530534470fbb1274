"""比上周多了吗, 同比, 环比: the span that a figure is compared with, as long as its own."""

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from bot.domain import requests
from bot.domain.cases import Measure
from intents.normalise import Normal
from intents.scene import Scene
from intents.staff import questions

_THAN = re.compile(
    r"(?:比|和|跟|与|同)(?P<when>上个?(?:周|星期|礼拜|月)|去年|昨天|前一?天)(?:同期|同时|这个?时候|的时候)?"
    r"(?:比|相比|比起来|比较)?|(?P<how>同比|环比)"
)
_MORE = re.compile(
    r"(?:是|有没有|有)?(?:变|增|减)?(?:多|少|高|低|快|慢|加)?(?:了|些|一?点)*(?:多少|几件)?(?:吗|没有?|不|呢|怎么样|如何)*$"
)
_UNITS = {"周": "week", "拜": "week", "期": "week", "月": "month", "年": "year", "天": "day"}
_CALLED = {"week": "上周", "month": "上个月", "year": "去年"}


class _Than(NamedTuple):
    """`unit`: one earlier of these, "" one of the figure's own length; `left`: the line without it."""

    unit: str
    left: str


def read(normal: Normal, scene: Scene) -> requests.ShowFigure | None:
    """The comparison that the whole line asks for: of what is named in it, else of what came in."""
    line = normal.text.strip(" 。!~.,，?").replace(" ", "")
    than = _than(line)
    if than is None:
        return None
    for said in (than.left, f"{than.left}几件"):
        asked = questions.read(said, scene.now, scene.community)
        if isinstance(asked, requests.ShowFigure):
            return _beside(asked, than.unit, scene.now.date())
    return None


def again(asked: requests.ShowFigure, line: str, today: date) -> requests.ShowFigure | None:
    """The figure told just before, compared; None where `line` names anything more."""
    than = _than(line)
    return _beside(asked, than.unit, today) if than and not than.left else None


def _than(line: str) -> _Than | None:
    found = _THAN.search(line)
    if found is None:
        return None
    unit = _UNITS[found["when"][-1]] if found["when"] else "year" if found["how"] == "同比" else ""
    rest = _MORE.sub("", line[found.end() :].strip(",，"))
    return _Than(unit, f"{line[: found.start()]}{rest}".strip(",，"))


def _beside(asked: requests.ShowFigure, unit: str, today: date) -> requests.ShowFigure:
    if asked.measure is Measure.DUE:
        unit = ""
    first, last, label = _own(asked, unit, today)
    own = "week" if any(word in label for word in ("周", "星期", "礼拜")) else "month" if "月" in label else ""
    one = _earlier(first, last, unit or (own if own == "week" or first.day == 1 else ""), today)
    fields = {name: getattr(asked, name) for name in ("grid", "category", "kind", "urgency", "building", "worker")}
    return requests.ShowFigure(asked.measure, first=first, last=last, label=label, than=one, **fields)


def _own(asked: requests.ShowFigure, unit: str, today: date) -> tuple[date, date, str]:
    """The figure's own span, where one of the unit before it makes sense; else the running one of that unit."""
    monday = today - timedelta(days=today.weekday())
    running = {"week": (monday, today, "本周"), "day": (today, today, "今天")}
    month = today.replace(day=1), today, "本月"
    if asked.first is None or asked.last is None:
        return running.get(unit, month)
    own = asked.first, asked.last, asked.label
    days = (asked.last - asked.first).days
    fits = {"week": asked.first.weekday() == 0 and days < 7, "day": days == 0}
    fits["month"] = asked.first.day == 1 and days < 31
    return own if fits.get(unit, True) else running.get(unit, month)


def _earlier(first: date, last: date, unit: str, today: date) -> requests.Period:
    """As long a span, one unit earlier; months keep their days as far as they have them. A running one is compared
    with the same days."""
    days = (last - first).days
    if not unit and first.weekday() == 0 and 0 < days < 7:
        unit = "week"
    months = 12 if unit == "year" else (last.year - first.year) * 12 + last.month - first.month + 1
    if not unit and first.day == 1 and months == 1 and days:
        unit = "month"
    if unit in {"year", "month"} or (not unit and first.day == 1 and days):
        begun, ended = _months(first, -months), _months(last, -months)
    else:
        back = timedelta(days=7 if unit == "week" else days + 1)
        begun, ended = first - back, last - back
    same = "同期" if last == today else ""
    yesterday = "昨天" if not days and last == today else "之前"
    return requests.Period(begun, ended, f"{_CALLED[unit]}{same}" if unit in _CALLED else yesterday)


def _months(day: date, by: int) -> date:
    """The same day so many months away; the last of a month stays the last."""
    at = day.year * 12 + day.month - 1 + by
    end = calendar.monthrange(at // 12, at % 12 + 1)[1]
    ends = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(at // 12, at % 12 + 1, end if ends else min(day.day, end))
