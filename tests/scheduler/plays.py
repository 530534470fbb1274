"""Plays for the sender: bursts, waits, restarts and second processes in any order, and the laws that must hold."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from hypothesis import strategies as st

from bot.domain.delivery import Outcome, PostState, Priority, Verdict
from scheduler.delivery import Delivery
from tests.scheduler.world import Base, World, post, put, seconds

TARGETS = ("g1", "shared-1", "shared-2")
LIMIT = 20
ENDS = {PostState.SENT, PostState.UNKNOWN, PostState.FAILED, PostState.FOLDED}


@dataclass(frozen=True)
class Burst:
    """Posts queued together: (priority, target, how the first attempt goes)."""

    posts: tuple[tuple[Priority, str, Verdict], ...]


@dataclass(frozen=True)
class Wait:
    seconds: int


@dataclass(frozen=True)
class Restart:
    """The sender is thrown away and a new one begins on the same queue."""


@dataclass(frozen=True)
class Both:
    """Two processes send at the same time."""


Step = Burst | Wait | Restart | Both
VERDICTS = st.sampled_from([Verdict.SENT] * 8 + [Verdict.RETRY, Verdict.PAUSED, Verdict.UNKNOWN, Verdict.FINAL])
CROWDS = st.tuples(st.sampled_from(Priority), st.sampled_from(TARGETS), VERDICTS, st.integers(1, 15))
BURSTS = st.builds(
    lambda crowds: Burst(tuple(one for *crowd, times in crowds for one in [tuple(crowd)] * times)),
    st.lists(CROWDS, min_size=1, max_size=6),
)
STEPS = st.lists(
    st.one_of(BURSTS, BURSTS, st.builds(Wait, st.integers(1, 70)), st.just(Restart()), st.just(Both())),
    min_size=1,
    max_size=12,
)


class Play:
    """Walks the steps; a burst is sent at once, as after a commit, by one sender or by two."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.world = World(base)
        self.sender: Delivery = self.world.sender()
        self.first: dict[str, Verdict] = {}

    async def run(self, steps: Sequence[Step]) -> None:
        for step in steps:
            await self._step(step)
        await self.world.until(self.sender, self.world.clock.now() + timedelta(hours=2))

    async def _step(self, step: Step) -> None:
        match step:
            case Burst(posts):
                await self.queue(posts)
                await self.sender.flush()
            case Wait(count):
                await self.world.until(self.sender, self.world.clock.now() + seconds(count))
            case Restart():
                if sending := self.sender.stop():
                    await asyncio.wait(sending)
                self.sender = self.world.sender()
            case Both():
                await self.queue([(Priority.URGENT, target, Verdict.SENT) for target in TARGETS * 8])
                await asyncio.gather(self.sender.flush(), self.world.sender().flush())

    async def queue(self, posts: Iterable[tuple[Priority, str, Verdict]]) -> None:
        for priority, target, verdict in posts:
            cause = f"p{len(self.first)}"
            self.first[cause] = verdict
            self.world.courier.script[cause] = [Outcome(verdict)]
            await put(self.base, post(cause, priority, target=target, at=self.world.clock.now()))

    def check_window(self) -> None:
        by_key = defaultdict(list)
        for send in self.world.courier.sends:
            by_key[send.key].append(send.at)
        for times in by_key.values():
            gaps = [late - early for early, late in zip(times, times[LIMIT:], strict=False)]
            assert all(gap >= timedelta(seconds=60) for gap in gaps)

    def check_nothing_lost(self, states: dict[str, PostState]) -> None:
        said = {line for send in self.world.courier.sends for line in send.post.body.splitlines()}
        assert {f"<{cause}>" for cause in self.first} <= said
        assert set(states.values()) <= ENDS
        assert set(self.first) <= set(states)

    def check_nothing_doubled(self) -> None:
        said = [line for send in self.world.courier.sends for line in send.post.body.splitlines()]
        for cause, verdict in self.first.items():
            if verdict in (Verdict.SENT, Verdict.UNKNOWN, Verdict.FINAL):
                assert said.count(f"<{cause}>") == 1
