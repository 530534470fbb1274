"""Who is away, and who stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Leave:
    """`person` is away from `first` to `last` inclusive (local dates); `stand_in` acts for them, "" if nobody does.

    `ended_at`: it is over, by the calendar, by word, or because another sentence took its place.
    """

    community: str
    person: str
    first: date
    last: date
    stand_in: str
    noted_by: str
    noted_at: datetime
    ended_at: datetime | None = None
    id: int | None = None

    def covers(self, day: date) -> bool:
        return self.ended_at is None and self.first <= day <= self.last

    def overlaps(self, other: "Leave") -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on duty on one day. `away` maps each person on leave to whoever stands in for them, "" if nobody."""

    away: Mapping[str, str] = field(default_factory=dict)

    def on_duty(self, person: str) -> str:
        """The person, or their stand-in; "" when both are away or nobody was named."""
        if person not in self.away:
            return person
        stand_in = self.away[person]
        return "" if stand_in in self.away else stand_in


def duty(leaves: Iterable[Leave], day: date) -> Duty:
    """Who is on duty on a day, by the leaves that are not over; of two for one person the later word counts."""
    return Duty({one.person: one.stand_in for one in leaves if one.covers(day)})


def uncovered(leave: Leave, others: Iterable[Leave]) -> bool:
    """Is there a day of the leave on which nobody acts for the person?"""
    return not leave.stand_in or any(one.person == leave.stand_in and one.overlaps(leave) for one in others)


def left_without(leave: Leave, others: Iterable[Leave]) -> tuple[Leave, ...]:
    """The leaves of others who had named `leave.person` to stand in for them on some of these days."""
    return tuple(one for one in others if one.stand_in == leave.person and one.overlaps(leave))
