"""`lianxin retry [NUMBER…]`: open messages again that were set aside after too many failures, all of them or these.

The service takes them up with its next look, as if they had never been tried. `lianxin doctor` names them.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from bot import settings
from bot.domain import errors
from storage import troubles
from storage.engine import open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("numbers", type=int, nargs="*", metavar="NUMBER", help="as doctor names them; all without")


def run(args: argparse.Namespace) -> int:
    """1 when one that was named is not set aside; the others are open again all the same."""
    try:
        opened = asyncio.run(_open(settings.load().database_url, args.numbers))
    except errors.StoreUnavailable as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    sys.stdout.write("".join(f"message {number} is open again\n" for number in opened) or "none is set aside\n")
    missed = sorted(set(args.numbers) - set(opened))
    sys.stderr.write("".join(f"message {number} is not set aside\n" for number in missed))
    return 1 if missed else 0


async def _open(url: str, numbers: Sequence[int]) -> Sequence[int]:
    async with open_store(url) as database:
        await database.must_be_ready()
        return await troubles.open_again(database.gate, numbers)
