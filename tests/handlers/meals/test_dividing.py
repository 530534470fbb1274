"""A part of an order elsewhere; what is said of all the meals that were ordered at once."""

from datetime import timedelta

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


async def test_a_building_that_is_not_there_is_asked_about(world: World) -> None:
    assert "饭送到哪栋楼" in await world.hears(ZHOU, "明天中午一份送到9栋", RESIDENTS)
    assert "送到4栋" in await world.hears(ZHOU, "4栋1单元601", RESIDENTS)


async def test_a_week_from_a_day_is_seven_meals_of_which_one_can_be_left_out(world: World) -> None:
    assert "共84元" in await world.hears(ZHOU, "明天起一周中午都要一份", RESIDENTS)
    assert "11月25日周三" in await world.hears(ZHOU, "周三那天不要", RESIDENTS)


async def test_two_of_whom_one_is_the_speaker_are_two_portions(world: World) -> None:
    assert "午餐2份" in await world.hears(ZHOU, "我妈清真 我一般 各一份 明天中午", RESIDENTS)


async def test_whether_there_is_still_time_orders_nothing(world: World) -> None:
    assert "10:00前订" in await world.hears(ZHOU, "刚才忘订饭了 还来得及不", RESIDENTS)
    assert "没有订餐" in await world.hears(ZHOU, "我的订餐", RESIDENTS)


async def test_after_the_cut_off_the_phone_is_said_one_to_one(world: World) -> None:
    await world.hears(ZHOU, "今天中午一份")
    await world.passes(timedelta(hours=2))
    assert "13900000005" in await world.hears(ZHOU, "今天中午改两份")
    assert "13900000005" not in await world.hears(ZHOU, "今天中午改两份", RESIDENTS)


async def test_who_comes_later_or_sends_somebody_is_told_to_the_canteen(world: World) -> None:
    await world.hears(ZHOU, "今天中午一份", RESIDENTS)
    await world.passes(timedelta(hours=3, minutes=20))
    for said in ("没去拿 能晚点拿吗", "我临时有事 让小孙帮我拿", "送来的是别人的"):
        assert "告诉食堂" in await world.hears(ZHOU, said, RESIDENTS)
