"""The sender: claims the posts that are due, hands them to a courier, and records each outcome.

The most urgent post goes first. Targets are served side by side, one target in order and one claim at a time, so that a
red post never waits behind a batch. Whether the window of a target has room is decided by the store, under a lock, from
recorded attempts; nothing here has to survive a restart.

A failure that must be told elsewhere (`Undelivered`) is handed to the dispatcher before its outcome is recorded: if the
process dies in between, it is told twice, and the unique causes of the resulting posts make that harmless.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot import faults, ports
from bot.domain import requests
from bot.domain.delivery import Outcome, Post, Verdict
from scheduler import digests, needs, policy
from scheduler.guard import outcome_of, unless_away

IN_FLIGHT = 16
#: An attempt without an outcome belongs to a dead process after that long; socket time-outs are far shorter.
LEASE = timedelta(seconds=120)
_log = structlog.get_logger()
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Outside:
    """How the sender reaches the others."""

    queue: ports.Queue
    courier: ports.Courier
    dispatcher: needs.Dispatcher
    clock: ports.Clock
    resolve: needs.Resolve
    digest: needs.Digest
    on_send: needs.OnSend | None = None


class Delivery:
    """One per process; any number of processes may share a queue."""

    def __init__(self, outside: Outside, *, probe: needs.Probe | None = None, in_flight: int = IN_FLIGHT) -> None:
        self._out = outside
        self._probe = probe
        self._in_flight = in_flight
        self._ready: list[Key] = []
        self._visits: dict[Key, asyncio.Task[None]] = {}
        self._opens: dict[Key, datetime] = {}
        self._did = 0
        self._stopping = False

    async def start_due(self) -> int:
        """Start sending what is due; answers at once how many targets have posts that are due."""
        due = list(await self._out.queue.due_keys(self._out.clock.now()))
        self._ready = due
        self._opens = {key: at for key, at in self._opens.items() if key in due}
        self._start()
        return len(due)

    async def flush(self) -> int:
        """Send until nothing more can be sent now; answers how many posts were sent or given up."""
        began = self._did
        while not self._stopping:
            before = self._did
            await self.start_due()
            await self._finish_visits()
            if self._did == before:
                break
        return self._did - began

    async def settle_abandoned(self) -> int:
        """End the attempts of a process that has died: nobody knows whether their posts arrived."""
        now = self._out.clock.now()
        lost = await self._out.queue.abandoned(now - LEASE)
        for claimed in lost:
            failed = await unless_away(self._settle(claimed, Outcome(Verdict.UNKNOWN)))
            if isinstance(failed, Exception):
                _log.error("delivery", action="settle_failed", post=claimed.post.id, **faults.named(failed))
        return len(lost)

    async def try_barred(self) -> int:
        """At the start: settings that the platform refused may have been changed."""
        await self._out.queue.try_barred(self._out.clock.now())
        return 1

    def stop(self) -> set[asyncio.Task[None]]:
        """Start nothing more; the sends in flight. One that is cancelled is settled when its lease has ended."""
        self._stopping = True
        return set(self._visits.values())

    async def next_due(self, after: datetime) -> datetime | None:
        """The next moment later than `after` at which something may be sendable, windows and rests included."""
        moments = [at for at in self._opens.values() if at > after]
        queued = await self._out.queue.next_due(after)
        return min([*moments, *([queued] if queued else [])], default=None)

    # Visits ------------------------------------------------------------------------------------

    async def _finish_visits(self) -> None:
        while self._visits:
            await asyncio.wait(self._visits.values())

    def _start(self) -> None:
        free = [key for key in self._ready if key not in self._visits]
        while free and not self._stopping and len(self._visits) < self._in_flight:
            key = free.pop(0)
            self._ready.remove(key)
            visit = asyncio.create_task(self._visit(key))
            self._visits[key] = visit
            visit.add_done_callback(partial(self._visited, key))

    def _visited(self, key: Key, task: asyncio.Task[None]) -> None:
        del self._visits[key]
        if not task.cancelled() and (error := task.exception()):
            _log.error("delivery", action="visit_failed", route=key[0], **faults.named(error))
        self._start()

    async def _visit(self, key: Key) -> None:
        """Send to one target until its window or its queue is exhausted."""
        limits = policy.limits(key, self._out.resolve)
        lane = await self._look(key, limits)
        if await self._clear(lane, limits) and policy.has_room(lane, limits):
            failed = await outcome_of(self._fold(lane, limits))
            if isinstance(failed, Exception):  # Sent singly, what is urgent still goes.
                _log.error("delivery", action="fold_failed", **faults.named(failed))
            while not self._stopping and (claimed := await self._claim(key, limits)):
                for one in claimed:
                    await self._send(one, limits)
            lane = await self._look(key, limits)
        self._note_opening(key, lane, limits)

    async def _look(self, key: Key, limits: policy.Limits) -> ports.Lane:
        now = self._out.clock.now()
        return await self._out.queue.look(*key, now, span=limits.span, key=limits.key)

    async def _claim(self, key: Key, limits: policy.Limits) -> Sequence[ports.Claimed]:
        return await self._out.queue.claim(
            *key,
            self._out.clock.now(),
            limit=limits.limit,
            span=limits.span,
            key=limits.key,
            reserve=limits.reserve,
            most=1,
        )

    async def _clear(self, lane: ports.Lane, limits: policy.Limits) -> bool:
        """Give up the posts that can never be sent; True if any post may be sent now."""
        now = self._out.clock.now()
        dead = lane.disabled or not limits.reachable
        for post in lane.posts:
            if policy.expired(post, now, barred=lane.barred):
                await self._give_up(post, "expired", Verdict.FINAL)
            elif dead:
                await self._give_up(post, "dead_route", Verdict.DEAD_ROUTE)
        return not dead and not policy.resting(lane, now)

    async def _give_up(self, post: Post, reason: str, verdict: Verdict) -> None:
        if not await self._tell(post, verdict, late=reason == "expired"):
            return
        failed = await unless_away(self._out.queue.fail(post, reason))
        if isinstance(failed, Exception):  # What waits behind it still goes.
            _log.error("delivery", action="give_up_failed", post=post.id, **faults.named(failed))
            return
        self._did += 1
        _log.warning("delivery", action="gave_up", post=post.id, route=post.route.value, outcome=reason)

    async def _fold(self, lane: ports.Lane, limits: policy.Limits) -> None:
        now = self._out.clock.now()
        live = [post for post in lane.posts if not policy.expired(post, now)]
        places = policy.ordinary_places(lane, live, limits)
        if not limits.folds:
            return
        for posts, digest in digests.bundles(live, places, self._out.digest, now):
            folded = await self._out.queue.fold(posts, digest)
            _log.info("delivery", action="folded", posts=len(posts), done=folded)

    def _note_opening(self, key: Key, lane: ports.Lane, limits: policy.Limits) -> None:
        opens = policy.opens_at(lane, limits)
        if opens is None:
            self._opens.pop(key, None)
        else:
            self._opens[key] = opens

    # One send ----------------------------------------------------------------------------------

    async def _send(self, claimed: ports.Claimed, limits: policy.Limits) -> None:
        self._did += 1
        self._reached("claimed")
        outcome = await outcome_of(self._out.courier.carry(claimed.post, limits.secret))
        if isinstance(outcome, Exception):  # Then nobody knows whether it arrived.
            _log.error("delivery", action="courier_raised", post=claimed.post.id, **faults.named(outcome))
            outcome = Outcome(Verdict.UNKNOWN)
        self._reached("sent")
        await self._settle(claimed, outcome)

    def _reached(self, point: str) -> None:
        if self._probe is not None:
            self._probe(point)

    async def _settle(self, claimed: ports.Claimed, outcome: Outcome) -> None:
        now = self._out.clock.now()
        decision = policy.decide(claimed, outcome, now)
        late = decision.tell is Verdict.FINAL and outcome.verdict is not Verdict.FINAL
        if decision.tell is not None and not await self._tell(claimed.post, decision.tell, late=late):
            return
        opened = await self._out.queue.record(claimed, outcome, now, retry_at=decision.retry_at)
        if self._out.on_send is not None:
            self._out.on_send(claimed.post.route, outcome.verdict)
        post = claimed.post
        _log.info(
            "delivery",
            action="attempt",
            post=post.id,
            route=post.route.value,
            priority=post.priority.name,
            attempt=claimed.attempts + 1,
            outcome=outcome.verdict.value,
            errcode=outcome.errcode,
            again=decision.retry_at is not None,
            late_s=int((now - post.not_before).total_seconds()),
        )
        if opened:
            _log.info("delivery", action="way_open_again", route=post.route.value)

    async def _tell(self, post: Post, verdict: Verdict, *, late: bool) -> bool:
        """True if the dispatcher took it. If not, the attempt stays open, and is settled when its lease has ended."""
        telling = self._out.dispatcher.run(requests.Undelivered(post, verdict, late), post.community)
        result = await outcome_of(telling)
        if isinstance(result, Exception):
            _log.error("delivery", action="tell_failed", post=post.id, **faults.named(result))
        return not isinstance(result, Exception)
