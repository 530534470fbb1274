"""`lianxin erase PERSON`: forget a person; the ledger and counts stay under a pseudonym. Written down in the audit."""

import argparse
import asyncio
import getpass
import sys

from bot import clock, settings
from bot.domain import errors
from storage import persons
from storage.engine import open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", help="the userid, or oa: and the openid")


def run(args: argparse.Namespace) -> int:
    """0 when they are forgotten, 1 when the database does not answer."""
    try:
        sys.stdout.write(f"{asyncio.run(_erase(settings.load().database_url, args.person))}\n")
    except errors.StoreUnavailable as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    return 0


async def _erase(url: str, person: str) -> str:
    now = clock.SystemClock().now()
    async with open_store(url) as database:
        return await persons.erase(database.gate, persons.Subject(person), by=getpass.getuser(), now=now)
