"""Who is away, and who stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

#: Where the morning ends; what ends at the second one or later takes all of the afternoon.
NOON, AFTERNOON = time(12), time(17)


@dataclass(frozen=True, slots=True)
class Leave:
    """`person` is away from `first` to `last` inclusive (local dates); `stand_in` acts for them, "" if nobody does.

    `since`: local time of the first day at which it begins, None: with the day. `until`: local time of the last day
    at which it ends, None: with the day.
    `ended_at`: it is over, by the clock, by word, or because another sentence took its place.
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
    since: time | None = None
    until: time | None = None

    @property
    def whole_days(self) -> bool:
        return self.since is None and self.until is None

    def begins(self, zone: tzinfo | None) -> datetime:
        """When the leave begins, in the community's `zone`."""
        return datetime.combine(self.first, self.since or time(), zone)

    def ends(self, zone: tzinfo | None) -> datetime:
        """When the person is back, in the community's `zone`."""
        day = self.last if self.until else self.last + timedelta(days=1)
        return datetime.combine(day, self.until or time(), zone)

    def covers(self, moment: datetime) -> bool:
        """`moment` is local time of the community."""
        return self.ended_at is None and self.begins(moment.tzinfo) <= moment < self.ends(moment.tzinfo)

    def overlaps(self, other: "Leave") -> bool:
        """Do the two leaves overlap? Both belong to one community, so any zone will do."""
        return self.begins(UTC) < other.ends(UTC) and other.begins(UTC) < self.ends(UTC)

    def holds(self, other: "Leave") -> bool:
        """Does all of the other lie in it?"""
        return self.begins(UTC) <= other.begins(UTC) and other.ends(UTC) <= self.ends(UTC)


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on duty at a moment. `away`: each person on leave with their stand-in, "" if nobody stands in."""

    away: Mapping[str, str] = field(default_factory=dict)

    def on_duty(self, person: str) -> str:
        """The person, or their stand-in; "" when both are away or nobody was named."""
        if person not in self.away:
            return person
        stand_in = self.away[person]
        return "" if stand_in in self.away else stand_in


def duty(leaves: Iterable[Leave], moment: datetime) -> Duty:
    """Who is on duty at a moment (local time), by the leaves that are not over; of two leaves of one person the later
    note counts."""
    return Duty({one.person: one.stand_in for one in leaves if one.covers(moment)})


def uncovered(leave: Leave, others: Iterable[Leave]) -> bool:
    """Is there a moment of the leave at which nobody acts for the person?"""
    return not leave.stand_in or any(one.person == leave.stand_in and one.overlaps(leave) for one in others)


def away_throughout(leave: Leave, others: Iterable[Leave]) -> bool:
    """Is the stand-in away all of that time, so that it is no use to ask them?"""
    return any(one.person == leave.stand_in and one.holds(leave) for one in others)


def left_without(leave: Leave, others: Iterable[Leave]) -> tuple[Leave, ...]:
    """The leaves of others who had named `leave.person` to stand in for them at some of that time."""
    return tuple(one for one in others if one.stand_in == leave.person and one.overlaps(leave))


def stood_in(person: str, leaves: Iterable[Leave], since: datetime, now: datetime) -> bool:
    """Has `person` stood in, at any moment from `since` to `now` (local times), for the people whose leaves
    these are?"""
    return any(
        one.stand_in == person
        and one.begins(now.tzinfo) < min(now, one.ended_at or now)
        and since < min(one.ends(now.tzinfo), one.ended_at or now)
        for one in leaves
    )
