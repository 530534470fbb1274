"""The processes of a measurement: floor and service side by side, a stand-in for the platform, and the load."""

import asyncio
import contextlib
import os
import re
import secrets
import socket
import string
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import aiohttp
import orjson
from aiohttp import web

from bot.bench import floor, load, memory, traffic

#: Seconds in which a process must come up or go down.
PATIENCE_S = 120.0
HOST = "127.0.0.1"


class NotReady(RuntimeError):
    """A process ended or did not come up; its last words are the message."""


@dataclass(frozen=True, slots=True)
class Side:
    """A process under load."""

    name: str
    port: int
    process: asyncio.subprocess.Process

    def peak_rss_mib(self) -> float | None:
        """The most memory it ever held; None where there is no /proc."""
        return memory.peak_mib(self.process.pid)

    def cpu_s(self) -> float | None:
        """Processor time used so far, by all threads; None where there is no /proc."""
        stat = Path(f"/proc/{self.process.pid}/stat")
        if not stat.exists():
            return None
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def fresh_robot(response_base: str) -> traffic.Robot:
    """Secrets for this run alone."""
    letters = string.ascii_letters + string.digits
    return traffic.Robot(secrets.token_hex(12), "".join(secrets.choice(letters) for _ in range(43)), response_base)


@asynccontextmanager
async def platform() -> AsyncIterator[str]:
    """Answers whatever the service sends with success; yields its origin."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", _fine)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, HOST, port).start()
    try:
        yield f"http://{HOST}:{port}"
    finally:
        await runner.cleanup()


async def _fine(_: web.Request) -> web.Response:
    return web.json_response({"errcode": 0, "errmsg": "ok", "access_token": "bench", "expires_in": 7200})


@asynccontextmanager
async def floor_side(folder: Path, robot: traffic.Robot, *, answers: bool) -> AsyncIterator[Side]:
    """The floor, ready, on a database in `folder`."""
    plan = floor.Plan(free_port(), str(folder / "floor.sqlite3"), robot, answers)
    words = ("-m", "bot.bench.floor")
    async with _running("floor", plan.port, words, os.environ, folder, orjson.dumps(asdict(plan))) as side:
        yield side


@asynccontextmanager
async def service_side(folder: Path, robot: traffic.Robot, communities: Path) -> AsyncIterator[Side]:
    """The service as `lianxin serve --migrate` starts it, ready, on a database in `folder`."""
    port = free_port()
    settings = {
        "DATABASE_URL": f"sqlite:///{folder / 'service.sqlite3'}",
        "COMMUNITY_DIR": str(communities),
        "HOST": HOST,
        "PORT": str(port),
        "CLOCK": "system",
        "LOG_LEVEL": "info",
        "WECOM_API_BASE": robot.response_base,
        "AIBOT_TOKEN": robot.token,
        "AIBOT_AES_KEY": robot.aes_key,
        "AIBOT_NAME": "连心",
    }
    ours = {name: value for name, value in os.environ.items() if not name.startswith("LIANXIN_")}
    environment = ours | {f"LIANXIN_{name}": value for name, value in settings.items()}
    async with _running("service", port, ("-m", "bot", "serve", "--migrate"), environment, folder, b"") as side:
        yield side


async def pending(side: Side) -> int:
    """Messages the service has accepted and not finished."""
    async with aiohttp.ClientSession() as session, session.get(f"http://{HOST}:{side.port}/metrics") as answer:
        found = re.search(r"^lianxin_inbox_pending (\S+)$", await answer.text(), re.MULTILINE)
    return int(float(found[1])) if found else 0


async def shoot(plan: load.Plan) -> load.Result:
    """One run of the load generator in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.bench.load", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate(orjson.dumps(asdict(plan)))
    if process.returncode:
        raise NotReady("the load generator failed")
    return load.Result(**orjson.loads(out))


def free_port() -> int:
    with socket.create_server((HOST, 0)) as server:
        return int(server.getsockname()[1])


@asynccontextmanager
async def _running(
    name: str, port: int, words: tuple[str, ...], environment: Mapping[str, str], folder: Path, stdin: bytes
) -> AsyncIterator[Side]:
    log = folder / f"{name}.log"
    with log.open("wb") as written:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *words, env=environment, stdin=asyncio.subprocess.PIPE, stdout=written, stderr=written
        )
    assert process.stdin is not None
    process.stdin.write(stdin)
    process.stdin.close()
    try:
        await _ready(process, port, log)
        yield Side(name, port, process)
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.wait(), PATIENCE_S)


async def _ready(process: asyncio.subprocess.Process, port: int, log: Path) -> None:
    url = f"http://{HOST}:{port}/readyz"
    with contextlib.suppress(TimeoutError):
        async with aiohttp.ClientSession() as session, asyncio.timeout(PATIENCE_S):
            while process.returncode is None:
                if await _answers(session, url):
                    return
                await asyncio.sleep(0.05)
    raise NotReady(_last_words(log))


def _last_words(log: Path) -> str:
    return log.read_text("utf-8", errors="replace")[-2000:]


async def _answers(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False
