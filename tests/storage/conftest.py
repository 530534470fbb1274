"""Real databases only: SQLite in a file, and PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import migrate
from storage.engine import Database, open_store
from tests.postgres import postgres_server, postgres_url, second_postgres

__all__ = ["postgres_server", "postgres_url", "second_postgres"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table."""
    if request.param == "postgres":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return f"sqlite:///{tmp_path}/store.sqlite3"


@pytest.fixture
async def url(empty_url: str) -> str:
    """A database at the newest schema."""
    await migrate.upgrade(empty_url)
    return empty_url


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    async with open_store(url) as opened:
        yield opened
