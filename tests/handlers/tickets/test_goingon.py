"""What is said right after one's own report belongs to it."""

from datetime import timedelta

import pytest

from bot.domain.tickets import Move
from bot.domain.urgency import Urgency
from tests.builders import CHEN, RESIDENTS, STAFF, WANG, ZHOU, World

ADDED = "#1 补充的已经加上了"
LAMP = "3栋门口的灯不亮了"


@pytest.mark.parametrize(
    "said",
    [
        "那个灯是门口左边那个",
        "三天了",
        "晚上看不见很危险的",
        "先拿个东西挡一下也好啊",
        "我后天才在家",
        "我电话换了 13812345678",
    ],
)
async def test_what_is_no_matter_by_itself_is_added(world: World, said: str) -> None:
    await world.hears(WANG, LAMP, RESIDENTS)
    assert (await world.hears(WANG, said, RESIDENTS)).startswith(ADDED)


@pytest.mark.parametrize(
    "said", ["另外楼道里太危险了", "我离婚了", "哈哈哈", "4栋电梯坏了", "明天中午一份饭", "哪里能打疫苗", "谢谢"]
)
async def test_another_matter_a_question_or_thanks_is_not(world: World, said: str) -> None:
    await world.hears(WANG, LAMP, RESIDENTS)
    assert ADDED not in await world.hears(WANG, said, RESIDENTS)


async def test_it_does_not_go_on_for_long_nor_for_anybody_else(world: World) -> None:
    await world.hears(WANG, LAMP, RESIDENTS)
    assert ADDED not in await world.hears(ZHOU, "三天了", RESIDENTS)
    await world.passes(timedelta(minutes=11))
    assert ADDED not in await world.hears(WANG, "三天了", RESIDENTS)


async def test_when_somebody_comes_is_a_question_about_it(world: World) -> None:
    await world.hears(WANG, LAMP, RESIDENTS)
    assert "已派单" in await world.hears(WANG, "师傅几点到 我要出门买菜", RESIDENTS)


async def test_that_it_was_nothing_is_told_to_whoever_goes(world: World) -> None:
    await world.hears(ZHOU, "楼道里有味道", RESIDENTS)
    await world.hears(ZHOU, "没事了是炒辣椒", RESIDENTS)
    assert "报告人说已经好了" in world.posts(STAFF)[-1].body


async def test_somebody_who_has_not_looked_yet_is_left_in_peace(world: World) -> None:
    await world.hears(WANG, LAMP, RESIDENTS)
    await world.moved(Move.ACCEPT, Move.RESOLVE, person=CHEN)
    assert not await world.hears(WANG, "我还没回去看 晚上回你", RESIDENTS)
    assert "办结了" in await world.hears(WANG, "试了 行", RESIDENTS)


async def test_after_an_order_it_is_said_of_the_meal(world: World) -> None:
    await world.hears(WANG, LAMP, RESIDENTS)
    await world.hears(WANG, "明天中午一份", RESIDENTS)
    assert ADDED not in await world.hears(WANG, "就够了", RESIDENTS)


@pytest.mark.parametrize(
    ("lines", "advice"),
    [
        (("楼顶有人", "坐在边上", "好像要跳"), "110"),
        (("家里跳闸一推就跳", "有糊味"), "119"),
        (("我家隔壁好几天臭味", "他一个人住的", "敲门没反应"), "120"),
    ],
)
async def test_lines_that_together_tell_of_a_danger_ring(world: World, lines: tuple[str, ...], advice: str) -> None:
    said = [await world.hears(WANG, one, RESIDENTS) for one in lines]
    assert not said[0].startswith("⚠️")
    assert any(one.startswith("⚠️") and advice in one for one in said[1:])
    assert any(one.urgency is Urgency.RED for one in world.store.state.tickets.values())


@pytest.mark.parametrize("said", ["三天了", "打我这个号", "我后天才在家", "晚上看不见很危险的"])
async def test_lines_that_tell_of_none_ring_nobody(world: World, said: str) -> None:
    await world.hears(WANG, LAMP, RESIDENTS)
    assert not (await world.hears(WANG, said, RESIDENTS)).startswith("⚠️")


async def test_a_good_end_and_a_bin_that_stinks_ring_nobody(world: World) -> None:
    for told in ("4栋1单元有人拉线给电瓶车充电", "昨天还冒烟了", "现在没有了"):
        assert not (await world.hears(ZHOU, told, RESIDENTS)).startswith("⚠️")
    for told in ("2栋楼下垃圾桶满了三天没人收", "都臭了"):
        assert not (await world.hears(WANG, told, RESIDENTS)).startswith("⚠️")


@pytest.mark.parametrize("said", ["我都睡不着", "刮大风呢"])
async def test_how_bad_it_is_belongs_to_what_was_just_reported(world: World, said: str) -> None:
    await world.hears(WANG, "3栋门口那棵树枝快掉下来了", RESIDENTS)
    assert ADDED in await world.hears(WANG, said, RESIDENTS)


@pytest.mark.parametrize("chat", ["", RESIDENTS])
async def test_whom_one_has_asked_is_no_quarrel_with_them(world: World, chat: str) -> None:
    await world.hears(WANG, "3栋没热水了", chat)
    assert (await world.hears(WANG, "整栋都没有 我问了对门", chat)).startswith(ADDED)


@pytest.mark.parametrize("said", ["天天晚上拖桌子", "我拿拖把捅天花板他还骂我", "讲咗好多次都唔听"])
async def test_what_neighbours_do_stays_with_the_complaint_about_them(world: World, said: str) -> None:
    await world.hears(WANG, "我要告我们楼上")
    assert (await world.hears(WANG, said)).startswith(ADDED)
    assert world.posts(STAFF) == []


async def test_what_somebody_does_is_not_added_to_a_lamp(world: World) -> None:
    await world.hears(WANG, LAMP)
    await world.hears(WANG, "楼上又在骂人打人")
    assert len(world.store.state.tickets) == 2
