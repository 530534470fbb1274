"""Days and meals in people's words, resolved against a given now: 明儿晌午, 后天晚上, 下周一, 25号, 初八, 除夕."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from intents import lunar, numbers

_WEEKDAYS = {char: index for index, char in enumerate("一二三四五六")} | {"日": 6, "天": 6}
_RELATIVES = {
    -2: "前天 前儿 前日",
    -1: "昨天 昨儿 昨日 昨晚 寻日",
    0: "今天 今儿个 今儿 今日 今晚 今早 今晨 今晌 当天 今个 今",
    1: "明天 明儿个 明儿 明日 明早 明晚 明晌 明朝 明个 听日 明",
    2: "后天 后儿个 后儿 后日 后晚 后个",
    3: "大后天 大后儿 外后天",
}
_RELATIVE = {word: days for days, words in _RELATIVES.items() for word in words.split()}
_DAY = re.compile(
    r"(?P<relative>大后天|大后儿|外后天|今儿个|明儿个|后儿个|今天|今儿|今日|今个|今晚|今早|今晨|今晌|今(?=中午)|当天|明天|明儿|明日|明早|明晚|明晌|明朝|明个|明(?=中午)|听日|"
    r"后天|后儿|后日|后晚|后个|昨天|昨儿|昨日|昨晚|寻日|前天|前儿|前日)"
    r"|(?P<week>下下|下个?|这个?|本)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    r"|(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})(?:月)(?P<monthday>\d{1,2}|[一二三四五六七八九十]{1,3})(?:号|日)?"
    r"|(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?:号|日)(?!楼|院|线|门|窗|\d|桥|栋|单元|井|机|位|桌|库|路)"
    r"|(?P<lunar>腊月|正月)?(?P<lunarday>初[一二三四五六七八九十]|除夕|大年三十|年三十|腊八)"
)
_SERVICES = (
    ("breakfast", re.compile(r"早餐|早饭|早点|早上|早晨|明早|今早|一早|清早|清晨|早茶")),
    (
        "lunch",
        re.compile(
            r"午餐|午饭|中午|晌午|中饭|午间|中餐|晏昼|晌饭|午(?:的|那)|[,:;\s]午(?=[,;\s])|明晌|今晌|正午|下昼茶"
            r"|(?:十二|12)点前|1[12]点半"
        ),
    ),
    (
        "dinner",
        re.compile(
            r"晚餐|晚饭|晚上|今晚|明晚|后晚|每晚|周[一二三四五六日]晚|夜饭|晚间|后晌|傍晚|宵夜|夜宵|晚(?:的|那)"
            r"|[,:;\s]晚(?=[,;\s])|夜里吃|六点(?:前|半|钟|左右)"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day named in text[start:end]. `weekday_span`: the last day, when the words name a stretch."""

    value: date
    start: int
    end: int
    last: date | None = None


def days(text: str, now: datetime) -> list[Day]:
    """Every day `text` names, in order; a stretch ("周一到周五") comes as one Day with `last`."""
    found: list[Day] = []
    for match in _DAY.finditer(text):
        value = _resolve(match, now.date())
        if value is None:
            continue
        before = found[-1] if found else None
        if before and text[before.end : match.start()] in ("到", "至", "-", "~"):
            while match["weekday"] and value <= before.value:
                value += timedelta(days=7)
            found[-1] = Day(before.value, before.start, match.end(), value)
        else:
            found.append(Day(value, match.start(), match.end()))
    return found


def services(text: str) -> list[str]:
    """The meals `text` names, in the order of the day; words for a dish or a place do not count."""
    return [name for name, words in _SERVICES if words.search(text)]


def _resolve(match: re.Match[str], today: date) -> date | None:
    if match["relative"]:
        return today + timedelta(days=_RELATIVE[match["relative"]])
    if match["weekday"]:
        return _weekday(match["week"] or "", _WEEKDAYS[match["weekday"]], today)
    if match["lunarday"]:
        return lunar.next_day(match["lunar"] or "", match["lunarday"], today)
    number = numbers.value_of(match["number"] or match["monthday"])
    month = numbers.value_of(match["month"]) if match["month"] else None
    return _calendar_day(month, number, today)


def _weekday(week: str, weekday: int, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    if week.startswith("下下"):
        return monday + timedelta(days=14 + weekday)
    if week.startswith("下"):
        return monday + timedelta(days=7 + weekday)
    this_week = monday + timedelta(days=weekday)
    return this_week if week or this_week >= today else this_week + timedelta(days=7)


def _calendar_day(month: int | None, number: int | None, today: date) -> date | None:
    """The next such day from today on; None where the calendar has none."""
    if number is None:
        return None
    year, start = today.year, month or today.month
    for step in range(14):
        at = start + (step if month is None else 12 * step)
        try:
            found = date(year + (at - 1) // 12, (at - 1) % 12 + 1, number)
        except ValueError:
            continue
        if found >= today:
            return found
    return None
