"""The service says that it is ready when everything moves, and stops whatever became of the start."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import app, settings
from scheduler.runner import SystemRunner
from storage import migrate
from tests.builders import EXAMPLE

Client = TestClient[web.Request, web.Application]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/house.sqlite3"


@pytest.fixture
async def client(url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Client]:
    """On a database without a schema, which is looked for without a pause."""
    monkeypatch.setattr(app, "READY_PAUSE_S", 0)
    chosen = settings.Settings(database_url=url, community_dir=EXAMPLE.parent)
    async with TestClient(TestServer(await app.build_app(chosen))) as opened:
        yield opened


async def reasons(client: Client) -> dict[str, str]:
    async with client.get("/readyz") as answer:
        told = await answer.json()
        assert answer.status == (503 if told["reasons"] else 200)
        return dict(told["reasons"])


async def test_a_start_that_fails_late_is_told_and_the_service_stops_all_the_same(
    client: Client, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    async def start(_: SystemRunner) -> None:
        tried.append("start")
        raise RuntimeError("broken on purpose")

    async def stop(_: SystemRunner, limit_s: float) -> None:
        tried.append("stop")

    monkeypatch.setattr(SystemRunner, "start", start)
    monkeypatch.setattr(SystemRunner, "stop", stop)
    assert set(await reasons(client)) == {"database"}
    await migrate.upgrade(url)
    while not tried:
        await reasons(client)
    assert set(await reasons(client)) == {"clock"}
    await client.close()
    assert tried == ["start", "stop"]


async def test_a_schema_that_comes_late_makes_it_ready(client: Client, url: str) -> None:
    await migrate.upgrade(url)
    for _ in range(1000):
        if not await reasons(client):
            return
    raise AssertionError("it never became ready")


def test_the_unit_in_the_manual_leaves_time_enough_to_stop() -> None:
    manual = (Path(__file__).parent.parent / "docs" / "operations.md").read_text("utf-8")
    [allowed] = re.findall(r"^TimeoutStopSec=(\d+)$", manual, re.MULTILINE)
    assert int(allowed) > 3 * app.DRAIN_S
