"""What leaves the house, and what an operator must know."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.columns import Number, Row, long_text, moment, no_moment, only, points_to, row_id


class PostRow(Row, table=True):
    """The outbox. `by_callback`: the reply went out as the answer of the callback itself. `card` "": none.

    `change_code`: the card has been shown and may be changed by it; "" once it has been given out.
    `tickets`, `messages`: lists of numbers, of what the post tells; see `bot.domain.delivery.Post`.
    """

    __tablename__ = "outbox"
    id: int | None = row_id()
    cause: str
    route: str
    target: str
    body: str = long_text()
    priority: int
    not_before: datetime = moment()
    mentions: str = "[]"
    fallback: str = "[]"
    tickets: str = "[]"
    messages: str = "[]"
    short_lived: bool = False
    expires_at: datetime | None = no_moment()
    response_url: str = long_text()
    card: str = long_text()
    response_code: str = long_text()
    change_code: str = long_text()
    state: str = "queued"
    by_callback: bool = False
    reason: str = ""

    __table_args__ = (
        UniqueConstraint("community", "cause"),
        Index("ix_outbox_queued", "route", "target", "priority", "id", **only("state = 'queued'")),
        Index("ix_outbox_not_before", "not_before", **only("state = 'queued'")),
        Index("ix_outbox_route_target", "route", "target"),
        Index("ix_outbox_changeable", "community", **only("change_code <> ''")),
    )


class AttemptRow(Row, table=True):
    """One try at one post, written before it is made. `window` is what the key of a route is known by."""

    __tablename__ = "attempts"
    id: int | None = row_id()
    post_id: int = points_to("outbox.id", index=True)
    route: str
    window: str
    at: datetime = moment()
    finished_at: datetime | None = no_moment()
    outcome: str | None = None
    errcode: int | None = None

    __table_args__ = (
        Index("ix_attempts_window", "route", "window", "finished_at"),
        Index("ix_attempts_open", "at", **only("finished_at IS NULL")),
    )


class RouteRow(Row, table=True):
    """A key that rests or is dead; keys in good health have no row.

    `disabled`: the robot is gone; of a route without keys (window ""), that the platform refuses our settings.
    """

    __tablename__ = "routes"
    route: str = Field(primary_key=True)
    window: str = Field(primary_key=True)
    disabled: bool = False
    paused_until: datetime | None = no_moment()


class ClockRow(Row, table=True):
    """One row: the moment at which a manual clock stands."""

    __tablename__ = "clock"
    id: int = Field(primary_key=True, sa_type=Number)
    now: datetime = moment()


class AuditRow(Row, table=True):
    """Who looked at personal data, when, at what."""

    __tablename__ = "audit"
    id: int | None = row_id()
    at: datetime = moment()
    actor: str
    action: str
    subject: str
