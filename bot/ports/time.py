"""The present, what falls due, and what may not be kept any longer."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.keeping import DEFAULT, Keep
from bot.domain.reminders import Reminder


class Clock(Protocol):
    """The only source of the present. Always aware."""

    def now(self) -> datetime: ...


class Agenda(Protocol):
    """The reminders as the clock sees them: neither sent nor cancelled."""

    async def due(self, now: datetime, limit: int) -> Sequence[Reminder]:
        """Those with `due_at` at or before now, in order of `due_at`, then id."""

    async def next_due(self, after: datetime | None = None) -> datetime | None:
        """The earliest `due_at` (later than `after`)."""


#: Deletes what one rule says, and answers how many rows were touched.
Rule = Callable[[], Awaitable[int]]


class Housekeeping(Protocol):
    """Deletes what may not be kept any longer."""

    def rules(self, now: datetime, keep: Keep = DEFAULT) -> Mapping[str, Rule]:
        """What deletes whatever tells of persons and is older than `keep` allows, by name, in the order to be run;
        counts, the chain and the ledger stay sound. Each works whatever becomes of the others.
        """
