"""Spans of figures in words (本周, 上个月, 10月, 最近7天), and the grid they are of (3网格)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import cases, roster
from intents import numbers, seldom

#: No span without one of these.
MARKS = "今昨前本这上去近过月季号日年以至到"
_MARK = re.compile(f"[{MARKS}]")
#: 开张以来, 上周到现在: until today, whatever was named.
_UNTIL_NOW = re.compile(r"(?:年初|月初|初)?(?:开始|起)?(?:[到至](?:现在|今[天日]?|目前|如今)|以来)")
_NAMED = re.compile(
    rf"(?P<start>(?:一?开[张通始]|上线|建群|启用|运行|成立|有史)(?={_UNTIL_NOW.pattern}))|"
    r"(?:(?P<from_month>\d{1,2})月)?(?P<from_day>\d{1,2})[号日]?[到至~-](?:(?P<to_month>\d{1,2})月)?"
    r"(?P<to_day>\d{1,2})[号日](?![楼院栋])"
    r"|(?:(?P<at_month>\d{1,2})月)?(?P<at_day>\d{1,2})[号日](?![楼院栋线门])"
    r"|上个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    r"|(?:(?P<quarter>[本这上])个?|(?:今年)?第?(?P<which>[一二三四1-4]))季度"
    r"|(?P<year>20\d\d)年(?:(?P<of_year>1[0-2]|[1-9])月份?)?|前天|前日"
    "|"
    "今天|今日|昨天|昨日|本周|这周|这个?礼拜(?![一二三四五六日天])|这个星期|这星期|上周"
    "|上个?礼拜(?![一二三四五六日天])|上个星期|上星期|本月|这个月|上个月|上月|今年|本年|去年"
    r"|(?:最?近|过去|这)(?P<days>\d{1,3}|[一二两三四五六七八九十]{1,3})(?:天|个?(?P<unit>星期|周|月))"
    r"|(?P<month>1[0-2]|[1-9]|十[一二]|[一二三四五六七八九十])月份?(?![\d一二三四五六七八九十])"
)
_GRID = seldom.Pattern(r"第?(?P<code>\d{1,2}|[一二三四五六七八九十]{1,2})网格")
_UNITS = {"星期": 7, "周": 7, "月": 30}


@dataclass(frozen=True, slots=True)
class Span:
    """`first`..`last` inclusive local dates, and the words that say so."""

    first: date
    last: date
    words: str


def find(line: str, today: date) -> Span | None:
    """The span that `line` names; a running one ends today, a month that is still to come is last year's."""
    found = _NAMED.search(line) if _MARK.search(line) else None
    if found is None:
        return None
    span, now = _meant(found, today), _UNTIL_NOW.match(line, found.end())
    if now is None or span.last > today:
        return span
    begin = found.start() - line[: found.start()].endswith("从")
    return Span(span.first, today, line[begin : now.end()])


def _meant(found: re.Match[str], today: date) -> Span:
    words = found.group()
    if dated := _dated(found, today):
        return Span(*dated, words)
    if found["days"]:
        count = max(1, (numbers.value_of(found["days"]) or 1) * _UNITS.get(found["unit"] or "", 1))
        return Span(today - timedelta(days=count - 1), today, words)
    if found["start"]:
        return Span(cases.BEGINNING, today, words)
    if found["month"]:
        return _month(numbers.value_of(found["month"]) or 1, today, words)
    return Span(*_bounds(words, today), words)


def of_weeks(words: str) -> bool:
    """本周, 这星期, 上周五: is a span, by its words, a week or counted in weeks?"""
    return "周" in words or "星期" in words


def grid(line: str, community: roster.Community) -> tuple[str, str]:
    """(code, the words) of the grid that `line` names; the words stand for the code of a grid nobody knows."""
    found = _GRID.search(line) if "网格" in line else None
    if found is None:
        return "", ""
    number = numbers.value_of(found["code"])
    for index, one in enumerate(community.grids, start=1):
        if one.code.strip("gG第网格-") == str(number) or found.group() in one.name or index == number:
            return one.code, found.group()
    return found.group(), found.group()


def _dated(found: re.Match[str], today: date) -> tuple[date, date] | None:
    """First and last day of what is named by numbers, by a weekday of last week, or as a quarter; never ahead."""
    if found["from_day"]:
        month = found["from_month"] or found["to_month"]
        first, last = _day(month, found["from_day"], today), _day(found["to_month"] or month, found["to_day"], today)
        return (first, last) if first and last and first <= last else None
    if found["at_day"]:
        day = _day(found["at_month"], found["at_day"], today)
        return (day, day) if day else None
    if found["weekday"]:
        weekday = "一二三四五六日".index(found["weekday"].replace("天", "日"))
        day = today - timedelta(days=today.weekday() + 7 - weekday)
        return day, day
    if found["year"]:
        return _of_year(int(found["year"]), int(found["of_year"] or 0), today)
    if found["quarter"] or found["which"]:
        return _quarter(found["quarter"], found["which"], today)
    return None


def _day(month: str | None, day: str, today: date) -> date | None:
    """The last such day up to today; without a month of this month or the one before."""
    for back in range(13 if month else 2):
        of = today.year * 12 + today.month - 1 - back
        if month is None or of % 12 + 1 == int(month):
            try:
                found = date(of // 12, of % 12 + 1, int(day))
            except ValueError:
                continue
            if found <= today:
                return found
    return None


def _of_year(year: int, month: int, today: date) -> tuple[date, date] | None:
    first = date(year, month or 1, 1)
    last = date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    return (first, min(last, today)) if first <= today else None


def _quarter(said: str | None, which: str | None, today: date) -> tuple[date, date]:
    """本季度 to today, 上季度, 第三季度: the last one of that number that has begun."""
    now = today.year * 4 + (today.month - 1) // 3
    if which:
        number = (numbers.value_of(which) or 1) - 1
        at = now - (now - number) % 4
    else:
        at = now - (said == "上")
    first = date(at // 4, at % 4 * 3 + 1, 1)
    last_month = at % 4 * 3 + 3
    return first, min(date(at // 4, last_month, calendar.monthrange(at // 4, last_month)[1]), today)


def _month(month: int, today: date, words: str) -> Span:
    year = today.year if month <= today.month else today.year - 1
    last = date(year, month, calendar.monthrange(year, month)[1])
    return Span(date(year, month, 1), min(last, today), words)


def _bounds(span: str, today: date) -> tuple[date, date]:
    """First and last day of the span in words."""
    monday = today - timedelta(days=today.weekday())
    first_of_month = today.replace(day=1)
    if span in ("今天", "今日"):
        return today, today
    if span in ("昨天", "昨日"):
        return today - timedelta(days=1), today - timedelta(days=1)
    if span in ("前天", "前日"):
        return today - timedelta(days=2), today - timedelta(days=2)
    if span in ("上周", "上个星期", "上星期", "上个礼拜", "上礼拜"):
        return monday - timedelta(days=7), monday - timedelta(days=1)
    if span in ("上个月", "上月"):
        last = first_of_month - timedelta(days=1)
        return last.replace(day=1), last
    if span == "去年":
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    if span in ("今年", "本年"):
        return date(today.year, 1, 1), today
    return (first_of_month if "月" in span else monday), today
