"""`lianxin serve`: the service, until it is told to stop."""

import argparse
import gc
import importlib
from typing import Protocol, cast

from intents import reader

#: Loaded by name, when the words are there already: what building them took is then free again for all that follows.
_SERVICE = "bot.commands.serving"


class _Service(Protocol):
    @staticmethod
    def serve(*, migrate: bool) -> int: ...


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--migrate", action="store_true", help="bring the database to the newest schema first")


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT, then drain. 1 when another one serves this file, the port is taken or the schema
    cannot be brought up."""
    gc.disable()  # nothing of what is loaded is garbage; the service has it looked for again once all is there
    reader.warm()
    service = cast("_Service", importlib.import_module(_SERVICE))
    return service.serve(migrate=args.migrate)
