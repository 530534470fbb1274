"""One figure for each month, week or day of a span."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from bot.domain.cases import RATES, TIMES, Measure, Score
from bot.domain.requests import Unit
from bot.domain.stats import FEW
from bot.wording import cases, words

#: The first and the last day, and the figure; None: there is nothing to divide by; few: too little to tell in a group.
Part = tuple[date, date, Score | Literal["few"] | None]
_EACH = {Unit.MONTH: "每月", Unit.WEEK: "每周", Unit.DAY: "每天"}


def told(
    head: str,
    measure: Measure,
    unit: Unit,
    figures: Sequence[Part],
    today: date,
    counted: str,
) -> str:
    """`head`: the span and what the figure is of."""
    lines = [f"{_called(first, last, unit, today)} {_value(measure, figure)}" for first, last, figure in figures]
    known = [(figure.value, _name(first, last, unit)) for first, last, figure in figures if isinstance(figure, Score)]
    most = max((value for value, _ in known), default=0.0)
    peaks = [name for value, name in known if value == most]
    best = (
        [f"最{_high(measure)}的是{'、'.join(peaks)}。"] if most and len(known) > 1 and len(peaks) < len(known) else []
    )
    return "\n".join([f"{head}{_EACH[unit]}{cases.title(measure)}：", *lines, *best, counted])


def only_now(measure: Measure) -> str:
    return f"{cases.title(measure)}只有现在的数，没有以前每个月的。可以问“每个月新增多少”“近三个月每月办结率”。"


def _value(measure: Measure, figure: Score | Literal["few"] | None) -> str:
    if figure is None:
        return "没有可算的"
    return f"不到{FEW}件" if figure == "few" else cases.value(measure, figure)


def _high(measure: Measure) -> str:
    return "高" if measure in RATES else "长" if measure in TIMES else "多"


def _called(first: date, last: date, unit: Unit, today: date) -> str:
    so_far = "（到今天）" if last == today and unit is not Unit.DAY else ""
    return f"{_name(first, last, unit)}{so_far}"


def _name(first: date, last: date, unit: Unit) -> str:
    if unit is Unit.MONTH:
        return f"{first.year}年{first.month}月"
    return words.days(first, last)
