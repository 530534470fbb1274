"""Figures of what is no ticket: points paid, rounds walked."""

from collections.abc import Sequence

from bot.domain.patrols import Tally
from bot.wording import words

_POINTS = "口径：发出=这段时间里核实后到账的，预留的不算；收回=这段时间里收回的，不管哪天发的。积分不是现金。"
_PATROLS = "口径：这段时间里登记的巡查。"
#: More than these and nobody reads them.
_LISTED = 10


def points(head: str, posted: int, fetched: int) -> str:
    back = f"，收回 {fetched}分" if fetched else ""
    return f"{head}发出积分 {posted}分{back}。\n{_POINTS}"


def balances(found: Sequence[tuple[str, int]], who: str) -> str:
    """What each has now; `who`: as they were asked for."""
    if not found:
        return f"登记的居民里没有{words.harmless(who, 12)}。"
    told = "；".join(f"{name}现在有{count}积分" for name, count in found)
    return f"{told}。\n口径：已经到账、没有收回的；预留的不算。"


def points_ranked(head: str, named: Sequence[tuple[str, int]], others: Sequence[int]) -> str:
    """`named`: most first; `others`: those whose names we do not know."""
    ranking = _ranking(f"{head}积分最多的", named, others, "分", f"{head}还没有人得积分。")
    return f"{ranking}\n{_POINTS}每人的=发出－收回。"


def patrols(head: str, tally: Tally) -> str:
    return f"{head}巡查 {tally.patrols}次，发现隐患 {tally.findings}处。\n{_PATROLS}"


def patrols_ranked(head: str, named: Sequence[tuple[str, int]], others: Sequence[int]) -> str:
    return f"{_ranking(f'{head}巡查最多的', named, others, '次', f'{head}还没有登记的巡查。')}\n{_PATROLS}"


def _ranking(head: str, named: Sequence[tuple[str, int]], others: Sequence[int], unit: str, nobody: str) -> str:
    if not named and not others:
        return nobody
    best = "、".join(name for name, count in named if count == named[0][1])
    first = [f"{head}：{best}，{named[0][1]}{unit}。"] if named else []
    lines = [f"{place}. {name} {count}{unit}" for place, (name, count) in enumerate(named[:_LISTED], 1)]
    more = [f"没登记姓名的{len(others)}人，一共{sum(others)}{unit}。"] if others else []
    return "\n".join([*first, *lines, *more])
