"""What is in hand: messages that have been accepted and are not finished yet, and the tasks that handle them."""

import asyncio
import functools
from collections.abc import Coroutine
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

import structlog

from bot import ports, talks
from bot.domain.messages import Incoming
from bot.domain.requests import Reading

log = structlog.get_logger()


class Dispatcher(Protocol):
    """Carries out what a message in the inbox asks; its promises stand at `bot.dispatch.Dispatcher`."""

    def glance(self, message: ports.Message) -> Reading | None:
        """How it is read; if that is silence it has been finished. None: `handle` must find out."""

    async def handle(self, message_id: int, said: ports.Message | None = None, reading: Reading | None = None) -> bool:
        """False: finished just now, in silence. Safe to call again."""


@dataclass(slots=True)
class Work:
    """A message being handled, and how many callbacks wait for its answer."""

    task: asyncio.Task[bool]
    waiting: int = 0

    @property
    def silent(self) -> bool:
        """It has ended without an answer, so that none need be looked for."""
        task = self.task
        return task.done() and not task.cancelled() and task.exception() is None and task.result() is False


class Hands:
    """One a process."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher
        self._work: dict[int, Work] = {}
        self._talks = talks.Talks()
        self._turns = asyncio.Lock()

    def __len__(self) -> int:
        """How many messages are in hand, from being accepted to being finished."""
        return len(self._talks)

    def __contains__(self, message_id: int) -> bool:
        return message_id in self._work

    def __getitem__(self, message_id: int) -> Work:
        return self._work[message_id]

    def taking(self, incoming: Incoming) -> AbstractContextManager[bool]:
        """A message is in hand while the block lasts; True when nothing else of its talk is."""
        return self._talks.taking(incoming)

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
        self._start(message_id, incoming, self._dispatcher.handle(message_id, reading=reading))
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

    async def _in_turn(self, message_id: int, message: ports.Message | None) -> bool:
        """One is looked at after the other, with a turn of the loop for callbacks in between."""
        async with self._turns:
            await asyncio.sleep(0)
        return await self._dispatcher.handle(message_id, message)

    def _start(self, message_id: int, incoming: Incoming, handling: Coroutine[Any, Any, bool]) -> None:
        """The task outlives whoever waits for it."""
        work = self._work[message_id] = Work(asyncio.create_task(handling))
        self._talks.begin(incoming)
        work.task.add_done_callback(functools.partial(self._ended, message_id, incoming))

    def _ended(self, message_id: int, incoming: Incoming, task: asyncio.Task[bool]) -> None:
        del self._work[message_id]
        self._talks.end(incoming)
        if not task.cancelled() and (failure := task.exception()):
            log.error("handling failed", action="handle", message_id=message_id, error=type(failure).__name__)
