"""Working time: deadlines count minutes of working days, holidays and 调休 weekends included."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Protocol


class Calendar(Protocol):
    """Knows which dates are worked in China."""

    def is_workday(self, day: date) -> bool: ...

    def missing(self, years: Iterable[int]) -> tuple[int, ...]:
        """Those of the years whose holidays are not known; they count as Monday to Friday."""


def due(start: datetime, span: timedelta, hours: tuple[tuple[time, time], ...], calendar: Calendar) -> datetime:
    """The moment when `span` of working time has passed since `start`.

    `start` is aware; the answer is in the same time zone. `hours` are the worked stretches of a day, in order.
    """
    left, day = span, start.date()
    while True:
        if calendar.is_workday(day):
            for begin, end in hours:
                opens = max(start, datetime.combine(day, begin, start.tzinfo))
                closes = datetime.combine(day, end, start.tzinfo)
                if opens >= closes:
                    continue
                if left <= closes - opens:
                    return opens + left
                left -= closes - opens
        day += timedelta(days=1)


def worked_from(first: date, number: int, calendar: Calendar) -> list[date]:
    """So many working days from `first` on, that day included if it is one."""
    found: list[date] = []
    while len(found) < number:
        if calendar.is_workday(first):
            found.append(first)
        first += timedelta(days=1)
    return found


def day_length(hours: tuple[tuple[time, time], ...]) -> timedelta:
    """How much is worked on one working day."""
    return sum((_since_midnight(end) - _since_midnight(begin) for begin, end in hours), timedelta())


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)
