"""What is the store's fault, to be tried again, and what is the fault of whoever asked."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import ColumnElement, Integer, insert, literal, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.errors import StoreUnavailable
from storage.engine import Database, open_store
from storage.gates import PostgresGate
from storage.schema import seen_groups
from storage.urls import normalise
from tests.contracts.values import NOW


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[PostgresGate]:
    """With a single connection, and one for whoever goes first."""
    url = normalise(postgres_url)
    gate = PostgresGate(*(create_async_engine(url, pool_size=1, max_overflow=0, pool_timeout=0.01) for _ in range(2)))
    yield gate
    await gate.close()


async def test_a_row_that_breaks_a_rule_comes_out_as_it_is(database: Database) -> None:
    twice = [{"chat": "a", "last_seen_at": NOW}] * 2
    with pytest.raises(DBAPIError):
        async with database.gate.writing() as connection:
            await connection.execute(insert(seen_groups).values(twice))


async def test_a_file_that_a_block_misses_is_not_the_stores_fault(database: Database, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        async with database.gate.writing():
            (tmp_path / "missing").read_bytes()


async def test_a_connection_that_breaks_is_the_stores_fault(database: Database) -> None:
    with pytest.raises(StoreUnavailable):
        async with database.gate.writing():
            raise ConnectionResetError


@pytest.mark.postgres
@pytest.mark.parametrize("value", [literal("a \0 in it"), literal("seven", Integer)], ids=["by server", "by driver"])
async def test_a_value_that_is_refused_comes_out_as_it_is(postgres: PostgresGate, value: ColumnElement[object]) -> None:
    with pytest.raises(DBAPIError):
        async with postgres.writing() as connection:
            await connection.execute(select(value))


@pytest.mark.postgres
async def test_a_server_that_ends_the_connection_is_the_stores_fault(postgres: PostgresGate) -> None:
    with pytest.raises(StoreUnavailable):
        async with postgres.writing() as connection:
            await connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


@pytest.mark.postgres
async def test_no_free_connection_is_the_stores_fault(postgres: PostgresGate) -> None:
    async with postgres.reading():
        with pytest.raises(StoreUnavailable):
            async with postgres.writing():
                pass


@pytest.mark.postgres
async def test_a_server_that_is_away_is_the_stores_fault(tmp_path: Path) -> None:
    for where in ("127.0.0.1:9/x", f"/x?host={tmp_path}"):
        async with open_store(f"postgresql://someone@{where}") as database:
            assert not await database.ready()
            with pytest.raises(StoreUnavailable):
                await database.waiting()


async def test_a_database_without_tables_is_not_ready(empty_url: str) -> None:
    async with open_store(empty_url) as database:
        assert not await database.ready()
