"""What a transaction may do with leaves, promises, patrols, the register and other ledgers of duty."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.corrections import Correction
from bot.domain.leaves import Leave
from bot.domain.mentions import Mention
from bot.domain.patrols import Patrol, Tally
from bot.domain.promises import Promise
from bot.domain.register import Look, Resident
from bot.ports.matters import Heard


class Leaves(Protocol):
    async def note(self, leave: Leave) -> Leave:
        """The leave with its id."""

    async def get(self, community: str, leave_id: int) -> Leave | None: ...

    async def current(self, community: str, day: date) -> Sequence[Leave]:
        """Those that are not over and end on or after the day, in the order in which they were noted."""

    async def of(self, community: str, person: str, day: date) -> Sequence[Leave]:
        """The person's own that end on or after the day, over or not, in the order in which they were noted."""

    async def end(self, leave: Leave, now: datetime) -> bool:
        """False when it was over already."""


class Promises(Protocol):
    async def make(self, promise: Promise) -> None: ...

    async def done(self, community: str, ticket: int, at: datetime | None) -> None:
        """Mark the ticket's promises done at a moment, where they are not yet; None: not done after all."""

    async def open(self, community: str, person: str = "") -> Sequence[Promise]:
        """Not done, of tickets that have not ended, soonest first; of one person if named."""

    async def kept(
        self, community: str, first: datetime, last: datetime, now: datetime, grid: str = "", reader: str = ""
    ) -> tuple[int, int]:
        """(kept, all) of the promises for days in [first, last) that are done or due by now, as it was known just
        before `last`; without those of complaints about `reader`, see `Reports`."""


class Mentions(Protocol):
    async def book(self, mention: Mention, limit: int) -> bool:
        """Count the call in its hour; False: the hour is full, and the call is held. The same cause is counted once."""

    async def held(self, community: str, person: str, hour: datetime) -> Sequence[Mention]:
        """What was held in that hour, in order; given out once."""


class Register(Protocol):
    """Who lives behind a door; sealed where it is kept. Every look leaves a row in the audit, in this transaction."""

    @property
    def on(self) -> bool:
        """False without a key: then it is empty and nothing can be put."""

    async def at_door(
        self, community: str, building: str, unit: str, room: str, *, by: str, now: datetime
    ) -> Sequence[Resident]:
        """`unit` "" is any."""

    async def of_code(self, community: str, code: str, *, by: str, now: datetime) -> Resident | None: ...

    async def needs_care(self, community: str, building: str, unit: str, room: str, *, by: str, now: datetime) -> bool:
        """Has a household behind that door a colour that asks for care? Nothing else comes out. `unit` "" is any."""

    async def refused(self, community: str, building: str, unit: str, room: str, *, by: str, now: datetime) -> None:
        """Somebody wanted to look and was not let: that too leaves a row in the audit."""

    async def looks(self, community: str, first: datetime, last: datetime) -> Sequence[Look]:
        """Who looked, or wanted to, from `first` up to, but without, `last`; newest first."""

    async def put(self, residents: Sequence[Resident], *, by: str, now: datetime) -> int:
        """The same name behind the same door is the same person and keeps their code; how many are new.

        All are of one community. What may not be kept for want of consent is not.
        """


class Phones(Protocol):
    """The numbers that people left with their tickets, sealed. Without a key nothing is kept."""

    async def keep(self, community: str, ticket: int, person: str, phone: str) -> None:
        """The person's newer number takes the place of the older one."""

    async def of(self, community: str, ticket: int) -> Sequence[str]:
        """Opened, in the order in which their owners first left one."""

    async def copy(self, community: str, ticket: int, into: int) -> None:
        """What was left with one is kept with the other as well; whoever left one there already has that one."""


class Corrections(Protocol):
    async def note(self, correction: Correction) -> None: ...

    async def heard(self, community: str, first: datetime, last: datetime, limit: int) -> Sequence[Heard]:
        """Messages received in [first, last) and handled, newest first, at most `limit`."""


class Origins(Protocol):
    """What was born elsewhere under a number of its own (an alarm, a hotline item), and the ticket it became here.

    A device ("device:…") stands for the last ticket it has rung for.
    """

    async def claim(self, community: str, origin: str) -> int | None:
        """None: new, and this transaction must `settle` it; else its ticket. Waits for another that has claimed it,
        and keeps it from others until the transaction ends."""

    async def settle(self, community: str, origin: str, ticket: int) -> None: ...

    async def of_ticket(self, community: str, ticket: int) -> str:
        """The number it has elsewhere (of several alarms, that of one); "" when it was born here."""


class Patrols(Protocol):
    async def add(self, patrol: Patrol) -> None: ...

    async def tally(
        self, community: str, first: datetime, last: datetime, *, person: str = "", grid: str = ""
    ) -> Tally:
        """Patrols from `first` up to, but without, `last`; of one person or in one grid where named."""

    async def by_person(self, community: str, first: datetime, last: datetime) -> Sequence[tuple[str, Tally]]:
        """The same of each person who walked, in order of the person."""
