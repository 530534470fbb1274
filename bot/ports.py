"""What the core needs of the outside, as protocols: a store, a clock, a way to send.

Implemented by `storage`, `bot.clock`, `bot.wecom`, `bot.wechat`; by fakes of the same shape in `tests/fakes`.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.domain.corrections import Correction
from bot.domain.delivery import Outcome, Post
from bot.domain.leaves import Leave
from bot.domain.meals import Order
from bot.domain.mentions import Mention
from bot.domain.messages import Incoming, Media
from bot.domain.patrols import Patrol, Tally
from bot.domain.points import Entry, Transfer
from bot.domain.promises import Promise
from bot.domain.register import Resident
from bot.domain.requests import Action, Reading, Request
from bot.domain.stats import Figures
from bot.domain.tickets import Reminder, Step, Supporter, Ticket


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
    message_id: int | None = None  # what was asked about; its photos belong to what the answer makes of it


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that has been handled, and how it was read. Its words may be gone by rule."""

    message: Message
    intent: str
    category: str
    why: tuple[str, ...]


class Messages(Protocol):
    async def take(self, message_id: int) -> Message | None:
        """Lock the message for this transaction; None if it has been finished already."""

    async def finish(self, message: Message, outcome: Action, reading: Reading, reply: str, now: datetime) -> None: ...

    async def assign_community(self, message: Message, community: str) -> None: ...


class People(Protocol):
    async def meet(self, community: str, person: str, now: datetime) -> bool:
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

    async def covered_for(self, community: str, person: str) -> Sequence[Ticket]:
        """Open tickets that a stand-in holds for the person, newest first."""

    async def at_place(self, community: str, category: str, building: str, since: datetime) -> Sequence[Ticket]:
        """Of this category at this building: the open ones and those 办结 since then; newest first."""

    async def support(self, supporter: Supporter) -> bool:
        """False when this person supports this ticket already."""

    async def supporters(self, community: str, number: int) -> Sequence[Supporter]:
        """In the order in which they came."""

    async def history(self, community: str, number: int) -> Sequence[Step]: ...


class Leaves(Protocol):
    async def note(self, leave: Leave) -> Leave:
        """The leave with its id."""

    async def get(self, community: str, leave_id: int) -> Leave | None: ...

    async def current(self, community: str, day: date) -> Sequence[Leave]:
        """Those that are not over and end on or after the day, in the order in which they were noted."""

    async def end(self, leave: Leave, now: datetime) -> bool:
        """False when it was over already."""


class Promises(Protocol):
    async def make(self, promise: Promise) -> None: ...

    async def done(self, community: str, ticket: int, at: datetime | None) -> None:
        """Mark the ticket's promises done at a moment, where they are not yet; None: not done after all."""

    async def open(self, community: str, person: str = "") -> Sequence[Promise]:
        """Not done, of tickets that have not ended, soonest first; of one person if named."""

    async def kept(
        self, community: str, first: datetime, last: datetime, now: datetime, grid: str = ""
    ) -> tuple[int, int]:
        """(kept, all) of the promises for days in [first, last) that are done or due by now."""


class Mentions(Protocol):
    async def book(self, mention: Mention, limit: int) -> bool:
        """Count the call in its hour; False: the hour is full, and the call is held. The same cause is counted once."""

    async def held(self, community: str, person: str, hour: datetime) -> Sequence[Mention]:
        """What was held in that hour, in order; given out once."""


class Unanswered(Protocol):
    async def note(self, community: str, text: str, now: datetime) -> None:
        """`text` is masked already."""

    async def between(self, community: str, first: datetime, last: datetime) -> Sequence[str]: ...


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

    async def put(self, residents: Sequence[Resident], *, by: str, now: datetime) -> int:
        """The same name behind the same door is the same person and keeps their code; how many are new.

        All are of one community. What may not be kept for want of consent is not.
        """


class Corrections(Protocol):
    async def note(self, correction: Correction) -> None: ...

    async def heard(self, community: str, first: datetime, last: datetime, limit: int) -> Sequence[Heard]:
        """Messages received in [first, last) and handled, newest first, at most `limit`."""


class Reminders(Protocol):
    async def plan(self, reminders: Sequence[Reminder]) -> None:
        """Those that exist already (same community, ticket, step, level, occurrence) are left alone."""

    async def cancel(self, community: str, ticket: int, *, keep: Sequence[str] = (), occurrence: str = "") -> None:
        """What has not been sent for this ticket never will be, but for the steps in `keep` of that occurrence."""

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


class Origins(Protocol):
    """What was born elsewhere under a number of its own (an alarm, a hotline item), and the ticket it became here."""

    async def claim(self, community: str, origin: str) -> int | None:
        """None: new, and this transaction must `settle` it; else its ticket. Waits for another that has claimed it."""

    async def settle(self, community: str, origin: str, ticket: int) -> None: ...

    async def of_ticket(self, community: str, ticket: int) -> str:
        """The number it has elsewhere; "" when it was born here."""


class Patrols(Protocol):
    async def add(self, patrol: Patrol) -> None: ...

    async def tally(
        self, community: str, first: datetime, last: datetime, *, person: str = "", grid: str = ""
    ) -> Tally:
        """Patrols from `first` up to, but without, `last`; of one person or in one grid where named."""


class Outbox(Protocol):
    async def put(self, posts: Sequence[Post]) -> None:
        """Queue them; a cause that is there already is left alone."""


class Questions(Protocol):
    async def ask(self, question: Question) -> None:
        """Replaces an open question to the same person in the same chat."""

    async def open(self, community: str, chat: str, person: str, now: datetime) -> Question | None: ...

    async def lapsed(self, community: str, chat: str, person: str, now: datetime) -> Question | None:
        """The unsettled question whose time is over."""

    async def settle(self, question: Question) -> None: ...


class Photos(Protocol):
    async def attach(self, message_id: int, community: str, ticket: int) -> int:
        """Tie the message's photos to a ticket; how many there are."""


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


class Store(Protocol):
    """Opens transactions: committed when the block ends well, rolled back when it raises."""

    def work(self) -> AbstractAsyncContextManager[Work]: ...


# Photos ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as it is kept: re-encoded, so without EXIF. `content_type`: image/jpeg or image/png."""

    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class WaitingMedia:
    """Something to fetch before `expires_at`; after that the platform no longer has it."""

    id: int
    message_id: int
    channel: str
    media: Media
    expires_at: datetime


class Shelf(Protocol):
    """Where photos wait to be fetched and are kept; rows are written when the message is accepted."""

    async def waiting(self, now: datetime, limit: int) -> Sequence[WaitingMedia]: ...

    async def keep(self, media_id: int, picture: Picture, now: datetime) -> None: ...

    async def lost(self, media_id: int, reason: str, now: datetime) -> None: ...


class Photographer(Protocol):
    """Fetches, decrypts and checks one picture; or says why there is none and whether to try again."""

    async def fetch(self, media: Media) -> "Picture | Lost": ...


@dataclass(frozen=True, slots=True)
class Lost:
    reason: str
    retry: bool = False


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


@dataclass(frozen=True, slots=True)
class Lane:
    """What waits at one target, and how its key stands.

    `posts`: queued and due, most urgent first. `tried`: when each attempt that still counts was made, oldest
    first. `rests_until`: None unless the key rests. `disabled`: the route is dead until its key changes.
    """

    posts: tuple[Post, ...] = ()
    tried: tuple[datetime, ...] = ()
    rests_until: datetime | None = None
    disabled: bool = False


class Queue(Protocol):
    """The outbox as the sender sees it.

    `key` names the window: targets that share one webhook share its attempts and its rest; "" is the target itself.
    An attempt counts from its claim until `span` after its outcome was recorded, so that a slow network cannot
    squeeze more than the limit into one span.
    """

    async def due_keys(self, now: datetime) -> Sequence[tuple[str, str]]:
        """(route, target) pairs with something due, the most urgent first; disabled and resting ones too."""

    async def look(self, route: str, target: str, now: datetime, *, span: timedelta, key: str = "") -> Lane:
        """Read only."""

    async def claim(
        self,
        route: str,
        target: str,
        now: datetime,
        *,
        limit: int,
        span: timedelta,
        key: str = "",
        reserve: int = 0,
        most: int = 1000,
    ) -> Sequence[Claimed]:
        """Lock the key, count its attempts of the last `span`, take what fits (`limit`), most urgent first.

        The last `reserve` places are for RED only; at most `most` posts are taken; expired ones never.
        Records an attempt for each before it is sent. Empty while the key rests or the route is disabled.
        """

    async def record(self, claimed: Claimed, outcome: Outcome, now: datetime, *, retry_at: datetime | None) -> None:
        """Write what became of an attempt; `retry_at` queues the post again.

        PAUSED rests the key until `retry_at` (without one, `delivery.REST` from now); DEAD_ROUTE disables the route.
        """

    async def fold(self, posts: Sequence[Post], digest: Post) -> bool:
        """Queue the digest and mark the posts FOLDED, all or nothing: False if any is no longer queued."""

    async def fail(self, post: Post, reason: str, now: datetime) -> None:
        """A queued post that will never be attempted: "expired", "dead_route". Left alone if no longer queued."""

    async def abandoned(self, before: datetime) -> Sequence[Claimed]:
        """Attempts claimed before that moment whose outcome was never recorded: their process is gone."""

    async def next_due(self, after: datetime | None = None) -> datetime | None:
        """The earliest `not_before` or retry of anything queued (later than `after`); windows and rests left out."""


# What falls due --------------------------------------------------------------------------------


class Agenda(Protocol):
    """The reminders as the clock sees them: neither sent nor cancelled."""

    async def due(self, now: datetime, limit: int) -> Sequence[Reminder]:
        """Those with `due_at` at or before now, in order of `due_at`, then id."""

    async def next_due(self, after: datetime | None = None) -> datetime | None:
        """The earliest `due_at` (later than `after`)."""


class Housekeeping(Protocol):
    """Deletes what may not be kept any longer."""

    async def expire(self, now: datetime) -> int:
        """Text of silent lines, unanswered questions and counts of calls after 7 days, raw deliveries after 30.

        Answers how many rows were touched.
        """
