"""The door of the store: `open_store(url)` gives a `Database`, whatever database the URL names."""

import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import TextClause, create_engine, func, inspect, select, text, update
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from bot import ports
from bot.domain.delivery import Priority
from bot.domain.errors import StoreUnavailable
from storage import outages
from storage.gates import Gate, PostgresGate, add_once
from storage.inbox import PENDING, SET_ASIDE, SqlInbox
from storage.outbox import QUEUED
from storage.photos import SqlShelf
from storage.pragmas import tune
from storage.queue import SqlQueue
from storage.reminders import SqlAgenda
from storage.retention import SqlHousekeeping
from storage.schema import HEAD, clock, outbox, seen_groups
from storage.sealing import Keyring
from storage.sqlite import SqliteGate
from storage.urls import keep_private, normalise
from storage.work import SqlStore

#: Seconds until a connection, or a row or table that somebody else holds, is given up. As with SQLite shorter than the
#: five that a platform waits, so that it hears a 503 and comes again.
_PATIENCE_S = 4
#: Seconds until a server that says nothing any more is given up: longer than any statement of ours should take. Without
#: it a network that is cut leaves what waits for it, reminders among it, waiting for a quarter of an hour and more.
_SILENCE_S = 60
#: Those for whom a platform waits have connections of their own, so that work that may take its time, and may wait for
#: its turn, never keeps a message from being acknowledged.
POOL = {"pool_size": 10, "max_overflow": 5, "pool_timeout": 30}
URGENT = {"pool_size": 2, "max_overflow": 3, "pool_timeout": _PATIENCE_S}
SERVER = {
    "timeout": _PATIENCE_S,
    "command_timeout": _SILENCE_S,
    "server_settings": {"lock_timeout": f"{_PATIENCE_S}s", "application_name": "lianxin"},
}
_VERSION = text("SELECT version_num FROM alembic_version")


class Database:
    """Everything the store offers. Each part is one of the protocols in `bot.ports`."""

    def __init__(self, gate: Gate, keyring: Keyring | None = None, place: str = "the database") -> None:
        self.gate = gate
        #: Where it lies, for people; without its password.
        self.place = place
        self.store: ports.Store = SqlStore(gate, keyring)
        self.inbox = SqlInbox(gate)
        self.queue: ports.Queue = SqlQueue(gate)
        self.shelf: ports.Shelf = SqlShelf(gate)
        self.agenda: ports.Agenda = SqlAgenda(gate)
        self.housekeeping: ports.Housekeeping = SqlHousekeeping(gate)

    async def close(self) -> None:
        """Commit what has been begun; nothing may be asked of the database afterwards."""
        await self.inbox.close()
        await self.gate.close()

    async def ready(self) -> bool:
        """True when the database answers and its schema is the one this program was written for."""
        return not await self.trouble()

    async def must_be_ready(self) -> None:
        """Raises StoreUnavailable, with what to do, unless it is."""
        if trouble := await self.trouble():
            raise StoreUnavailable(trouble)

    async def trouble(self) -> str:
        """What keeps us from working with the database, and what to do about it; "" when nothing does."""
        try:
            async with self.gate.reading() as connection:
                if not await connection.run_sync(lambda sync: inspect(sync).has_table("alembic_version")):
                    return f"there is nothing in {self.place} yet: if it is the right one, run `lianxin migrate`"
                version = (await connection.execute(_VERSION)).scalar()
        except StoreUnavailable as failure:
            return f"{failure}, at {self.place}"
        if version == HEAD:
            return ""
        if version in _revisions():
            return f"{self.place} has an older schema ({version}): run `lianxin migrate`"
        return f"{self.place} has a schema that this lianxin does not know ({version}): install the newer one again"

    async def must_take_writes(self) -> None:
        """Commit something that nobody reads: a full disk, or a standby, is not noticed by reading.

        Raises StoreUnavailable, with what to do.
        """
        try:
            async with self.gate.writing(first=True) as connection:
                await connection.execute(_touch(connection.dialect.name))
        except DBAPIError as failure:  # no right to write, for example
            raise StoreUnavailable(outages.told(failure)) from failure

    async def waiting(self) -> tuple[int, dict[str, int]]:
        """What is not finished: messages in the inbox, and posts in the outbox by priority."""
        async with self.gate.reading() as connection:
            messages = (await connection.execute(select(func.count()).where(PENDING))).scalar_one()
            rows = await connection.execute(
                select(outbox.c.priority, func.count()).where(QUEUED).group_by(outbox.c.priority)
            )
            queued = {Priority(priority).name.lower(): count for priority, count in rows}
        return messages, {one.name.lower(): queued.get(one.name.lower(), 0) for one in Priority}

    async def set_aside(self) -> int:
        """How many messages were given up after too many failures, and wait for the operator."""
        async with self.gate.reading() as connection:
            count = select(func.count()).where(SET_ASIDE)
            return (await connection.execute(count)).scalar_one()

    async def read_clock(self) -> datetime | None:
        """Where the manual clock stands; None before it has been set."""
        async with self.gate.reading() as connection:
            now: datetime | None = (await connection.execute(select(clock.c.now))).scalar()
        return now

    async def write_clock(self, now: datetime) -> None:
        """Set the manual clock, for every process on this database."""
        async with self.gate.writing() as connection:
            await add_once(connection, clock, {"id": 1, "now": now})
            await connection.execute(update(clock).values(now=now))

    async def unlisted(self) -> Sequence[tuple[str, datetime]]:
        """Chat ids of groups that wrote to us and that no community lists, with when they last did."""
        async with self.gate.reading() as connection:
            rows = await connection.execute(select(seen_groups).order_by(seen_groups.c.chat))
            return [(row.chat, row.last_seen_at) for row in rows]


@asynccontextmanager
async def open_store(url: str, keys: str = "") -> AsyncIterator[Database]:
    """The database at `url` (`sqlite:///file`, `postgresql://…`), closed at the end of the block.

    `keys` open the register; without any it is off. Raises BadConfiguration for them and for a URL of any other kind.
    The schema is not touched: see `storage.migrate`.
    """
    keyring = Keyring(keys) if keys else None
    where = normalise(url)
    database = Database(_gate(where), keyring, _place(where))
    try:
        yield database
    finally:
        await database.close()


def _place(url: URL) -> str:
    """A file with its folder: what is written may be relative, and the folder the wrong one."""
    if url.get_backend_name() == "sqlite":
        return str(Path(url.database or "").resolve())
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def _revisions() -> set[str]:
    """Every schema there has been."""
    return {file.stem.partition("_")[0] for file in (Path(__file__).parent / "migrations" / "versions").glob("*.py")}


def _touch(dialect: str) -> TextClause:
    """Something to commit that changes nothing of ours: SQLite writes nothing for a value that stays the same."""
    if dialect == "sqlite":
        return text(f"PRAGMA user_version = {secrets.randbits(31)}")
    return text("UPDATE alembic_version SET version_num = version_num")


def _gate(url: URL) -> Gate:
    if url.get_backend_name() != "sqlite":
        return PostgresGate(*(create_async_engine(url, connect_args=SERVER, **pool) for pool in (POOL, URGENT)))
    keep_private(url)
    # Transactions are opened and closed by SqliteGate itself; readers need none.
    writer = create_engine(
        url.set(drivername="sqlite"), isolation_level="AUTOCOMMIT", connect_args={"check_same_thread": False}
    )
    readers = create_async_engine(url, isolation_level="AUTOCOMMIT", pool_reset_on_return=None)
    tune(writer)
    tune(readers.sync_engine)
    return SqliteGate(writer, readers)
