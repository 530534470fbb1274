"""A small outside for the sender and the runner: a clock, a courier with a script, a dispatcher that notes."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot import ports
from bot.clock import ManualClock
from bot.domain import requests
from bot.domain.delivery import Outcome, Post, Priority, Route, Verdict
from scheduler.delivery import Delivery, Outside
from scheduler.needs import Robot
from tests.fakes.store import FakeStore

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SENT = Outcome(Verdict.SENT)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


class Base(Protocol):
    """A store with its doors, fake or real."""

    @property
    def store(self) -> ports.Store: ...

    @property
    def queue(self) -> ports.Queue: ...


@dataclass(frozen=True)
class Send:
    at: datetime
    key: str
    post: Post


@dataclass
class ScriptedCourier:
    """Answers by the script of a cause, in order, then SENT. An exception in a script is raised."""

    clock: ports.Clock
    script: dict[str, list[Outcome | Exception]] = field(default_factory=dict)
    sends: list[Send] = field(default_factory=list)

    async def carry(self, post: Post, key: str) -> Outcome:
        self.sends.append(Send(self.clock.now(), key, post))
        await asyncio.sleep(0)
        answers = self.script.get(post.cause, [])
        answer = answers.pop(0) if answers else SENT
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def causes(self) -> list[str]:
        return [send.post.cause for send in self.sends]


@dataclass
class NotingDispatcher:
    """Notes what it is given and when; takes reminders as the real one does; raises for the names in `broken`."""

    base: Base
    clock: ports.Clock
    ran: list[tuple[datetime, requests.Request]] = field(default_factory=list)
    handled: list[tuple[datetime, int]] = field(default_factory=list)
    broken: set[object] = field(default_factory=set)
    says: Callable[[requests.Request, datetime], Sequence[Post]] = lambda request, now: ()

    async def run(self, request: requests.Request, community: str) -> bool:
        self.ran.append((self.clock.now(), request))
        if _subject(request) in self.broken:
            raise RuntimeError("broken on purpose")
        async with self.base.store.work() as work:
            if isinstance(request, requests.Fall) and not await work.reminders.take(request.reminder, self.clock.now()):
                return False
            said = self.says(request, self.clock.now())
            await work.outbox.put(said)
        return bool(said)

    async def handle(self, message_id: int) -> None:
        self.handled.append((self.clock.now(), message_id))
        if message_id in self.broken:
            raise RuntimeError("broken on purpose")

    @property
    def undelivered(self) -> list[tuple[str, Verdict]]:
        return [(one.post.cause, one.verdict) for _, one in self.ran if isinstance(one, requests.Undelivered)]

    @property
    def fallen(self) -> list[tuple[datetime, str]]:
        return [(at, one.reminder.step) for at, one in self.ran if isinstance(one, requests.Fall)]


def _subject(request: requests.Request) -> object:
    if isinstance(request, requests.Fall):
        return request.reminder.step
    return request.post.cause if isinstance(request, requests.Undelivered) else None


def robot(chat_id: str) -> Robot | None:
    """Every chat has a robot of its own; those called shared-… have one between them, those called bare-… none."""
    if chat_id.startswith("bare-"):
        return None
    identity = "shared" if chat_id.startswith("shared-") else chat_id
    return Robot(identity, f"secret of {identity}")


def lines(posts: Sequence[Post]) -> str:
    return "\n".join([f"{len(posts)} 条", *(post.body for post in posts)])


def states(store: FakeStore) -> dict[str, str]:
    """Each post's, by its cause."""
    return {one.cause: one.state.value for one in store.posts()}


def post(
    cause: str,
    priority: Priority = Priority.ORDINARY,
    *,
    target: str = "g1",
    at: datetime = START,
    route: Route = Route.ROBOT,
    **more: object,
) -> Post:
    return Post("c1", cause, route, target, f"<{cause}>", priority, at, **more)  # type: ignore[arg-type]


async def put(base: Base, *posts: Post) -> None:
    async with base.store.work() as work:
        await work.outbox.put(posts)


class World:
    """One store, one clock, as many senders as wanted."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.clock = ManualClock(START)
        self.courier = ScriptedCourier(self.clock)
        self.dispatcher = NotingDispatcher(base, self.clock)

    def sender(self, probe: Callable[[str], None] | None = None, in_flight: int = 16) -> Delivery:
        outside = Outside(self.base.queue, self.courier, self.dispatcher, self.clock, robot, lines)
        return Delivery(outside, probe=probe, in_flight=in_flight)

    async def until(self, sender: Delivery, moment: datetime) -> None:
        """Flush at every moment at which something may be sendable."""
        await sender.flush()
        while (due := await sender.next_due(self.clock.now())) is not None and due <= moment:
            self.clock.set(due)
            await sender.flush()
        self.clock.set(moment)
        await sender.flush()
