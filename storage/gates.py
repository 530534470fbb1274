"""How a transaction is opened: the same two doors for both databases."""

import functools
import json
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from sqlalchemy import ColumnElement, CursorResult, Dialect, Executable, Table, Text, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.errors import Overtaken, StoreUnavailable

#: PostgreSQL has ended one of two transactions that waited for each other (Appendix A, deadlock_detected).
_DEADLOCK = "40P01"
#: One row as a statement takes it.
Values = dict[str, Any]


class Connection(Protocol):
    """What a transaction needs of a connection; SQLAlchemy's own AsyncConnection has it."""

    @property
    def dialect(self) -> Dialect: ...

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[*tuple[Any, ...]]: ...


class Gate(Protocol):
    """Opens connections. Whatever the driver raises comes out as StoreUnavailable."""

    def writing(self, *, first: bool = False) -> AbstractAsyncContextManager[Connection]:
        """One transaction: durable when the block has been left, undone when it raises.

        `first`: somebody on the line waits for just this; it goes before what may take its time.
        """

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Committed rows only; nothing may be written."""

    async def close(self) -> None: ...


class PostgresGate:
    """Plain transactions (READ COMMITTED) on a pool."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def writing(self, *, first: bool = False) -> AsyncIterator[Connection]:
        """`first` changes nothing here: transactions run side by side."""
        async with driver_errors(), self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        async with driver_errors(), self._engine.connect() as connection:
            yield connection

    async def close(self) -> None:
        await self._engine.dispose()


@asynccontextmanager
async def driver_errors() -> AsyncIterator[None]:
    """Turns a driver's error, or a server that cannot be reached, into StoreUnavailable."""
    try:
        yield
    except (DBAPIError, PendingRollbackError, sqlite3.Error, OSError) as failure:
        if getattr(getattr(failure, "orig", None), "sqlstate", "") == _DEADLOCK:
            raise Overtaken from failure
        raise StoreUnavailable(f"{type(failure).__name__}: the store cannot commit") from failure


@asynccontextmanager
async def one_moment(connection: AsyncConnection) -> AsyncIterator[None]:
    """All that is read in the block stood there at one moment, whatever is committed meanwhile.

    To be opened before anything else is read on the connection.
    """
    if connection.dialect.name != "sqlite":
        await connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
        return
    await connection.exec_driver_sql("BEGIN")
    try:
        yield
    finally:
        await connection.exec_driver_sql("COMMIT")


def one_of(dialect: str, column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """`column` is in the list given as `name`, made by `listed`. On SQLite its length does not change the statement."""
    if dialect != "sqlite":
        return column.in_(bindparam(name, expanding=True))
    values = func.json_each(bindparam(name, type_=Text)).table_valued("value", name=name)
    return column.in_(select(values.c.value))


def listed(dialect: str, values: Sequence[str]) -> "str | list[str]":
    """The values as `one_of` takes them."""
    return json.dumps(values) if dialect == "sqlite" else list(values)


@functools.cache
def insert_new(dialect: str, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """An INSERT, in that dialect, which leaves out rows that break a unique rule."""
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return insert(table).on_conflict_do_nothing()


@functools.cache
def _insert_once(dialect: str, table: Table) -> Executable:
    return insert_new(dialect, table).returning(table.c.community)


async def add_new(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert the rows; those that break a unique rule are left out."""
    if rows:
        await connection.execute(insert_new(connection.dialect.name, table), list(rows))


async def add_once(connection: Connection, table: Table, row: Values) -> bool:
    """Insert one row; False if a unique rule says that it is there already."""
    return (await connection.execute(_insert_once(connection.dialect.name, table), row)).first() is not None
