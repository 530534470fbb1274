"""`lianxin erase PERSON`: forget a person; the ledger and counts stay under a pseudonym. Written down in the audit."""

import argparse
import asyncio
import getpass
import sys
from collections.abc import Sequence

from bot import clock, settings
from bot.commands import of_person
from bot.domain import errors
from storage import persons
from storage.engine import open_store
from storage.households import Households, NoSuchCode, RegisterLocked

#: The pseudonym, and by community and number the tickets that nobody is to do any more.
_Erased = tuple[str, Sequence[tuple[str, int]]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    of_person.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """0 when they are forgotten; 1 with nothing changed when nothing is kept of anybody of that name, the register is
    locked or the database does not answer."""
    chosen = settings.load()
    try:
        erased = asyncio.run(_erase(chosen, args.person, of_person.households(chosen, args)))
        if erased is None:
            sys.stderr.write(f"nothing is kept of {args.person}, and nothing was changed: is it their userid?\n")
            return 1
        gone, left = erased
        sys.stdout.write(f"{gone}\n")
        told = (f"#{number} of {community} is nobody's now: reassign it\n" for community, number in left)
        sys.stderr.write("".join(told))
    except (errors.StoreUnavailable, RegisterLocked, NoSuchCode) as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    return 0


async def _erase(chosen: settings.Settings, person: str, households: Households) -> _Erased | None:
    subject = persons.Subject(person)
    async with open_store(chosen.database_url) as database:
        await database.must_be_ready()
        now = await clock.current(chosen.clock, chosen.timezone, database)
        if not [row async for row in persons.export(database.gate, subject, households)]:
            return None
        left = await persons.in_hand(database.gate, subject)
        gone = await persons.erase(database.gate, subject, by=getpass.getuser(), now=now, households=households)
        return gone, left
