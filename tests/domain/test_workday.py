"""Working time: it lands inside working hours, grows with the span, and knows holidays and 调休 weekends."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import workday
from bot.domain.roster import WORK_HOURS
from tests.builders import SHANGHAI, Weekdays

CALENDAR = Weekdays(worked=frozenset({date(2026, 11, 28)}), free=frozenset({date(2026, 11, 25)}))

starts = st.integers(0, 60 * 24 * 60).map(lambda minutes: at(1, 0) + timedelta(minutes=minutes))
spans = st.integers(0, 60 * 60).map(lambda minutes: timedelta(minutes=minutes))


def due(start: datetime, span: timedelta) -> datetime:
    return workday.due(start, span, WORK_HOURS, CALENDAR)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@given(starts, spans, spans)
def test_a_longer_span_is_never_due_earlier(start: datetime, one: timedelta, other: timedelta) -> None:
    assert due(start, min(one, other)) <= due(start, max(one, other))


@given(starts, spans)
def test_a_deadline_lies_in_working_time_and_not_before_its_start(start: datetime, span: timedelta) -> None:
    moment = due(start, span)
    assert moment >= start
    assert CALENDAR.is_workday(moment.date())
    assert any(begin <= moment.time() <= end for begin, end in WORK_HOURS)


@given(starts, spans, spans)
def test_spans_add_up(start: datetime, one: timedelta, other: timedelta) -> None:
    second = due(due(start, one), other)
    whole = due(start, one + other)
    # The end of a stretch and the beginning of the next are the same working moment.
    assert due(second, timedelta(minutes=1)) == due(whole, timedelta(minutes=1))


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        (at(23, 9), 120, at(23, 11)),
        (at(23, 11), 120, at(23, 14, 30)),
        (at(23, 17), 120, at(24, 9, 30)),
        (at(23, 22), 120, at(24, 10, 30)),
        (at(24, 17), 120, at(26, 9, 30)),  # the 25th is a holiday
        (at(27, 17), 120, at(28, 9, 30)),  # the 28th is a Saturday that is worked
        (at(28, 17), 120, at(30, 9, 30)),
    ],
)
def test_nights_breaks_holidays_and_worked_weekends_are_known(
    start: datetime, minutes: int, expected: datetime
) -> None:
    assert due(start, timedelta(minutes=minutes)) == expected


def test_working_days_pass_over_holidays_and_take_in_worked_weekends() -> None:
    days = workday.worked_from(date(2026, 11, 25), 4, CALENDAR)
    assert days == [date(2026, 11, day) for day in (26, 27, 28, 30)]


def test_a_working_day_is_as_long_as_its_stretches() -> None:
    assert workday.day_length(WORK_HOURS) == timedelta(hours=8)
    assert workday.day_length(((time(9), time(9, 30)),)) == timedelta(minutes=30)
