"""A building that the community does not have is asked about once, and never filed as if it were there."""

from datetime import timedelta

import pytest

from bot.domain.requests import OpenTicket
from bot.domain.tickets import Kind, State
from bot.domain.urgency import Urgency
from tests.builders import LEADER, RESIDENTS, RIDER, WANG, ZHOU, World, changed

WHICH = "我们这里没有9栋。是哪一栋？"


async def test_a_building_that_is_not_there_is_asked_about(world: World) -> None:
    assert (await world.hears(ZHOU, "9栋灯坏了", RESIDENTS)).startswith(WHICH)
    assert "#1 收到：4栋 照明" in await world.hears(ZHOU, "哦说错了 4栋", RESIDENTS)


@pytest.mark.parametrize("said", ["就是9栋啊", "不知道"])
async def test_it_is_asked_once_and_then_the_leader_s_to_find_out(world: World, said: str) -> None:
    await world.hears(ZHOU, "9栋灯坏了", RESIDENTS)
    assert "#1 收到" in await world.hears(ZHOU, said, RESIDENTS)
    place = world.ticket().place
    assert place is not None
    assert (place.building, place.landmark) == (None, "9栋")
    assert world.ticket().assignee == LEADER


async def test_a_fire_there_waits_for_no_answer(world: World) -> None:
    assert "119" in await world.hears(ZHOU, "9栋着火了", RESIDENTS)
    assert (world.state(), world.ticket().urgency) == (State.ASSIGNED, Urgency.RED)


async def test_nothing_is_asked_where_the_file_does_not_list_the_buildings(world: World) -> None:
    grids = tuple(changed(one, buildings=()) for one in world.place.grids)  # type: ignore[arg-type]
    elsewhere = World(changed(world.place, grids=grids))
    assert "#1 收到：9栋" in await elsewhere.hears(ZHOU, "9栋灯坏了", RESIDENTS)


async def test_a_unit_alone_is_of_ones_own_building_or_asked_about(world: World) -> None:
    assert "#1 收到：4栋2单元" in await world.hears(ZHOU, "2单元灯坏了", RESIDENTS)
    assert "在哪栋楼" in await world.hears(RIDER, "2单元灯坏了", RESIDENTS)
    assert "#2 收到：3栋2单元" in await world.hears(RIDER, "3栋的", RESIDENTS)


async def test_a_wish_is_asked_about_too(world: World) -> None:
    wish = OpenTicket("想在9栋楼下装个椅子", Kind.WISH, "facilities")
    assert "收到" in await world.says(ZHOU, wish, chat=RESIDENTS)
    assert (await world.hears(ZHOU, "希望在9栋楼下装个椅子", RESIDENTS)).startswith(WHICH)


async def test_a_place_told_hours_after_we_asked_is_where_it_is(world: World) -> None:
    await world.hears(WANG, "路灯坏了", RESIDENTS)
    await world.passes(timedelta(hours=5))
    await world.hears(WANG, "超市门口", RESIDENTS)
    place = world.ticket().place
    assert place is not None
    assert place.landmark == "超市门口"


@pytest.mark.parametrize("said", ["今天包饺子", "我在地铁上", "晚上好", "还没吃饭呢"])
async def test_what_is_no_place_is_none_then_either(world: World, said: str) -> None:
    await world.hears(WANG, "路灯坏了", RESIDENTS)
    await world.passes(timedelta(hours=5))
    await world.hears(WANG, said, RESIDENTS)
    assert world.ticket().place is None
