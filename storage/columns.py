"""What tables are made of: column types that both databases treat alike, and the base of all rows."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, DateTime, Integer, MetaData, Table, Text, text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

#: SQLite numbers rows by itself only when the type is exactly INTEGER.
Number = BigInteger().with_variant(Integer(), "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept and given back as UTC. Naive ones raise ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Row(SQLModel):
    """A table row. Has its own metadata, so that nothing else ever lands in our migrations."""

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    #: Rows are written and read by Core statements: nobody validates by these classes.
    model_config = {"defer_build": True}

    community: str = ""


def row_id() -> Any:
    """A number the database gives."""
    return Field(default=None, primary_key=True, sa_type=Number)


def moment(**more: Any) -> Any:
    """A moment; see `columns.Moment`."""
    return Field(sa_type=Moment, **more)


def no_moment(**more: Any) -> Any:
    """A moment that may be missing."""
    return Field(default=None, sa_type=Moment, **more)


def long_text() -> Any:
    """Text of any length, empty by default."""
    return Field(default="", sa_type=Text)


def points_to(column: str, **more: Any) -> Any:
    """A foreign key to a numbered row."""
    return Field(sa_type=Number, foreign_key=column, **more)


def only(condition: str) -> Any:
    """For an index over some rows alone, on both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


def table_of(row: type[SQLModel]) -> Table:
    """The Core table of a row class, for statements."""
    return Row.metadata.tables[str(row.__tablename__)]
