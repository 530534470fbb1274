"""The phone number that somebody leaves to be called back: written, spaced out, said digit by digit, or a landline."""

import re
from dataclasses import dataclass

from intents import seldom

_SPOKEN = dict(zip("零〇洞一幺二两三四五六七八九", "00011223456789", strict=True))
_DIGITS = str.maketrans(_SPOKEN | {chr(0xFF10 + value): str(value) for value in range(10)})
_MARKS = ".·－–—-"
_GAP = rf"[\s{_MARKS}]{{0,2}}"
#: Mobiles are 11 digits from 13 to 19, landlines an area code from 0 and seven or eight digits
#: [工业和信息化部《电信网编号计划（2017年版）》].
_MOBILE = rf"1{_GAP}[3-9](?:{_GAP}\d){{9}}"
_LANDLINE = rf"0\d{{2,3}}[）)]?{_GAP}[2-8](?:{_GAP}\d){{6,7}}"
#: Seven or eight digits alone may be anything; only a word before them makes them a number to call.
_LOCAL = rf"(?<=[话机系打拨码:：]|[我是叫给])[\s:：]?[2-8](?:{_GAP}\d){{6,7}}"
_PHONE = seldom.Pattern(rf"(?<![\dA-Za-z])(?:\+?86{_GAP})?(?P<number>{_MOBILE}|{_LANDLINE}|{_LOCAL})(?![\dXx])")
#: No phone without it; much cheaper to look for.
_FIGURES = "".join(chr(0x30 + value) + chr(0xFF10 + value) for value in range(10)) + "".join(_SPOKEN)
_FIGURE = f"[{_FIGURES}]"
_SEVEN = re.compile(rf"{_FIGURE}(?:{_GAP}{_FIGURE}){{6}}")
#: "打物业电话88886666没人接": somebody else's, and it helps nobody.
_DEAD = re.compile(r"^[\s,，]*(?:也|都|老是|一直)?(?:没人接|打不通|不通|无人接听|占线|是?空号|停机|关机)")
_NEAR = 30
#: What goes with it and is about nothing else: "有事联系我", "我的手机号是".
_AROUND = seldom.Pattern(
    r"(?:[,，;；。\s]|有事|请|可以?|随时|麻烦)*(?:给|跟|和)?(?:我|俺|本人)?的?(?:联系|打|拨打?|致电|找)?"
    r"(?:我|俺|本人)?的?"
    r"(?:联系)?(?:电话|手机|座机|号码|方式)*(?:号码?)?[是为:：\s]*$"
)


def starts() -> set[str]:
    """What every number begins with: a figure, and behind it another, or what may stand between two."""
    blanks = filter(str.isspace, map(chr, range(0x3001)))
    behind = f"{_FIGURES}{_MARKS}{''.join(blanks)}"
    return {figure + char for figure in _FIGURES for char in behind}


@dataclass(frozen=True, slots=True)
class Phone:
    """`number`: digits alone, as one dials it. It stands in text[start:end]."""

    number: str
    start: int
    end: int


def find(text: str) -> tuple[Phone, ...]:
    """Every number in `text` (as written or normalised) at which somebody may be called back, in order."""
    if not _SEVEN.search(text):
        return ()
    return tuple(one for one in _written(text) if not _DEAD.match(text[one.end :]))


def _written(text: str) -> list[Phone]:
    found = _PHONE.finditer(text.translate(_DIGITS))
    return [Phone(re.sub(r"\D", "", one["number"]), one.start(), one.end()) for one in found]


def without(text: str) -> str:
    """`text` with a word in the place of each number, whoever's it is."""
    for one in reversed(_written(text)):
        text = f"{text[: one.start]}（电话）{text[one.end :]}"
    return text


def blotted(text: str) -> str:
    """`text` as long as before, with blanks for each number and the words that only bring it in."""
    for one in find(text):
        before = text[max(one.start - _NEAR, 0) : one.start]
        around = _AROUND.search(before)
        start = one.start - (len(around.group()) if around else 0)
        text = text[:start] + " " * (one.end - start) + text[one.end :]
    return text
