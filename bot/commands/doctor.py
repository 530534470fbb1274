"""`lianxin doctor`: looks at what most often goes wrong, and says what to do about it."""

import argparse
import asyncio
import shutil
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import channels, clock, community, holidays, settings
from bot.commands import doctor_calls
from bot.commands.finding import Finding
from bot.domain import errors, roster
from bot.domain.communities import Communities
from bot.domain.delivery import WINDOW, Route
from bot.settings import Settings
from intents import reader
from storage import engine, troubles, urls

#: Posts are looked at so far back; a database needs so many free bytes beside it, for a backup and a day's growth.
_LATELY, _ROOM = timedelta(days=1), 1 << 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--offline", action="store_true", help="do not call the platform")


def run(args: argparse.Namespace) -> int:
    """Print a line for each thing looked at; 1 when anything needs doing."""
    try:
        chosen = settings.load()
    except errors.BadConfiguration as wrong:
        return _print(
            [Finding("settings", mistake, "correct it in the environment or .env") for mistake in wrong.mistakes]
        )
    strange = [Finding("settings", one, "correct its name, or take it away") for one in settings.unknown()]
    return _print([*strange, *asyncio.run(examine(chosen, offline=args.offline))])


def _print(findings: list[Finding]) -> int:
    for one in findings:
        sys.stdout.write(f"{'ok  ' if not one.todo else 'TODO'} {one.what}: {one.told}\n")
        if one.todo:
            sys.stdout.write(f"     → {one.todo}\n")
    return 1 if any(one.todo for one in findings) else 0


async def examine(chosen: Settings, *, offline: bool) -> list[Finding]:
    """Everything looked at, in the order in which faults are best mended. `offline`: the platform is left alone."""
    communities, files = _communities(chosen)
    findings = [Finding("settings", "read"), *files, *_gaps(communities), _dictionary(), _calendar(chosen)]
    findings.append(_retention(chosen))
    findings += [*await _database(chosen, communities), *_channels(chosen)]
    if not offline:
        findings += await doctor_calls.findings(chosen, communities)
    return findings


def _communities(chosen: Settings) -> tuple[Communities, list[Finding]]:
    try:
        communities = community.load_all(chosen.community_dir, settings.environment())
    except errors.BadConfiguration as wrong:
        return Communities({}), [Finding("community", mistake, "correct that line") for mistake in wrong.mistakes]
    return communities, [Finding("community", _counted(one)) for one in communities.by_code.values()]


def _counted(one: roster.Community) -> str:
    told = f"{one.name}: {len(one.grids)} grids, {len(one.groups)} groups, {len(one.people)} people"
    words, categories = one.vocabulary.size, len(one.vocabulary.categories)
    return f"{told}, {words} words and {categories} categories of its own" if words or categories else told


def _gaps(communities: Communities) -> Iterator[Finding]:
    """What the file allows, but leaves somebody uncalled."""
    for one in communities.by_code.values():
        for grid in one.grids:
            if not grid.worker:
                yield Finding(f"grid {grid.code}", "nobody is its worker", f"name a worker in [[grids]] of {one.code}")
        for group in one.groups:
            if not group.webhook_key:
                yield Finding(f"group {group.name}", "no robot key", "without webhook_key nothing can be posted there")


def _dictionary() -> Finding:
    reader.warm()
    return Finding("dictionary", "loaded with its rules")


def _calendar(chosen: Settings) -> Finding:
    year = clock.from_setting(chosen.clock, chosen.timezone).now().year
    try:
        missing = holidays.load(chosen.holidays_file).missing((year, year + 1))
    except errors.BadConfiguration as wrong:
        return Finding("calendar", "; ".join(wrong.mistakes), "correct the file of LIANXIN_HOLIDAYS_FILE")
    told = f"holidays of {', '.join(str(one) for one in missing)} are not known: Monday to Friday is assumed"
    if missing == (year + 1,):
        return Finding("calendar", f"{told}; they are announced each November")
    todo = "update the chinesecalendar package, or name the days in LIANXIN_HOLIDAYS_FILE"
    return Finding("calendar", told, todo) if missing else Finding("calendar", "known")


def _retention(chosen: Settings) -> Finding:
    spans = ", ".join(f"{one.name} {getattr(chosen.keep, one.name).days}" for one in fields(chosen.keep))
    return Finding("retention", f"days kept: {spans}")


async def _database(chosen: Settings, communities: Communities) -> list[Finding]:
    async with engine.open_store(chosen.database_url) as database:
        try:
            await database.must_be_ready()
            await database.must_take_writes()
        except errors.StoreUnavailable as failure:
            told, _, todo = str(failure).partition(": ")
            return [Finding("database", told, todo or "look for it in the service's log"), *_disk(chosen)]
        zone = ZoneInfo(chosen.timezone)
        unlisted = [
            Finding(
                "group",
                f"{chat} wrote to us (last {seen.astimezone(zone):%Y-%m-%d %H:%M}) but no community lists it",
                "add it to [[groups]]",
            )
            for chat, seen in await database.unlisted()
        ]
        known = [Finding("database", f"answers and takes writes ({database.place})"), *_disk(chosen), *unlisted]
        known += [await _register(chosen, database), *await _given_up(chosen, database)]
        return [*known, *await _mute(chosen, communities, database)]


def _disk(chosen: Settings) -> Iterator[Finding]:
    """Only SQLite lies on this machine."""
    url = urls.normalise(chosen.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return
    folder = Path(url.database).resolve().parent
    if not folder.is_dir():  # told already
        return
    free = shutil.disk_usage(folder).free
    todo = "make room: what cannot be written is not acknowledged" if free < _ROOM else ""
    yield Finding("disk", f"{free / (1 << 30):.1f} GiB are free beside the database", todo)
    yield from _open_to_all(Path(url.database))


def _open_to_all(database: Path) -> Iterator[Finding]:
    """Residents' words, and secrets, are for the service's own user."""
    for file in (Path(".env"), database):
        if file.is_file() and file.stat().st_mode & 0o077:
            yield Finding("file", f"{file} can be read by other users of this machine", f"chmod 600 {file}")


async def _register(chosen: Settings, database: engine.Database) -> Finding:
    wrong = await troubles.of_register(database.gate, chosen.register_keys)
    told = wrong or ("its key opens it" if chosen.register_keys else "off (set LIANXIN_REGISTER_KEY)")
    return Finding("register", told, "set the key it was sealed with; without it nobody can read it" if wrong else "")


async def _given_up(chosen: Settings, database: engine.Database) -> list[Finding]:
    now = await clock.current(chosen.clock, chosen.timezone, database)
    found = await troubles.since(database.gate, now - _LATELY)
    aside = [
        Finding(
            "message",
            f"{number} was set aside after repeated failures ({error})",
            f"look for it in the log, mend the cause, then `lianxin retry {number}`",
        )
        for number, error in found.set_aside
    ]
    return [*aside, *[_barred(*one) for one in await troubles.barred(database.gate)], *_posts(found)]


def _barred(route: str, errcode: int | None, waiting: int) -> Finding:
    told = f"refused by the platform ({errcode}), {waiting} posts wait"
    todo = "correct the secret in .env or the trusted addresses in the console, then restart: they go out by themselves"
    return Finding(f"{route} messages", told, todo)


def _posts(found: troubles.Troubles) -> Iterator[Finding]:
    if found.failed or found.unknown or found.waiting:
        told = f"of those tried in the last 24 hours {found.failed} failed, of {found.unknown} nobody knows"
        told = f"{told}, {found.waiting} wait to be tried again"
        todo = "see which in `lianxin show outbox`, mend that channel; what failed needs `lianxin retry --posts`"
        yield Finding("posts", told, todo)
    if found.late:
        longest = max(found.late) // timedelta(minutes=1)
        yield Finding("posts", f"{len(found.late)} were sent late in the last 24 hours, by up to {longest} minutes")


async def _mute(chosen: Settings, communities: Communities, database: engine.Database) -> list[Finding]:
    """Robots that were gone when something was to be said."""
    now = await clock.current(chosen.clock, chosen.timezone, database)
    found = []
    for group in (group for one in communities.by_code.values() for group in one.groups):
        robot = channels.robot(communities, group.chat_id)
        if robot is None:
            continue
        lane = await database.queue.look(Route.ROBOT, group.chat_id, now, span=WINDOW, key=robot.identity)
        if lane.disabled:
            todo = "add it again with its new key; if it is back under the same, `lianxin retry --posts`"
            found.append(Finding(f"robot of {group.name}", "was gone, so nothing is said there for a day", todo))
    return found


def _channels(chosen: Settings) -> Iterator[Finding]:
    for one in channels.switches(chosen):
        half = one.begun and one.missing
        yield Finding(one.name, one.told, "set what is missing, or take the rest away" if half else "")
    if not (chosen.aibot_on or chosen.app_on or chosen.oa_on):
        yield Finding("channels", "none is on: nobody can reach the bot", "set the secrets of at least one channel")
