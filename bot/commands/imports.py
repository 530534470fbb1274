"""`lianxin import hotline FILE`: items of the city's hotline, from CSV or XLSX; none of them where one cannot be read.

`lianxin import register FILE`: the register of households, from CSV or XLSX; see `import_register`.
"""

import argparse
import asyncio
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import channels, clock, community, dispatch, holidays, hotline_file, settings
from bot.commands import import_register
from bot.domain import errors, requests, roster
from bot.domain.communities import Communities
from bot.settings import Settings
from bot.wording import hotline as say
from storage import engine

#: So many items are filed in one transaction: a running service waits no longer than for them.
_AT_ONCE = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["hotline", "register"])
    parser.add_argument("file", type=Path, help="CSV (UTF-8 or GB18030) or XLSX")
    parser.add_argument("--community", default="", help="its code; may be left out where there is only one")


def run(args: argparse.Namespace) -> int:
    """0 when every row is in; 1 with every bad row named, and nothing imported; 2 for wrong use."""
    chosen = settings.load()
    communities = community.load_all(chosen.community_dir, settings.environment())
    place = _place(communities, args.community)
    if place is None:
        sys.stderr.write(f"--community is one of: {', '.join(sorted(communities.by_code))}\n")
        return 2
    try:
        if args.what == "register":
            return asyncio.run(import_register.take_in(chosen, place, args.file))
        return asyncio.run(_import(chosen, communities, place, args.file))
    except errors.StoreUnavailable as failure:
        sys.stderr.write(f"{failure}\n")
        return 1


def _place(communities: Communities, code: str) -> roster.Community | None:
    known = communities.by_code
    if not code and len(known) == 1:
        return next(iter(known.values()))
    return known.get(code)


async def _import(chosen: Settings, communities: Communities, place: roster.Community, file: Path) -> int:
    async with engine.open_store(chosen.database_url) as database:
        await database.must_be_ready()
        present = clock.from_setting(chosen.clock, chosen.timezone, database)
        if isinstance(present, clock.ManualClock):
            await present.refresh()
        local = hotline_file.Local(present.now(), ZoneInfo(place.timezone), place.work_hours[-1][1])
        items, mistakes = hotline_file.read(file, local)
        if mistakes:
            sys.stderr.write("".join(f"{file.name} {one}\n" for one in mistakes))
            sys.stderr.write(f"{say.nothing_imported(len(mistakes))}\n")
            return 1
        dispatcher = _dispatcher(chosen, communities, database, present)
        for first in range(0, max(len(items), 1), _AT_ONCE):
            part = requests.ImportHotline(items[first : first + _AT_ONCE])
            reply = await dispatcher.carry_out(part, place.code)
            sys.stdout.write(f"{reply.text if reply else ''}\n")
    return 0


def _dispatcher(
    chosen: Settings,
    communities: Communities,
    database: engine.Database,
    present: clock.SystemClock | clock.ManualClock,
) -> dispatch.Dispatcher:
    """What is said because of it lies in the outbox until the service sends it."""
    return dispatch.Dispatcher(
        store=database.store,
        inbox=database.inbox,
        communities=communities,
        clock=present,
        calendar=holidays.load(chosen.holidays_file),
        routes=channels.routes(chosen),
        bot_name=chosen.aibot_name,
        after_commit=lambda: None,
    )
