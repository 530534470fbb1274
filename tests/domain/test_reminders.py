from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain import reminders
from bot.domain.reminders import Asked, Hour, Meal, Step, Term

NINE = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("about", "kept"),
    [
        (Term(12, NINE), "12:2026-11-23T09:00:00+08:00"),
        (Asked(7, "wr1", "wang"), "7|wr1|wang"),
        (Asked(7, "", "wang"), "7||wang"),
        (Asked(7, "wr|1", "wang"), "7|wr|1|wang"),
        (Hour("chen", NINE), "chen|2026-11-23T09:00:00+08:00"),
        (Meal("lunch", NINE.date()), "lunch:2026-11-23"),
    ],
)
def test_what_a_reminder_is_about_is_read_back_as_it_was_written(about: Term | Asked | Hour | Meal, kept: str) -> None:
    assert str(about) == kept
    assert type(about).read(kept) == about


@pytest.mark.parametrize(
    ("about", "kept", "person"),
    [(3, "3", ""), (date(2026, 11, 22), "2026-11-22", ""), (Asked(7, "wr1", "wang"), "7|wr1|wang", "wang")],
)
def test_a_reminder_of_the_community_names_the_person_it_is_about(
    about: reminders.About, kept: str, person: str
) -> None:
    made = reminders.of_community("c1", Step.BACK, about, NINE + timedelta(hours=1))
    assert (made.ticket, made.level, made.occurrence, made.person) == (0, 0, kept, person)
