"""One transaction: everything one message or tick may read and write."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Protocol

from bot.domain.cases import Case
from bot.domain.delivery import Post, ShownCard
from bot.domain.meals import Order
from bot.domain.points import Entry, Paid, Transfer
from bot.domain.stats import Figures
from bot.ports.duties import Corrections, Leaves, Mentions, Origins, Patrols, Phones, Promises, Register
from bot.ports.matters import Messages, People, Photos, Questions, Reminders, Tickets, Unanswered


class Meals(Protocol):
    async def add(self, order: Order) -> Order:
        """The order with its id."""

    async def save(self, order: Order) -> None: ...

    async def live_of(self, community: str, person: str, since: date) -> Sequence[Order]:
        """The person's live orders on or after a day, soonest first; locked."""

    async def roll(self, community: str, service: str, day: date) -> Sequence[Order]:
        """All live orders of one service and day."""

    async def close(self, community: str, service: str, day: date) -> bool:
        """The kitchen does not cook this meal; False when that was known."""

    async def reopen(self, community: str, service: str, day: date) -> bool:
        """It does after all; False when it was not closed."""

    async def closed(self, community: str, day: date) -> frozenset[str]:
        """The services that are not cooked that day."""

    async def tally(self, community: str, first: date, last: date) -> Sequence[tuple[str, int]]:
        """Portions of live orders for the days `first`..`last`, by service, in order of its name."""


class Points(Protocol):
    async def enter(self, transfer: Transfer) -> bool:
        """False when this cause has been entered before. Raises Overdrawn if an account would fall below zero."""

    async def transfer(self, community: str, cause: str) -> Transfer | None: ...

    async def balance(self, community: str, account: str) -> int: ...

    async def entries(self, community: str, account: str, limit: int) -> Sequence[tuple[Transfer, Entry]]:
        """Newest first."""

    async def earned_since(self, community: str, person: str, since: datetime) -> int:
        """Points set aside for the person since then, posted by now or not, without those returned; see
        `points.earned`."""

    async def paid(self, community: str, first: datetime, last: datetime) -> Sequence[Paid]:
        """Posted to each person, and fetched back, from `first` up to, but without, `last`; in order of the person."""


class Outbox(Protocol):
    async def put(self, posts: Sequence[Post]) -> None:
        """Queue them; a cause that is there already is left alone."""

    async def hand_over(self, reply: Post, now: datetime) -> bool:
        """Write a reply down as taken by the callback that waits for it; False: its cause is there already.

        What `Inbox.claim_answer` does afterwards, in the transaction that made the reply.
        """

    async def take_shown(self, community: str, ticket: int, since: datetime) -> Sequence[ShownCard]:
        """The cards about a ticket, sent since then, that may still be changed; given out once: a code works once."""


class Reports(Protocol):
    """Read-only figures; definitions in `bot.domain.stats` and `bot.domain.cases`.

    What happened at or after `last` changes nothing: asked again later, they are the same.
    `reader`: who sees the figure, "" a group; what complains of them is left out, see `cases.counts_for`.
    """

    async def figures(
        self, community: str, first: datetime, last: datetime, now: datetime, grid: str, reader: str = ""
    ) -> Figures: ...

    async def cases(self, community: str, first: datetime, last: datetime, reader: str = "") -> Sequence[Case]:
        """Tickets filed before `last` and not over before `first`, as they stood just before `last`, in order."""

    async def daily_account(self, community: str, first: datetime, last: datetime) -> dict[str, int]:
        """Messages received, by outcome: ticket, addition, question, command, meal, asked, other. The sum is all."""


class Work(Protocol):
    """Everything one message or tick may read and write, in one transaction."""

    messages: Messages
    people: People
    tickets: Tickets
    leaves: Leaves
    promises: Promises
    mentions: Mentions
    unanswered: Unanswered
    reminders: Reminders
    meals: Meals
    points: Points
    origins: Origins
    patrols: Patrols
    outbox: Outbox
    questions: Questions
    photos: Photos
    reports: Reports
    corrections: Corrections
    register: Register
    phones: Phones


class Store(Protocol):
    """Opens transactions: committed when the block ends well, rolled back when it raises."""

    def work(self) -> AbstractAsyncContextManager[Work]: ...
