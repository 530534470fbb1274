"""GET and POST /clock: read and move a manual clock. Mounted only when the clock is manual and HOST is loopback."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

import orjson
from aiohttp import web

from bot import body, ports
from bot.domain import errors

#: One call runs everything that falls due on its way: four years of it are more than what is kept longest needs.
FARTHEST = timedelta(days=4 * 366)
LARGEST = 4096

Advance = Callable[[datetime], Awaitable[int]]


class _Refreshing(ports.Clock, Protocol):
    async def refresh(self) -> datetime: ...


def add_routes(app: web.Application, clock: _Refreshing, advance: Advance) -> None:
    """`advance` runs everything due up to a moment and says how many things ran."""

    async def read(request: web.Request) -> web.Response:
        return web.json_response({"now": (await clock.refresh()).isoformat()})

    async def move(request: web.Request) -> web.Response:
        now = await clock.refresh()
        try:
            target = _target(await body.read(request, LARGEST), now)
        except (errors.Malformed, body.TooLarge):
            target = "the body cannot be read"
        if isinstance(target, str):
            return web.json_response({"error": target}, status=400)
        ran = await advance(target)
        return web.json_response({"now": clock.now().isoformat(), "ran": ran})

    app.router.add_get("/clock", read)
    app.router.add_post("/clock", move)


def _target(sent: bytes, now: datetime) -> datetime | str:
    """The moment asked for, or what is wrong with the question."""
    try:
        asked = orjson.loads(sent)
    except orjson.JSONDecodeError:
        return "the body is not JSON"
    if not isinstance(asked, dict) or len(asked) != 1 or not asked.keys() & {"now", "advance_s"}:
        return 'the body is {"now": ISO time with offset} or {"advance_s": seconds}'
    target = _later(asked["advance_s"], now) if "advance_s" in asked else _moment(asked["now"])
    if isinstance(target, datetime) and target < now:
        return f"time only moves forward; it is {now.isoformat()}"
    if isinstance(target, datetime) and target - now > FARTHEST:
        return f"one call moves at most {FARTHEST.days} days; it is {now.isoformat()}"
    return target


def _later(seconds: object, now: datetime) -> datetime | str:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return "advance_s is a number of seconds"
    try:
        return now + timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        return "advance_s is out of range"


def _moment(text: object) -> datetime | str:
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        return "now is an ISO time with offset"
    return moment
