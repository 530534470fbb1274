"""Days of the lunar calendar that people name (初八, 除夕, 腊八), by GB/T 33661-2017 as borax holds it."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from borax.calendars import lunardate

from intents import numbers

_NAMED = {f"{char}月": number for number, char in enumerate("正二三四五六七八九十冬腊", 1)} | {
    "十一月": 11,
    "十二月": 12,
}
#: (month, day) of feasts.
_FEASTS = {
    "春节": (1, 1),
    "元宵": (1, 15),
    "端午": (5, 5),
    "七夕": (7, 7),
    "中秋": (8, 15),
    "重阳": (9, 9),
    "腊八": (12, 8),
}
_EVES = ("除夕", "大年三十", "年三十")
#: A year with a leap month has up to 385 days: every named day comes round within it.
_LONGEST_YEAR = 385


def next_day(month: str, day: str, today: date) -> date | None:
    """The next such day from `today` on. `month` is 正月 … 冬月, 腊月 or "" (any).

    None for what is no day of a month, and from 2101 on, where the calendar ends.
    """
    if day in _EVES:
        following = _next(1, 1, today + timedelta(days=1))
        return following and following - timedelta(days=1)
    if day in _FEASTS:
        return _next(*_FEASTS[day], today)
    number = numbers.value_of(day.removeprefix("初").replace("廿", "二十"))
    return _next(_NAMED.get(month), number, today) if number else None


def _next(month: int | None, number: int, today: date) -> date | None:
    for day, said in _days(today):
        if said.day == number and month in (None, said.month):
            return day
    return None


def _days(today: date) -> Iterator[tuple[date, lunardate.LunarDate]]:
    for ahead in range(_LONGEST_YEAR):
        day = today + timedelta(days=ahead)
        if day > lunardate.MAX_SOLAR_DATE:
            return
        yield day, _lunar(day)


@lru_cache(maxsize=2 * _LONGEST_YEAR)
def _lunar(day: date) -> lunardate.LunarDate:
    """Slow to reckon, and every line that names such a day asks for the same year."""
    return lunardate.LunarDate.from_solar(day)
