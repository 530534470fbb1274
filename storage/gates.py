"""How a transaction is opened: the same two doors for both databases."""

import functools
import json
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from sqlalchemy import ColumnElement, CursorResult, Dialect, Executable, Table, Text, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.errors import Overtaken, StoreUnavailable
from storage import outages

#: Whatever a driver, a pool or the network may raise.
DRIVER_ERRORS = (DBAPIError, PendingRollbackError, NoConnectionFree, sqlite3.Error, OSError)
#: PostgreSQL has ended one of two transactions that waited for each other (Appendix A, deadlock_detected).
_DEADLOCK = "40P01"
#: Classes of PostgreSQL's codes for a statement, or a value in it, that cannot be carried out (Appendix A).
_WRONGLY_ASKED = frozenset({"0A", "21", "22", "23", "42", "44", "P0"})
#: The same of SQLite, whose driver has a class for each.
_WRONGLY_ASKED_OF_SQLITE = (
    sqlite3.DataError,
    sqlite3.IntegrityError,
    sqlite3.InterfaceError,
    sqlite3.NotSupportedError,
    sqlite3.ProgrammingError,
)
#: One row as a statement takes it.
Values = dict[str, Any]


class Connection(Protocol):
    """What a transaction needs of a connection; SQLAlchemy's own AsyncConnection has it."""

    @property
    def dialect(self) -> Dialect: ...

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[*tuple[Any, ...]]: ...


class Gate(Protocol):
    """Opens connections. A database that cannot answer or commit comes out as StoreUnavailable.

    What can never succeed, such as a row that breaks a rule or anything the block itself raises, comes out as it is:
    tried again, it would fail again.
    """

    def writing(self, *, first: bool = False) -> AbstractAsyncContextManager[Connection]:
        """One transaction: durable when the block has been left, undone when it raises.

        `first`: somebody on the line waits for just this; it goes before what may take its time.
        """

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Committed rows only; nothing may be written."""

    async def close(self) -> None: ...


class PostgresGate:
    """Plain transactions (READ COMMITTED), side by side. `urgent` keeps connections for those that go first."""

    def __init__(self, engine: AsyncEngine, urgent: AsyncEngine) -> None:
        self._engine = engine
        self._urgent = urgent

    @asynccontextmanager
    async def writing(self, *, first: bool = False) -> AsyncIterator[Connection]:
        engine = self._urgent if first else self._engine
        async with driver_errors(), engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        async with driver_errors(), self._engine.connect() as connection:
            yield connection

    async def close(self) -> None:
        await self._engine.dispose()
        await self._urgent.dispose()


@asynccontextmanager
async def driver_errors() -> AsyncIterator[None]:
    """Turns the failure of a database that cannot answer, or cannot be reached, into StoreUnavailable."""
    try:
        yield
    except DRIVER_ERRORS as failure:
        if _sqlstate(failure) == _DEADLOCK:
            raise Overtaken from failure
        if _wrongly_asked(failure):
            raise
        raise StoreUnavailable(outages.told(failure)) from failure


def _sqlstate(failure: Exception) -> str:
    """PostgreSQL's code; "" where there is none."""
    return getattr(getattr(failure, "orig", None), "sqlstate", None) or ""


def _wrongly_asked(failure: Exception) -> bool:
    """Whether another try must fail too: the fault is in the statement, in a value, or in a file of ours."""
    if isinstance(failure, OSError):
        return failure.filename is not None  # a connection's error names no file
    cause = failure.orig if isinstance(failure, DBAPIError) else failure
    if isinstance(failure, InterfaceError) and isinstance(getattr(cause, "__cause__", None), ValueError):
        return True  # asyncpg, of a value that is none of the parameter's type; no code then, it was never sent
    return _sqlstate(failure)[:2] in _WRONGLY_ASKED or isinstance(cause, _WRONGLY_ASKED_OF_SQLITE)


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
    """`column` is in the list that is passed as `name` and made by `listed`. On SQLite the length of the list does not
    change the statement."""
    if dialect != "sqlite":
        return column.in_(bindparam(name, expanding=True))
    values = func.json_each(bindparam(name, type_=Text)).table_valued("value", name=name)
    return column.in_(select(values.c.value))


def listed(dialect: str, values: Sequence[str]) -> "str | list[str]":
    """The values in the form that `one_of` takes."""
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
