"""`lianxin demo`: the bot, a local WeCom and a chat page on one port, and a scripted day in the terminal."""

import argparse
import asyncio
import sys

from aiohttp import web

from bot import app, logs
from bot.sandbox import performance
from bot.settings import Settings
from storage import migrate

PORT = 8080


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="stop after the scripted day: 0 all seen, 1 a step missing")
    parser.add_argument("--port", type=int, default=PORT, help=f"on 127.0.0.1, 0 for any free one (default {PORT})")


def run(args: argparse.Namespace) -> int:
    """0 good, 1 a step of the day did not come true or the port is taken."""
    try:
        return asyncio.run(performance.play(service, port=args.port, once=args.once))
    except KeyboardInterrupt:
        sys.stdout.write("\n再见。\n")
        return 0


async def service(settings: Settings) -> web.Application:
    """The real bot, on a database brought to the newest schema."""
    logs.configure(settings.log_level)
    await migrate.upgrade(settings.database_url)
    return await app.build_app(settings)
