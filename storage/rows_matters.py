"""What people want: tickets with their history and reminders, and meal orders."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field

from storage.columns import Row, long_text, moment, no_moment, only, row_id

#: A ticket that has not ended, for the indexes by which open ones are found however many have been closed.
OPEN = "state NOT IN ('closed', 'declined', 'merged', 'withdrawn')"


class Counter(Row, table=True):
    """The last ticket number of a community."""

    __tablename__ = "counters"
    name: str = Field(primary_key=True)
    community: str = Field(primary_key=True)
    value: int = 0


class TicketRow(Row, table=True):
    """The fields of `bot.domain.tickets.Ticket`; `building` repeats the place's, for look-ups.

    `trail` is the end of the chain of its history, see `storage.trail`. `wiped`: what told of persons has been deleted
    because it may not be kept any longer.
    """

    __tablename__ = "tickets"
    id: int | None = row_id()
    number: int
    kind: str
    category: str
    urgency: str
    state: str
    text: str = long_text()
    reporter: str
    channel: str
    created_at: datetime = moment()
    chat: str = ""
    place: str | None = Field(default=None, sa_type=Text)
    building: str = ""
    grid: str = ""
    party: str = ""
    assignee: str = ""
    accept_due: datetime | None = no_moment()
    resolve_due: datetime | None = no_moment()
    confirm_due: datetime | None = no_moment()
    closed_at: datetime | None = no_moment()
    result: str = long_text()
    rating: str = ""
    round: int = 0
    merged_into: int | None = None
    recurs: int | None = None
    trail: str = ""
    covers_for: str = ""
    confidential: bool = False
    about: str = "[]"
    wiped: bool = False

    __table_args__ = (
        UniqueConstraint("community", "number"),
        Index("ix_tickets_community_reporter", "community", "reporter", "number"),
        Index("ix_tickets_community_assignee", "community", "assignee", "number"),
        Index("ix_tickets_community_building", "community", "building", "category", "created_at"),
        Index("ix_tickets_community_created_at", "community", "created_at"),
        Index("ix_tickets_community_closed_at", "community", "closed_at"),
        Index("ix_tickets_reporter_closed_at", "community", "reporter", "state", "closed_at"),
        Index("ix_tickets_building_closed_at", "community", "building", "category", "state", "closed_at"),
        Index("ix_tickets_open_reporter", "community", "reporter", "number", **only(OPEN)),
        Index("ix_tickets_open_assignee", "community", "assignee", "number", **only(OPEN)),
        Index("ix_tickets_open_building", "community", "building", "category", "number", **only(OPEN)),
    )


class StepRow(Row, table=True):
    """History: rows are added, never changed but to forget a person (`actor`, `reason` and `salt` emptied, or
    `assignee` under another name and without `held_salt`).

    `sealed` is the salted hash of actor and reason, `held` that of the assignee; `chain` links the row to all before
    it: see `storage.trail`. `assignee` and `stood` tell how the ticket stood after the step: see `storage.history`.
    `position` and `link` do so among all rows of the community: see `storage.chronicle`.
    """

    __tablename__ = "steps"
    id: int | None = row_id()
    ticket: int
    at: datetime = moment()
    source: str | None = None
    target: str
    move: str
    actor: str
    reason: str = long_text()
    assignee: str = ""
    stood: str = long_text()
    salt: str
    sealed: str
    held_salt: str
    held: str
    chain: str
    position: int | None = None
    link: str = ""

    __table_args__ = (
        UniqueConstraint("community", "position"),
        Index("ix_steps_community_ticket", "community", "ticket"),
    )


class ChronicleRow(Row, table=True):
    """Where the history of a whole community ends, and how much there is of it: see `storage.chronicle`."""

    __tablename__ = "chronicles"
    community: str = Field(primary_key=True)
    tickets: int = 0
    steps: int = 0
    link: str = ""


class SupporterRow(Row, table=True):
    """A neighbour who reported the same event."""

    __tablename__ = "supporters"
    id: int | None = row_id()
    ticket: int
    person: str
    channel: str
    at: datetime = moment()
    chat: str = ""

    __table_args__ = (
        UniqueConstraint("community", "ticket", "person"),
        Index("ix_supporters_community_person", "community", "person"),
    )


class OriginRow(Row, table=True):
    """The number a matter has elsewhere (an alarm, a hotline item), and the ticket it became here."""

    __tablename__ = "origins"
    community: str = Field(primary_key=True)
    origin: str = Field(primary_key=True)
    ticket: int = 0

    __table_args__ = (Index("ix_origins_community_ticket", "community", "ticket"),)


class PatrolRow(Row, table=True):
    __tablename__ = "patrols"
    id: int | None = row_id()
    person: str
    at: datetime = moment()
    grid: str = ""
    place: str = ""
    findings: int = 0

    __table_args__ = (Index("ix_patrols_community_at", "community", "at"),)


class ReminderRow(Row, table=True):
    """`person`: whom `occurrence` names, "" for nobody."""

    __tablename__ = "reminders"
    id: int | None = row_id()
    ticket: int
    step: str
    level: int
    occurrence: str
    person: str = ""
    due_at: datetime = moment()
    sent_at: datetime | None = no_moment()
    cancelled: bool = False

    __table_args__ = (
        UniqueConstraint("community", "ticket", "step", "level", "occurrence"),
        Index("ix_reminders_open", "due_at", **only("sent_at IS NULL")),
    )


class OrderRow(Row, table=True):
    """A meal order; one live one for an eater, a day and a service."""

    __tablename__ = "orders"
    id: int | None = row_id()
    person: str
    for_whom: str = ""
    service: str
    day: date
    quantity: int
    created_at: datetime = moment()
    delivery: bool = False
    place: str | None = Field(default=None, sa_type=Text)
    diet: str = "[]"
    dishes: str = "[]"
    price_fen: int = 0
    state: str
    channel: str = ""
    chat: str = ""

    __table_args__ = (
        CheckConstraint("quantity > 0", name="some"),
        Index(
            "uq_orders_live", "community", "person", "for_whom", "day", "service", unique=True, **only("state = 'live'")
        ),
        Index("ix_orders_community_day", "community", "day", "service"),
    )


class ClosedMealRow(Row, table=True):
    """A meal that the kitchen does not cook."""

    __tablename__ = "closed_meals"
    community: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    service: str = Field(primary_key=True)
