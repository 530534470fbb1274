"""A stand-in for the platform with people who write to the bot, and the bot as a process that may be killed."""

import asyncio
import itertools
import json
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bot import community
from bot.sandbox import plaintexts, replies, server, world
from bot.sandbox.channels import AibotChannel
from bot.sandbox.clock import BotClock, ClockStuck
from bot.sandbox.replies import Asked
from bot.sandbox.server import Sandbox
from bot.sandbox.transcript import Line, Source

ROOT = Path(__file__).parents[2]
BEGINS = datetime.fromisoformat("2026-11-23T09:00:00+08:00")
#: Real seconds in which a process must come up, and a callback be answered: a machine with other work is slow. The
#: five seconds of the platform are tried in `test_impatience`.
PATIENCE = 300.0


@dataclass
class Said:
    """A line somebody wrote, and what became of it: `answers` are the texts seen in callbacks that were answered."""

    msgid: str
    sender: str
    chat: str
    text: str
    kind: str
    at: datetime
    acknowledged: bool = False
    answers: list[str] = field(default_factory=list)


class Service:
    """One process of the bot on a port of its own."""

    def __init__(self, port: int, environment: dict[str, str], log: Path) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self._environment = environment | {"LIANXIN_PORT": str(port)}
        self._log = log
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, *words: str) -> bool:
        """True when it is ready, False when it died on the way."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "tests.campaigns.victim", *words),
                env=self._environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        async with aiohttp.ClientSession() as session, asyncio.timeout(PATIENCE):
            while self._process.returncode is None:
                if await _status(session, f"{self.origin}/readyz") == 200:
                    return True
                await asyncio.sleep(0.02)
        return self._killed()

    async def alive(self) -> bool:
        """False when it has killed itself; whatever else ended it is an error."""
        assert self._process is not None
        async with aiohttp.ClientSession() as session:
            if await _status(session, f"{self.origin}/healthz") == 200:
                return True
        async with asyncio.timeout(PATIENCE):
            await self._process.wait()
        return self._killed()

    async def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(sign)
            await self._process.wait()

    def _killed(self) -> bool:
        assert self._process is not None
        code = self._process.returncode
        assert code == -signal.SIGKILL, f"ended by itself with {code}: {self._log.read_text()[-2000:]}"
        return False


async def _status(session: aiohttp.ClientSession, url: str) -> int | None:
    try:
        async with session.get(url, timeout=aiohttp.ClientTimeout(total=PATIENCE)) as answer:
            return answer.status
    except (aiohttp.ClientError, TimeoutError):
        return None


@dataclass
class Town:
    """`said` is everything anybody ever wrote; `services` share one database."""

    sandbox: Sandbox
    clock: BotClock
    services: Sequence[Service]
    environment: dict[str, str]
    said: list[Said] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def write(self, kind: str, text: str) -> Said:
        """A line by somebody who has never written before, so that every matter is one of its own."""
        number = next(self._numbers)
        chat = ("wr-grid1-residents", "wr-grid2-residents")[number % 2]
        line = Said(f"msg-{number}", f"resident{number}", chat, text, kind, self.clock.now())
        self.said.append(line)
        return line

    async def deliver(self, lines: Sequence[Said], to: int = 0) -> None:
        """Each line as the platform delivers it: all at once, up to four tries, each sealed anew."""
        await asyncio.gather(*(self._deliver(line, self.services[to]) for line in lines))

    @property
    def unheard(self) -> list[Said]:
        return [line for line in self.said if not line.acknowledged]

    async def advance(self, seconds: float) -> bool:
        """Move the clock; every service runs what is due by then. False when one of them died on the way."""
        self._follow(0)
        try:
            await self.clock.advance(timedelta(seconds=seconds))
            for number in range(1, len(self.services)):
                self._follow(number)
                await self.clock.advance(timedelta())
        except ClockStuck:
            assert not await self.services[0].alive()
            return False
        finally:
            self._follow(0)
        return True

    def heard(self, *sources: Source) -> list[Line]:
        return [line for line in self.sandbox.world.transcript.lines if line.source in sources]

    async def show(self, what: str) -> list[dict[str, Any]]:
        """What `lianxin show` prints."""
        printed = await run_command(self.environment, "show", what, "--private")
        return [json.loads(line) for line in printed.splitlines()]

    def _follow(self, number: int) -> None:
        self.clock.url = f"{self.services[number].origin}/clock"

    async def _deliver(self, line: Said, service: Service) -> None:
        bot = self.sandbox.world.aibot
        channel = AibotChannel(world.Aibot(bot.id, bot.name, bot.token, bot.aes_key, f"{service.origin}/wecom/aibot"))
        head = plaintexts.aibot_head(line.msgid, bot.id, line.sender, line.chat)

        def compose() -> str:
            url = self.sandbox.platform.desk.issue(line.msgid, line.chat, single=False, quote=line.text)
            return plaintexts.as_json(head | {"response_url": url} | plaintexts.aibot_content(line.text, ""))

        attempts = await self.sandbox.platform.caller.deliver(
            channel, compose, lambda plain: replies.aibot(plain, Asked.MESSAGE)
        )
        if attempts[-1].received:
            line.acknowledged = True
            line.answers += [attempts[-1].answer.text] if attempts[-1].answer.text else []


async def run_command(environment: dict[str, str], *words: str) -> str:
    """The standard output of `lianxin …`, which must end well."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, env=environment, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert process.returncode == 0
    return out.decode()


def _speaks_freely(example: Path) -> None:
    """No budget of @-mentions: it would hold back what the windows and the kills are to be tried with."""
    text = example.read_text("utf-8")
    assert "mentions_per_hour = 6" in text
    example.write_text(text.replace("mentions_per_hour = 6", "mentions_per_hour = 100000"), "utf-8")


@asynccontextmanager
async def raised(folder: Path, url: str, ports: Sequence[int]) -> AsyncIterator[Town]:
    """A migrated database at `url`, a stand-in that runs, and one service (not started) for each port."""
    communities = folder / "communities"
    communities.mkdir()
    example = Path(shutil.copy(ROOT / "communities" / "example.toml", communities))
    _speaks_freely(example)
    place = world.of_community(
        community.load(example), world.fresh_aibot("连心"), world.fresh_app(), world.fresh_account()
    )
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, force_close=True)) as session:
        clock = BotClock(session, "", BEGINS, glance=PATIENCE)
        sandbox = server.assemble(place, clock, session, deadline=PATIENCE)
        async with server.running(sandbox):
            environment = _environment(place, url, communities)
            await run_command(environment, "migrate")
            services = [Service(port, environment, folder / f"service-{port}.log") for port in ports]
            town = Town(sandbox, clock, services, environment)
            town._follow(0)
            try:
                yield town
            finally:
                for service in services:
                    await service.stop(signal.SIGKILL)


def _environment(place: world.World, url: str, communities: Path) -> dict[str, str]:
    settings = {
        "DATABASE_URL": url,
        "COMMUNITY_DIR": str(communities),
        "HOST": "127.0.0.1",
        "CLOCK": f"manual:{BEGINS.isoformat()}",
        "WECOM_API_BASE": place.origin,
        "WECHAT_API_BASE": place.origin,
        "MEDIA_HOSTS": "127.0.0.1",
        "AIBOT_TOKEN": place.aibot.token,
        "AIBOT_AES_KEY": place.aibot.aes_key,
        "AIBOT_NAME": place.aibot.name,
        "APP_CORP_ID": place.app.corp_id,
        "APP_SECRET": place.app.secret,
        "APP_AGENT_ID": str(place.app.agent_id),
    }
    ours = {name: value for name, value in os.environ.items() if not name.startswith("LIANXIN_")}
    return ours | {f"LIANXIN_{name}": value for name, value in settings.items()}
