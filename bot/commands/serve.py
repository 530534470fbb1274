"""`lianxin serve`: the service, until it is told to stop."""

import argparse
import asyncio
import gc
import subprocess
import sys

import uvloop
from aiohttp import web

from bot import app, channels, logs, settings
from intents import reader
from storage import engine

#: New objects, and collections of younger ones, before the collector looks; a message leaves few rings behind.
_GARBAGE = (20_000, 20, 50)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--migrate", action="store_true", help="bring the database to the newest schema first")


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT, then drain. 1 when the port or the database cannot be opened."""
    chosen = settings.load()
    logs.configure(chosen.log_level)
    if args.migrate and not asyncio.run(_at_head(chosen.database_url)):
        # In a process of its own: what it loads is never needed again, and would stay in memory as long as we do.
        failed = subprocess.run((sys.executable, "-m", "bot", "migrate"), check=False).returncode
        if failed:
            return failed
    for line in (*settings.unknown(), *(f"{one.name}: {one.told}" for one in channels.switches(chosen))):
        sys.stderr.write(f"{line}\n")
    _settle()
    try:
        web.run_app(
            app.build_app(chosen),
            host=chosen.host,
            port=chosen.port,
            access_log=None,
            print=None,
            shutdown_timeout=app.DRAIN_S,
            handler_cancellation=False,  # a caller who hangs up ends neither the commit nor the work
            loop=uvloop.new_event_loop(),
        )
    except OSError as wrong:
        sys.stderr.write(f"cannot listen on {chosen.host}:{chosen.port}: {wrong.strerror}\n")
        return 1
    return 0


async def _at_head(url: str) -> bool:
    """Is the schema the one this program was written for?"""
    async with engine.open_store(url) as database:
        return await database.ready()


def _settle() -> None:
    """Load what every message needs, and have the garbage collector leave it alone.

    A look through words and rules stops everything for a sixth of a second, and there is nothing to find in them.
    """
    reader.warm()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GARBAGE)
