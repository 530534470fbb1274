"""The service, which ends itself with SIGKILL when it passes a named point for the n-th time.

`python -m tests.campaigns.victim accepted 3`; settings come from the environment; no point: it just serves.
"""

import os
import signal
import sys

import uvloop
from aiohttp import web

from bot import app, logs, settings

POINTS = ("verified", "accepted", "worked", "claimed", "sent")


class Guillotine:
    """A probe that falls at the `count`-th passing of `point`."""

    def __init__(self, point: str, count: int) -> None:
        self._point = point
        self._left = count

    def __call__(self, point: str) -> None:
        if point != self._point:
            return
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main(words: list[str]) -> None:
    chosen = settings.load()
    logs.configure("warning")
    point, count = (words[0], int(words[1])) if words else ("", 0)
    web.run_app(
        app.build_app(chosen, probe=Guillotine(point, count)),
        host=chosen.host,
        port=chosen.port,
        access_log=None,
        print=None,
        loop=uvloop.new_event_loop(),
    )


if __name__ == "__main__":
    main(sys.argv[1:])
