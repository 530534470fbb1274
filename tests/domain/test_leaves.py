"""Who is on duty on a day, and where nobody is."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.domain import leaves
from bot.domain.leaves import Leave

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
NOW = datetime(2026, 11, 20, tzinfo=UTC)
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def leave(
    person: str,
    stand_in: str,
    first: date = MONDAY,
    last: date = FRIDAY,
    since: time | None = None,
    until: time | None = None,
) -> Leave:
    return Leave("c", person, first, last, stand_in, person, NOW, since=since, until=until)


def test_whoever_is_not_away_is_on_duty() -> None:
    assert leaves.duty([leave("chen", "liu")], NINE).on_duty("zhao") == "zhao"


def test_the_stand_in_acts_from_the_first_day_to_the_last() -> None:
    one = [leave("chen", "liu")]
    acting = [leaves.duty(one, NINE.replace(day=day)).on_duty("chen") for day in (22, 23, 27, 28)]
    assert acting == ["chen", "liu", "liu", "chen"]


def test_a_stand_in_who_is_away_acts_for_nobody() -> None:
    both = [leave("chen", "liu"), leave("liu", "gao")]
    assert leaves.duty(both, NINE).on_duty("chen") == ""
    assert leaves.duty(both, NINE).on_duty("liu") == "gao"


def test_nobody_named_means_nobody() -> None:
    assert leaves.duty([leave("chen", "")], NINE).on_duty("chen") == ""


def test_two_who_name_each_other_leave_nobody() -> None:
    both = leaves.duty([leave("chen", "liu"), leave("liu", "chen")], NINE)
    assert (both.on_duty("chen"), both.on_duty("liu")) == ("", "")


def test_a_gap_is_any_day_on_which_the_stand_in_is_away_too() -> None:
    mine = leave("chen", "liu")
    assert leaves.uncovered(mine, [leave("liu", "gao", FRIDAY, FRIDAY)])
    assert not leaves.uncovered(mine, [leave("liu", "gao", date(2026, 11, 28), date(2026, 11, 29))])
    assert leaves.uncovered(leave("chen", ""), [])


def test_those_who_had_counted_on_somebody_are_found() -> None:
    first, other = leave("chen", "liu"), leave("zhao", "gao")
    assert leaves.left_without(leave("liu", "", FRIDAY, FRIDAY), [first, other]) == (first,)


def test_half_a_day_counts_from_its_first_minute_up_to_its_last() -> None:
    afternoon = [leave("chen", "liu", MONDAY, MONDAY, time(12), time(18))]
    at = {11: 59, 12: 0, 17: 59, 18: 0}
    acting = [
        leaves.duty(afternoon, NINE.replace(hour=hour, minute=minute)).on_duty("chen") for hour, minute in at.items()
    ]
    assert acting == ["chen", "liu", "liu", "chen"]


def test_a_leave_from_noon_to_noon_covers_the_days_between() -> None:
    long = [leave("chen", "liu", MONDAY, FRIDAY, time(12), time(12))]
    moments = [NINE, NINE.replace(hour=13), NINE.replace(day=25), NINE.replace(day=27), NINE.replace(day=27, hour=12)]
    assert [leaves.duty(long, at).on_duty("chen") for at in moments] == ["chen", "liu", "liu", "liu", "chen"]


def test_a_stand_in_who_is_away_in_the_morning_covers_the_afternoon() -> None:
    mine = leave("chen", "liu", MONDAY, MONDAY, time(12), time(18))
    assert not leaves.uncovered(mine, [leave("liu", "gao", MONDAY, MONDAY, None, time(12))])
    assert leaves.uncovered(mine, [leave("liu", "gao", MONDAY, MONDAY, None, time(12, 1))])


@pytest.mark.parametrize(
    ("filed", "ended", "acted"),
    [
        (NINE, None, True),
        (NINE.replace(day=20), None, True),
        (NINE.replace(day=27, hour=23), None, True),
        (NINE.replace(day=28), None, False),
        (NINE, NINE.replace(day=22), False),
        (NINE, NINE.replace(hour=8), False),
    ],
)
def test_who_stood_in_is_known_when_the_leave_is_over(filed: datetime, ended: datetime | None, acted: bool) -> None:
    away = [replace(leave("chen", "liu"), ended_at=ended)]
    now = NINE.replace(day=30)
    assert leaves.stood_in("liu", away, filed, now) is acted
    assert not leaves.stood_in("zhao", away, filed, now)
