"""What keeps staff reachable and honest: leaves, promises, calls made and held, questions nobody could answer."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint

from storage.columns import Row, long_text, moment, no_moment, only, row_id


class LeaveRow(Row, table=True):
    """The fields of `bot.domain.leaves.Leave`; `since` and `until` as ISO times, "" for none."""

    __tablename__ = "leaves"
    id: int | None = row_id()
    person: str
    first: date
    last: date
    stand_in: str = ""
    noted_by: str
    noted_at: datetime = moment()
    ended_at: datetime | None = no_moment()
    since: str = ""
    until: str = ""

    __table_args__ = (Index("ix_leaves_running", "community", "last", **only("ended_at IS NULL")),)


class PromiseRow(Row, table=True):
    """The fields of `bot.domain.promises.Promise`."""

    __tablename__ = "promises"
    id: int | None = row_id()
    ticket: int
    person: str
    made_at: datetime = moment()
    due_at: datetime = moment()
    done_at: datetime | None = no_moment()

    __table_args__ = (
        Index("ix_promises_community_due_at", "community", "due_at"),
        Index("ix_promises_community_ticket", "community", "ticket"),
    )


class MentionRow(Row, table=True):
    """A call of a member of staff in a group, counted in its hour; a held one keeps its text until it is told."""

    __tablename__ = "mentions"
    id: int | None = row_id()
    person: str
    hour: datetime = moment()
    cause: str
    chat: str
    body: str = long_text()
    tickets: str = "[]"
    messages: str = "[]"
    held: bool = False
    told: bool = False

    __table_args__ = (
        UniqueConstraint("community", "cause", "person"),
        Index("ix_mentions_community_person_hour", "community", "person", "hour"),
    )


class UnansweredRow(Row, table=True):
    """A question the directory had no answer for; masked before it is written, and not kept for long."""

    __tablename__ = "unanswered"
    id: int | None = row_id()
    asked_at: datetime = moment()
    text: str = long_text()

    __table_args__ = (
        Index("ix_unanswered_asked_at", "asked_at"),
        Index("ix_unanswered_community_asked_at", "community", "asked_at"),
    )
