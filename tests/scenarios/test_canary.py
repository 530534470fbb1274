"""Names, phones, ID numbers, rooms, plates and illnesses are planted; nothing of them may surface where it must not."""

import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import pytest
import structlog
from aiohttp import web
from pydantic import SecretStr
from sqlalchemy import select

from bot import logs
from bot.sandbox import demo, stage
from bot.sandbox.transcript import Source
from bot.settings import Settings
from storage import engine, listing
from storage.schema import steps
from tests.scenarios import canaries
from tests.scenarios.town import BEGIN, Town

SEEDS = (1, 6, 10)
LINES = 45
HOURS = (0.2, 1, 5)
KEY = "Zm9yLXRlc3RzLW9ubHktMzItYnl0ZXMtbG9uZyEhISE="


@pytest.fixture
def loud_logs() -> Iterator[None]:
    """A logger keeps the level and the stream it was first used with: forgotten before, so that all is heard, and
    after, since the stream is gone then."""
    _forget_loggers()
    yield
    _forget_loggers()
    structlog.reset_defaults()


def _forget_loggers() -> None:
    proxy = type(structlog.get_logger())
    for module in list(sys.modules.values()):
        for log in (getattr(module, name, None) for name in ("log", "_log")):
            if isinstance(log, proxy):
                vars(log).pop("bind", None)


async def loud(settings: Settings) -> web.Application:
    """The real service, with the register open and nothing too small for its log."""
    built = await demo.service(settings.model_copy(update={"register_key": SecretStr(KEY)}))
    logs.configure("debug")
    return built


@asynccontextmanager
async def played(folder: Path, seed: int) -> AsyncIterator[Town]:
    """A random day with the canaries, to its end and the morning after."""
    async with stage.raised(folder, canaries.community_file(folder), BEGIN, 0, loud) as sandbox:
        town = Town(sandbox, f"sqlite:///{folder / 'demo.sqlite3'}")
        codes = await registered(town)
        for line in canaries.LIFTED:
            await said(town, line)
        for index, line in enumerate(canaries.random_day(seed, LINES, codes)):
            await said(town, line)
            if index % 15 == 14:
                await town.later(hours=HOURS[index // 15 % 3])
        await town.later(hours=24)
        yield town


async def registered(town: Town) -> dict[str, str]:
    """The canaries are in the register; their codes by name."""
    people = canaries.residents("xingfuli")
    async with engine.open_store(town.database_url, KEY) as database, database.store.work() as work:
        await work.register.put(people, by="admin", now=BEGIN)
        doors = [(one.community, one.building, one.unit, one.room) for one in people]
        found = [one for door in doors for one in await work.register.at_door(*door, by="admin", now=BEGIN)]
    return {one.name: one.code for one in found}


async def said(town: Town, line: canaries.Line) -> None:
    if line.chat == "oa":
        await town.sandbox.platform.say_to_account(f"openid-{line.who}", line.text)
    elif line.chat:
        await town.group(line.who, line.text, chat=line.chat)
    else:
        await town.alone(line.who, line.text)
    await town.later(seconds=4)


async def metrics(town: Town) -> str:
    async with aiohttp.ClientSession() as session, session.get(f"{town.sandbox.world.origin}/metrics") as page:
        return await page.text()


async def shown(town: Town) -> str:
    """Everything `lianxin show` prints without --private."""
    view = listing.View(ZoneInfo("Asia/Shanghai"))
    async with engine.open_store(town.database_url) as database:
        rows = [row for what in listing.SHOWN async for row in listing.rows(database.gate, what, view)]
    for row in rows:
        row.pop("msgid", None)  # random letters and digits of the platform
    return json.dumps(rows, ensure_ascii=False)


async def lifted(town: Town, ground: str) -> int:
    """How many tickets became more urgent for that reason: that there is something to leak."""
    async with engine.open_store(town.database_url) as database, database.gate.reading() as connection:
        rows = await connection.execute(select(steps.c.reason).where(steps.c.move == "raise"))
        return sum(ground in one.reason.split() for one in rows)


@pytest.mark.usefixtures("loud_logs")
@pytest.mark.parametrize("seed", SEEDS)
async def test_what_is_private_surfaces_in_no_group_log_or_figure(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], seed: int
) -> None:
    found: list[tuple[str, list[str], str]] = []
    async with played(tmp_path, seed) as town:
        heard = [line for line in town.said_by_bot() if ":" not in line.chat]
        for line in heard:
            kinds = canaries.ALL if line.chat in canaries.RESIDENT_GROUPS else canaries.NEVER_IN_GROUPS
            found += [(line.chat, some, line.text) for some in [canaries.leaks(line.text, kinds)] if some]
            found += [(line.chat, [mark], line.text) for mark in canaries.MARKS if mark in line.text]
        assert {line.source for line in heard} >= {Source.REPLY, Source.PUSH}
        figures, listed = await metrics(town), await shown(town)
        assert await lifted(town, "person")
    logged = "".join(capfd.readouterr())
    assert not found
    assert '"action"' in logged
    for where in (logged, figures, listed):
        assert not canaries.leaks(where, canaries.ALL)
        assert not [mark for mark in ("住户需要照顾", "yellow person", "独居") if mark in where]
