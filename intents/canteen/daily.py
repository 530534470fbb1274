"""Orders over several days: 天天, a day left out ("周三不要"), a day with a number of its own ("周二要两份")."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from intents import seldom, times
from intents.canteen import portions

#: "天天要", "以后天天", "每天一份"; "是不是每天都有" asks, and "后天天气" is no day after another.
_EVERY = re.compile(
    r"(?<!是不是)(?:(?:(?<![今明昨前后])|(?<=[以往今]后))天天|每天|每日|日日|每个?工作日)(?!都?有)"
    r"|(?:以后|往后|今后)[^,;。!?天日]{0,6}都(?=[要给帮送订留替])"
)
_THIS_WEEK = re.compile(r"(?:这个?|本)(?:周|星期|礼拜)")
_NEXT_WEEK = re.compile(r"下个?(?:周|星期|礼拜)")
_FRIDAY = 4
_CLAUSE = re.compile(r"[^,;。!?\s]+[,;。!?\s]*")
#: Days that stand together as one: "周三和周五", "周一到周五".
_DAYS = r"(?:日(?:[到至~-][日一二三四五六])?[和跟与、及]?)+"
_MEAL = r"(?:中午|晚上|早上|晌午|[早午中晚][饭餐]|饭|那顿|那份)"
_NO = (
    r"(?:不要|不用|不吃|不订|不定|不点|不送|不来|不去|别送|别订|别留|别做|先不|停|免|除外|休息|不算|取消|退|不在家"
    r"|没空|来不了)"
)
#: No day is left out without one of these: each way to say so (`_NO`, 除了) holds one.
_AGAINST = re.compile("[不别停免除休取退没]")
#: A clause, its days written as 日, that only says when nothing is wanted: "周三不要", "但是周四那天的饭不用送了".
_LEFT_OUT = re.compile(
    rf"^(?:就|但是?|可是?|不过|只有|只是|除了?|其中|那)*{_DAYS}(?:这|那)?天?"
    rf"(?:的|{_MEAL}|我们?|他|她|老人|就|都|先|有事|出门)*"
    rf"{_NO}(?:送|订|吃|留|做|来|要|算|一天|{_MEAL})*(?:了|啦|吧|啊|的|哈)*[,;。!?\s]*$"
    rf"|^除(?:了|去|开)?{_DAYS}(?:这|那)?天?(?:以外|之外|外)?[,;。!?\s]*$"
)
#: "除了周三天天要".
_EXCEPT = seldom.Pattern(rf"除(?:了|去|开)?(?P<days>{_DAYS})(?:以外|之外|外)?")
_AND = seldom.Pattern(r"\s*[和跟与、及]?\s*")
_ORDERED = re.compile(r"(?<![不别])(?:要|订|定|点|留|报|送|给我)")


@dataclass(frozen=True, slots=True)
class Split:
    """What is wanted, and the words that only name days on which nothing is."""

    wanted: str
    left_out: str = ""


def every_day(text: str) -> bool:
    """Is it said of every day?"""
    return _EVERY.search(text) is not None


def week(text: str, today: date) -> tuple[date, date] | None:
    """The days of the week that is named beside 天天, to its Friday; from today on if it is this one."""
    if not every_day(text):
        return None
    monday = today - timedelta(days=today.weekday())
    if _NEXT_WEEK.search(text):
        return monday + timedelta(days=7), monday + timedelta(days=7 + _FRIDAY)
    if not _THIS_WEEK.search(text):
        return None
    return today, max(today, monday + timedelta(days=_FRIDAY))


def split(text: str) -> Split:
    """`text` (normalised) without the days on which nothing is wanted, when it orders something for others."""
    if not _AGAINST.search(text):
        return Split(text)
    parts = _CLAUSE.findall(text)
    against = [part for part in parts if _LEFT_OUT.match(times.blotted(part))]
    if not against:
        return _excepted(text) if "除" in text else Split(text)
    wanted = "".join(part for part in parts if part not in against)
    names_days = every_day(wanted) or times.blotted(wanted) != wanted
    ordered = _ORDERED.search(wanted) or portions.quantity_of(times.blotted(wanted))[0]
    return Split(wanted, "".join(against)) if names_days and ordered else Split(text)


def _excepted(text: str) -> Split:
    """ "除了周三天天要一份": the days stand in the same clause."""
    plain = times.blotted(text)
    found = _EXCEPT.search(plain) if every_day(text) else None
    if found is None:
        return Split(text)
    start = found.start()
    end = len(text) - (len(plain) - found.end())
    return Split(text[:start] + text[end:], text[start:end])


def dates(text: str, now: datetime, within: tuple[date, date] | None = None) -> tuple[date, ...]:
    """The days from today on that `text` names; a weekday without its week is the one in the days `within`."""
    found = [
        day + timedelta(days=step)
        for one in times.days(text, now)
        for day in (_moved(one, text, within),)
        for step in range(((one.last or one.value) - one.value).days + 1)
    ]
    return tuple(day for day in found if day >= now.date())


def _moved(day: times.Day, text: str, within: tuple[date, date] | None) -> date:
    if within is None or text[day.start] not in "周星礼":
        return day.value
    first, last = within
    there = first + timedelta(days=(day.value - first).days % 7)
    return there if there <= last else day.value


def apart(text: str, named: list[times.Day]) -> tuple[str, tuple[str, ...]]:
    """The line without those parts that give a later day a number of its own, and these parts.

    "下周一到周五各一份，周二要两份" is a line for every day and one for Tuesday. `named`: the days of `text`.
    """
    named = [day for before, day in zip([None, *named], named, strict=False) if not _joined(text, before, day)]
    all_first = bool(named) and every_day(text[: named[0].start])
    later = named if all_first else named[1:]
    if not later:
        return text, ()
    ends = [day.end for day in named]
    before = [0, *ends] if all_first else ends
    cuts = [0, *(_cut(text, end, day.start) for end, day in zip(before, later, strict=False)), len(text)]
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    if not (_many(pieces[0]) or (named and named[0].last) or every_day(pieces[0])):
        return text, ()
    main, own = pieces[0], []
    for piece in pieces[1:]:
        part, rest = _head(piece) if _many(piece) else ("", piece)
        main += rest
        own += [part] if part else []
    return main, tuple(own)


def _joined(text: str, before: times.Day | None, day: times.Day) -> bool:
    """Do the two stand together: "周三和周五"?"""
    return before is not None and _AND.fullmatch(text[before.end : day.start]) is not None


def _cut(text: str, after: int, day: int) -> int:
    """Where the part of a day begins: at the last comma before it, else at the day itself."""
    commas = [after + found.end() for found in re.finditer(r"[,;。!?\s]+", text[after:day])]
    return commas[-1] if commas else day


def _head(piece: str) -> tuple[str, str]:
    """The part of a day, and the clauses behind it that are said of all."""
    clauses = _CLAUSE.findall(piece)
    last = max(place for place in range(len(clauses)) if _many("".join(clauses[place:])))
    return "".join(clauses[: last + 1]), "".join(clauses[last + 1 :])


def _many(piece: str) -> int | None:
    return portions.quantity_of(times.blotted(piece))[0]
