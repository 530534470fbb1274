"""The close rate is a share, and none of nothing is no rate at all."""

from bot.domain.stats import Figures


def test_the_close_rate_is_closed_by_opened() -> None:
    assert Figures(opened=4, closed=3, overdue=0).close_rate == 0.75


def test_nothing_opened_has_no_rate() -> None:
    assert Figures(opened=0, closed=0, overdue=0).close_rate is None
