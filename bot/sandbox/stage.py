"""Bot and sandbox on one loopback port, with secrets made for this run and a clock that stands still until moved."""

import asyncio
import re
import secrets
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web
from pydantic import SecretStr

from bot import community
from bot.sandbox import page, server, world
from bot.sandbox.channels import AccountChannel, AibotChannel, AppChannel
from bot.sandbox.clock import BotClock
from bot.sandbox.server import Sandbox
from bot.settings import Settings

HOST = "127.0.0.1"
EXAMPLE_ORIGIN = "http://127.0.0.1:8080"
GRACE = 2.0  # seconds for open long polls at the end
ADMITTED = 3  # turns of the loop from an accepted connection to one that its server knows

BuildBot = Callable[[Settings], Awaitable[web.Application]]


@asynccontextmanager
async def raised(
    folder: Path, example: Path, begins: datetime, port: int, build: BuildBot, *, leisure: float = 1
) -> AsyncIterator[Sandbox]:
    """Copy the community file into `folder`, start everything, and have the platform check the callback URLs.

    `leisure`: how many times longer than the real platform this one waits for an answer. `port` 0 takes any.
    Raises OSError when the port is taken and VerificationFailed when the bot does not echo.
    """
    with socket.create_server((HOST, port)) as listening:
        origin = f"http://{HOST}:{listening.getsockname()[1]}"
        copied = _copied(example, folder, origin)
        place = world.of_community(
            community.load(copied),
            world.fresh_aibot("连心", f"{origin}/wecom/aibot"),
            world.fresh_app(f"{origin}/wecom/app"),
            world.fresh_account(f"{origin}/wechat/oa"),
        )
        place.origin = origin
        app = await build(settings_for(place, folder, begins))
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            sandbox = server.assemble(place, BotClock(session, f"{origin}/clock", begins), session)
            sandbox.platform.caller.wait_longer(leisure)
            server.add_routes(app, sandbox)
            page.add_routes(app, sandbox)
            async with _serving(app, listening):
                await verify(sandbox)
                yield sandbox


async def verify(sandbox: Sandbox) -> None:
    """What an administrator does when saving the callback URLs."""
    place = sandbox.world
    for channel in (AibotChannel(place.aibot), AppChannel(place.app), AccountChannel(place.account)):
        await sandbox.platform.caller.verify(channel)


def settings_for(place: world.World, folder: Path, begins: datetime) -> Settings:
    """What an operator would write down to connect a bot to this world; nothing comes from the environment."""
    origin = urlsplit(place.origin)
    return Settings(
        _env_file=None,
        database_url=f"sqlite:///{folder / 'demo.sqlite3'}",
        community_dir=folder / "communities",
        host=HOST,
        port=origin.port or 0,
        timezone="Asia/Shanghai",
        clock=f"manual:{begins.isoformat()}",
        log_level="error",
        wecom_api_base=place.origin,
        wechat_api_base=place.origin,
        media_hosts=HOST,
        aibot_name=place.aibot.name,
        aibot_token=SecretStr(place.aibot.token),
        aibot_aes_key=SecretStr(place.aibot.aes_key),
        app_corp_id=place.app.corp_id,
        app_secret=SecretStr(place.app.secret),
        app_agent_id=place.app.agent_id,
        app_token=SecretStr(place.app.token),
        app_aes_key=SecretStr(place.app.aes_key),
        oa_app_id=place.account.app_id,
        oa_app_secret=SecretStr(place.account.secret),
        oa_token=SecretStr(place.account.token),
        oa_aes_key=SecretStr(place.account.aes_key),
        alarm_secret=SecretStr(secrets.token_hex(16)),
    )


def _copied(example: Path, folder: Path, origin: str) -> Path:
    """Webhook keys are secrets, so even the example's are not used; its own links lead to this port."""
    text = example.read_text("utf-8")
    fresh = re.sub(
        r"^(webhook_key\s*=\s*).*$", lambda found: f'{found[1]}"{secrets.token_hex(16)}"', text, flags=re.MULTILINE
    )
    copied = folder / "communities" / example.name
    copied.parent.mkdir(parents=True)
    copied.write_text(fresh.replace(EXAMPLE_ORIGIN, origin), "utf-8")
    return copied


@asynccontextmanager
async def _serving(app: web.Application, listening: socket.socket) -> AsyncIterator[None]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=GRACE)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    try:
        yield
    finally:
        await _close_the_door(listening)
        await runner.cleanup()


async def _close_the_door(listening: socket.socket) -> None:
    """Let nobody in any more, and those in who have been let in already.

    The bot calls the platform to the last. asyncio of Python 3.11 loses the socket of a connection that was accepted in
    the same moment in which its server is closed (Server._attach asserts that it is open).
    """
    asyncio.get_running_loop().remove_reader(listening)
    for _ in range(ADMITTED):
        await asyncio.sleep(0)
