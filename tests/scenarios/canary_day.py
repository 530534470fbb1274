"""A random day with the canaries in the town, and what of them surfaced where it must not."""

import json
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
from sqlalchemy import select

from bot import ports
from bot.domain import ties
from bot.domain.leaves import Duty
from bot.domain.tickets import Ticket
from bot.sandbox import stage
from storage import engine, listing
from storage.schema import steps
from tests.builders import SECRETARY, example
from tests.scenarios import canaries
from tests.scenarios.canaries import CANARIES
from tests.scenarios.town import BEGIN, LEISURE, Town
from tests.scenarios.wiretap import KEY, Received, Wiretap

LINES = 45
HOURS = (0.2, 1, 5)
PLACE = example()
#: What a member of staff asks who wants to see the register.
REGISTER = ("户卡", "码")


@dataclass
class Day:
    """`knows`: of each person the values they may read when alone: what they said, and what their tickets are about.

    `about`: of each ticket the values it is about; `codes`: the finder's codes by name; `_stood`: how far the history
    of each ticket went.
    """

    town: Town
    tap: Wiretap
    database: engine.Database
    codes: Mapping[str, str]
    knows: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    about: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    _stood: Counter[int] = field(default_factory=Counter)

    async def hears(self, line: canaries.Line) -> None:
        said = set(canaries.leaks(line.text))
        self.knows[line.who] |= said
        for person, secrets in _called_by(line.text, self.codes).items():
            self.knows[person] |= secrets
        if line.chat == "oa":
            await self.town.sandbox.platform.say_to_account(f"openid-{line.who}", line.text)
        elif line.chat:
            await self.town.group(line.who, line.text, chat=line.chat)
        else:
            await self.town.alone(line.who, line.text)
        await self.town.later(seconds=4)
        await self._tie(said)

    async def hours_pass(self, hours: float) -> None:
        """A question that nobody answered becomes a ticket meanwhile."""
        await self.town.later(hours=hours)
        await self._tie(set())

    async def _tie(self, said: set[str]) -> None:
        """A ticket is about what was said of it; whoever is tied to it now may know that ever after."""
        async with self.database.store.work() as work:
            number = 1
            while ticket := await work.tickets.get(PLACE.code, number):
                steps_made = len(await work.tickets.history(PLACE.code, number))
                if steps_made > self._stood[number]:
                    self.about[number] |= said | {*canaries.leaks(ticket.text)} | _household(ticket)
                self._stood[number] = steps_made
                for person in await _tied(work, ticket):
                    self.knows[person] |= self.about[number] | self.about[ticket.merged_into or number]
                number += 1


def _called_by(said: str, codes: Mapping[str, str]) -> dict[str, set[str]]:
    """Whoever finds somebody by the code, however they say it, calls those who answer for that home; they are told."""
    found = [one for one in CANARIES if said == f"码 {codes[one.name]}"]
    grids = {one.userid: PLACE.grid_of_building(one.building) for one in found}
    return {
        person: set(one.secrets(canaries.ALL))
        for one in found
        if (grid := grids[one.userid])
        for person in (grid.worker, grid.leader)
    }


def _household(ticket: Ticket) -> set[str]:
    """Everything about whoever reported it or lives at its door."""
    door = (ticket.place.building, ticket.place.room) if ticket.place else None
    concerned = [one for one in CANARIES if one.userid == _human(ticket.reporter) or (one.building, one.room) == door]
    return {secret for one in concerned for secret in one.secrets(canaries.ALL)}


async def _tied(work: ports.Work, ticket: Ticket) -> set[str]:
    everybody = {one.userid for one in PLACE.people} | {ticket.reporter}
    joined = {one.person for one in await work.tickets.supporters(PLACE.code, ticket.number)}
    return {_human(one) for one in everybody | joined if one in joined or ties.actors(ticket, one, PLACE, Duty())}


def _human(person: str) -> str:
    """One and the same, by whichever channel."""
    return person.removeprefix("oa:openid-")


@asynccontextmanager
async def played(folder: Path, seed: int, lines: int = LINES) -> AsyncIterator[Day]:
    """The day that the seed decides, to its end and the morning after."""
    tap = Wiretap()
    async with stage.raised(folder, canaries.community_file(folder), BEGIN, 0, tap.service, leisure=LEISURE) as sandbox:
        town = Town(sandbox, f"sqlite:///{folder / 'demo.sqlite3'}")
        tap.listen(sandbox)
        async with engine.open_store(town.database_url, KEY) as database:
            codes = await registered(database)
            day = Day(town, tap, database, codes)
            for line in canaries.LIFTED:
                await day.hears(line)
            for index, line in enumerate(canaries.random_day(seed, lines, codes)):
                await day.hears(line)
                if index % 15 == 14:
                    await day.hours_pass(HOURS[index // 15 % 3])
            await day.hours_pass(24)
            yield day


async def registered(database: engine.Database) -> dict[str, str]:
    """The canaries are in the register; their codes by name."""
    people = canaries.residents(PLACE.code)
    async with database.store.work() as work:
        await work.register.put(people, by="admin", now=BEGIN)
        doors = [(one.community, one.building, one.unit, one.room) for one in people]
        found = [one for door in doors for one in await work.register.at_door(*door, by="admin", now=BEGIN)]
    return {one.name: one.code for one in found}


# What surfaced ---------------------------------------------------------------------------------


async def surfaced(day: Day, logged: str) -> list[str]:
    """Every breach, in words."""
    found = [*_in_groups(day), *_to_one(day)]
    for where, text in (("log", logged), ("metrics", await metrics(day)), ("show", await shown(day))):
        secrets = [*canaries.leaks(text), *(mark for mark in canaries.UNMISTAKABLE if mark in text)]
        found += [f"{where}: {secret}" for secret in secrets]
    return found


def _in_groups(day: Day) -> Iterator[str]:
    """What the bytes say, and what is seen on the screen; a mark is a word like others in the frame of a message."""
    seen = [Received(line.chat, line.text) for line in day.town.said_by_bot() if ":" not in line.chat]
    for one in [one for one in day.tap.received if not one.person] + seen:
        kinds = canaries.ALL if one.where in canaries.RESIDENT_GROUPS else canaries.NEVER_IN_GROUPS
        marks = canaries.UNMISTAKABLE if one not in seen else canaries.MARKS
        for secret in (*canaries.leaks(one.raw, kinds), *(mark for mark in marks if mark in one.raw)):
            yield f"{one.where}: {secret} in {one.raw}"


def _to_one(day: Day) -> Iterator[str]:
    for one in (one for one in day.tap.received if one.person and one.person != SECRETARY):
        own = {secret for canary in CANARIES if canary.userid == one.person for secret in canary.secrets(canaries.ALL)}
        looked_up = one.person in canaries.WORKERS and one.asked.startswith(REGISTER)
        strange = set() if looked_up else {*canaries.leaks(one.raw)} - own - day.knows[one.person]
        yield from (f"{one.where}: {secret} in {one.raw}" for secret in strange)


async def metrics(day: Day) -> str:
    async with aiohttp.ClientSession() as session, session.get(f"{day.town.sandbox.world.origin}/metrics") as page:
        return await page.text()


async def shown(day: Day) -> str:
    """Everything `lianxin show` prints without --private."""
    view = listing.View(ZoneInfo("Asia/Shanghai"))
    rows = [row for what in listing.SHOWN async for row in listing.rows(day.database.gate, what, view)]
    for row in rows:
        row.pop("msgid", None)  # random letters and digits of the platform
    return json.dumps(rows, ensure_ascii=False)


async def lifted(day: Day, ground: str) -> int:
    """How many tickets became more urgent for that reason: that there is something to leak."""
    async with day.database.gate.reading() as connection:
        rows = await connection.execute(select(steps.c.reason).where(steps.c.move == "raise"))
        return sum(ground in one.reason.split() for one in rows)
