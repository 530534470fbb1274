"""Entries too old to be kept under a name lose it; no balance changes, and nothing is paid twice."""

import asyncio
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, select

from bot.domain import points
from bot.domain.keeping import GONE
from storage import schema, verify
from storage.engine import Database, open_store
from tests.contracts.values import DAY, HOME, NOW, SECOND
from tests.storage.retaining import delete_old


async def expire(database: Database, age: timedelta) -> int:
    return await delete_old(database, NOW + age)


async def rows(database: Database, table: Table) -> list[Any]:
    async with database.gate.reading() as connection:
        return list((await connection.execute(select(table).order_by(table.c.id))).all())


async def entered(database: Database, *transfers: points.Transfer) -> None:
    async with database.store.work() as work:
        for one in transfers:
            assert await work.points.enter(one)


async def balance(database: Database, account: str) -> int:
    async with database.store.work() as work:
        return await work.points.balance(HOME, account)


async def test_points_of_ten_years_ago_are_carried_over_without_a_name(database: Database) -> None:
    later = NOW + 365 * DAY
    await entered(
        database,
        points.hold(HOME, 1, "wang", 5, NOW, "#1"),
        points.post(HOME, 1, "wang", 5, NOW, "#1"),
        points.hold(HOME, 2, "wang", 2, later, "#2"),
        points.post(HOME, 2, "wang", 2, later, "#2"),
    )
    assert await expire(database, 3650 * DAY) == 0
    assert await expire(database, 3650 * DAY + SECOND) == 3
    assert await balance(database, "person:wang") == 7
    assert await verify.findings(database.gate) == []
    async with database.store.work() as work:
        mine = await work.points.entries(HOME, "person:wang", 9)
        assert [(one.state, entry.amount) for one, entry in mine] == [("carried", 5), ("posted", 2)]
        assert await work.points.earned_since(HOME, "wang", NOW + 3000 * DAY) == 0
        assert not await work.points.enter(points.hold(HOME, 1, "wang", 5, NOW, "again"))
    assert await expire(database, 3650 * DAY + SECOND) == 0


async def test_two_processes_that_tidy_up_at_once_do_it_once(database: Database, url: str) -> None:
    await entered(database, points.hold(HOME, 1, "wang", 5, NOW, "#1"), points.post(HOME, 1, "wang", 5, NOW, "#1"))
    async with open_store(url) as other:
        await asyncio.gather(*(expire(each, 3651 * DAY) for each in (database, other)))
    assert await balance(database, "person:wang") == 5
    carried = [one for one in await rows(database, schema.transfers) if one.state == "carried"]
    assert len(carried) == 1
    assert await verify.findings(database.gate) == []


async def test_points_of_somebody_who_spent_them_all_leave_no_name(database: Database) -> None:
    await entered(database, points.hold(HOME, 1, "wang", 5, NOW, "#1"), points.give_back(HOME, 1, "wang", 5, NOW, "#1"))
    assert await expire(database, 3651 * DAY) == 2
    assert {one.account.partition(":")[2][:5] for one in await rows(database, schema.entries)} == {"", GONE}
    assert len(await rows(database, schema.transfers)) == 2
    assert await verify.findings(database.gate) == []


async def test_a_reward_still_held_after_ten_years_keeps_its_name(database: Database) -> None:
    await entered(database, points.hold(HOME, 1, "wang", 5, NOW, "#1"))
    assert await expire(database, 3651 * DAY) == 0
    assert await balance(database, "held:wang") == 5
