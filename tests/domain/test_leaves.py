"""Who is on duty on a day, and where nobody is."""

from datetime import UTC, date, datetime

from bot.domain import leaves
from bot.domain.leaves import Leave

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
NOW = datetime(2026, 11, 20, tzinfo=UTC)


def leave(person: str, stand_in: str, first: date = MONDAY, last: date = FRIDAY) -> Leave:
    return Leave("c", person, first, last, stand_in, person, NOW)


def test_whoever_is_not_away_is_on_duty() -> None:
    assert leaves.duty([leave("chen", "liu")], MONDAY).on_duty("zhao") == "zhao"


def test_the_stand_in_acts_from_the_first_day_to_the_last() -> None:
    one = [leave("chen", "liu")]
    acting = [leaves.duty(one, date(2026, 11, day)).on_duty("chen") for day in (22, 23, 27, 28)]
    assert acting == ["chen", "liu", "liu", "chen"]


def test_a_stand_in_who_is_away_acts_for_nobody() -> None:
    both = [leave("chen", "liu"), leave("liu", "gao")]
    assert leaves.duty(both, MONDAY).on_duty("chen") == ""
    assert leaves.duty(both, MONDAY).on_duty("liu") == "gao"


def test_nobody_named_means_nobody() -> None:
    assert leaves.duty([leave("chen", "")], MONDAY).on_duty("chen") == ""


def test_two_who_name_each_other_leave_nobody() -> None:
    both = leaves.duty([leave("chen", "liu"), leave("liu", "chen")], MONDAY)
    assert (both.on_duty("chen"), both.on_duty("liu")) == ("", "")


def test_a_gap_is_any_day_on_which_the_stand_in_is_away_too() -> None:
    mine = leave("chen", "liu")
    assert leaves.uncovered(mine, [leave("liu", "gao", FRIDAY, FRIDAY)])
    assert not leaves.uncovered(mine, [leave("liu", "gao", date(2026, 11, 28), date(2026, 11, 29))])
    assert leaves.uncovered(leave("chen", ""), [])


def test_those_who_had_counted_on_somebody_are_found() -> None:
    first, other = leave("chen", "liu"), leave("zhao", "gao")
    assert leaves.left_without(leave("liu", "", FRIDAY, FRIDAY), [first, other]) == (first,)
