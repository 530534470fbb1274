"""When things happen: every so many seconds, or daily at a moment that differs from community to community."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import sha256
from typing import Any

from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger


@dataclass(frozen=True, slots=True)
class Every:
    """A sweep."""

    seconds: int

    def trigger(self, zone: tzinfo, seed: str) -> Any:
        return IntervalTrigger(seconds=self.seconds, timezone=zone)


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day at or after `at`, less than `spread` later, local time; the same moment every day for one seed."""

    at: time
    spread: timedelta

    def moment(self, seed: str) -> time:
        shift = timedelta(seconds=int(self.spread.total_seconds() * share(seed)))
        return (datetime.combine(date.min, self.at, UTC) + shift).time()

    def trigger(self, zone: tzinfo, seed: str) -> Any:
        at = self.moment(seed)
        return CronTrigger(hour=at.hour, minute=at.minute, second=at.second, timezone=zone)


def share(seed: str) -> float:
    """A number in [0, 1), always the same for one seed."""
    return int.from_bytes(sha256(seed.encode()).digest()[:4]) / 2**32
