"""What people said to us: deliveries, their photos, who was here, what we asked back."""

from datetime import date, datetime

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from storage.columns import Number, Row, long_text, moment, no_moment, only, points_to, row_id


class Inbox(Row, table=True):
    """A delivery. `dedupe` tells messages apart; `place` is the same without the content, to notice collisions.

    Both are looked for by `place`, in one index: every entry of such an index lies on another page.
    `wiped`: the words have been deleted because they may not be kept any longer. `status`: pending, done, or failed
    when it was set aside after too many failures. `retry_at`: not to be taken up again before.
    """

    id: int | None = row_id()
    channel: str
    chat: str
    sender: str
    msgid: str
    dedupe: str
    place: str
    collision: bool = False
    nonce: str = ""
    received_at: datetime = moment()
    raw: str = long_text()
    incoming: str = long_text()
    status: str = "pending"
    outcome: str | None = None
    heading: str = "other"
    reading: str | None = Field(default=None, sa_type=Text)
    requests: str = long_text()
    reply: str = long_text()
    attempts: int = 0
    retry_at: datetime | None = no_moment()
    error: str = ""
    finished_at: datetime | None = no_moment()
    wiped: bool = False

    __table_args__ = (
        UniqueConstraint("place", "dedupe"),
        Index("ix_inbox_nonce", "channel", "nonce"),
        Index("ix_inbox_sender", "sender", "id"),
        Index("ix_inbox_undone", "status", "received_at", **only("status <> 'done'")),
        Index("ix_inbox_community_received_at", "community", "received_at"),
    )


class Media(Row, table=True):
    """A photo: waiting, kept or lost. `stage`: before or after the work, "" until it belongs to a ticket."""

    id: int | None = row_id()
    message_id: int = points_to("inbox.id", index=True)
    channel: str
    kind: str
    url: str = long_text()
    media_id: str = ""
    state: str = "waiting"
    expires_at: datetime = moment()
    ticket: int | None = None
    stage: str = ""
    content_type: str = ""
    content: bytes | None = Field(default=None, sa_type=LargeBinary)
    reason: str = ""
    settled_at: datetime | None = no_moment()

    __table_args__ = (
        Index("ix_media_state_expires_at", "state", "expires_at"),
        Index("ix_media_community_ticket", "community", "ticket"),
    )


class Person(Row, table=True):
    """Who has been answered here, since when."""

    __tablename__ = "people"
    id: int | None = row_id()
    person: str = Field(index=True)
    first_seen_at: datetime = moment()
    last_seen_at: datetime = moment()

    __table_args__ = (UniqueConstraint("community", "person"),)


class Guided(Row, table=True):
    """Who was told, and on which day, what the bot can do."""

    id: int | None = row_id()
    person: str
    day: date

    __table_args__ = (UniqueConstraint("community", "person", "day"),)


class QuestionRow(Row, table=True):
    __tablename__ = "questions"
    id: int | None = row_id()
    chat: str
    person: str
    slot: str
    request: str | None = Field(default=None, sa_type=Text)
    message_id: int | None = Field(default=None, sa_type=Number)
    asked_at: datetime = moment()
    expires_at: datetime = moment()

    __table_args__ = (UniqueConstraint("community", "chat", "person"),)


class SeenGroup(Row, table=True):
    """Groups that wrote to us and that no community lists."""

    __tablename__ = "seen_groups"
    chat: str = Field(primary_key=True)
    last_seen_at: datetime = moment()
