"""Spans of figures in words (本周, 上个月, 10月, 最近7天), and the grid they are of (3网格)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import roster
from intents import numbers

#: No span without one of these.
_MARK = re.compile("[今昨本这上去近过月]")
_NAMED = re.compile(
    "今天|今日|昨天|昨日|本周|这周|这个?礼拜(?![一二三四五六日天])|这个星期|这星期|上周|上个?礼拜(?![一二三四五六日天])|上个星期|上星期|本月|这个月|上个月|上月|今年|本年|去年"
    r"|(?:最?近|过去|这)(?P<days>\d{1,3}|[一二两三四五六七八九十]{1,3})(?:天|个?(?P<unit>星期|周|月))"
    r"|(?P<month>1[0-2]|[1-9]|十[一二]|[一二三四五六七八九十])月份?(?![\d一二三四五六七八九十])"
)
_GRID = re.compile(r"第?(?P<code>\d{1,2}|[一二三四五六七八九十]{1,2})网格")
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
    words = found.group()
    if found["days"]:
        count = max(1, (numbers.value_of(found["days"]) or 1) * _UNITS.get(found["unit"] or "", 1))
        return Span(today - timedelta(days=count - 1), today, words)
    if found["month"]:
        return _month(numbers.value_of(found["month"]) or 1, today, words)
    return Span(*_bounds(words, today), words)


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
