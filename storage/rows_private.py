"""What is kept apart because it tells of people: labelled examples, the sealed register, salts of pseudonyms."""

from datetime import date, datetime

from sqlalchemy import Date, Index, UniqueConstraint
from sqlmodel import Field

from storage.columns import Number, Row, long_text, moment, row_id


class CorrectionRow(Row, table=True):
    """What staff said of something misread. `text` is masked, and "" when it may not be kept any longer.

    `message`: the id of the message whose words these are.
    """

    __tablename__ = "corrections"
    id: int | None = row_id()
    at: datetime = moment()
    actor: str
    text: str = long_text()
    intent_before: str
    intent_after: str
    category_before: str = ""
    category_after: str = ""
    urgency_before: str = ""
    urgency_after: str = ""
    ticket: int | None = None
    message: int | None = Field(default=None, sa_type=Number, index=True)

    __table_args__ = (Index("ix_corrections_at", "at"),)


class ResidentRow(Row, table=True):
    """A person of the register: where they live and their finder's code in the clear, all else in `sealed`."""

    __tablename__ = "register"
    id: int | None = row_id()
    building: str
    unit: str = ""
    room: str = ""
    code: str
    consented_on: date | None = Field(default=None, sa_type=Date)
    sealed: str = long_text()

    __table_args__ = (
        UniqueConstraint("community", "code"),
        Index("ix_register_community_building", "community", "building", "unit", "room"),
    )


class PhoneRow(Row, table=True):
    """The number at which somebody may be called about a ticket, in `sealed`."""

    __tablename__ = "phones"
    id: int | None = row_id()
    ticket: int
    person: str
    sealed: str = long_text()

    __table_args__ = (
        UniqueConstraint("community", "ticket", "person"),
        Index("ix_phones_community_person", "community", "person"),
    )


class SaltRow(Row, table=True):
    """What the pseudonyms of a community's persons are made with, see `storage.pseudonyms`."""

    __tablename__ = "salts"
    community: str = Field(primary_key=True)
    salt: str = ""
