from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from scheduler.jobs import JOBS, timetable
from scheduler.spread import Daily
from tests.scheduler.places import community

MIDNIGHT = datetime(2026, 11, 23, tzinfo=ZoneInfo("Asia/Shanghai"))
MANY = [replace(community(), code=f"c{number}") for number in range(50)]


def test_nothing_daily_fires_at_the_full_or_half_hour() -> None:
    daily = [timer for timer in timetable(MANY, UTC) if not timer.sweeps]
    fires = [timer.next_after(MIDNIGHT) for timer in daily]
    assert len(fires) > len(MANY)
    assert all(fire is not None and fire.minute not in (0, 30) for fire in fires)


def test_a_daily_job_of_a_community_keeps_its_local_time() -> None:
    places = [community(), replace(community(), code="c2", timezone="Asia/Urumqi")]
    for timer in timetable(places, UTC):
        if timer.job.each:
            fire = timer.next_after(MIDNIGHT)
            assert fire is not None
            zone = ZoneInfo({"c1": "Asia/Shanghai", "c2": "Asia/Urumqi"}[timer.community])
            assert isinstance(timer.job.when, Daily)
            assert fire.astimezone(zone).time() == timer.job.when.moment(timer.community)


def test_the_next_fire_is_always_later_than_the_moment_asked_for() -> None:
    timer = next(timer for timer in timetable(MANY, UTC) if not timer.sweeps)
    first = timer.next_after(MIDNIGHT)
    assert first is not None
    second = timer.next_after(first)
    assert second is not None
    assert second > first > MIDNIGHT


def test_every_timer_has_a_name_of_its_own() -> None:
    names = [timer.id for timer in timetable(MANY, UTC)]
    assert len(names) == len(set(names)) == len(JOBS) - 1 + len(MANY)
