"""What is in hand: messages that have been accepted and are not finished yet, and the tasks that handle them."""

import asyncio
import functools
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

import structlog

from bot import ports, talks
from bot.domain.messages import Incoming
from bot.domain.requests import Reading

#: Seconds for which the next message in turn is held up by those that arrive: they are to be acknowledged first.
LONGEST_HELD_UP_S = 0.005
#: Of those that went in turn so many are handled side by side, enough to fill the commits that they share. More would
#: only wait for each other, and what follows in their talks could not be read by itself.
MOST_AT_ONCE = 64

log = structlog.get_logger()


class Dispatcher(Protocol):
    """Carries out what a message in the inbox asks; its promises stand at `bot.dispatch.Dispatcher`."""

    def glance(self, message: ports.Message) -> Reading | None:
        """How it is read; if that is silence it has been finished. None: `handle` must find out."""

    async def handle(
        self, message_id: int, reading: Reading | None = None, *, awaited: Callable[[], bool]
    ) -> str | None:
        """What it is answered, taken for the callback where one is `awaited`; "": finished just now, in silence.

        None: an answer, if there is any, is still to be taken. Safe to call again.
        """


@dataclass(slots=True)
class Work:
    """A message in hand, and how many callbacks wait for its answer. `answered`: one of them has it."""

    ended: asyncio.Future[str | None]
    waiting: int = 0
    answered: bool = False

    @property
    def answer(self) -> str | None:
        """What it has ended with: the answer, "" for none; None: to be looked for."""
        ended = self.ended
        return None if not ended.done() or ended.cancelled() or ended.exception() else ended.result()


class Hands:
    """One a process."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher
        self._work: dict[int, Work] = {}
        self._talks = talks.Talks()
        self._line: deque[tuple[int, Incoming, ports.Message | None]] = deque()
        self._tasks: set[asyncio.Task[str | None]] = set()
        self._turns: asyncio.Task[None] | None = None
        self._arriving = 0
        self._quiet = asyncio.Event()
        self._room = asyncio.Semaphore(MOST_AT_ONCE)

    def __len__(self) -> int:
        """How many messages are in hand, from being accepted to being finished."""
        return len(self._talks)

    def __contains__(self, message_id: int) -> bool:
        return message_id in self._work

    def __getitem__(self, message_id: int) -> Work:
        return self._work[message_id]

    def arrive(self, incoming: Incoming) -> bool:
        """A message arrives, and is in hand until it `has_arrived`; True when nothing else of its talk is."""
        self._arriving += 1
        self._quiet.clear()
        return self._talks.begin(incoming)

    def has_arrived(self, incoming: Incoming) -> None:
        """It has been accepted, and its handling has begun; or it has been refused. Once for each `arrive`."""
        self._talks.end(incoming)
        self._arriving -= 1
        if not self._arriving:
            self._quiet.set()

    def begin(
        self, message_id: int, incoming: Incoming, message: ports.Message | None, *, alone: bool, later: bool
    ) -> bool:
        """Handle a message in a task of its own; False: a glance was enough, and it is met with silence.

        `message`: the same, unless a question of ours stands open. `alone`: as `arrive` said. `later`: what is accepted
        meanwhile goes first. Whatever goes in turn keeps its order, so what is in the middle of a talk does so too.
        """
        if message is None or later or not alone:
            self._work[message_id] = Work(asyncio.get_running_loop().create_future())
            self._talks.begin(incoming)
            self._line.append((message_id, incoming, message))
            if self._turns is None or self._turns.done():
                self._turns = asyncio.create_task(self._in_turn(), name="hands-in-turn")
            return True
        reading = self._dispatcher.glance(message)
        if reading and reading.silent:
            return False
        self._talks.begin(incoming)
        self._work[message_id] = Work(self._start(message_id, incoming, reading))
        return True

    async def drain(self, deadline_s: float) -> None:
        """Let the work in progress end; what has not by then is cancelled and left to the re-drive."""
        if not self._work:
            return
        ended, late = await asyncio.wait([work.ended for work in self._work.values()], timeout=deadline_s)
        self._line.clear()
        for one in late:
            one.cancel()
        cancelled = [task for task in (self._turns, *self._tasks) if task is not None and task.cancel()]
        await asyncio.gather(*cancelled, return_exceptions=True)
        log.info("drained", action="drain", ended=len(ended), left=len(late))

    async def _in_turn(self) -> None:
        """One after the other is looked at, when nobody arrives, or has kept it waiting for long enough."""
        while self._line:
            await self._room.acquire()
            await asyncio.sleep(0)
            if self._arriving:
                with suppress(TimeoutError):
                    async with asyncio.timeout(LONGEST_HELD_UP_S):
                        await self._quiet.wait()
            self._take(*self._line.popleft())

    def _take(self, message_id: int, incoming: Incoming, message: ports.Message | None) -> None:
        ended = self._work[message_id].ended
        reading = self._dispatcher.glance(message) if message and self._talks.calm(incoming) else None
        if reading and reading.silent:
            ended.set_result("")
            self._ended(message_id, incoming)
            self._room.release()
        else:
            self._start(message_id, incoming, reading).add_done_callback(functools.partial(self._pass_on, ended))

    def _pass_on(self, ended: asyncio.Future[str | None], task: asyncio.Task[str | None]) -> None:
        """To those who wait for a message that has had its turn. Why one failed has been told."""
        self._room.release()
        if not ended.done():
            ended.set_result(None if task.cancelled() or task.exception() else task.result())

    def _awaited(self, message_id: int) -> bool:
        """Does a callback wait for its answer?"""
        return message_id in self._work and self._work[message_id].waiting > 0

    def _start(self, message_id: int, incoming: Incoming, reading: Reading | None) -> asyncio.Task[str | None]:
        """The task outlives whoever waits for it."""
        self._talks.handle(incoming)
        awaited = functools.partial(self._awaited, message_id)
        task = asyncio.create_task(self._dispatcher.handle(message_id, reading, awaited=awaited))
        self._tasks.add(task)
        task.add_done_callback(functools.partial(self._handled, message_id, incoming))
        return task

    def _handled(self, message_id: int, incoming: Incoming, task: asyncio.Task[str | None]) -> None:
        failure = None if task.cancelled() else task.exception()
        self._tasks.discard(task)
        self._talks.handled(incoming, told=task.cancelled() or failure is not None or task.result() != "")
        self._ended(message_id, incoming)
        if failure:
            log.error("handling failed", action="handle", message_id=message_id, error=type(failure).__name__)

    def _ended(self, message_id: int, incoming: Incoming) -> None:
        del self._work[message_id]
        self._talks.end(incoming)
