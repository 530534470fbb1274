import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.keeping import ANSWER_DAYS, Keep
from bot.wording import privacy


@pytest.mark.parametrize(("days", "told"), [(7, "7 天"), (30, "30 天"), (365, "1 年"), (1095, "3 年"), (400, "400 天")])
def test_a_span_is_told_in_whole_years_or_in_days(days: int, told: str) -> None:
    assert privacy.span(timedelta(days=days)) == told


def test_the_bot_the_page_and_the_document_promise_an_answer_within_the_same_days() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "privacy" / "README.md").read_text(encoding="utf-8")
    assert f"{ANSWER_DAYS} 天内答复" in privacy.page([])
    assert re.findall(r"([0-9]+) ?天内答复", manual) == [str(ANSWER_DAYS)]


def test_the_page_says_what_is_set_and_not_what_is_usual() -> None:
    usual, chosen = privacy.page([]), privacy.page([], Keep(photos=timedelta(days=90)))
    assert "事情办结后 1 年" in usual
    assert "事情办结后 90 天" in chosen
    assert "事情办结后 1 年" not in chosen
