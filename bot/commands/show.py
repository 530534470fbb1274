"""`lianxin show …`: what is stored, one JSON object a line. `--private` adds personal fields and is audited."""

import argparse
import asyncio
import getpass
import json
import sys
from zoneinfo import ZoneInfo

from bot import clock, settings
from bot.domain import errors
from storage import listing
from storage.engine import open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=sorted(listing.SHOWN))
    parser.add_argument("--community", default="", help="its code; all of them without")
    parser.add_argument("--private", action="store_true", help="with persons and words; written down in the audit")


def run(args: argparse.Namespace) -> int:
    """0 also when there is nothing to show, which is said where a community was named: it may be misspelt."""
    try:
        count = asyncio.run(_show(settings.load(), args))
    except errors.StoreUnavailable as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    if not count and args.community:
        sys.stderr.write(f"no {args.what} of {args.community} are kept: is that its code?\n")
    return 0


async def _show(given: settings.Settings, args: argparse.Namespace) -> int:
    """How many rows were printed."""
    count = 0
    view = listing.View(ZoneInfo(given.timezone), args.private, args.community)
    async with open_store(given.database_url) as database:
        await database.must_be_ready()
        if args.private:
            # The audit tells when a person looked, so it takes the real time even where the service's clock is manual.
            now = clock.SystemClock().now()
            await listing.note(database.gate, getpass.getuser(), args.what, args.community, now)
        async for row in listing.rows(database.gate, args.what, view):
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count
