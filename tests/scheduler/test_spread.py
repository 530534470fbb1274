from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scheduler.spread import Daily, Every, share

MORNING = Daily(time(8, 4), timedelta(minutes=20))


@given(st.text())
def test_the_share_of_a_seed_is_always_the_same_and_within_one(seed: str) -> None:
    assert 0 <= share(seed) < 1
    assert share(seed) == share(seed)


@given(st.text())
def test_a_daily_moment_lies_within_its_spread(seed: str) -> None:
    assert time(8, 4) <= MORNING.moment(seed) < time(8, 24)


def test_a_thousand_communities_do_not_speak_at_once() -> None:
    moments = [MORNING.moment(f"c{number}") for number in range(1000)]
    assert max(moments.count(moment) for moment in set(moments)) <= 8


def test_a_daily_job_fires_every_day_at_the_same_local_time() -> None:
    trigger = MORNING.trigger(UTC, "c1")
    first = trigger.get_next_fire_time(None, datetime(2026, 11, 23, tzinfo=UTC))
    second = trigger.get_next_fire_time(None, first + timedelta(seconds=1))
    assert first.time() == MORNING.moment("c1")
    assert second - first == timedelta(days=1)


def test_a_sweep_fires_every_so_many_seconds() -> None:
    assert Every(10).trigger(UTC, "").interval == timedelta(seconds=10)
