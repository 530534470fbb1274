"""Real databases only: SQLite in a file, and PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.engine import Database, open_store
from tests.databases import newest_sqlite, sqlite_url
from tests.postgres import migrated_postgres, postgres_newest, postgres_server, postgres_url, second_postgres

__all__ = [
    "migrated_postgres",
    "newest_sqlite",
    "postgres_newest",
    "postgres_server",
    "postgres_url",
    "second_postgres",
    "sqlite_url",
]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table."""
    if request.param == "postgres":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return f"sqlite:///{tmp_path}/store.sqlite3"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """A database at the newest schema."""
    made: str = request.getfixturevalue("migrated_postgres" if request.param == "postgres" else "sqlite_url")
    return made


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    async with open_store(url) as opened:
        yield opened
