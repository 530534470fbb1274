"""Every contract test runs over the fake, SQLite in a file, and PostgreSQL."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from storage.engine import open_store
from tests.databases import newest_sqlite, sqlite_url
from tests.fakes.store import FakeStore
from tests.postgres import migrated_postgres, postgres_newest, postgres_server

__all__ = ["migrated_postgres", "newest_sqlite", "postgres_newest", "postgres_server", "sqlite_url"]


@pytest.fixture(params=["fake", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str | None:
    """A database at the newest schema; None for the fake."""
    fixture = {"sqlite": "sqlite_url", "postgres": "migrated_postgres"}.get(request.param)
    return request.getfixturevalue(fixture) if fixture else None


@pytest.fixture
async def database(url: str | None) -> AsyncIterator[Any]:
    """Something with store, inbox, queue, shelf and agenda."""
    if url is None:
        yield FakeStore()
        return
    async with open_store(url) as opened:
        yield opened
