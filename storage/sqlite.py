"""SQLite with one writer whose transactions share commits (group commit).

A commit with `synchronous=FULL` waits for the disk; sharing it among all who wait at that moment is what makes a
thousand messages a second possible, and each caller still leaves its block only after its own rows are durable.

Statements of the writer run on the event loop itself: they take microseconds, where handing each to a thread and
back takes a fraction of a millisecond. What waits, for the disk or for another process, runs in a thread: COMMIT, and
BEGIN IMMEDIATE when another process is writing.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot import faults
from bot.domain.errors import StoreUnavailable
from storage import outages, pragmas
from storage.gates import DRIVER_ERRORS, Connection, driver_errors
from storage.plans import Plans

#: A shared transaction takes no further block after so many, or so long since it began or last served one that goes
#: first. A commit costs as much as handling several messages: much shorter, and most of the time would be spent on it.
MOST_BLOCKS = 64
LONGEST_S = 0.005

_BEGIN = "BEGIN IMMEDIATE"
_log = structlog.get_logger()


class InlineConnection:
    """A synchronous connection in the shape of an asynchronous one. Nothing else may run between call and answer."""

    def __init__(self, connection: sa.Connection, plans: Plans) -> None:
        self._connection = connection
        self._plans = plans

    @property
    def dialect(self) -> sa.Dialect:
        return self._connection.dialect

    async def execute(self, statement: sa.Executable, parameters: Any = None) -> sa.CursorResult[*tuple[Any, ...]]:
        rows = parameters if isinstance(parameters, list) else [parameters or {}]
        if rows and (plan := self._plans.find(statement, tuple(rows[0]))) is not None:
            driver: Any = self._connection.connection.driver_connection
            return plan.run(driver, rows)
        return self._connection.execute(statement, parameters)


class _Turn:
    """One block waiting for the connection, using it, then waiting for the commit."""

    def __init__(self, loop: asyncio.AbstractEventLoop, *, first: bool) -> None:
        self.first = first
        self.granted: asyncio.Future[Connection] = loop.create_future()
        self.ended: asyncio.Future[bool] = loop.create_future()
        self.committed: asyncio.Future[None] = loop.create_future()

    def refuse(self, failure: BaseException) -> None:
        """Tell the block, wherever it stands, that its rows were not kept."""
        error = StoreUnavailable(outages.told(failure))
        error.__cause__ = failure
        future: asyncio.Future[Any] = self.committed if self.granted.done() else self.granted
        if not future.done():
            future.set_exception(error)
            future.exception()  # seen, should the block have left without waiting


class SqliteGate:
    """Blocks run one after the other, each in a savepoint of a shared transaction.

    Who comes with `first` is served before the others, yet every transaction takes in some of the others. A block
    that raises undoes its own savepoint only; a commit that fails is told to every block it was for. Should the writer
    itself end, so are those who wait, and whoever comes next begins with a new one.
    """

    def __init__(self, writer: sa.Engine, readers: AsyncEngine) -> None:
        self._writer = writer
        self._readers = readers
        self._plans = Plans(writer.dialect)
        self._first: deque[_Turn] = deque()
        self._others: deque[_Turn] = deque()
        self._called = asyncio.Event()
        self._connection: sa.Connection | None = None
        self._used = self._opened = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite-commit")
        self._closed = False
        self._task = self._start()

    @asynccontextmanager
    async def writing(self, *, first: bool = False) -> AsyncIterator[Connection]:
        if self._closed:
            raise StoreUnavailable("the store is closed")
        if self._task.done():
            self._task = self._start()
        self._used = True
        turn = _Turn(asyncio.get_running_loop(), first=first)
        (self._first if first else self._others).append(turn)
        self._called.set()
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
        async with driver_errors():
            if not self._opened:  # of a file that cannot be opened aiosqlite leaves a thread that outlives the loop
                await self._in_thread(lambda: self._writer.connect().close())
                self._opened = True
            async with self._readers.connect() as connection:
                yield connection

    async def close(self) -> None:
        """Blocks that have begun or wait are served first; nobody may come after."""
        if self._used:
            with contextlib.suppress(StoreUnavailable):
                async with self.writing():
                    pass
        self._closed = True
        self._task.cancel()
        await asyncio.wait({self._task})
        self._thread.shutdown()
        self._drop()
        self._writer.dispose()
        await self._readers.dispose()

    def _start(self) -> asyncio.Task[None]:
        task = asyncio.create_task(self._run(), name="sqlite-writer")
        task.add_done_callback(_told)
        return task

    async def _run(self) -> None:
        while True:
            await self._called.wait()
            turns: list[_Turn] = []
            try:
                await self._share(turns)
            except DRIVER_ERRORS as failure:
                self._refuse(turns, failure)
            except BaseException as failure:
                waiting = [self._next() for _ in range(len(self._first) + len(self._others))]
                self._refuse([*turns, *waiting], failure)
                raise
            else:
                for turn in turns:
                    if not turn.committed.done():
                        turn.committed.set_result(None)

    def _refuse(self, turns: list[_Turn], failure: BaseException) -> None:
        self._drop()
        for turn in turns:
            turn.refuse(failure)

    async def _share(self, turns: list[_Turn]) -> None:
        now = asyncio.get_running_loop().time
        turns.append(self._next())
        connection = await self._begin()
        deadline = now() + LONGEST_S
        while True:
            await self._serve(connection, turns[-1], alone=len(turns) == 1)
            if turns[-1].first:  # the others have their time, however long this took
                deadline = now() + LONGEST_S
            if not self._more(len(turns), deadline):
                break
            turns.append(self._next())
        await self._in_thread(lambda: connection.exec_driver_sql("COMMIT"))

    def _more(self, served: int, deadline: float) -> bool:
        in_time = bool(self._first) or asyncio.get_running_loop().time() < deadline
        return served < MOST_BLOCKS and in_time and self._called.is_set()

    def _next(self) -> _Turn:
        """Whose turn it is; somebody waits."""
        turn = self._first.popleft() if self._first else self._others.popleft()
        if not self._first and not self._others:
            self._called.clear()
        return turn

    async def _serve(self, connection: sa.Connection, turn: _Turn, *, alone: bool) -> None:
        """`alone`: nothing else is in the transaction yet, which is then as good as a savepoint, and costs nothing."""
        if turn.granted.done():  # cancelled while it waited
            return
        driver: Any = connection.connection.driver_connection
        if not alone:
            driver.execute("SAVEPOINT block")
        turn.granted.set_result(InlineConnection(connection, self._plans))
        kept = await turn.ended
        if alone and not kept:
            driver.execute("ROLLBACK")
            await self._begin()
        elif not alone:
            if not kept:
                driver.execute("ROLLBACK TO block")
            driver.execute("RELEASE block")

    async def _begin(self) -> sa.Connection:
        """Another process may be writing: only then is a thread needed to wait."""
        if self._connection is None:
            self._connection = await self._in_thread(self._writer.connect)
            self._connection.exec_driver_sql(pragmas.NO_PATIENCE)
            self._connection.exec_driver_sql(pragmas.UNDO_IN_MEMORY)
        try:
            self._connection.exec_driver_sql(_BEGIN)
        except OperationalError:
            await self._in_thread(self._begin_patiently)
        return self._connection

    def _begin_patiently(self) -> None:
        assert self._connection is not None
        for statement in (pragmas.PATIENCE, _BEGIN, pragmas.NO_PATIENCE):
            self._connection.exec_driver_sql(statement)

    async def _in_thread(self, step: Callable[[], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, step)

    def _drop(self) -> None:
        """Forget the connection, and with it whatever a failed transaction left."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()


def _told(writer: asyncio.Task[None]) -> None:
    if not writer.cancelled() and (failure := writer.exception()):
        _log.error("the writer has ended", action="writer_ended", **faults.named(failure))
