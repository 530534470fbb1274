"""`lianxin migrate`: bring the database to the newest schema."""

import argparse
import asyncio
import sys

from bot import settings
from bot.domain import errors
from storage import migrate


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--down", metavar="REVISION", help="go back to a revision instead; `base` drops everything")


def run(args: argparse.Namespace) -> int:
    url = settings.load().database_url
    step = migrate.downgrade(url, args.down) if args.down else migrate.upgrade(url)
    try:
        asyncio.run(step)
    except errors.StoreUnavailable as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    return 0
