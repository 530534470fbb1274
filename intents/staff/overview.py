"""The figures of a span, asked for by a word for them or by the span alone: 本周统计, 3网格上个月, 这个月呢."""

from datetime import datetime
from functools import lru_cache

from bot.domain import requests, roster
from intents.slots import spans

#: No span and no grid without one of these.
CUES = "号 日 周 星期 礼拜 季度 年 月 天 网格 报"
#: Spans that mean figures even without a word for them.
_ENOUGH = frozenset({"上个月", "本月", "本周", "上周"})
_ENOUGH_FOR_STAFF = _ENOUGH | {"本季度", "这季度", "这个季度", "上季度", "上个季度", "今年", "去年"}
#: Reports by the name of their span.
_REPORTS = {"周报": "本周", "月报": "本月", "季报": "本季度", "年报": "今年"}
#: What spans, grids and questions end with.
_ENDS = "天日周拜期月年号份度格样的呢吗? "


def may_be(line: str, said: frozenset[str], now: datetime) -> bool:
    """Whether the line names a span or a grid where it could ask for figures; `said`: the words for them.

    Most lines end here.
    """
    return line in _REPORTS or (
        line[-1] in _finals(said) and ("网格" in line or spans.find(line, now.date()) is not None)
    )


def read(
    line: str, said: frozenset[str], now: datetime, community: roster.Community, *, staff: bool
) -> requests.ShowStatistics | None:
    """The figures that the whole line asks for; None if it asks for none. 这个月呢 alone asks from staff only."""
    line = f"{_REPORTS[line]}统计" if staff and line in _REPORTS else line
    span, (grid, named) = spans.find(line, now.date()), spans.grid(line, community)
    rest = line
    for part in (span.words if span else "", named):
        rest = rest.replace(part, "", 1) if part else rest
    rest = rest.strip("的那 ,，?吗呢").removesuffix("怎么样")
    asks = staff and line.endswith(("呢", "怎么样")) and bool(span or grid)
    asked = asks or (span is not None and (grid or span.words in (_ENOUGH_FOR_STAFF if staff else _ENOUGH)))
    if rest not in said and (rest or not asked):
        return None
    first, last = (span.first, span.last) if span else (None, None)
    return requests.ShowStatistics(first, last, span.words if span else "", grid)


def ends(said: frozenset[str]) -> frozenset[str]:
    """What a line ends with that asks for figures, a question mark aside; `said`: the words for them."""
    return _finals(said).union("报那一二三四五六")


@lru_cache(maxsize=1)
def _finals(said: frozenset[str]) -> frozenset[str]:
    return frozenset(word[-1] for word in said).union(_ENDS)
