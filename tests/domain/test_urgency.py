"""Urgency is only ever raised."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.urgency import RANK, Urgency, raised


@given(st.sampled_from(Urgency), st.sampled_from(Urgency))
def test_urgency_is_never_lowered(current: Urgency, heard: Urgency) -> None:
    assert RANK[raised(current, heard)] <= RANK[current]
    assert raised(current, heard) in {current, heard}


def test_the_more_urgent_of_two_wins() -> None:
    assert raised(Urgency.BLUE, Urgency.RED) is Urgency.RED
    assert raised(Urgency.RED, Urgency.BLUE) is Urgency.RED
