"""Databases at the newest schema, each a copy of one migrated once: migrating every one would be most of the run.

Import the fixtures into a conftest: `from tests.databases import newest_sqlite, sqlite_url`.
"""

import asyncio
import shutil
from pathlib import Path

import pytest

from storage import migrate


@pytest.fixture(scope="session")
def newest_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file to copy."""
    file = tmp_path_factory.mktemp("newest") / "store.sqlite3"
    asyncio.run(migrate.upgrade(f"sqlite:///{file}"))
    return file


@pytest.fixture
def sqlite_url(newest_sqlite: Path, tmp_path: Path) -> str:
    """A SQLite database of its own."""
    return f"sqlite:///{shutil.copy(newest_sqlite, tmp_path / 'store.sqlite3')}"
