"""What the fake store holds, and how a transaction on it is undone."""

import copy
import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from bot.domain.corrections import Correction
from bot.domain.delivery import Post
from bot.domain.leaves import Leave
from bot.domain.meals import Order
from bot.domain.messages import Incoming, Media
from bot.domain.patrols import Patrol
from bot.domain.points import Transfer
from bot.domain.promises import Promise
from bot.domain.register import Look, Resident
from bot.domain.reminders import Reminder
from bot.domain.requests import Action, Reading
from bot.domain.tickets import Step, Supporter, Ticket
from bot.ports import Picture, Question

Value = TypeVar("Value")


def kept(value: Value) -> Value:
    """The value as a database gives it back: the same moments, told in UTC."""
    fields: Sequence[dataclasses.Field[Any]] = dataclasses.fields(value)  # type: ignore[arg-type]
    moments = {one.name: getattr(value, one.name) for one in fields}
    changed = {name: at.astimezone(UTC) for name, at in moments.items() if isinstance(at, datetime)}
    return dataclasses.replace(value, **changed)  # type: ignore[type-var]


@dataclass(frozen=True)
class MessageRow:
    id: int
    community: str
    incoming: Incoming
    raw: str
    nonce: str
    received_at: datetime
    dedupe: str
    status: str = "pending"
    outcome: Action | None = None
    reading: Reading | None = None
    reply: str = ""
    heading: str = "other"
    attempts: int = 0
    retry_at: datetime | None = None


@dataclass(frozen=True)
class MediaRow:
    id: int
    message_id: int
    channel: str
    media: Media
    expires_at: datetime
    state: str = "waiting"
    picture: Picture | None = None
    ticket: int | None = None
    stage: str = ""


@dataclass(frozen=True)
class AttemptRow:
    id: int
    post: int
    route: str
    key: str
    at: datetime
    finished_at: datetime | None = None
    outcome: str = ""
    errcode: int | None = None


@dataclass(frozen=True)
class RouteRow:
    disabled: bool = False
    paused_until: datetime | None = None

    def rests(self, now: datetime) -> datetime | None:
        return self.paused_until if self.paused_until and self.paused_until > now else None


@dataclass
class State:
    """Every container holds frozen values only, so a shallow copy of each is a full snapshot."""

    last_id: int = 0
    messages: dict[int, MessageRow] = field(default_factory=dict)
    media: dict[int, MediaRow] = field(default_factory=dict)
    people: dict[tuple[str, str], datetime | None] = field(default_factory=dict)
    guided: set[tuple[str, str, date]] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    tickets: dict[tuple[str, int], Ticket] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    stood: list[tuple[datetime, Ticket]] = field(default_factory=list)
    held: list[int] = field(default_factory=list)
    supporters: dict[tuple[str, int, str], Supporter] = field(default_factory=dict)
    origins: dict[tuple[str, str], int] = field(default_factory=dict)
    patrols: list[Patrol] = field(default_factory=list)
    reminders: dict[tuple[str, int, str, int, str], Reminder] = field(default_factory=dict)
    cancelled: set[int] = field(default_factory=set)
    leaves: dict[int, Leave] = field(default_factory=dict)
    promises: list[Promise] = field(default_factory=list)
    mentions: dict[tuple[str, str, str], Any] = field(default_factory=dict)
    unanswered: list[tuple[str, str, datetime]] = field(default_factory=list)
    orders: dict[int, Order] = field(default_factory=dict)
    closed_meals: set[tuple[str, str, date]] = field(default_factory=set)
    transfers: dict[tuple[str, str], Transfer] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    by_callback: set[int] = field(default_factory=set)
    change_codes: dict[int, str] = field(default_factory=dict)
    attempts: dict[int, AttemptRow] = field(default_factory=dict)
    routes: dict[tuple[str, str], RouteRow] = field(default_factory=dict)
    questions: dict[tuple[str, str, str], Question] = field(default_factory=dict)
    unlisted: dict[str, datetime] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)
    residents: list[Resident] = field(default_factory=list)
    phones: dict[tuple[str, int, str], str] = field(default_factory=dict)
    looks: list[tuple[str, str, str]] = field(default_factory=list)
    looked: list[tuple[str, Look]] = field(default_factory=list)

    def new_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def snapshot(self) -> dict[str, Any]:
        return {name: copy.copy(value) for name, value in vars(self).items()}

    def restore(self, snapshot: dict[str, Any]) -> None:
        vars(self).update(snapshot)
