"""Rounds are counted; what was named on them becomes a ticket."""

from datetime import timedelta

from bot.domain import requests
from bot.domain.tickets import Kind
from tests.builders import BLOCK, CHEN, HOME, NINE, RESIDENTS, SECRETARY, STAFF, WANG, World

SUN = "sunayi"
WIRE = requests.OpenTicket("3栋2单元 飞线1处（巡查发现）", Kind.HAZARD, "charging", place=BLOCK)
FOUND = requests.LogPatrol("巡查 3栋2单元 飞线1处", BLOCK, 1, (WIRE,))
CLEAN = requests.LogPatrol("巡查 3栋2单元 没问题", BLOCK)


async def test_a_clean_round_is_counted_and_opens_nothing(world: World) -> None:
    assert "3栋2单元，没有问题" in await world.says(SUN, CLEAN, chat=STAFF)
    assert len(world.store.state.patrols) == 1
    assert not world.store.state.tickets


async def test_a_named_hazard_is_a_ticket_for_the_grid(world: World) -> None:
    said = await world.says(SUN, FOUND, chat=STAFF)
    assert "发现1处" in said
    assert "#1 " in said
    assert (world.ticket().category, world.ticket().assignee, world.ticket().reporter) == ("charging", CHEN, SUN)


async def test_hazards_only_counted_open_nothing_and_the_walker_is_told_how_to_name_them(world: World) -> None:
    said = await world.says(SUN, requests.LogPatrol("巡查 3栋 隐患2处", BLOCK, 2), chat=STAFF)
    assert "没说是什么" in said
    assert not world.store.state.tickets
    assert world.store.state.patrols[0].findings == 2


async def test_several_named_hazards_are_several_tickets_in_one_reply(world: World) -> None:
    clutter = requests.OpenTicket("3栋2单元 楼道杂物（巡查发现）", Kind.HAZARD, "fire_safety", place=BLOCK)
    said = await world.says(SUN, requests.LogPatrol("…", BLOCK, 2, (WIRE, clutter)), chat=STAFF)
    assert "#1 " in said
    assert "#2 " in said
    assert len(world.posts(STAFF)) == 2


async def test_residents_are_told_to_simply_say_what_is_wrong(world: World) -> None:
    assert "志愿者" in await world.says(WANG, FOUND, chat=RESIDENTS)
    assert not world.store.state.patrols
    assert not world.store.state.tickets


async def test_a_group_never_reads_the_door(world: World) -> None:
    said = await world.says(SUN, requests.LogPatrol("…", HOME), chat=RESIDENTS)
    assert "501" not in said
    assert "501" not in world.store.state.patrols[0].place


async def test_everybody_sees_their_own_count_of_month_and_year() -> None:
    world = World(start=NINE - timedelta(days=40))
    await world.says(SUN, FOUND, chat=STAFF)
    world.clock.set(NINE)
    await world.says(SUN, CLEAN, chat=STAFF)
    await world.says(CHEN, CLEAN, chat=STAFF)
    said = await world.says(SUN, requests.ShowMyPatrols(), chat=STAFF)
    assert said.startswith("您本月巡查 1 次，发现隐患 0 处；今年 2 次，1 处。")


async def test_the_secretary_reads_them_among_the_figures_by_grid(world: World) -> None:
    await world.says(SUN, FOUND, chat=STAFF)
    world.clock.set(NINE + timedelta(minutes=1))
    assert "巡查 1 次，发现隐患 1 处" in await world.says(SECRETARY, requests.ShowStatistics())
    assert "巡查" not in await world.says(SECRETARY, requests.ShowStatistics(grid="g2"))


async def test_what_was_put_right_on_the_spot_is_counted_and_nobody_is_sent(world: World) -> None:
    said = await world.hears(CHEN, "我今天巡查了3栋，楼道有杂物，已经清理", chat=STAFF)
    assert said.startswith("巡查记下了：3栋，发现1处，当场处理了，不再派人。辛苦了。")
    assert world.store.state.patrols[0].findings == 1
    assert not world.store.state.tickets


async def test_several_buildings_are_all_told(world: World) -> None:
    assert "巡查记下了：1-4栋，没有问题" in await world.hears(CHEN, "巡查1-4栋，没问题", chat=STAFF)
