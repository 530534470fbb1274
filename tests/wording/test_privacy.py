from datetime import timedelta

import pytest

from bot.domain.keeping import Keep
from bot.wording import privacy


@pytest.mark.parametrize(("days", "told"), [(7, "7 天"), (30, "30 天"), (365, "1 年"), (1095, "3 年"), (400, "400 天")])
def test_a_span_is_told_in_whole_years_or_in_days(days: int, told: str) -> None:
    assert privacy.span(timedelta(days=days)) == told


def test_the_page_says_what_is_set_and_not_what_is_usual() -> None:
    usual, chosen = privacy.page([]), privacy.page([], Keep(photos=timedelta(days=90)))
    assert "事情办结后 1 年" in usual
    assert "事情办结后 90 天" in chosen
    assert "事情办结后 1 年" not in chosen
