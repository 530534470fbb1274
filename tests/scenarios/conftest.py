"""A whole town on one loopback port: the local WeCom and the real bot, speaking encrypted HTTP to each other."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox import demo, performance, stage
from tests.scenarios.town import BEGIN, Town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with stage.raised(tmp_path, performance.EXAMPLE, BEGIN, 0, demo.service) as sandbox:
        yield Town(sandbox, f"sqlite:///{tmp_path / 'demo.sqlite3'}")
