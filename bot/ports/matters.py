"""What a transaction may do with messages, people, tickets and their reminders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.messages import Incoming
from bot.domain.photos import Album, Stage
from bot.domain.reminders import Reminder
from bot.domain.requests import Action, Reading, Request, Slot
from bot.domain.tickets import Step, Supporter, Ticket


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
    slot: Slot
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


class Questions(Protocol):
    async def ask(self, question: Question) -> None:
        """Replaces an open question to the same person in the same chat."""

    async def open(self, community: str, chat: str, person: str, now: datetime) -> Question | None: ...

    async def lapsed(self, community: str, chat: str, person: str, now: datetime) -> Question | None:
        """The unsettled question whose time is over."""

    async def settle(self, question: Question) -> None: ...


class Unanswered(Protocol):
    async def note(self, community: str, text: str, now: datetime) -> None:
        """`text` is masked already."""

    async def between(self, community: str, first: datetime, last: datetime) -> Sequence[str]: ...


class Tickets(Protocol):
    async def take_turn(self, community: str) -> None:
        """Whoever else opens a ticket here waits until this transaction has ended.

        What is looked up afterwards is therefore still so when the ticket is written: of two neighbours who report the
        same event at the same instant, to two processes, the second finds the ticket of the first.
        """

    async def next_number(self, community: str) -> int: ...

    async def add(self, ticket: Ticket, step: Step) -> None: ...

    async def save(self, ticket: Ticket, step: Step | None = None) -> None:
        """Raises Overtaken when another process has added to its history since it was read here."""

    async def get(self, community: str, number: int) -> Ticket | None:
        """As it stands, to be looked at: others may move it meanwhile, and then `save` raises Overtaken."""

    async def hold(self, community: str, number: int) -> Ticket | None:
        """As it stands, to be moved: locked until the transaction ends."""

    async def open_of_reporter(self, community: str, person: str) -> Sequence[Ticket]:
        """Newest first."""

    async def closed_of_reporter(self, community: str, person: str, since: datetime) -> Sequence[Ticket]:
        """Those 办结 since then, the last closed first."""

    async def open_of_assignee(self, community: str, person: str) -> Sequence[Ticket]:
        """Newest first."""

    async def covered_for(self, community: str, person: str) -> Sequence[Ticket]:
        """Open tickets that a stand-in holds for the person, newest first."""

    async def several(self, community: str, numbers: Sequence[int]) -> dict[int, Ticket]:
        """Those of the numbers that there are, to be looked at."""

    async def at_places(
        self, community: str, categories: Sequence[str], buildings: Sequence[str], since: datetime
    ) -> Sequence[Ticket]:
        """Of these categories at these buildings: the open ones and those 办结 since then; newest first."""

    async def current(self, community: str, since: datetime) -> Sequence[Ticket]:
        """The open ones and those 办结 since then; newest first."""

    async def support(self, supporter: Supporter) -> bool:
        """False when this person supports this ticket already."""

    async def unsupport(self, supporter: Supporter) -> None:
        """They do not wait for this ticket any longer."""

    async def supporters(self, community: str, number: int) -> Sequence[Supporter]:
        """In the order in which they came."""

    async def supported_by(self, community: str, person: str) -> Sequence[Ticket]:
        """Open tickets of others that the person has joined, newest first."""

    async def history(self, community: str, number: int) -> Sequence[Step]: ...

    async def said_later(self, community: str, numbers: Sequence[int]) -> Sequence[tuple[int, str]]:
        """What was added to these tickets after the report, and with what words they were opened again, in order."""


class Reminders(Protocol):
    async def plan(self, reminders: Sequence[Reminder]) -> None:
        """Those that exist already (same community, ticket, step, level, occurrence) are left alone."""

    async def move(self, reminders: Sequence[Reminder]) -> None:
        """Those of them that wait already fall at these moments instead; the others are left alone."""

    async def cancel(self, community: str, ticket: int, *, keep: Sequence[str] = (), occurrence: str = "") -> None:
        """What has not been sent for this ticket never will be, but for the steps in `keep` of that occurrence."""

    async def take(self, reminder: Reminder, now: datetime) -> bool:
        """Mark it sent in this transaction; False when it was sent or cancelled already."""


class Photos(Protocol):
    async def attach(self, message_id: int, community: str, ticket: int, stage: Stage) -> int:
        """Tie the message's photos to a ticket, as of that stage; how many there are."""

    async def album(self, community: str, ticket: int) -> Album:
        """How many the ticket has; lost ones are not counted."""
