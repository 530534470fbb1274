"""`lianxin serve`: the service, until it is told to stop."""

import argparse
import asyncio
import sys

import uvloop
from aiohttp import web

from bot import app, channels, logs, settings
from storage import migrate

#: Seconds in which callbacks and sends in flight may end after SIGTERM.
DRAIN_S = 10.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--migrate", action="store_true", help="bring the database to the newest schema first")


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT, then drain. 1 when the port or the database cannot be opened."""
    chosen = settings.load()
    logs.configure(chosen.log_level)
    if args.migrate:
        asyncio.run(migrate.upgrade(chosen.database_url))
    for line in channels.described(chosen):
        sys.stderr.write(f"{line}\n")
    try:
        web.run_app(
            app.build_app(chosen),
            host=chosen.host,
            port=chosen.port,
            access_log=None,
            print=None,
            shutdown_timeout=DRAIN_S,
            loop=uvloop.new_event_loop(),
        )
    except OSError as wrong:
        sys.stderr.write(f"cannot listen on {chosen.host}:{chosen.port}: {wrong.strerror}\n")
        return 1
    return 0
