"""What becomes of a matter whose reporter answers 在哪栋楼？ with something else, in people's words."""

from datetime import timedelta

from bot.domain.tickets import State
from tests.builders import LEADER, RESIDENTS, RIDER, WANG, World


async def test_what_is_called_off_is_never_filed(world: World) -> None:
    assert "在哪栋楼" in await world.hears(WANG, "路灯坏了", RESIDENTS)
    assert "不记了" in await world.hears(WANG, "算了", RESIDENTS)
    await world.passes(timedelta(hours=5))
    assert world.store.state.tickets == {}


async def test_a_place_nobody_knows_is_found_by_the_leader(world: World) -> None:
    await world.hears(WANG, "路灯坏了", RESIDENTS)
    assert "#1 收到：照明" in await world.hears(WANG, "不知道", RESIDENTS)
    assert (world.ticket().place, world.ticket().assignee) == (None, LEADER)


async def test_two_matters_have_two_numbers_and_one_reply(world: World) -> None:
    await world.hears(WANG, "下水道堵了", RESIDENTS)
    said = await world.hears(WANG, "2栋电梯有异响", RESIDENTS)
    assert "#1 收到" in said
    assert "#2 收到：2栋" in said
    assert world.ticket(1).place is None
    await world.passes(timedelta(hours=5))
    assert len(world.store.state.tickets) == 2


async def test_an_order_is_taken_beside_the_matter_that_waits(world: World) -> None:
    await world.hears(WANG, "下水道堵了", RESIDENTS)
    said = await world.hears(WANG, "明天晚上两份饭", RESIDENTS)
    assert "#1 收到" in said
    assert "晚餐2份" in said


async def test_a_power_cut_is_no_address_and_the_order_is_not_lost(world: World) -> None:
    assert "饭送到哪栋楼" in await world.hears(RIDER, "明天中午三份送家里", RESIDENTS)
    said = await world.hears(RIDER, "我家停电了", RESIDENTS)
    assert "#1 收到：供电" in said
    assert "饭送到哪栋楼" in said
    assert "午餐3份，送到4栋1单元" in await world.hears(RIDER, "4栋1单元601", RESIDENTS)
    assert world.state() is State.ASSIGNED
