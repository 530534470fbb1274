"""The ledger of points."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from storage.columns import Number, Row, moment, points_to, row_id


class Account(Row, table=True):
    """A balance that always equals the sum of its entries; only the issuer's may be below zero."""

    __tablename__ = "accounts"
    community: str = Field(primary_key=True)
    account: str = Field(primary_key=True)
    balance: int = Field(default=0, sa_type=Number)

    __table_args__ = (CheckConstraint("balance >= 0 OR account = 'issuer'", name="not_overdrawn"),)


class TransferRow(Row, table=True):
    """Triggers forbid changing and deleting these and the entries."""

    __tablename__ = "transfers"
    id: int | None = row_id()
    cause: str
    at: datetime = moment()
    state: str
    reason: str = ""

    __table_args__ = (UniqueConstraint("community", "cause"),)


class EntryRow(Row, table=True):
    __tablename__ = "entries"
    id: int | None = row_id()
    transfer_id: int = points_to("transfers.id", index=True)
    account: str
    amount: int

    __table_args__ = (Index("ix_entries_community_account", "community", "account", "id"),)
