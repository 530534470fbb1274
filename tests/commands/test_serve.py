"""`lianxin serve` as an operator runs it: a process, its probes, its end."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from storage import migrate

ROOT = Path(__file__).parent.parent.parent
TOKEN, KEY = "atokenthatisasecret", "k" * 43
PATIENCE_S = 120.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    mine = {
        "DATABASE_URL": f"sqlite:///{folder / 's.sqlite3'}",
        "COMMUNITY_DIR": str(ROOT / "communities"),
        "PORT": str(port),
        "AIBOT_TOKEN": TOKEN,
        "AIBOT_AES_KEY": KEY,
        "WECOM_API_BASE": "http://127.0.0.1:9",
    } | more
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LIANXIN_")}
    return clean | {f"LIANXIN_{name}": value for name, value in mine.items()} | {"PYTHONPATH": str(ROOT)}


@asynccontextmanager
async def serving(folder: Path, *words: str, **more: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "serve", *words),
        cwd=folder,
        env=environment(folder, port, **more),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def status(url: str, wanted: int) -> dict[str, object]:
    """Ask until that status comes; its JSON, if it is JSON."""
    async with asyncio.timeout(PATIENCE_S), aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(url) as answer:
                    if answer.status == wanted:
                        text = await answer.text()
                        return dict(json.loads(text)) if text.startswith("{") else {"text": text}
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.05)


async def test_it_is_alive_before_it_is_ready_and_ready_once_migrated(tmp_path: Path) -> None:
    async with serving(tmp_path) as (_, origin):
        await status(f"{origin}/healthz", 200)
        told = await status(f"{origin}/readyz", 503)
        assert "lianxin migrate" in str(told["reasons"])
        await migrate.upgrade(f"sqlite:///{tmp_path / 's.sqlite3'}")
        assert (await status(f"{origin}/readyz", 200))["ready"] is True
        figures = str((await status(f"{origin}/metrics", 200))["text"])
        for name in ("deliveries_total", "ack_seconds", "inbox_pending", "outbox_pending", "sends", "reminders"):
            assert f"lianxin_{name}" in figures
        assert "个人信息" in str((await status(f"{origin}/privacy", 200))["text"])


@pytest.mark.parametrize(
    ("module", "spared"),
    [
        ("bot.commands.serve", {"aiohttp", "pydantic", "sqlalchemy"}),  # the words take their memory first
        ("bot.commands.serving", {"PIL", "alembic", "asyncpg", "openpyxl", "requests", "wechatpy"}),
    ],
)
def test_what_only_some_need_is_not_loaded_at_the_start(module: str, spared: set[str]) -> None:
    told = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    loaded = subprocess.run((sys.executable, "-c", told), cwd=ROOT, capture_output=True, text=True, check=True)
    assert module.partition(".")[0] in loaded.stdout.split()
    assert spared.isdisjoint(loaded.stdout.split())


async def test_told_to_stop_it_ends_well_and_has_named_its_channels_without_their_secrets(tmp_path: Path) -> None:
    async with serving(tmp_path, "--migrate") as (process, origin):
        await status(f"{origin}/readyz", 200)
        process.send_signal(signal.SIGTERM)
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    assert process.returncode == 0
    said = (out + err).decode()
    assert "/wecom/aibot: on" in said
    assert "/wechat/oa: off" in said
    assert TOKEN not in said
    assert KEY not in said


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"CLOCK": "manual:2026-11-23T08:00:00+08:00", "HOST": "0.0.0.0"}, "loopback"),
        ({"AIBOT_AES_KEY": "short"}, "LIANXIN_AIBOT_AES_KEY"),
        ({"COMMUNITY_DIR": "nowhere"}, "nowhere"),
        ({"HOLIDAYS_FILE": "no-such-days.toml"}, "no-such-days.toml"),
    ],
)
async def test_what_cannot_be_served_is_said_in_one_line(tmp_path: Path, more: dict[str, str], told: str) -> None:
    async with serving(tmp_path, **more) as (process, _):
        _, err = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    assert process.returncode == 2
    assert told in err.decode()
    assert "Traceback" not in err.decode()


async def test_a_port_that_is_taken_ends_it_before_anything_moves(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        async with serving(tmp_path, "--migrate", PORT=str(taken.getsockname()[1])) as (process, _):
            _, err = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    assert process.returncode == 1
    assert "does lianxin run already?" in err.decode()
    assert '"action"' not in err.decode()


async def test_a_second_service_on_the_same_file_is_refused_whatever_its_port(tmp_path: Path) -> None:
    async with serving(tmp_path, "--migrate") as (first, origin):
        await status(f"{origin}/readyz", 200)
        (tmp_path / "other").symlink_to(tmp_path)
        roundabout = f"sqlite:///{tmp_path / 'other' / 's.sqlite3'}"
        async with serving(tmp_path, "--migrate", DATABASE_URL=roundabout) as (second, _):
            _, err = await asyncio.wait_for(second.communicate(), PATIENCE_S)
        assert second.returncode == 1
        [said] = err.decode().splitlines()
        assert f"{tmp_path / 's.sqlite3'} is in use by another lianxin serve" in said
        await status(f"{origin}/readyz", 200)
        first.kill()
        await first.wait()
    async with serving(tmp_path) as (_, origin):
        await status(f"{origin}/readyz", 200)
