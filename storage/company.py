"""Who else is at work on a database: a file takes one service, and what drops tables must be alone with them."""

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import URL

from bot.domain.errors import StoreUnavailable
from storage.engine import open_store
from storage.urls import normalise

_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = 'lianxin' AND pid <> pg_backend_pid()"
)


@contextmanager
def only_one(url: str) -> Iterator[None]:
    """Until the end of the block, or of the process however it ends, nobody else gets past here with this file.

    A server takes any number of us. Raises StoreUnavailable when somebody is there already, or nobody can know;
    BadConfiguration.
    """
    where = normalise(url)
    if where.get_backend_name() != "sqlite":
        yield
        return
    held = _locked(Path(where.database or "").resolve())
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def _locked(database: Path) -> int | None:
    """The open file that carries the lock. None where none can be made: the database cannot be written there either,
    which is told by whoever opens it.

    A file of its own, because SQLite loses its locks when any descriptor of the database is closed
    [sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_]. It is never
    deleted: whoever has just opened it would then hold what nobody else finds.
    """
    beside = database.with_name(f"{database.name}.lock")
    try:
        held = os.open(beside, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as failure:
        if beside.exists():
            told = f"cannot open {beside} ({failure.strerror}): give it to the user that runs lianxin (chown)"
            raise StoreUnavailable(told) from failure
        return None
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as failure:
        os.close(held)
        if isinstance(failure, BlockingIOError):
            told = "is in use by another lianxin serve or restore: stop that one first, or use PostgreSQL for several"
        else:
            told = f"cannot be locked ({failure.strerror}): it must lie on a disk of this machine, not on a network's"
        raise StoreUnavailable(f"{database} {told}") from failure
    return held


async def has_company(url: str) -> bool:
    """True while anybody, be it only to read, has the database open. Not to be asked with a store of our own open.

    Raises StoreUnavailable, BadConfiguration.
    """
    where = normalise(url)
    if where.get_backend_name() == "sqlite":
        return await asyncio.to_thread(_is_held, where)
    async with open_store(url) as database, database.gate.reading() as connection:
        return bool((await connection.execute(_OTHERS)).scalar())


def _is_held(url: URL) -> bool:
    """With a log (WAL), whoever has the file open keeps a shared lock on it [sqlite.org/wal.html#noshm]."""
    with closing(sqlite3.connect(url.database or "", timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as failure:
            return failure.sqlite_errorname.startswith("SQLITE_BUSY")
        connection.execute("ROLLBACK")
        return False
