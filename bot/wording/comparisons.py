"""One figure beside an earlier one: both, and by how much they differ."""

from bot.domain.cases import RATES, TIMES, Measure, Score
from bot.wording import cases


def compared(head: str, measure: Measure, now: Score | None, earlier: str, before: Score | None) -> str:
    """`head`: the span and what the figure is of; `earlier`: the span before it."""
    told = f"{head}{cases.title(measure)} {_value(measure, now)}；{earlier}{_value(measure, before)}"
    if now is None or before is None:
        return f"{told}。比不了。"
    return f"{told}：{_difference(measure, now.value, before.value)}。"


def only_now(told: str) -> str:
    """Where the figure is of this moment."""
    return f"{told}\n这个数只有现在的，没有以前的，比不了。"


def _value(measure: Measure, figure: Score | None) -> str:
    return cases.value(measure, figure) if figure else "没有可算的工单"


def _difference(measure: Measure, now: float, before: float) -> str:
    apart = abs(now - before)
    if measure in TIMES:
        by = cases.span_of(apart)
        return "一样" if by == cases.span_of(0) else f"{'慢' if now > before else '快'}了{by}"
    if measure in RATES:
        by = f"{apart * 100:.1f}"
        return "一样" if float(by) == 0 else f"{'高' if now > before else '低'}了{by}个百分点"
    if not apart:
        return "一样多"
    share = f"（{apart / before:.1%}）" if before else ""
    return f"{'多' if now > before else '少'}了{round(apart)}件{share}"
