"""The platform's own HTTP: routes, faults, and the assembly of a sandbox."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from aiohttp import web

from bot.sandbox import answers, media
from bot.sandbox.caller import DEADLINE, Caller, Sleep
from bot.sandbox.cards import CardDesk
from bot.sandbox.clock import Clock
from bot.sandbox.corp import CorpDesk
from bot.sandbox.exchange import Exchange
from bot.sandbox.faults import CODES, DELAYS, Fault, Faults
from bot.sandbox.official import AccountDesk
from bot.sandbox.platform import Platform
from bot.sandbox.response import ResponseDesk
from bot.sandbox.robots import RobotDesk
from bot.sandbox.world import World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Sandbox:
    """A running local WeCom: its world, what people can do in it, and the desks that answer the bot."""

    world: World
    clock: Clock
    platform: Platform
    robots: RobotDesk
    corp: CorpDesk
    account: AccountDesk
    host: media.MediaHost
    faults: Faults
    sleep: Sleep = asyncio.sleep


def assemble(
    world: World,
    clock: Clock,
    session: aiohttp.ClientSession,
    *,
    faults: Faults | None = None,
    sleep: Sleep = asyncio.sleep,
    deadline: float = DEADLINE,
    fixed_minute: bool = False,
) -> Sandbox:
    """`session` carries the callbacks. `sleep` paces slow answers and stream refreshes; `deadline` in real seconds."""
    faults = faults or Faults()
    host, desk = media.MediaHost(), ResponseDesk(world, clock)
    caller, shown = Caller(session, clock, world.transcript, deadline), CardDesk(clock)
    platform = Platform(world, caller, desk, host, Exchange(world, caller, faults, shown, sleep))
    robots = RobotDesk(world, clock, host, fixed_minute)
    corp = CorpDesk(world, clock, desk, host, shown)
    account = AccountDesk(world, clock, platform.heard_from)
    return Sandbox(world, clock, platform, robots, corp, account, host, faults, sleep)


def add_routes(app: web.Application, sandbox: Sandbox) -> None:
    """Everything a bot may call on the platform."""
    robots, corp, account = sandbox.robots, sandbox.corp, sandbox.account
    posts: dict[str, Handler] = {
        "message/send": corp.message_send,
        "message/update_template_card": corp.update_card,
        "webhook/send": robots.send,
        "webhook/upload_media": robots.upload_media,
        "aibot/response": corp.respond,
        "message/custom/send": account.custom_send,
    }
    gets: dict[str, Handler] = {
        "gettoken": corp.gettoken,
        "user/get": corp.user_get,
        "getcallbackip": corp.callback_addresses,
        "media/get": corp.media_get,
        "token": account.token,
    }
    for path, handler in posts.items():
        app.router.add_post(f"/cgi-bin/{path}", _as_platform(sandbox, path, handler))
    for path, handler in gets.items():
        app.router.add_get(f"/cgi-bin/{path}", _as_platform(sandbox, path, handler))
    app.router.add_get("/media/plain/{name}", _picture(sandbox))
    app.router.add_get("/media/{name}", _picture(sandbox))


@asynccontextmanager
async def running(sandbox: Sandbox, port: int = 0) -> AsyncIterator[str]:
    """The platform alone on a loopback port; yields its origin, which also becomes the world's."""
    app = web.Application(client_max_size=32 * 1024 * 1024)
    add_routes(app, sandbox)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    host, taken = runner.addresses[0][:2]
    sandbox.world.origin = f"http://{host}:{taken}"
    try:
        yield sandbox.world.origin
    finally:
        await runner.cleanup()


def _as_platform(sandbox: Sandbox, path: str, handler: Handler) -> Handler:
    """Time first, then the fault of this call, then the work; refusals are words with a code, on HTTP 200."""

    async def answer(request: web.Request) -> web.StreamResponse:
        await sandbox.clock.refresh()
        fault = sandbox.faults.draw(path)
        try:
            if fault in CODES:
                raise answers.Refused(*CODES[fault])
            reply = await handler(request)
        except answers.Refused as refused:
            reply = answers.refusal(refused)
        if fault in DELAYS:
            await sandbox.sleep(DELAYS[fault])
        if fault is Fault.LOST_ANSWER and request.transport is not None:
            request.transport.abort()
        return reply

    return answer


def _picture(sandbox: Sandbox) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        await sandbox.clock.refresh()
        data = sandbox.host.get(request.match_info["name"], sandbox.clock.now())
        if data is None:
            return web.Response(status=403, text="<Error><Code>AccessDenied</Code></Error>", content_type="text/xml")
        return web.Response(body=data, content_type=media.content_type(data))

    return answer
