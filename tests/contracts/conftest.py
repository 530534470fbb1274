"""Every contract test runs over the fake, SQLite in a file, and PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from storage import migrate
from storage.engine import open_store
from tests.fakes.store import FakeStore
from tests.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture(params=["fake", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Any]:
    """Something with store, inbox, queue, shelf and agenda."""
    if request.param == "fake":
        yield FakeStore()
        return
    url = f"sqlite:///{tmp_path}/store.sqlite3"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
    await migrate.upgrade(url)
    async with open_store(url) as opened:
        yield opened
