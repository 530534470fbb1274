"""比上周多了吗, 同比, 环比: the span that a figure is compared with, as long as its own."""

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from bot.domain import requests
from intents import seldom
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import spans
from intents.staff import questions

_THAN = seldom.Pattern(
    r"(?:比|和|跟|与|同)(?P<when>上个?(?:周|星期|礼拜|月|季度)|去年|昨天|前一?天)(?:同期|同时|这个?时候|的时候)?"
    r"(?:比|相比|比起来|比较)?|(?P<how>同比|环比)"
)
_MORE = seldom.Pattern(
    r"(?:是|有没有|有)?(?:变|增|减)?(?:多|少|高|低|快|慢|加)?(?:了|些|一?点)*(?:多少|几件)?(?:吗|没有?|不|呢|怎么样|如何)*$"
)
_LONGEST = 40
#: Between two spans, and behind them.
_TWO = re.compile(r"[和跟与同比、](?=[\d今昨前本这上去近过最一二三四五六七八九十])")
_BESIDE = re.compile(r"^(?:相?比(?:一?下|较|起来)?|对比(?:一?下)?|的?对比|各|分别|分别是|哪个)*")
_UNITS = {"周": "week", "拜": "week", "期": "week", "月": "month", "度": "quarter", "年": "year", "天": "day"}
_CALLED = {"week": "上周", "month": "上个月", "quarter": "上季度", "year": "去年"}
_MONTHS = {"quarter": 3, "year": 12}


class _Than(NamedTuple):
    """`unit`: one earlier of these, "" one of the figure's own length; `left`: the line without it."""

    unit: str
    left: str


def read(normal: Normal, scene: Scene) -> requests.ShowFigure | None:
    """The comparison that the whole line asks for: of what is named in it, else of what came in."""
    line = normal.text.strip(" 。!~.,，?").replace(" ", "")
    than = _than(line) if len(line) <= _LONGEST else None
    for said in (than.left, f"{than.left}几件") if than else ():
        asked = questions.read(said, scene.now, scene.community)
        if isinstance(asked, requests.ShowFigure):
            return _beside(asked, than.unit if than else "", scene.now.date())
    return _of_two(line, scene) if len(line) <= _LONGEST else None


def _of_two(line: str, scene: Scene) -> requests.ShowFigure | None:
    """上个月跟这个月比怎么样, 11月和12月各多少件: the later of two spans beside the earlier, of like length."""
    found = _TWO.search(line)
    today = scene.now.date()
    one = spans.find(line[: found.start()], today) if found else None
    other = spans.find(line[found.end() :], today) if found else None
    if found is None or one is None or other is None or not line[: found.start()].endswith(one.words):
        return None
    behind = line[found.end() :]
    if not behind.startswith(other.words):
        return None
    rest = _MORE.sub("", _BESIDE.sub("", behind.removeprefix(other.words)))
    left = f"{line[: found.start()].removesuffix(one.words)}{rest}".strip(",，")
    earlier, later = sorted((one, other), key=lambda span: span.first)
    for said in (left, f"{left}几件"):
        asked = questions.read(said, scene.now, scene.community)
        if isinstance(asked, requests.ShowFigure) and asked.by is None and asked.first is None:
            return _beside_span(asked, later, earlier, today, whole="各" in behind or "分别" in behind)
    return None


def _beside_span(
    asked: requests.ShowFigure, later: spans.Span, earlier: spans.Span, today: date, *, whole: bool
) -> requests.ShowFigure:
    """A span that runs is compared with as many days of the one before, unless the `whole` of each is asked for."""
    asked = replace(asked, first=later.first, last=later.last, label=later.words)
    unit = _unit_of(later.first, later.last, later.words)
    full = _earlier(later.first, later.last, unit)
    if not whole and later.last == today and unit and full[0] == earlier.first:
        return _beside(asked, unit, today)
    return replace(asked, than=requests.Period(earlier.first, earlier.last, earlier.words))


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


def _beside(asked: requests.ShowFigure, said: str, today: date) -> requests.ShowFigure:
    """`said`: the unit it is compared by, "" its own."""
    first, last, label = _own(asked, said, today)
    unit = said or _unit_of(first, last, label)
    than = requests.Period(*_earlier(first, last, unit), _called(first, last, unit, today))
    fields = {name: getattr(asked, name) for name in ("grid", "category", "kind", "urgency", "building", "worker")}
    return requests.ShowFigure(asked.measure, first=first, last=last, label=label, than=than, **fields)


def _unit_of(first: date, last: date, label: str) -> str:
    """Weeks and months are compared with weeks and months; any other span with as many days."""
    if any(word in label for word in ("周", "星期", "礼拜")):
        return "week"
    if "季" in label or label in {"今年", "本年", "去年"}:
        return "quarter" if "季" in label else "year"
    rolling = label.startswith(("最近", "近", "过去"))
    return "month" if first.day == 1 and not rolling and (first != last or "月" in label) else ""


def _own(asked: requests.ShowFigure, unit: str, today: date) -> tuple[date, date, str]:
    """The figure's own span, where one of the unit before it makes sense; else the running one of that unit."""
    monday = today - timedelta(days=today.weekday())
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    running = {"week": (monday, today, "本周"), "day": (today, today, "今天"), "quarter": (quarter, today, "本季度")}
    month = today.replace(day=1), today, "本月"
    if asked.first is None or asked.last is None:
        return running.get(unit, month)
    own = asked.first, asked.last, asked.label
    days = (asked.last - asked.first).days
    fits = {"week": asked.first.weekday() == 0 and days < 7, "day": days == 0}
    fits["month"] = asked.first.day == 1 and days < 31
    fits["quarter"] = asked.first.day == 1 and days < 92
    return own if fits.get(unit, True) else running.get(unit, month)


def _earlier(first: date, last: date, unit: str) -> tuple[date, date]:
    """As long a span before it; months keep their days as far as they have them."""
    if unit in {"month", *_MONTHS}:
        back = _MONTHS.get(unit) or _months_of(first, last)
        return _months(first, -back), _months(last, -back)
    days = timedelta(days=7 if unit == "week" else (last - first).days + 1)
    return first - days, last - days


def _called(first: date, last: date, unit: str, today: date) -> str:
    """A running span is compared with the same days of the one before."""
    if unit not in _CALLED or (unit == "month" and _months_of(first, last) > 1):
        return "昨天" if first == last == today else "之前"
    return f"{_CALLED[unit]}{'同期' if last == today else ''}"


def _months_of(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _months(day: date, by: int) -> date:
    """The same day so many months away; the last of a month stays the last."""
    at = day.year * 12 + day.month - 1 + by
    end = calendar.monthrange(at // 12, at % 12 + 1)[1]
    ends = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(at // 12, at % 12 + 1, end if ends else min(day.day, end))
