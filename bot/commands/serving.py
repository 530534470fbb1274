"""What `lianxin serve` runs once the words are loaded: the database is taken, the port, and then the callers."""

import asyncio
import gc
import socket
import subprocess
import sys

import uvloop
from aiohttp import web

from bot import app, channels, logs, settings
from bot.domain import errors
from storage import company, engine

#: New objects, and collections of younger ones, before the collector looks; a message leaves few rings behind.
_GARBAGE = (20_000, 20, 50)
#: Callers who may wait to be let in, as many as aiohttp allows.
_CALLERS = 128


def serve(*, migrate: bool) -> int:
    """See `bot.commands.serve`; what a first message needs must be loaded."""
    chosen = settings.load()
    logs.configure(chosen.log_level)
    try:
        with company.only_one(chosen.database_url):
            return _serve(chosen, migrate=migrate)
    except errors.StoreUnavailable as failure:
        sys.stderr.write(f"{failure}\n")
        return 1


def _serve(chosen: settings.Settings, *, migrate: bool) -> int:
    if migrate and not asyncio.run(_at_head(chosen.database_url)):
        # In a process of its own: what it loads is never needed again, and would stay in memory as long as we do.
        failed = subprocess.run((sys.executable, "-m", "bot", "migrate"), check=False).returncode
        if failed:
            return failed
    for line in (*settings.unknown(), *(f"{one.name}: {one.told}" for one in channels.switches(chosen))):
        sys.stderr.write(f"{line}\n")
    try:
        doors = _listening(chosen.host, chosen.port)
    except OSError as wrong:
        told = f"cannot listen on {chosen.host}:{chosen.port}: {wrong.strerror}"
        sys.stderr.write(f"{told}: does lianxin run already? Otherwise correct LIANXIN_HOST or LIANXIN_PORT\n")
        return 1
    _settle()
    web.run_app(
        app.build_app(chosen),
        sock=doors,
        access_log=None,
        print=None,
        shutdown_timeout=app.DRAIN_S,
        handler_cancellation=False,  # a caller who hangs up ends neither the commit nor the work
        loop=uvloop.new_event_loop(),
    )
    return 0


def _listening(host: str, port: int) -> list[socket.socket]:
    """Taken before anything begins to move: a second process that is started by mistake ends here. Raises OSError."""
    found = dict.fromkeys(
        (family, address) for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    )
    return [socket.create_server(address[:2], family=family, backlog=_CALLERS) for family, address in found]


async def _at_head(url: str) -> bool:
    """Is the schema the one this program was written for?"""
    async with engine.open_store(url) as database:
        return await database.ready()


def _settle() -> None:
    """Have the garbage collector leave alone what every message needs.

    A look through words, rules and libraries stops everything for a sixth of a second, and there is nothing to find in
    them; so there is none before either.
    """
    gc.freeze()
    gc.set_threshold(*_GARBAGE)
    gc.enable()
