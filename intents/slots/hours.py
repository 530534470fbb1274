"""Parts of a day in people's words: 下午, 14:00到16:00, 三点以后, 请两个小时. Nothing here knows which day."""

import re
from dataclasses import dataclass
from datetime import time

from intents import numbers, seldom

_NUMBER = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
#: DAY: where 今晚 may stand; behind 到 it begins another day.
_CLOCK = (
    r"(?P<half_N>DAY凌晨|清早|早上|早晨|上午|中午|下午|午后|傍晚|晚上|夜里)?"
    rf"(?:(?P<hour_N>{_NUMBER})点(?:钟|整)?(?P<spoken_N>半|一刻|三刻|(?:{_NUMBER})分)?"
    r"|(?P<digits_N>\d{1,2}):(?P<minute_N>\d{2}))"
)
_CLOCKS = seldom.Pattern(
    rf"{_CLOCK.replace('_N', '_1').replace('DAY', '[今明后][早晚]|')}"
    rf"(?:\s*(?:到|至|-|~)\s*{_CLOCK.replace('_N', '_2').replace('DAY', '')}"
    r"|(?P<after>以后|之后|过后|后|起|开始)|(?P<before>以前|之前|前))?"
)
_HALVES = seldom.Pattern(
    r"(?P<morning>[今明后]早|(?<=请)一上午|上午|早上|早晨|清早|[头前]晌)|(?P<noon>中午)"
    r"|(?P<afternoon>(?<=请)一下午|下午|午后|[后下]晌)|(?P<evening>[今明后]晚|晚上|夜里)"
)
_HOURS = seldom.Pattern(rf"(?P<count>{_NUMBER}|半)个?(?:小时|钟头)|(?P<more>{_NUMBER})个?半(?:小时|钟头)")
_HALF_A_DAY = re.compile(r"半天")
_MINUTES = {"半": 30, "一刻": 15, "三刻": 45}
_LATE = frozenset({"下午", "午后", "傍晚", "晚上", "夜里", "今晚", "明晚", "后晚"})
NOON, AFTER_NOON = time(12), time(14)
#: Said without 上午 or 下午, an hour before this is one of the afternoon.
_EARLIEST = 7


@dataclass(frozen=True, slots=True)
class Part:
    """text[start:end] names a part of a day: from `since` to `until`, None its beginning or end.

    `exact`: by the clock. `minutes`: so long, from a moment that was not named. `vague`: which part was not said.
    """

    start: int
    end: int
    since: time | None = None
    until: time | None = None
    exact: bool = False
    minutes: int = 0
    vague: bool = False


def parts(text: str, evening: time) -> list[Part]:
    """Every part of a day `text` names, in order. `evening`: when the working day is over."""
    found = [_clock(one) for one in _CLOCKS.finditer(text)]
    found += [_half(one, evening) for one in _HALVES.finditer(text)]
    found += [Part(*one.span(), minutes=_minutes(one)) for one in _HOURS.finditer(text)]
    found += [Part(*one.span(), vague=True) for one in _HALF_A_DAY.finditer(text)]
    kept: list[Part] = []
    for part in sorted((one for one in found if one), key=lambda one: (one.start, -one.end)):
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return kept


def _half(found: re.Match[str], evening: time) -> Part:
    spans = {
        "morning": (None, NOON),
        "noon": (NOON, AFTER_NOON),
        "afternoon": (NOON, evening),
        "evening": (evening, None),
    }
    since, until = spans[str(found.lastgroup)]
    return Part(*found.span(), since=since, until=until)


def _clock(found: re.Match[str]) -> Part | None:
    first, second = _time(found, 1), _time(found, 2, after=found["half_1"])
    if first is None:
        return None
    if found["before"]:
        return Part(*found.span(), until=first, exact=True)
    if second is None or found["after"]:
        return Part(*found.span(), since=first, exact=True)
    if second < first and second.hour < 12:
        second = second.replace(hour=second.hour + 12)
    return Part(*found.span(), since=first, until=second, exact=True) if first < second else None


def _time(found: re.Match[str], which: int, after: str | None = None) -> time | None:
    """None where no clock stands, and for an hour that no clock shows.

    `after`: the half of the day that was said before: the hour is the next of that name.
    """
    half, spoken, digits = found[f"half_{which}"], found[f"spoken_{which}"], found[f"digits_{which}"]
    hour = numbers.value_of(digits or found[f"hour_{which}"] or "")
    minute = int(found[f"minute_{which}"] or 0) if digits else _spoken(spoken)
    if hour is None or minute is None or hour > 23 or minute > 59:
        return None
    late = (
        half in _LATE
        or (half == "中午" and hour < 11)
        or (half is None and after is None and not digits and 0 < hour < _EARLIEST)
    )
    return time(hour + 12 if late and hour < 12 else hour, minute)


def _spoken(words: str | None) -> int | None:
    return _MINUTES.get(words, numbers.value_of(words.removesuffix("分"))) if words else 0


def _minutes(found: re.Match[str]) -> int:
    if found["more"]:
        return (numbers.value_of(found["more"]) or 0) * 60 + 30
    return 30 if found["count"] == "半" else (numbers.value_of(found["count"]) or 0) * 60
