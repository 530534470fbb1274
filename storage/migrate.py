"""Brings the schema of a database up or down. The only module that imports Alembic, because loading it is slow."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.domain.errors import StoreUnavailable
from storage import outages
from storage.urls import keep_private, normalise

_FOLDER = Path(__file__).parent / "migrations"
#: Any number known to nobody else: processes that start together migrate one after the other.
_LOCK = 4_917_604_301


async def upgrade(url: str, revision: str = "head") -> None:
    """Bring the schema to `revision`; nothing happens if it is there. Raises StoreUnavailable, BadConfiguration."""
    await _run(normalise(url), lambda config: command.upgrade(config, revision))


async def downgrade(url: str, revision: str = "base") -> None:
    """Take the schema back to `revision`; the rows of dropped tables are lost. Raises as `upgrade` does."""
    await _run(normalise(url), lambda config: command.downgrade(config, revision))


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's own configuration, on a connection that is open already."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config


async def _run(url: URL, step: Callable[[Config], None]) -> None:
    try:
        if url.get_backend_name() == "sqlite":
            await asyncio.to_thread(_in_file, url.set(drivername="sqlite"), step)
        else:
            await _on_server(url, step)
    except (DBAPIError, OSError) as failure:
        raise StoreUnavailable(f"{outages.told(failure)}; nothing was changed") from failure
    except CommandError as failure:
        told = f"{failure}: the database is of a newer lianxin, or there is no such revision; nothing was changed"
        raise StoreUnavailable(told) from failure


def _in_file(url: URL, step: Callable[[Config], None]) -> None:
    keep_private(url)
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        step(configuration(connection))


async def _on_server(url: URL, step: Callable[[Config], None]) -> None:
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            await connection.run_sync(lambda sync: step(configuration(sync)))
    finally:
        await engine.dispose()
