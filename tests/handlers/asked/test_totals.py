"""What is counted that is no ticket: with span and definition, and of each person 1:1 only."""

from datetime import datetime, timedelta

import pytest

from bot.domain import points, requests
from bot.domain.requests import ShowTotal, Total
from tests.builders import CHEN, LEADER, LI, RESIDENTS, SECRETARY, STAFF, WANG, World

SPAN = "本月（11月1日周日—11月23日周一）"


async def earned(world: World, person: str, amount: int, ticket: int, at: datetime) -> None:
    async with world.store.work() as work:
        await work.points.enter(points.hold(world.place.code, ticket, person, amount, at, ""))
        await work.points.enter(points.post(world.place.code, ticket, person, amount, at, ""))


@pytest.fixture
async def paid(world: World) -> World:
    """Ten of Wang's, of which five come back; five of Li's, five of a stranger's; five of the month before."""
    now = world.clock.now()
    await earned(world, WANG, 10, 1, now)
    await earned(world, LI, 6, 2, now)
    await earned(world, "oa:stranger", 5, 3, now)
    await earned(world, WANG, 5, 4, now - timedelta(days=30))
    async with world.store.work() as work:
        await work.points.enter(points.take_back(world.place.code, 1, WANG, 5, now, "误报"))
    return world


async def test_points_are_told_with_what_came_back_and_what_is_meant(paid: World) -> None:
    said = await paid.says(SECRETARY, ShowTotal(Total.POINTS))
    assert said.startswith(f"{SPAN}发出积分 21分，收回 5分。\n口径：发出=")
    assert "11月积分" not in await paid.says(SECRETARY, ShowTotal(Total.POINTS), chat=RESIDENTS)


async def test_who_has_earned_most_is_told_to_the_secretary_alone(paid: World) -> None:
    asked = ShowTotal(Total.POINTS, ranked=True)
    said = (await paid.says(SECRETARY, asked)).splitlines()
    assert said[:4] == [
        f"{SPAN}积分最多的：李大爷，6分。",
        "1. 李大爷 6分",
        "2. 王阿姨 5分",
        "没登记姓名的1人，一共5分。",
    ]
    assert "stranger" not in "".join(said)
    assert "私聊" in await paid.says(SECRETARY, asked, chat=STAFF)
    for person in (LEADER, CHEN, WANG):
        assert "李大爷" not in await paid.says(person, asked)
    assert "21分" not in await paid.says(LEADER, ShowTotal(Total.POINTS))


async def test_nothing_is_said_to_be_nothing(world: World) -> None:
    assert "发出积分 0分。" in await world.says(SECRETARY, ShowTotal(Total.POINTS))
    assert "还没有人得积分" in await world.says(SECRETARY, ShowTotal(Total.POINTS, ranked=True))
    assert "还没有登记的巡查" in await world.says(SECRETARY, ShowTotal(Total.PATROLS, ranked=True))


async def test_patrols_are_counted_for_those_who_head_the_walkers(world: World) -> None:
    for _ in range(2):
        await world.says(CHEN, requests.LogPatrol("巡查 3栋 飞线1处", None, 1), chat=STAFF)
    assert f"{SPAN}巡查 2次，发现隐患 2处。\n口径：" in await world.says(LEADER, ShowTotal(Total.PATROLS))
    assert "1. 陈静 2次" in await world.says(LEADER, ShowTotal(Total.PATROLS, ranked=True))
    assert "2次" not in await world.says(CHEN, ShowTotal(Total.PATROLS))


async def test_the_same_is_asked_of_another_month_right_after(paid: World) -> None:
    await paid.hears(SECRETARY, "这个月积分发了多少")
    assert (await paid.hears(SECRETARY, "上个月呢")).startswith("上个月（10月1日周四—10月31日周六）发出积分 5分。")


async def test_what_somebody_has_is_told_to_the_secretary_alone(paid: World) -> None:
    assert (await paid.hears(SECRETARY, "王阿姨多少分")).startswith("王阿姨现在有10积分。\n口径：")
    assert "私聊" in await paid.hears(SECRETARY, "王阿姨多少分", chat=STAFF)
    assert "10积分" not in await paid.hears(LEADER, "王阿姨多少分")
