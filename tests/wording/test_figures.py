"""Figures come with span and definition; the account always adds up."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.account import Heading
from bot.domain.stats import Figures
from bot.wording import figures as say

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 23)


def test_a_figure_carries_its_span_and_its_definition() -> None:
    said = say.statistics(Figures(4, 3, 1, (("hazard", 4),), meals=7), FIRST, LAST, "本月", [("照明", 4), ("道路", 2)])
    assert "11月1日周日—11月23日周一" in said
    assert "新增工单 4 件（隐患4）" in said
    assert "办结率 75.0%" in said
    assert "超时 1 件" in said
    assert "订餐 7 份" in said
    assert "口径" in said


def test_a_count_under_three_is_not_named() -> None:
    said = say.statistics(Figures(4, 3, 1), FIRST, LAST, "", [("照明", 3), ("道路", 2)])
    assert "照明3" in said
    assert "道路" not in said


def test_nothing_has_no_rate() -> None:
    assert "办结率 无" in say.statistics(Figures(0, 0, 0), FIRST, FIRST, "今天", [])


@given(st.dictionaries(st.sampled_from(Heading), st.integers(0, 50)))
def test_the_parts_of_the_daily_account_sum_to_the_whole(counts: dict[str, int]) -> None:
    said = say.daily_account(FIRST, counts)
    total, parts = said.split("收到 ")[1].split("。")[0].split(" 条＝")
    summed = sum(int("".join(ch for ch in part if ch.isdigit())) for part in parts.split("＋"))
    assert int(total) == summed == sum(counts.values())
