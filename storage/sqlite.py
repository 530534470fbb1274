"""SQLite with one writer whose transactions share commits (group commit).

A commit with `synchronous=FULL` waits for the disk; sharing it among all who wait at that moment is what makes a
thousand messages a second possible, and each caller still leaves its block only after its own rows are durable.

Statements of the writer run on the event loop itself: they take microseconds, where handing each to a thread and
back takes a fraction of a millisecond. What may wait, for the disk or for another process, runs in a thread:
BEGIN IMMEDIATE and COMMIT.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.errors import StoreUnavailable
from storage.gates import Connection, driver_errors

#: A shared transaction takes no further block after so many, or so long since it began.
MOST_BLOCKS = 64
LONGEST_S = 0.005

#: The busy time-out is shorter than the five seconds a platform waits, so that it hears a 503 and comes again.
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=4000")


def tune(engine: sa.Engine) -> None:
    """Set the pragmas on every connection the engine opens."""

    @event.listens_for(engine, "connect")
    def _tune(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


class InlineConnection:
    """A synchronous connection in the shape of an asynchronous one. Nothing else may run between call and answer."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> sa.Dialect:
        return self._connection.dialect

    async def execute(self, statement: sa.Executable, parameters: Any = None) -> sa.CursorResult[*tuple[Any, ...]]:
        return self._connection.execute(statement, parameters)


class _Turn:
    """One block waiting for the connection, using it, then waiting for the commit."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.granted: asyncio.Future[Connection] = loop.create_future()
        self.ended: asyncio.Future[bool] = loop.create_future()
        self.committed: asyncio.Future[None] = loop.create_future()

    def refuse(self, failure: BaseException) -> None:
        """Tell the block, wherever it stands, that its rows were not kept."""
        error = StoreUnavailable(f"{type(failure).__name__}: the store cannot commit")
        error.__cause__ = failure
        future: asyncio.Future[Any] = self.committed if self.granted.done() else self.granted
        if not future.done():
            future.set_exception(error)
            future.exception()  # seen, should the block have left without waiting


class SqliteGate:
    """Blocks run one after the other, each in a savepoint of a shared transaction.

    A block that raises undoes its own savepoint only; a commit that fails is told to every block it was for.
    """

    def __init__(self, writer: sa.Engine, readers: AsyncEngine) -> None:
        self._writer = writer
        self._readers = readers
        self._waiting: asyncio.Queue[_Turn] = asyncio.Queue()
        self._connection: sa.Connection | None = None
        self._used = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite-commit")
        self._task = asyncio.create_task(self._run(), name="sqlite-writer")

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Connection]:
        self._used = True
        turn = _Turn(asyncio.get_running_loop())
        self._waiting.put_nowait(turn)
        try:
            connection = await turn.granted
            async with driver_errors():
                yield connection
        except BaseException:
            turn.ended.set_result(False)
            raise
        turn.ended.set_result(True)
        await asyncio.shield(turn.committed)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        async with driver_errors(), self._readers.connect() as connection:
            yield connection

    async def close(self) -> None:
        """Blocks that have begun or wait are served first; nobody may come after."""
        if self._used:
            with contextlib.suppress(StoreUnavailable):
                async with self.writing():
                    pass
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        self._thread.shutdown()
        self._drop()
        self._writer.dispose()
        await self._readers.dispose()

    async def _run(self) -> None:
        while True:
            first = await self._waiting.get()
            turns: list[_Turn] = []
            try:
                await self._share(first, turns)
            except (DBAPIError, sqlite3.Error, OSError) as failure:
                self._drop()
                for turn in turns:
                    turn.refuse(failure)
            else:
                for turn in turns:
                    if not turn.committed.done():
                        turn.committed.set_result(None)

    async def _share(self, first: _Turn, turns: list[_Turn]) -> None:
        turns.append(first)
        connection = await self._in_thread(self._begin)
        deadline = asyncio.get_running_loop().time() + LONGEST_S
        await _serve(connection, first)
        while self._more(len(turns), deadline):
            turn = self._waiting.get_nowait()
            turns.append(turn)
            await _serve(connection, turn)
        await self._in_thread(lambda: connection.exec_driver_sql("COMMIT"))

    def _more(self, served: int, deadline: float) -> bool:
        in_time = asyncio.get_running_loop().time() < deadline
        return served < MOST_BLOCKS and in_time and not self._waiting.empty()

    async def _in_thread(self, step: Callable[[], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, step)

    def _begin(self) -> sa.Connection:
        if self._connection is None:
            self._connection = self._writer.connect()
        self._connection.exec_driver_sql("BEGIN IMMEDIATE")
        return self._connection

    def _drop(self) -> None:
        """Forget the connection, and with it whatever a failed transaction left."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()


async def _serve(connection: sa.Connection, turn: _Turn) -> None:
    if turn.granted.done():  # cancelled while it waited
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("SAVEPOINT block")
    turn.granted.set_result(InlineConnection(connection))
    if not await turn.ended:
        driver.execute("ROLLBACK TO block")
    driver.execute("RELEASE block")
