"""The service says that it is ready when everything moves, and stops whatever became of the start."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from structlog.testing import capture_logs

from bot import app, settings
from bot.domain import errors
from scheduler.runner import SystemRunner
from storage import engine, migrate
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


async def test_what_keeps_it_from_starting_is_logged_once_with_what_to_do(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "READY_PAUSE_S", 0)
    with capture_logs() as lines:
        chosen = settings.Settings(database_url=f"{url}.other", community_dir=EXAMPLE.parent)
        async with TestClient(TestServer(await app.build_app(chosen))) as other:
            for _ in range(20):
                await reasons(other)
    (told,) = [line["reason"] for line in lines if line["action"] == "start"]
    assert "run `lianxin migrate`" in told


async def test_a_disk_that_is_full_makes_it_unready(client: Client, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(_: engine.Database) -> None:
        raise errors.StoreUnavailable("the disk is full: make room on it")

    await migrate.upgrade(url)
    monkeypatch.setattr(engine.Database, "must_take_writes", full)
    assert await reasons(client) == {"database": "the disk is full: make room on it"}


async def test_a_stop_is_the_last_line_of_the_log(client: Client) -> None:
    with capture_logs() as lines:
        await client.close()
    assert lines[-1]["action"] == "stop"


def test_the_unit_in_the_manual_leaves_time_enough_to_stop() -> None:
    manual = (Path(__file__).parent.parent / "docs" / "operations.md").read_text("utf-8")
    [allowed] = re.findall(r"^TimeoutStopSec=(\d+)$", manual, re.MULTILINE)
    assert int(allowed) > 3 * app.DRAIN_S
