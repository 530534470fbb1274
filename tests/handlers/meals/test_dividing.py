"""A part of an order elsewhere; what is said of all the meals that were ordered at once."""

from tests.builders import LI, RESIDENTS, WANG, ZHOU, World


async def test_a_part_goes_to_another_door_and_no_portion_is_lost(world: World) -> None:
    await world.hears(ZHOU, "明天中午两份", RESIDENTS)
    await world.hears(ZHOU, "其中一份送到3栋1单元202", RESIDENTS)
    assert (await world.hears(ZHOU, "我的订餐", RESIDENTS)).count("午餐1份") == 2


async def test_the_whole_of_it_goes_there_where_no_part_is_left(world: World) -> None:
    await world.hears(ZHOU, "明天中午一份", RESIDENTS)
    await world.hears(ZHOU, "其中一份送到3栋1单元202", RESIDENTS)
    assert (await world.hears(ZHOU, "我的订餐", RESIDENTS)).count("午餐1份") == 1


async def test_home_is_said_of_every_day_that_was_ordered_at_once(world: World) -> None:
    await world.hears(LI, "每天中午订一份")
    said = await world.hears(LI, "送家里")
    assert said.count("送到5栋1单元101") == 5


async def test_somebody_else_s_no_leaves_ones_own_meal(world: World) -> None:
    await world.hears(WANG, "明天中午一份", RESIDENTS)
    await world.hears(WANG, "帮4栋601周姐也订一份", RESIDENTS)
    assert "取消了" in await world.hears(WANG, "周姐说不要了", RESIDENTS)
    assert (await world.hears(WANG, "我的订餐", RESIDENTS)).count("午餐1份") == 1


async def test_who_cannot_eat_orders_nothing(world: World) -> None:
    await world.hears(LI, "今天中午一份")
    assert "取消了" in await world.hears(LI, "今天中午吃不了了 上医院")
