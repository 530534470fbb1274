"""Working time across the holidays that matter, with the days worked in exchange (国务院办公厅 2026 年节假日安排)."""

from datetime import datetime, timedelta

import pytest

from bot import holidays
from bot.domain import workday
from bot.domain.roster import WORK_HOURS
from tests.builders import SHANGHAI

CALENDAR = holidays.ChineseCalendar()
DAY = workday.day_length(WORK_HOURS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "span", "due"),
    [
        # Spring Festival 2026: free from Sunday 15 to Monday 23 February; Saturdays 14 and 28 are worked.
        ("2026-02-13 17:00", timedelta(hours=2), "2026-02-14 09:30"),
        ("2026-02-14 17:00", timedelta(hours=2), "2026-02-24 09:30"),
        ("2026-02-16 10:00", timedelta(minutes=30), "2026-02-24 09:00"),
        ("2026-02-14 08:30", 3 * DAY, "2026-02-25 18:00"),
        ("2026-02-27 08:30", 2 * DAY, "2026-02-28 18:00"),
        ("2026-02-28 17:30", timedelta(hours=1), "2026-03-02 09:00"),
        # National Day 2026: free from 1 to 7 October; Sunday 20 September and Saturday 10 October are worked.
        ("2026-09-19 10:00", timedelta(hours=1), "2026-09-20 09:30"),
        ("2026-09-30 17:00", timedelta(hours=2), "2026-10-08 09:30"),
        ("2026-10-03 12:00", 4 * DAY, "2026-10-12 18:00"),
        ("2026-10-09 08:30", 2 * DAY, "2026-10-10 18:00"),
        ("2026-10-10 17:30", timedelta(hours=1), "2026-10-12 09:00"),
        # Mid-Autumn 2026: Friday 25 to Sunday 27 September.
        ("2026-09-24 17:30", timedelta(hours=1), "2026-09-28 09:00"),
        # Across noon, and across a plain weekend.
        ("2026-11-20 11:30", timedelta(hours=1), "2026-11-20 14:00"),
        ("2026-11-20 17:30", timedelta(hours=1), "2026-11-23 09:00"),
    ],
)
def test_2026_is_counted_as_the_state_council_announced_it(start: str, span: timedelta, due: str) -> None:
    assert workday.due(at(start), span, WORK_HOURS, CALENDAR) == at(due)


@pytest.mark.parametrize(
    ("start", "span", "due"),
    [
        ("2026-12-31 17:30", timedelta(hours=1), "2027-01-01 09:00"),
        ("2027-02-05 17:30", timedelta(hours=1), "2027-02-08 09:00"),
        ("2027-10-01 08:30", DAY, "2027-10-01 18:00"),
    ],
)
def test_a_year_nobody_announced_is_worked_monday_to_friday(start: str, span: timedelta, due: str) -> None:
    assert CALENDAR.missing([2026, 2027]) == (2027,)
    assert workday.due(at(start), span, WORK_HOURS, CALENDAR) == at(due)


def test_days_of_a_file_make_2027_what_it_will_be() -> None:
    told = holidays.ChineseCalendar(
        worked=frozenset({at("2027-02-14 00:00").date()}), free=frozenset({at("2027-02-08 00:00").date()})
    )
    assert told.missing([2027]) == ()
    assert workday.due(at("2027-02-05 17:30"), timedelta(hours=1), WORK_HOURS, told) == at("2027-02-09 09:00")
    assert workday.due(at("2027-02-13 10:00"), timedelta(hours=1), WORK_HOURS, told) == at("2027-02-14 09:30")


def test_a_short_working_day_of_the_community_is_its_own() -> None:
    hours = ((at("2026-01-01 09:00").time(), at("2026-01-01 11:00").time()),)
    assert workday.due(at("2026-09-30 10:30"), timedelta(hours=1), hours, CALENDAR) == at("2026-10-08 09:30")
