"""A wrong place is put right by whoever named it."""

from bot.domain.tickets import Move, State
from tests.builders import CHEN, LIGHT, LIU, RESIDENTS, RESIDENTS_2, WANG, World, bodies


async def test_the_worker_hears_where_it_is_instead(world: World) -> None:
    await world.reported()
    assert "#1 改好了：4栋 照明" in await world.hears(WANG, "说错了 是4栋", RESIDENTS)
    assert "说错了 是4栋" in bodies(world.posts())[-1]
    place = world.ticket().place
    assert place is not None
    assert (place.building, world.ticket().assignee) == ("4", CHEN)


async def test_in_another_grid_it_is_another_worker_s(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.hears(WANG, "说错了 是5栋", RESIDENTS)
    assert (world.ticket().assignee, world.state(), world.ticket().round) == (LIU, State.ASSIGNED, 1)
    assert any("5栋 照明" in one for one in bodies(world.posts()))


async def test_with_nothing_open_there_is_nothing_to_put_right(world: World) -> None:
    assert "我能帮您记" in await world.hears(WANG, "不是3栋 是4栋", RESIDENTS_2)


async def test_a_ticket_that_is_done_stays_where_it_was(world: World) -> None:
    await world.reported(LIGHT)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.hears(WANG, "满意", RESIDENTS)
    await world.hears(WANG, "说错了 是4栋", RESIDENTS)
    place = world.ticket().place
    assert place is not None
    assert place.building == "3"


async def test_the_first_place_after_all(world: World) -> None:
    await world.hears(WANG, "3栋门口灯坏了")
    await world.hears(WANG, "不对 是4栋门口")
    await world.hears(WANG, "哎呀还是3栋 老糊涂了")
    place = world.ticket().place
    assert place is not None
    assert place.building == "3"
