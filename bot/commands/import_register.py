"""The register of households from a list: all rows or none, and only what may be kept."""

import getpass
import sys
from pathlib import Path

from bot import clock, register_file
from bot.domain import roster
from bot.settings import Settings
from bot.wording import register as say
from storage.engine import open_store


async def take_in(chosen: Settings, place: roster.Community, file: Path) -> int:
    """0 when every row is in; 1 with every bad row named, and nothing stored, or when there is no key."""
    if not chosen.register_keys:
        sys.stderr.write(f"{say.off()}\n")
        return 1
    people, mistakes, notes = register_file.read(file, place)
    if mistakes:
        sys.stderr.write("".join(f"{file.name} {one}\n" for one in mistakes))
        sys.stderr.write(f"{say.nothing_imported(len(mistakes))}\n")
        return 1
    async with open_store(chosen.database_url, chosen.register_keys) as database:
        await database.must_be_ready()
        async with database.store.work() as work:
            new = await work.register.put(people, by=getpass.getuser(), now=clock.SystemClock().now())
    sys.stdout.write("".join(f"{file.name} {one}\n" for one in notes))
    sys.stdout.write(f"{say.imported(len(people), new)}\n")
    return 0
