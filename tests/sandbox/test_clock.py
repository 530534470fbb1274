from datetime import datetime, timedelta

import aiohttp
import pytest
from aiohttp import web

from bot.sandbox.clock import BotClock, ClockStuck
from tests.sandbox.conftest import BEGIN
from tests.sandbox.toy_bot import served


def ticking(state: dict[str, datetime], status: int = 200) -> web.Application:
    async def read(request: web.Request) -> web.Response:
        return web.json_response({"now": state["now"].isoformat()}, status=status)

    async def move(request: web.Request) -> web.Response:
        state["now"] += timedelta(seconds=(await request.json())["advance_s"])
        return await read(request)

    app = web.Application()
    app.router.add_get("/clock", read)
    app.router.add_post("/clock", move)
    return app


async def test_the_clock_follows_the_bot_and_moves_it() -> None:
    state = {"now": BEGIN + timedelta(hours=1)}
    async with served(ticking(state)) as at, aiohttp.ClientSession() as session:
        clock = BotClock(session, f"{at}/clock", BEGIN)
        await clock.refresh()
        assert clock.now() == BEGIN + timedelta(hours=1)
        await clock.advance(timedelta(minutes=10))
    assert clock.now() == state["now"] == BEGIN + timedelta(hours=1, minutes=10)


async def test_the_last_known_time_stands_when_the_bot_is_silent() -> None:
    async with aiohttp.ClientSession() as session:
        clock = BotClock(session, "http://127.0.0.1:1/clock", BEGIN)
        await clock.refresh()
    assert clock.now() == BEGIN


async def test_a_clock_that_does_not_move_is_an_error() -> None:
    async with served(ticking({"now": BEGIN}, status=409)) as at, aiohttp.ClientSession() as session:
        with pytest.raises(ClockStuck, match="409"):
            await BotClock(session, f"{at}/clock", BEGIN).advance(timedelta(minutes=1))
