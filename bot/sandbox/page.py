"""The chat page and its JSON: who is there, what was said, say something, move the clock.

Only for the loopback interface; POSTs must be JSON, so that no foreign web page can make a browser send them.
"""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.sandbox import media
from bot.sandbox.clock import ClockStuck
from bot.sandbox.exchange import Delivery
from bot.sandbox.script import MOMENT
from bot.sandbox.server import Sandbox
from bot.sandbox.transcript import Line

HERE = Path(__file__).parent
SCRIPTS = ("page", "state", "lines", "chats")
FILES = {"page.css": "text/css"} | {f"{name}.js": "text/javascript" for name in SCRIPTS}
POLL_SECONDS = 20.0
MORNING = time(8)
#: Minutes by which one request may move the clock: a year, since all that falls due in it is lived through.
_LONGEST_MOVE = 366 * 24 * 60
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"

Handler = Callable[[Sandbox, web.Request], Awaitable[web.StreamResponse]]


class Saying(BaseModel):
    """`chat`: a group's chat id, or the door of a 1:1 chat and a name ("aibot:…", "app:…", "oa:…")."""

    model_config = ConfigDict(extra="forbid")
    person: str
    chat: str
    text: str = ""
    quote: str = ""
    photo: bool = False


class Clicking(BaseModel):
    """`chat`: "aibot:…" or "app:…", where `person` sees the card called `task_id`; `key`: the button."""

    model_config = ConfigDict(extra="forbid")
    person: str
    chat: str
    task_id: str
    key: str


class ClockMove(BaseModel):
    model_config = ConfigDict(extra="forbid")
    minutes: int = Field(default=0, ge=0, le=_LONGEST_MOVE)
    next_morning: bool = False


def add_routes(app: web.Application, sandbox: Sandbox) -> None:
    """The page at /, everything else under /sandbox."""
    router = app.router
    router.add_get("/", _page)
    router.add_get("/sandbox/{name:[a-z]+\\.(?:css|js)}", _file)
    gets: dict[str, Handler] = {"world": _world, "lines": _lines, "photo/{name}": _photo}
    posts: dict[str, Handler] = {"say": _say, "click": _click, "clock": _clock}
    for path, handler in gets.items():
        router.add_get(f"/sandbox/{path}", functools.partial(handler, sandbox))
    for path, handler in posts.items():
        router.add_post(f"/sandbox/{path}", functools.partial(_only_json, handler, sandbox))


async def _page(request: web.Request) -> web.Response:
    return _static("page.html", "text/html")


async def _file(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    return _static(name, FILES[name]) if name in FILES else web.Response(status=404)


def _static(name: str, kind: str) -> web.Response:
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return web.Response(body=(HERE / name).read_bytes(), content_type=kind, charset="utf-8", headers=headers)


async def _only_json(handler: Handler, sandbox: Sandbox, request: web.Request) -> web.StreamResponse:
    if request.content_type != "application/json":
        return web.Response(status=415, text="JSON only")
    try:
        return await handler(sandbox, request)
    except (ValidationError, ValueError, KeyError) as wrong:
        return web.Response(status=400, text=str(wrong))
    except ClockStuck as stuck:
        return web.Response(status=502, text=str(stuck))


async def _world(sandbox: Sandbox, request: web.Request) -> web.Response:
    await sandbox.clock.refresh()
    world = sandbox.world
    people = [
        {"id": one.userid, "name": one.name, "roles": one.roles, "openid": one.openid} for one in world.members.values()
    ]
    rooms = [
        {"id": room.chat_id, "name": room.name, "kind": room.kind, "members": room.members, "external": room.external}
        for room in world.rooms.values()
    ]
    now = sandbox.clock.now().isoformat()
    return web.json_response({"bot": world.aibot.name, "people": people, "rooms": rooms, "now": now})


async def _lines(sandbox: Sandbox, request: web.Request) -> web.Response:
    """Waits until there is something after `after`, at most `wait` seconds."""
    after = max(0, int(request.query.get("after", "0")))
    seconds = min(float(request.query.get("wait", POLL_SECONDS)), POLL_SECONDS)
    lines = await sandbox.world.transcript.wait(after, seconds)
    cursor = lines[-1].seq if lines else after
    now = sandbox.clock.now().isoformat()
    return web.json_response({"now": now, "cursor": cursor, "lines": [_line(line) for line in lines]})


def _line(line: Line) -> dict[str, Any]:
    return {
        "seq": line.seq,
        "at": line.at.isoformat(),
        "chat": line.chat,
        "author": line.author,
        "text": line.text,
        "source": line.source.value,
        "quote": line.quote,
        "mentions": line.mentions,
        "delivered": line.delivered,
        "note": line.note,
        "photo": line.photo,
        "card": line.card,
    }


async def _photo(sandbox: Sandbox, request: web.Request) -> web.Response:
    data = sandbox.platform.photo(request.match_info["name"])
    if data is None:
        return web.Response(status=404)
    return web.Response(body=data, content_type=media.content_type(data))


async def _say(sandbox: Sandbox, request: web.Request) -> web.Response:
    """Carries the line to the bot, then lets a moment pass so that what it caused can leave."""
    saying = Saying.model_validate_json(await request.read())
    if saying.person not in sandbox.world.members:
        raise ValueError(f"nobody is called {saying.person}")
    delivery = await _carried(sandbox, saying)
    await sandbox.clock.advance(MOMENT)
    sandbox.world.transcript.stir()
    return web.json_response({"seq": delivery.line.seq, "delivered": delivery.delivered})


async def _carried(sandbox: Sandbox, saying: Saying) -> Delivery:
    people, photo = sandbox.platform, await asyncio.to_thread(media.lamp_photo) if saying.photo else b""
    door = saying.chat.partition(":")[0]
    if door == "app":
        return await people.say_to_app(saying.person, saying.text, photo=photo)
    if door == "oa":
        openid = sandbox.world.members[saying.person].openid
        return await people.say_to_account(openid, saying.text, photo=photo)
    chat = "" if door == "aibot" else saying.chat
    return await people.say(saying.person, saying.text, chat=chat, quote=saying.quote, photo=photo)


async def _click(sandbox: Sandbox, request: web.Request) -> web.Response:
    """Presses a button on a card, if a phone would let that person do so."""
    click, people = Clicking.model_validate_json(await request.read()), sandbox.platform
    door, _, owner = click.chat.partition(":")
    if owner != click.person:
        raise ValueError(f"{click.chat} is not the chat of {click.person}")
    people.exchange.desk.pressable(click.chat, click.task_id, click.key)
    press = people.click_app_card if door == "app" else people.click_card
    delivery = await press(click.person, click.key, click.task_id)
    await sandbox.clock.advance(MOMENT)
    sandbox.world.transcript.stir()
    return web.json_response({"seq": delivery.line.seq, "delivered": delivery.delivered})


async def _clock(sandbox: Sandbox, request: web.Request) -> web.Response:
    move = ClockMove.model_validate_json(await request.read())
    await sandbox.clock.refresh()
    now = sandbox.clock.now()
    by = _next_morning(now) - now if move.next_morning else timedelta(minutes=move.minutes)
    await sandbox.clock.advance(by)
    return web.json_response({"now": sandbox.clock.now().isoformat()})


def _next_morning(now: datetime) -> datetime:
    morning = now.replace(hour=MORNING.hour, minute=0, second=0, microsecond=0)
    return morning if morning > now else morning + timedelta(days=1)
