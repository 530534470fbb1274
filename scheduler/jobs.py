"""The timetable on one screen: which sweep runs how often, and what happens daily.

A sweep looks for rows that are due, so a missed sweep loses nothing. Daily work is spread: each community has its own
moment, computed from its code and away from :00 and :30, because a thousand communities must not all speak or work at
once.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.roster import Community
from scheduler.delivery import Delivery
from scheduler.housekeeping import PhotoRound, Retention
from scheduler.occasions import Planner
from scheduler.spread import Daily, Every
from scheduler.sweeps import Redrive, Reminding


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that can be woken."""

    redrive: Redrive
    reminding: Reminding
    delivery: Delivery
    photos: PhotoRound
    planner: Planner
    retention: Retention


@dataclass(frozen=True, slots=True)
class Job:
    """`run` gets the community's code, or "" for a job of the whole installation; answers how many things it did."""

    name: str
    when: Every | Daily
    run: Callable[[Parts, str], Awaitable[int]]
    each: bool = False


TWENTY = timedelta(minutes=20)

JOBS: tuple[Job, ...] = (
    Job("redrive", Every(10), lambda on, _: on.redrive.run()),  # messages accepted but not finished
    Job("reminders", Every(2), lambda on, _: on.reminding.run()),  # reminders that have fallen due
    Job("delivery", Every(2), lambda on, _: on.delivery.start_due()),  # posts held back, to be tried again, or waiting
    Job("leases", Every(30), lambda on, _: on.delivery.settle_abandoned()),  # attempts whose process has gone
    Job("photos", Every(5), lambda on, _: on.photos.run()),  # photos to fetch within their five minutes
    # the coming occasions of each community
    Job("plan", Daily(time(0, 4), TWENTY), lambda on, code: on.planner.run(code), each=True),
    Job("retention", Daily(time(3, 4), TWENTY), lambda on, _: on.retention.run()),  # what may not be kept any longer
)


@dataclass(frozen=True, slots=True)
class Timer:
    """A job with its trigger, for one community or the installation."""

    job: Job
    community: str
    trigger: Any

    @property
    def id(self) -> str:
        return f"{self.job.name}:{self.community}" if self.community else self.job.name

    @property
    def sweeps(self) -> bool:
        return isinstance(self.job.when, Every)

    def next_after(self, moment: datetime) -> datetime | None:
        """The first fire later than `moment`."""
        found = self.trigger.get_next_fire_time(None, moment + timedelta(microseconds=1))
        return found if isinstance(found, datetime) else None


def timetable(communities: Iterable[Community], zone: tzinfo) -> tuple[Timer, ...]:
    """All timers: those of the installation in its zone, those of each community in its own."""
    every = tuple(communities)
    timers = []
    for job in JOBS:
        if job.each:
            timers += [Timer(job, one.code, job.when.trigger(ZoneInfo(one.timezone), one.code)) for one in every]
        else:
            timers.append(Timer(job, "", job.when.trigger(zone, job.name)))
    return tuple(timers)
