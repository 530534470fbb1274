"""`lianxin retry [NUMBER…]`: open messages again that were set aside after too many failures, all of them or these.

The service takes them up with its next look, as if they had never been tried. `lianxin doctor` names them.
`lianxin retry --posts [NUMBER…]`: the same with posts that surely reached nobody, of the last day or these.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import timedelta

from bot import clock, settings
from bot.domain import errors
from bot.settings import Settings
from storage import troubles
from storage.engine import open_store

#: Without numbers, posts tried so far back.
_LATELY = timedelta(days=1)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("numbers", type=int, nargs="*", metavar="NUMBER", help="as doctor or show names them")
    parser.add_argument("--posts", action="store_true", help="posts of `lianxin show outbox` that failed, not messages")


def run(args: argparse.Namespace) -> int:
    """1 when one that was named is not set aside, or has not failed; the others are open again all the same."""
    try:
        opened = asyncio.run(_open(settings.load(), args.numbers, posts=args.posts))
    except errors.StoreUnavailable as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    name, done, left = ("post", "queued", "to be sent") if args.posts else ("message", "open", "set aside")
    where = "`lianxin show outbox` tells what became of it" if args.posts else "`lianxin doctor` names those that are"
    sys.stdout.write("".join(f"{name} {one} is {done} again\n" for one in opened) or f"none is {left}\n")
    missed = sorted(set(args.numbers) - set(opened))
    sys.stderr.write("".join(f"{name} {one} is not {left}: {where}\n" for one in missed))
    return 1 if missed else 0


async def _open(given: Settings, numbers: Sequence[int], *, posts: bool) -> Sequence[int]:
    async with open_store(given.database_url) as database:
        await database.must_be_ready()
        if not posts:
            return await troubles.open_again(database.gate, numbers)
        now = await clock.current(given.clock, given.timezone, database)
        return await troubles.send_again(database.gate, numbers, now, now - _LATELY)
