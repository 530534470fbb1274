"""How tickets are called by number: 12, #12, 12号单; and in a row: 1 2 3, 1、2和3, 4到8."""

import re
from dataclasses import dataclass

from intents import seldom

#: What may stand behind the number of a ticket.
_CALLED = r"(?:号单?|单)?"
#: What makes a number in front an amount, a door, a grid or a time instead of a ticket.
_AMOUNT = (
    r"\s*(?:号?[楼栋幢座院门桌井杆线]|单元|网格|片区"
    r"|周(?![一二三四五六日天末])|月(?!底)"
    r"|[份个位名户家人日天年点时分秒次趟层室米块元角毛斤只条根盏把张袋箱瓶桶碗盒套台辆度路巷两俩组片%:：.])"
)
#: In a row at most one space stands where `ticket` takes any number: rows would be tried in too many ways.
_ONE = rf"#?\s?\d{{1,6}}(?!\d){_CALLED}"
#: One that stands alone; the last of a row, and the end of a stretch.
_LAST = rf"#?\s?\d{{1,6}}(?!\d)(?!{_AMOUNT})(?!\s*[-/~]){_CALLED}"
_TO = r"\s?[到至~-]\s?"
_PART = rf"(?:{_ONE}{_TO})?{_LAST}"
_ROW = rf"{_PART}(?:[\s,、和跟与及]+{_PART}){{0,15}}"
_THESE = r"(?:那个|这个|那条|这条|那件|这件|那里|[这那][几些两俩三四五六](?:件|条|个|单)?|的)?"
_FIRST = re.compile(
    rf"^(?:请|麻烦)?[把将]?(?P<numbers>{_ROW})\s?{_THESE}[\s,:、]*(?P<words>[^\d\s].*)$",
    re.DOTALL,
)
_BEHIND = seldom.Pattern(
    rf"^(?:请|麻烦|我)?(?P<words>[^\d#]{{1,20}}?)[\s,:]*(?P<numbers>{_ROW})(?:都|全|了|吧)*"
    rf"(?:[\s,]+(?P<more>[^\d#].*))?$"
)
_ALL = re.compile(r"^我?(?:都|全部|全都|全|一起|一块儿?)+[\s,]*(?=[^\s,是])")
#: Every ticket of the speaker's; 都 alone says so only of taking them on.
_MINE = r"(?:我|手[上里头]的?|这些|[这那]几[件个条单]|的?单子?|的?工单|给我|[\s,])*"
_EVERY = seldom.Pattern(rf"^{_MINE}(?P<all>全部|全都|所有的?|都|全)[都全]?{_MINE}(?P<words>[^\d\s].*)$")
_EVERY_LAST = seldom.Pattern(rf"^(?P<words>\D{{2,12}}?)\s?(?P<all>全部|全都|所有的?){_MINE}$")
_STRETCH = re.compile(rf"(\d+){_CALLED}(?:{_TO}#?\s?(\d+))?")
#: Numbers that everybody knows as something else.
_PUBLIC = frozenset({110, 119, 120, 122, 12345, 12356, 12319, 95598, 10086, 10010})
#: "1到15号多少件" asks for figures of days.
_COUNTED = seldom.Pattern("多少|几[件单个份起]|新增|统计")
#: A longer stretch is no list of tickets.
_MOST = 30


@dataclass(frozen=True, slots=True)
class Named:
    """The tickets, each once, in the order they are named, and what is said of them."""

    numbers: tuple[int, ...]
    words: str


def ticket(group: str = "number") -> str:
    """The pattern of one ticket as people write it, for patterns that it is a part of; `group` holds the digits."""
    return rf"#?\s*(?P<{group}>\d{{1,6}})\s*{_CALLED}"


def first(line: str) -> Named | None:
    """The tickets that `line` begins with and then says something of; None if it begins with none."""
    return _named(_FIRST.match(line))


def several(line: str) -> Named | None:
    """Two or more tickets in front of what is said of each of them, or behind it; None if it names fewer."""
    found = _named(_FIRST.match(line)) or _named(_BEHIND.match(line))
    if found is None or len(found.numbers) < 2:
        return None
    return Named(found.numbers, _ALL.sub("", found.words))


def every(line: str) -> tuple[str, bool] | None:
    """What `line` says of every ticket of the speaker's, and whether it says 全部 for it; None if it says no such."""
    found = _EVERY.match(line) or _EVERY_LAST.match(line)
    return (found["words"].strip(), len(found["all"]) > 1) if found else None


def _named(found: re.Match[str] | None) -> Named | None:
    if found is None:
        return None
    numbers: list[int] = []
    for one, last in _STRETCH.findall(found["numbers"]):
        if last and not 0 < int(last) - int(one) < _MOST:
            return None
        numbers += range(int(one), int(last or one) + 1)
    if _COUNTED.search(found["words"]) and len(numbers) > 1:
        return None
    if set(numbers) & _PUBLIC and "#" not in found["numbers"]:
        return None
    more = found.groupdict().get("more") or ""
    return Named(tuple(dict.fromkeys(numbers)), f"{found['words'].strip()} {more}".strip())
