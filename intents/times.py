"""Days and meals in people's words, resolved against a given now: 明儿晌午, 后天晚上, 下周一, 25号, 初八, 除夕."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from intents import numbers
from intents.slots import lunar

_WEEKDAYS = {char: index for index, char in enumerate("一二三四五六")} | {"日": 6, "天": 6}
_RELATIVES = {
    -2: "前天 前儿 前日",
    -1: "昨天 昨儿 昨日 昨晚 寻日",
    0: "今天 今儿个 今儿 今日 今晚 今早 今晨 今晌 今朝 当天 今个 今",
    1: "明天 明儿个 明儿 明日 明早 明晚 明晌 明朝 明个 听日 明",
    2: "后天 后儿个 后儿 后日 后晚 后个",
    3: "大后天 大后儿个 大后儿 大后日 外后天",
}
#: Two days in a row said as one word: "明后天中午各一份".
_TOGETHER = {"今明": 0, "明后": 1}
#: Feasts of the solar calendar (month, day); those of the lunar one are in lunar.py.
_FEASTS = {"元旦": (1, 1), "国庆": (10, 1), "劳动节": (5, 1), "圣诞": (12, 25), "平安夜": (12, 24)}
_RELATIVE = {word: days for days, words in _RELATIVES.items() for word in words.split()}
#: Of these 今中午 and 明午 only; 说明中午 is none.
_SHORT = ("今(?=中午|午)", "(?<![说证声透])明(?=中午|午)")
#: 以后天天, 然后天黑了: here the word ends before 天.
_AFTER_NEXT = rf"(?<![以往今之然])(?:{'|'.join(_RELATIVES[2].split())})"
#: The longest first: 今儿个 is not 今儿.
_OTHERS = sorted((word for word, days in _RELATIVE.items() if len(word) > 1 and days != 2), key=len, reverse=True)
_ONE_WORD = "|".join((*_OTHERS, *_SHORT, _AFTER_NEXT))
#: "下礼拜一到五".
_SHORT_END = re.compile(r"(?:到|至|-|~)([一二三四五六日天])(?![份个点号楼栋层\d十])")
#: What the words for a day begin with: looked at before all of them are tried.
_BEGINS = (
    rf"[\d一二三四五六七八九十廿今明{''.join(feast[0] for feast in _FEASTS)}"
    "大外当听后昨寻前下这本周星礼正冬腊初除年春端中重]"
)
_DAY = re.compile(
    rf"(?={_BEGINS})(?:(?P<together>今明|明后)(?:两?天|两?日)"
    rf"|(?P<feast>{'|'.join(_FEASTS)})节?(?:的?(?P<before>前)一[天日晚])?(?![路街里村楼区])"
    rf"|(?P<relative>{_ONE_WORD})"
    r"|(?P<week>下下|下个?|这个?|本)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日]|天(?!天(?![天气])))"
    r"|(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})(?:月)(?P<monthday>\d{1,2}|[一二三四五六七八九十]{1,3})(?:号|日)?"
    r"|(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?:号|日)(?!楼|院|线|门|窗|\d|桥|栋|单元|井|机|位|桌|库|路|套|餐)"
    r"|(?P<lunar>十[一二]月|[正二三四五六七八九十冬腊]月)?"
    r"(?P<lunarday>初[一二三四五六七八九十]|除夕|大年三十|年三十|腊八"
    r"|(?<=[正冬腊]月)(?:[二廿]?十[一二三四五六七八九]?|廿[一二三四五六七八九]|三十)"
    r"|春节|(?:元宵|端午|七夕|中秋|重阳)(?=节|那天|当天|晚|中午|早)))"
)
#: "早上好", "早上订的那份", "晚点送": no word for a meal.
_NO_MEAL = r"(?!好|订的|报的|定的|点的|说的|跟你|问过)"
#: A short word for a meal stands alone, or between a day and the number.
_ALONE = r"(?:^|[,:;\s]|[今明后儿天日个号]|(?:周|星期|礼拜)[一二三四五六日])"
_THEN = r"(?=[,:;.。!\s一二两三四五六俩仨\d]|$)(?!点)"
_SERVICES = (
    (
        "breakfast",
        re.compile(
            rf"早餐|早饭|早点(?![儿个送到来做弄开吃给打订报说])|早起那|早茶"
            rf"|(?:早上|早晨|明早|今早|一早|清早|清晨){_NO_MEAL}"
            rf"|{_ALONE}早{_THEN}"
        ),
    ),
    (
        "lunch",
        re.compile(
            rf"午餐|午饭|中饭|中餐|晌饭|(?:中午|晌午|午间|晏昼|明晌|今晌|正午){_NO_MEAL}|午(?:的|那)|{_ALONE}午{_THEN}"
        ),
    ),
    (
        "dinner",
        re.compile(
            r"晚餐|晚饭|夜饭|宵夜|夜宵|夜里吃|晚(?:的|那)"
            rf"|(?:晚上|今晚|明晚|后晚|每晚|周[一二三四五六日]晚|晚间|后晌|傍晚){_NO_MEAL}|{_ALONE}晚{_THEN}"
        ),
    ),
)
#: Only where no meal is named: half past eleven is lunch, six o'clock is dinner ("六点前", "五点半送").
_CLOCK = (
    ("lunch", re.compile(r"(?<!\d)(?:十[一二]|1[12])(?:点|[:：][0-5]\d)")),
    ("dinner", re.compile(r"(?<![\d十早])(?:[五六]|1[78]|十[七八])(?:点(?!菜)|[:：][0-5]\d)")),
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day named in text[start:end]. `last`: the last day, when the words name a stretch."""

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
        short = _SHORT_END.match(text, match.end()) if match["weekday"] else None
        if match["together"]:
            found.append(Day(value, match.start(), match.end(), value + timedelta(days=1)))
        elif short:
            last = value + timedelta(days=(_WEEKDAYS[short[1]] - value.weekday()) % 7)
            found.append(Day(value, match.start(), short.end(), last))
        elif before and text[before.end : match.start()] in ("到", "至", "-", "~"):
            while match["weekday"] and value <= before.value:
                value += timedelta(days=7)
            found[-1] = Day(before.value, before.start, match.end(), value)
        else:
            found.append(Day(value, match.start(), match.end()))
    return found


def blotted(text: str) -> str:
    """`text` with 日 in the place of each day it names."""
    return _DAY.sub("日", text)


def impossible(text: str, now: datetime) -> str:
    """The first day of a month that `text` names and that does not come within a year ("2月30号"); "" if all do."""
    for one in _DAY.finditer(text):
        day = _resolve(one, now.date())
        if one["month"] and (day is None or day > now.date() + timedelta(days=366)):
            return one.group()
    return ""


def services(text: str) -> list[str]:
    """The meals `text` names, in the order of the day; else the one of the hour it gives."""
    named = [name for name, words in _SERVICES if words.search(text)]
    return named or [name for name, hour in _CLOCK if hour.search(text)][:1]


def _resolve(match: re.Match[str], today: date) -> date | None:
    if match["together"]:
        return today + timedelta(days=_TOGETHER[match["together"]])
    if match["feast"]:
        feast = _calendar_day(*_FEASTS[match["feast"]], today)
        return feast - timedelta(days=1) if feast and match["before"] else feast
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
