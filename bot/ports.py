"""What the core needs of the outside, as protocols: a store, a clock, a way to send.

Implemented by `storage`, `bot.clock`, `bot.wecom`, `bot.wechat`; by fakes of the same shape in `tests/fakes`.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.domain.delivery import Outcome, Post
from bot.domain.meals import Order
from bot.domain.messages import Incoming
from bot.domain.points import Entry, Transfer
from bot.domain.requests import Action, Reading, Request
from bot.domain.stats import Figures
from bot.domain.tickets import Reminder, Step, Ticket


class Clock(Protocol):
    """The only source of the present. Always aware."""

    def now(self) -> datetime: ...


# The inbox, as the receiver sees it ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Delivery:
    """A callback that has been verified and translated, on its way into the inbox.

    `raw` is the decrypted body; `fresh` says that its timestamp is within 300 s of the clock.
    `community` is "" when it is not known yet (1:1 with a stranger). `listed` False: a group that no community
    lists, to be stored without text.
    """

    incoming: Incoming
    raw: str
    nonce: str
    fresh: bool
    received_at: datetime
    community: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Accepted:
    """In the inbox, durably. `known`: this very message had been accepted before."""

    id: int
    known: bool
    done: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """Not stored: `reason` is "stale" or "replay"."""

    reason: str


class Inbox(Protocol):
    """The durable front door."""

    async def accept(self, delivery: Delivery) -> Accepted | Rejected:
        """Commit the delivery; many waiting calls share one commit. Raises StoreUnavailable."""

    async def answer(self, message_id: int) -> str | None:
        """The text of the stored answer; "" when handled in silence, None when not handled yet."""

    async def claim_answer(self, message_id: int, now: datetime) -> str | None:
        """Take the reply for the callback's own answer; None if another route has taken it, or there is none."""

    async def release_answer(self, message_id: int, now: datetime) -> None:
        """The callback is gone: the reply may leave by another route at once."""

    async def pending(self, older_than: datetime, limit: int) -> Sequence[int]:
        """Ids of accepted messages nobody has finished, oldest first."""

    async def failed(self, message_id: int, error: str, now: datetime) -> None:
        """Count a failed attempt; after five the message is set aside and the operator is told."""


# One transaction -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Message:
    """A row of the inbox as the core sees it."""

    id: int
    community: str
    incoming: Incoming
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """The one question we asked somebody in a chat, and the request that waits for the answer."""

    community: str
    chat: str
    person: str
    slot: str
    request: Request | None
    asked_at: datetime
    expires_at: datetime
    id: int | None = None


class Messages(Protocol):
    async def take(self, message_id: int) -> Message | None:
        """Lock the message for this transaction; None if it has been finished already."""

    async def finish(self, message: Message, outcome: Action, reading: Reading, reply: str, now: datetime) -> None: ...

    async def assign_community(self, message: Message, community: str) -> None: ...


class People(Protocol):
    async def meet(self, community: str, person: str, chat: str, now: datetime) -> bool:
        """Note that the person was here; True the first time ever (the privacy notice is due)."""

    async def last_community(self, person: str) -> str:
        """Community of the last group the person spoke in, or ""."""

    async def guided_on(self, community: str, person: str, day: date) -> bool:
        """True once a person and day: may they be told what the bot can do?"""


class Tickets(Protocol):
    async def next_number(self, community: str) -> int: ...

    async def add(self, ticket: Ticket, step: Step) -> None: ...

    async def save(self, ticket: Ticket, step: Step | None = None) -> None: ...

    async def get(self, community: str, number: int) -> Ticket | None:
        """Locked until the transaction ends."""

    async def open_of_reporter(self, community: str, person: str) -> Sequence[Ticket]:
        """Newest first; also those closed within the last 7 days, after the open ones."""

    async def open_of_assignee(self, community: str, person: str) -> Sequence[Ticket]:
        """Newest first."""

    async def same_event(self, community: str, category: str, building: str, since: datetime) -> Ticket | None:
        """The open ticket on the same object at the same building created since then."""

    async def history(self, community: str, number: int) -> Sequence[Step]: ...


class Reminders(Protocol):
    async def plan(self, reminders: Sequence[Reminder]) -> None:
        """Those that exist already (same community, ticket, step, level, occurrence) are left alone."""

    async def cancel(self, community: str, ticket: int) -> None:
        """What has not been sent for this ticket never will be."""

    async def take(self, reminder: Reminder, now: datetime) -> bool:
        """Mark it sent in this transaction; False when it was sent or cancelled already."""


class Meals(Protocol):
    async def add(self, order: Order) -> Order:
        """The order with its id."""

    async def save(self, order: Order) -> None: ...

    async def live_of(self, community: str, person: str, since: date) -> Sequence[Order]:
        """The person's live orders on or after a day, soonest first; locked."""

    async def roll(self, community: str, service: str, day: date) -> Sequence[Order]:
        """All live orders of one service and day."""


class Points(Protocol):
    async def enter(self, transfer: Transfer) -> bool:
        """False when this cause has been entered before. Raises Overdrawn if an account would fall below zero."""

    async def transfer(self, community: str, cause: str) -> Transfer | None: ...

    async def balance(self, community: str, account: str) -> int: ...

    async def entries(self, community: str, account: str, limit: int) -> Sequence[tuple[Transfer, Entry]]:
        """Newest first."""

    async def earned_since(self, community: str, person: str, since: datetime) -> int:
        """Points held for or posted to the person since then, returned ones taken off."""


class Outbox(Protocol):
    async def put(self, posts: Sequence[Post]) -> None:
        """Queue them; a cause that is there already is left alone."""


class Questions(Protocol):
    async def ask(self, question: Question) -> None:
        """Replaces an open question to the same person in the same chat."""

    async def open(self, community: str, chat: str, person: str, now: datetime) -> Question | None: ...

    async def settle(self, question: Question) -> None: ...


class Reports(Protocol):
    """Read-only figures; definitions in `bot.domain.stats`."""

    async def figures(self, community: str, first: datetime, last: datetime, now: datetime, grid: str) -> Figures: ...

    async def daily_account(self, community: str, first: datetime, last: datetime) -> dict[str, int]:
        """Messages received, by outcome: ticket, addition, question, command, meal, asked, other. The sum is all."""


class Work(Protocol):
    """Everything one message or tick may read and write, in one transaction."""

    messages: Messages
    people: People
    tickets: Tickets
    reminders: Reminders
    meals: Meals
    points: Points
    outbox: Outbox
    questions: Questions
    reports: Reports


class Store(Protocol):
    """Opens transactions: committed when the block ends well, rolled back when it raises."""

    def work(self) -> AbstractAsyncContextManager[Work]: ...


# Sending ---------------------------------------------------------------------------------------


class Courier(Protocol):
    """Carries one post over the network, once. Never raises for what the remote does: that is an Outcome."""

    async def carry(self, post: Post, key: str) -> Outcome:
        """`key`: the robot's webhook key for Route.ROBOT, "" otherwise."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A post that this process, and no other, may send now. `attempts` made before."""

    post: Post
    attempt: int
    attempts: int


class Queue(Protocol):
    """The outbox as the sender sees it."""

    async def due_keys(self, now: datetime) -> Sequence[tuple[str, str]]:
        """(route, target) pairs with something due, the most urgent first."""

    async def claim(self, route: str, target: str, now: datetime, *, limit: int, span: timedelta) -> Sequence[Claimed]:
        """Lock the route, count its attempts of the last `span`, take what fits (`limit`), most urgent first.

        Records an attempt for each before it is sent. Empty while the route rests or is disabled.
        """

    async def record(self, claimed: Claimed, outcome: Outcome, now: datetime, *, retry_at: datetime | None) -> None:
        """Write what became of an attempt; `retry_at` queues the post again."""

    async def next_due(self) -> datetime | None:
        """The earliest moment at which something queued may be sent."""
