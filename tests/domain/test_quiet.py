"""Quiet hours hold back until their end, over midnight too."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quiet import next_open
from tests.builders import SHANGHAI

NIGHT = (time(21), time(8))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (at(23, 20, 59), at(23, 20, 59)),
        (at(23, 21), at(24, 8)),
        (at(23, 23, 59), at(24, 8)),
        (at(24, 0), at(24, 8)),
        (at(24, 7, 59), at(24, 8)),
        (at(24, 8), at(24, 8)),
        (at(24, 12), at(24, 12)),
    ],
)
def test_the_night_ends_at_eight(now: datetime, opens: datetime) -> None:
    assert next_open(now, NIGHT) == opens


def test_quiet_hours_may_lie_within_a_day() -> None:
    assert next_open(at(23, 13), (time(12), time(14))) == at(23, 14)
    assert next_open(at(23, 14), (time(12), time(14))) == at(23, 14)


def test_from_a_time_to_the_same_time_is_never_quiet() -> None:
    assert next_open(at(23, 3), (time(0), time(0))) == at(23, 3)


@given(st.integers(0, 365 * 24 * 60), st.times(), st.times())
def test_what_is_open_is_never_in_the_past_and_never_quiet_again(minutes: int, begin: time, end: time) -> None:
    now = at(1, 0) + timedelta(minutes=minutes)
    moment = next_open(now, (begin, end))
    assert moment >= now
    assert next_open(moment, (begin, end)) == moment
