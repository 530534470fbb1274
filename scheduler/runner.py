"""Lets time pass: by the machine's timers, or step by step when the clock is moved by hand.

Timers only start sweeps; what is due stands in the database. Between sweeps, every commit starts delivery or fetching
at once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import faults, ports
from scheduler.jobs import Parts, Timer
from scheduler.spread import Every

#: Seconds in which rings that follow a round are gathered: under load each commit rings, and a round looks at all.
_GATHER_S = 0.1
#: Seconds between two looks whether somebody has put back the machine's clock.
_PACE_S = 30.0
_log = structlog.get_logger()


class MovableClock(ports.Clock, Protocol):
    def set(self, now: datetime) -> None: ...

    async def save(self) -> None: ...


class Runner:
    """What both runners share: starting, waking after a commit, stopping."""

    def __init__(self, parts: Parts, timers: Sequence[Timer]) -> None:
        self._parts = parts
        self._timers = timers
        self._post_bell = asyncio.Event()
        self._photo_bell = asyncio.Event()
        self._listeners: list[asyncio.Task[None]] = []
        self._working: set[asyncio.Task[int]] = set()
        self._away: dict[str, str] = {}
        #: Whether `start` has come to its end.
        self.started = False

    def wake(self) -> None:
        """Something was queued: send it now. Safe to call any number of times from the loop's thread."""
        self._post_bell.set()

    def wake_photos(self) -> None:
        """A message with photos was accepted: fetch them now."""
        self._photo_bell.set()

    async def begin(self) -> None:
        """Take up what a stopped process left behind, plan the coming occasions, and delete what may not be kept: a
        machine that is off every night has no other moment for that."""
        await self._guarded("redrive", self._parts.redrive.run_all)
        await self._guarded("leases", self._parts.delivery.settle_abandoned)
        await self._guarded("barred", self._parts.delivery.try_barred)
        await self._guarded("plan", self._parts.planner.run_all)
        await self._guarded("retention", self._parts.retention.run)

    def _listen(
        self, deliver: Callable[[], Awaitable[int]], fetch: Callable[[], Awaitable[int]], gather_s: float = 0.0
    ) -> None:
        self._listeners = [
            asyncio.create_task(self._answer(self._post_bell, "delivery", deliver, gather_s)),
            asyncio.create_task(self._answer(self._photo_bell, "photos", fetch, gather_s)),
        ]

    async def _answer(
        self, bell: asyncio.Event, name: str, work: Callable[[], Awaitable[int]], gather_s: float
    ) -> None:
        while True:
            await bell.wait()
            bell.clear()
            await self._guarded(name, work)
            await asyncio.sleep(gather_s)

    async def _guarded(self, name: str, work: Callable[[], Awaitable[int]]) -> None:
        """One piece of work that `stop` waits for; what it raises is logged, and the next time is tried afresh."""
        task = asyncio.ensure_future(_counted(work))
        self._working.add(task)
        task.add_done_callback(self._working.discard)
        await asyncio.wait({task})
        if not task.cancelled():
            self._tell(name, task.exception())

    def _tell(self, name: str, failure: BaseException | None) -> None:
        """Of a database that is away each sweep speaks once, not every two seconds, and once when it is back."""
        fields = faults.named(failure) if failure else {}
        reason, before = fields.get("reason", ""), self._away.get(name, "")
        self._away[name] = reason
        if failure and not (reason and reason == before):
            _log.error("sweep", action="sweep_failed", sweep=name, **fields)
        if before and not failure:
            _log.info("sweep", action="sweep_works_again", sweep=name)

    async def _quiet(self, limit_s: float) -> None:
        """Nothing new begins; what has not ended by then is cancelled, and taken up again by its lease or its row."""
        for listener in self._listeners:
            listener.cancel()
        await asyncio.gather(*self._listeners, return_exceptions=True)
        if not (busy := self._parts.delivery.stop() | self._working):
            return
        _, late = await asyncio.wait(busy, timeout=limit_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        _log.info("stopped", action="stop", ended=len(busy) - len(late), left=len(late))


async def _counted(work: Callable[[], Awaitable[int]]) -> int:
    return await work()


class SystemRunner(Runner):
    """By the machine's timers."""

    def __init__(self, parts: Parts, timers: Sequence[Timer], zone: tzinfo, clock: ports.Clock) -> None:
        super().__init__(parts, timers)
        self._scheduler = AsyncIOScheduler(timezone=zone)
        self._clock = clock

    async def start(self) -> None:
        """Returns at once; what the last run left behind is taken up in the background."""
        for timer in self._timers:
            self._scheduler.add_job(
                self._guarded,
                timer.trigger,
                id=timer.id,
                args=(timer.id, self._work(timer)),
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )
        self._listen(self._parts.delivery.start_due, self._parts.photos.run, _GATHER_S)
        self._listeners.append(asyncio.create_task(self.begin()))
        self._scheduler.start()
        self._listeners.append(asyncio.create_task(self._keep_pace()))
        self.wake()
        self.wake_photos()
        self.started = True

    async def stop(self, limit_s: float) -> None:
        """No new work; returns when the sends and sweeps in flight have ended, or after so many seconds."""
        if self._scheduler.running:
            self._scheduler.pause()
        await self._quiet(limit_s)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
            # APScheduler only asks the loop to do it.
            await asyncio.sleep(0)

    async def _keep_pace(self) -> None:
        """APScheduler goes by the time of day: put back by an hour, everything would rest for an hour."""
        while True:
            now = self._clock.now()
            if any(self._rests_too_long(timer, now) for timer in self._timers):
                _log.warning("clock", action="clock_put_back")
                for timer in self._timers:
                    self._scheduler.modify_job(timer.id, next_run_time=now if timer.sweeps else timer.next_after(now))
            await asyncio.sleep(_PACE_S)

    def _rests_too_long(self, timer: Timer, now: datetime) -> bool:
        due = self._scheduler.get_job(timer.id).next_run_time
        return isinstance(timer.job.when, Every) and due - now > 2 * timedelta(seconds=timer.job.when.seconds)

    def _work(self, timer: Timer) -> Callable[[], Awaitable[int]]:
        return partial(timer.job.run, self._parts, timer.community)


class ManualRunner(Runner):
    """Time stands still until `advance`; what is due at the present moment happens as soon as it is committed."""

    def __init__(self, parts: Parts, timers: Sequence[Timer], clock: MovableClock) -> None:
        super().__init__(parts, timers)
        self._clock = clock
        self._turn = asyncio.Lock()

    async def start(self) -> None:
        async with self._turn:
            await self.begin()
        self._listen(self._deliver, self._fetch)
        self.wake()
        self.wake_photos()
        self.started = True

    async def stop(self, limit_s: float) -> None:
        await self._quiet(limit_s)

    async def advance(self, to: datetime) -> int:
        """Run everything due up to `to`, in due order, each at its own due time; how many things ran.

        Raises MovedBack if the clock is later than `to`. Two calls at once take turns.
        """
        async with self._turn:
            ran = await self._everything_due()
            while (moment := await self._next()) is not None and moment <= to:
                ran += await self._moment(moment)
            return ran + await self._moment(to)

    async def _moment(self, moment: datetime) -> int:
        fires = [timer for timer in self._timers if not timer.sweeps and self._fires(timer, moment)]
        self._clock.set(moment)
        await self._clock.save()
        for timer in fires:
            await self._guarded(timer.id, partial(timer.job.run, self._parts, timer.community))
        return len(fires) + await self._everything_due()

    def _fires(self, timer: Timer, moment: datetime) -> bool:
        return timer.next_after(self._clock.now()) == moment

    async def _everything_due(self) -> int:
        """Run until nothing is due, because each run may make more due; a failing message is taken up once
        per moment."""
        ran = await self._parts.redrive.run() + await self._parts.delivery.settle_abandoned()
        while count := await self._round():
            ran += count
        return ran

    async def _round(self) -> int:
        return await self._parts.reminding.run() + await self._parts.delivery.flush() + await self._parts.photos.run()

    async def _next(self) -> datetime | None:
        now = self._clock.now()
        found = [
            await self._parts.reminding.next_due(now),
            await self._parts.delivery.next_due(now),
            self._parts.photos.next_due(now),
            *(timer.next_after(now) for timer in self._timers if not timer.sweeps),
        ]
        return min((moment for moment in found if moment is not None), default=None)

    async def _deliver(self) -> int:
        async with self._turn:
            return await self._parts.delivery.flush()

    async def _fetch(self) -> int:
        async with self._turn:
            return await self._parts.photos.run()
