"""`lianxin export PERSON`: all that is kept of a person, one JSON object a row; written down in the audit."""

import argparse
import asyncio
import getpass
import json
import sys
from datetime import date, datetime

from bot import clock, settings
from bot.commands import of_person
from bot.domain import errors
from storage import persons
from storage.engine import open_store
from storage.households import Households, NoSuchCode, RegisterLocked


def add_arguments(parser: argparse.ArgumentParser) -> None:
    of_person.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """0 when something is kept of them, 1 when nothing is, the register is locked or the database does not answer."""
    chosen = settings.load()
    try:
        count = asyncio.run(_export(chosen.database_url, args.person, of_person.households(chosen, args)))
    except (errors.StoreUnavailable, RegisterLocked, NoSuchCode) as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    if not count:
        sys.stderr.write(f"nothing is kept of {args.person}: is it their userid?\n")
    return 0 if count else 1


async def _export(url: str, person: str, households: Households) -> int:
    count = 0
    async with open_store(url) as database:
        await database.must_be_ready()
        await persons.note(database.gate, getpass.getuser(), "export", person, clock.SystemClock().now())
        async for row in persons.export(database.gate, persons.Subject(person), households):
            sys.stdout.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")
            count += 1
    return count


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
