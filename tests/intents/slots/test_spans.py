"""Spans of figures."""

from datetime import date

import pytest

from bot.domain.cases import BEGINNING
from intents.slots import spans

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("今天", MONDAY, MONDAY),
        ("昨天", date(2026, 11, 22), date(2026, 11, 22)),
        ("本周", MONDAY, MONDAY),
        ("上周", date(2026, 11, 16), date(2026, 11, 22)),
        ("这个月", date(2026, 11, 1), MONDAY),
        ("上个月", date(2026, 10, 1), date(2026, 10, 31)),
        ("今年", date(2026, 1, 1), MONDAY),
        ("去年", date(2025, 1, 1), date(2025, 12, 31)),
        ("10月", date(2026, 10, 1), date(2026, 10, 31)),
        ("二月份", date(2026, 2, 1), date(2026, 2, 28)),
        ("11月", date(2026, 11, 1), MONDAY),
        ("12月", date(2025, 12, 1), date(2025, 12, 31)),
        ("最近7天", date(2026, 11, 17), MONDAY),
        ("近两周", date(2026, 11, 10), MONDAY),
    ],
)
def test_a_span_has_its_days_and_a_running_one_ends_today(words: str, first: date, last: date) -> None:
    found = spans.find(f"{words}的数", MONDAY)
    assert found is not None
    assert (found.first, found.last, found.words) == (first, last, words)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("11月20号", date(2026, 11, 20), date(2026, 11, 20)),
        ("12月3号", date(2025, 12, 3), date(2025, 12, 3)),
        ("30号", date(2026, 10, 30), date(2026, 10, 30)),
        ("1到15号", date(2026, 11, 1), date(2026, 11, 15)),
        ("9月1日到10月15日", date(2026, 9, 1), date(2026, 10, 15)),
        ("上周五", date(2026, 11, 20), date(2026, 11, 20)),
        ("前天", date(2026, 11, 21), date(2026, 11, 21)),
        ("本季度", date(2026, 10, 1), MONDAY),
        ("上季度", date(2026, 7, 1), date(2026, 9, 30)),
        ("第三季度", date(2026, 7, 1), date(2026, 9, 30)),
        ("2025年", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026年10月", date(2026, 10, 1), date(2026, 10, 31)),
    ],
)
def test_days_and_quarters_are_those_gone_by(words: str, first: date, last: date) -> None:
    assert spans.find(f"{words}几件", MONDAY) == spans.Span(first, last, words)


@pytest.mark.parametrize("words", ["十一月二十号", "统计", "3栋2单元", "3号楼", "1号线"])
def test_what_names_no_day_in_figures_is_no_span(words: str) -> None:
    assert spans.find(words, MONDAY) is None


@pytest.mark.parametrize(
    ("words", "weeks"), [("本周", True), ("这个星期", True), ("最近两周", True), ("今天", False), ("12月", False)]
)
def test_a_span_may_be_one_of_weeks(words: str, weeks: bool) -> None:
    assert spans.of_weeks(words) is weeks


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("从一月到现在", date(2026, 1, 1)),
        ("10月份以来", date(2026, 10, 1)),
        ("今年以来", date(2026, 1, 1)),
        ("从上周到现在", date(2026, 11, 16)),
        ("开张以来", BEGINNING),
        ("从开始到现在", BEGINNING),
    ],
)
def test_until_now_a_span_ends_today(words: str, first: date) -> None:
    found = spans.find(f"{words}多少件", MONDAY)
    assert found is not None
    assert (found.first, found.last, found.words) == (first, MONDAY, words)
