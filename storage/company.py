"""Whether another process has the database open: what drops tables must be alone with them."""

import asyncio
import sqlite3
from contextlib import closing

from sqlalchemy import text
from sqlalchemy.engine import URL

from storage.engine import open_store
from storage.urls import normalise

_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = 'lianxin' AND pid <> pg_backend_pid()"
)


async def has_company(url: str) -> bool:
    """True while a service, or another command, is at work there. Not to be asked with a store of our own open.

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
