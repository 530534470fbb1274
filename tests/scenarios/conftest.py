"""A whole town on one loopback port: the local WeCom and the real bot, speaking encrypted HTTP to each other."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox import demo, performance, stage
from tests.databases import newest_sqlite
from tests.scenarios.town import BEGIN, LEISURE, Town

__all__ = ["newest_sqlite"]


@pytest.fixture(autouse=True)
def _migrated(newest_sqlite: Path, tmp_path: Path) -> None:
    """The service finds its database at the newest schema: to bring one there takes as long as a short life."""
    shutil.copy(newest_sqlite, tmp_path / "demo.sqlite3")


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with stage.raised(tmp_path, performance.EXAMPLE, BEGIN, 0, demo.service, leisure=LEISURE) as sandbox:
        yield Town(sandbox, f"sqlite:///{tmp_path / 'demo.sqlite3'}")
