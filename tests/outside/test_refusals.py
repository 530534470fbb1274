"""What is refused or cannot be answered at the edge says so by its status, and by nothing else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import metrics, settings
from bot.app import build_app
from bot.console.operations import Operations
from bot.domain.communities import Communities
from bot.domain.errors import StoreUnavailable
from storage import migrate
from tests.builders import EXAMPLE

Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    url = f"sqlite:///{tmp_path}/house.sqlite3"
    await migrate.upgrade(url)
    chosen = settings.Settings(database_url=url, community_dir=EXAMPLE.parent)
    async with TestClient(TestServer(await build_app(chosen))) as opened:
        yield opened


async def test_an_unknown_path_or_method_is_refused_with_an_empty_body(client: Client) -> None:
    for method, path, status in (
        ("GET", "/wecom/robot", 404),
        ("POST", "/wecom/aibot", 404),
        ("POST", "/alarms", 404),
        ("GET", "/clock", 404),
        ("POST", "/clock", 404),
        ("DELETE", "/healthz", 405),
    ):
        async with client.request(method, path) as answer:
            assert (method, path, answer.status, await answer.read()) == (method, path, status, b"")


@pytest.mark.parametrize("path", ["/alarms", "/healthz", "/privacy", "/nowhere"])
async def test_a_body_that_nobody_reads_and_nobody_can_unpack_makes_no_noise(
    client: Client, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with client.post(path, data=b"not packed", headers={"Content-Encoding": "gzip"}) as answer:
        assert answer.status in {404, 405}
    assert [one.message for one in caplog.records] == []


async def test_the_figures_are_shown_while_the_store_does_not_answer() -> None:
    async def nothing() -> dict[str, str]:
        return {}

    async def gone() -> None:
        raise StoreUnavailable("down")

    shown = await Operations(metrics.create(), Communities({}), nothing, gone).figures(None)  # type: ignore[arg-type]
    assert shown.status == 200
    assert b"lianxin_inbox_pending" in bytes(shown.body)  # type: ignore[arg-type]
