"""What is in hand: messages that have been accepted and are not finished yet, and the tasks that handle them."""

import asyncio
import functools
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Protocol

import structlog

from bot import ports, talks
from bot.domain.messages import Incoming
from bot.domain.requests import Reading

#: Seconds for which the next message in turn is held up by those that arrive: they are to be acknowledged first.
LONGEST_HELD_UP_S = 0.005

log = structlog.get_logger()


class Dispatcher(Protocol):
    """Carries out what a message in the inbox asks; its promises stand at `bot.dispatch.Dispatcher`."""

    def glance(self, message: ports.Message) -> Reading | None:
        """How it is read; if that is silence it has been finished. None: `handle` must find out."""

    async def handle(
        self,
        message_id: int,
        said: ports.Message | None = None,
        reading: Reading | None = None,
        *,
        awaited: Callable[[], bool],
    ) -> str | None:
        """What it is answered, taken for the callback where one is `awaited`; "": finished just now, in silence.

        None: an answer, if there is any, is still to be taken. Safe to call again.
        """


@dataclass(slots=True)
class Work:
    """A message being handled, and how many callbacks wait for its answer. `answered`: one of them has it."""

    task: asyncio.Task[str | None]
    waiting: int = 0
    answered: bool = False

    @property
    def answer(self) -> str | None:
        """What it has ended with: the answer, "" for none; None: to be looked for."""
        task = self.task
        return None if not task.done() or task.cancelled() or task.exception() else task.result()


class Hands:
    """One a process."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher
        self._work: dict[int, Work] = {}
        self._talks = talks.Talks()
        self._turns = asyncio.Lock()
        self._arriving = 0
        self._quiet = asyncio.Event()

    def __len__(self) -> int:
        """How many messages are in hand, from being accepted to being finished."""
        return len(self._talks)

    def __contains__(self, message_id: int) -> bool:
        return message_id in self._work

    def __getitem__(self, message_id: int) -> Work:
        return self._work[message_id]

    @contextmanager
    def taking(self, incoming: Incoming) -> Iterator[bool]:
        """A message arrives, and is in hand, while the block lasts; True when nothing else of its talk is."""
        self._arriving += 1
        self._quiet.clear()
        try:
            with self._talks.taking(incoming) as alone:
                yield alone
        finally:
            self._arriving -= 1
            if not self._arriving:
                self._quiet.set()

    def begin(self, message_id: int, incoming: Incoming, message: ports.Message | None, *, later: bool) -> bool:
        """Handle a message in a task of its own; False: a glance was enough, and it is met with silence.

        `message`: the same, when it may be read by itself. `later`: what is accepted meanwhile goes first. Whatever
        goes in turn keeps its order, so what is in the middle of a talk goes in turn too.
        """
        if message is None or later:
            self._start(message_id, incoming, self._in_turn(message_id, message))
            return True
        reading = self._dispatcher.glance(message)
        if reading and reading.silent:
            return False
        awaited = functools.partial(self._awaited, message_id)
        self._start(message_id, incoming, self._dispatcher.handle(message_id, reading=reading, awaited=awaited))
        return True

    async def drain(self, deadline_s: float) -> None:
        """Let the work in progress end; what has not by then is cancelled and left to the re-drive."""
        tasks = [work.task for work in self._work.values()]
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=deadline_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        log.info("drained", action="drain", ended=len(tasks) - len(late), left=len(late))

    async def _in_turn(self, message_id: int, message: ports.Message | None) -> str | None:
        """One is looked at after the other, when nobody arrives, or has kept it waiting for long enough."""
        async with self._turns:
            await asyncio.sleep(0)
            if self._arriving:
                with suppress(TimeoutError):
                    async with asyncio.timeout(LONGEST_HELD_UP_S):
                        await self._quiet.wait()
        return await self._dispatcher.handle(message_id, message, awaited=functools.partial(self._awaited, message_id))

    def _awaited(self, message_id: int) -> bool:
        """Does a callback wait for its answer?"""
        return message_id in self._work and self._work[message_id].waiting > 0

    def _start(self, message_id: int, incoming: Incoming, handling: Coroutine[Any, Any, str | None]) -> None:
        """The task outlives whoever waits for it."""
        work = self._work[message_id] = Work(asyncio.create_task(handling))
        self._talks.begin(incoming)
        work.task.add_done_callback(functools.partial(self._ended, message_id, incoming))

    def _ended(self, message_id: int, incoming: Incoming, task: asyncio.Task[str | None]) -> None:
        del self._work[message_id]
        self._talks.end(incoming)
        if not task.cancelled() and (failure := task.exception()):
            log.error("handling failed", action="handle", message_id=message_id, error=type(failure).__name__)
