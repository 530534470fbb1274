"""Numbers as people write and say them: 两份, 俩, 仨, 半份, 十来份, 两三份."""

import re
from dataclasses import dataclass

#: A pattern of a number as it stands before a counter.
WRITTEN = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|俩|仨)"
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "两": 2,
    "〇": 0,
    "俩": 2,
    "仨": 3,
    "双": 2,
}
_UNITS = (
    "份|人份|人餐|碗|盒|客|套|个人|笼|屉|杯|盘|碟|斤|块|根|瓶|桶|串|只|张|条|例|煲|锅|壶|袋|个|位"
    "|单(?![元位间])|对(?![门面老夫])"
)
_COUNT = re.compile(
    r"(?P<about>[二两三四五六七八九]{2}|几|[一二两三四五六七八九]?十来|十几|若干)(?:" + _UNITS + r")"
    r"|(?P<half>半)(?:份|碗|斤|客|个)"
    r"|(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})[大小中]?(?:" + _UNITS + r")"
    r"(?!月|星期|礼拜|小时|钟头|单元|楼)"
    r"|(?P<fused>俩|仨)"
)
_TOTAL = re.compile(r"(?:一共|总共|共|合计)(?:要)?(\d{1,3}|[一二两三四五六七八九十]{1,3})(?:" + _UNITS + ")")


@dataclass(frozen=True, slots=True)
class Count:
    """How many were asked for. `vague` says that the words leave it open ("两三份", "几份")."""

    value: int | None
    vague: bool = False
    start: int = 0
    end: int = 0


def value_of(text: str) -> int | None:
    """The number `text` writes: "12", "十二", "两", "二十"; None if it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    if text in _DIGITS:
        return _DIGITS[text]
    if "十" in text:
        tens, _, ones = text.partition("十")
        high = _DIGITS.get(tens, 1) if tens else 1
        low = _DIGITS.get(ones, 0) if ones else 0
        valid = all(char in _DIGITS for char in tens + ones) and len(tens) < 2 and len(ones) < 2
        return high * 10 + low if valid else None
    return None


def counts(text: str) -> list[Count]:
    """Every quantity of portions in `text`, in order."""
    return [_count(match) for match in _COUNT.finditer(text)]


def total(text: str) -> int | None:
    """The number after 一共, if the writer added it up."""
    found = _TOTAL.search(text)
    return value_of(found.group(1)) if found else None


def _count(match: re.Match[str]) -> Count:
    start, end = match.span()
    if match["about"]:
        return Count(None, vague=True, start=start, end=end)
    if match["half"]:
        return Count(1, start=start, end=end)
    return Count(value_of(match["number"] or match["fused"]), start=start, end=end)
