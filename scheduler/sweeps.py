"""Two rounds that hand what is due to the dispatcher: unfinished messages and reminders.

An exception in one message or reminder is logged and the work is tried again later; the others are not held up.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot import faults, ports
from bot.domain import delivery, requests
from bot.domain.reminders import Reminder
from scheduler import needs
from scheduler.guard import outcome_of, unless_away

#: A message may be in the hands of the receiver that long.
AGE = timedelta(seconds=15)
BATCH = 200
_log = structlog.get_logger()


class Redrive:
    """Takes up messages that were accepted but not finished: their process died, or their handling failed."""

    def __init__(self, inbox: ports.Inbox, dispatcher: needs.Dispatcher, clock: ports.Clock) -> None:
        self._inbox = inbox
        self._dispatcher = dispatcher
        self._clock = clock

    async def run(self, age: timedelta = AGE) -> int:
        """One batch, oldest first; how many were handed over."""
        ids = await self._inbox.pending(self._clock.now() - age, BATCH)
        for message_id in ids:
            await self._handle(message_id)
        return len(ids)

    async def run_all(self) -> int:
        """At the start: every message that was pending then, whatever its age, once.

        What the receiver or another process has in hand meanwhile is handled by whoever takes it first.
        """
        handled: set[int] = set()
        now = self._clock.now()
        while ids := [one for one in await self._inbox.pending(now, BATCH + len(handled)) if one not in handled]:
            for message_id in ids:
                await self._handle(message_id)
            handled.update(ids)
        return len(handled)

    async def _handle(self, message_id: int) -> None:
        result = await outcome_of(self._dispatcher.handle(message_id))
        if isinstance(result, Exception):
            _log.error("redrive", action="redrive_failed", message_id=message_id, **faults.named(result))
            noted = await unless_away(self._inbox.failed(message_id, type(result).__name__, self._clock.now()))
            if isinstance(noted, Exception):
                _log.error("redrive", action="failure_not_noted", message_id=message_id, **faults.named(noted))


class Reminding:
    """Hands over due reminders. A conditional update inside the handler ensures that each is sent once."""

    def __init__(
        self,
        agenda: ports.Agenda,
        dispatcher: needs.Dispatcher,
        clock: ports.Clock,
        on_fall: Callable[[int], None] | None = None,
    ) -> None:
        """`on_fall` is told the level of each reminder of a ticket for which something was said, for the counters."""
        self._on_fall = on_fall
        self._agenda = agenda
        self._dispatcher = dispatcher
        self._clock = clock
        self._failed: dict[tuple[object, ...], tuple[int, datetime]] = {}

    async def run(self) -> int:
        """Everything due now, in due order; how many were handed over."""
        now = self._clock.now()
        due = await self._agenda.due(now, BATCH + len(self._failed))
        names = {_name(one) for one in due}
        self._failed = {name: tried for name, tried in self._failed.items() if name in names}
        ready = [one for one in due if self._ready(one, now)]
        for reminder in ready:
            await self._fall(reminder)
        return len(ready)

    async def next_due(self, after: datetime) -> datetime | None:
        """The next moment later than `after` at which `run` has something to do."""
        moments = [at for _, at in self._failed.values() if at > after]
        planned = await self._agenda.next_due(after)
        return min([*moments, *([planned] if planned else [])], default=None)

    def _ready(self, reminder: Reminder, now: datetime) -> bool:
        tried = self._failed.get(_name(reminder))
        return tried is None or tried[1] <= now

    async def _fall(self, reminder: Reminder) -> None:
        falling = self._dispatcher.run(requests.Fall(reminder), reminder.community)
        result = await outcome_of(falling)
        now = self._clock.now()
        count = self._failed.get(_name(reminder), (0, now))[0] + 1
        # Entered even after success: only what is still due at the next look is held back by it.
        self._failed[_name(reminder)] = (count, now + (delivery.backoff(count) or delivery.BACKOFF[-1]))
        log = _log.bind(ticket=reminder.ticket, step=reminder.step, level=reminder.level, attempt=count)
        if isinstance(result, Exception):
            log.error("reminder", action="reminder_failed", **faults.named(result))
        else:
            log.info("reminder", action="reminder_run")
            if self._on_fall is not None and reminder.ticket and result:
                self._on_fall(reminder.level)


def _name(reminder: Reminder) -> tuple[object, ...]:
    return (reminder.community, reminder.ticket, reminder.step, reminder.level, reminder.occurrence)
