from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

import aiohttp
import pytest

from bot.sandbox import server, world
from bot.sandbox.clock import StandingClock
from bot.sandbox.faults import Faults
from bot.sandbox.server import Sandbox
from tests.sandbox.toy_bot import ToyBot, served

BEGIN = datetime(2026, 11, 23, 8, tzinfo=timezone(timedelta(hours=8)))


def small_world() -> world.World:
    members = {
        "wang": world.Member("wang", "王阿姨", ("resident",), "openid-wang"),
        "chen": world.Member("chen", "陈静", ("worker",)),
        "lin": world.Member("lin", "林书记", ("secretary",)),
    }
    rooms = {
        "wr1": world.Room("wr1", "居民群", "resident", ("wang", "chen"), "key-1"),
        "wr2": world.Room("wr2", "外部群", "resident", ("wang",), "key-2", external=True),
    }
    return world.World(members, rooms, world.fresh_aibot("连心"), world.fresh_app(), world.fresh_account())


@dataclass
class Meeting:
    """A sandbox and a toy bot that can reach each other, and a client for calling the platform as the bot would."""

    sandbox: Sandbox
    bot: ToyBot
    clock: StandingClock
    client: aiohttp.ClientSession
    naps: list[float]

    async def post(self, path: str, body: Any, **query: str) -> dict[str, Any]:
        url = f"{self.sandbox.world.origin}/cgi-bin/{path}"
        async with self.client.post(url, json=body, params=query) as answer:
            assert answer.status == 200
            reply: dict[str, Any] = await answer.json()
            return reply

    async def get(self, path: str, **query: str) -> dict[str, Any]:
        async with self.client.get(f"{self.sandbox.world.origin}/cgi-bin/{path}", params=query) as answer:
            assert answer.status == 200
            reply: dict[str, Any] = await answer.json()
            return reply

    async def corp_token(self) -> str:
        app = self.sandbox.world.app
        return str((await self.get("gettoken", corpid=app.corp_id, corpsecret=app.secret))["access_token"])

    @property
    def lines(self) -> list[Any]:
        return self.sandbox.world.transcript.lines

    @property
    def violations(self) -> list[str]:
        return self.sandbox.world.transcript.violations


@pytest.fixture
async def meeting() -> AsyncIterator[Meeting]:
    place, clock, naps = small_world(), StandingClock(BEGIN), []
    bot = ToyBot(place.aibot.token, place.aibot.aes_key)

    async def nap(seconds: float) -> None:
        naps.append(seconds)

    async with served(bot.application()) as at, aiohttp.ClientSession() as session:
        place.aibot = world.Aibot("aib", "连心", bot.token, bot.aes_key, f"{at}/wecom/aibot")
        sandbox = server.assemble(place, clock, session, faults=Faults(), sleep=nap)
        async with server.running(sandbox):
            yield Meeting(sandbox, bot, clock, session, naps)
