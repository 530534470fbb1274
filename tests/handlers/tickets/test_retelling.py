"""Frightened people type one emergency in many short lines: it is one red ticket."""

from datetime import timedelta

import pytest

from tests.builders import LI, RESIDENTS, RESIDENTS_2, WANG, ZHOU, World, bodies


@pytest.mark.parametrize(
    "lines",
    [
        ("4栋着火了", "火苗窜到五楼了", "楼上还有老人", "消防车进不来 车堵着", "冒黑烟", "有人晕倒了"),
        ("老伴晕倒了", "嘴歪了", "摸不到脉搏"),
        ("孩子抽筋了", "口吐白沫", "嘴唇发紫", "翻白眼了"),
        ("我家煤气味很大", "阀门关不上"),
        ("孩子卡在门里了", "他手卡住拔不出来", "哭得厉害"),
        ("活够了", "我走了以后猫谁管"),
        ("孩子丢了", "穿红衣服 六岁", "在4栋楼下丢的"),
        ("4栋电梯困人了", "没事了", "又困人了"),
    ],
)
async def test_what_follows_is_added_and_everybody_called_hears_it(world: World, lines: tuple[str, ...]) -> None:
    for line in lines:
        before = len(world.posts())
        await world.hears(ZHOU, line, chat=RESIDENTS)
        assert len(world.posts()) > before
    assert len(world.store.state.tickets) == 1


async def test_each_line_of_danger_is_answered_with_its_advice(world: World) -> None:
    await world.hears(ZHOU, "4栋着火了", chat=RESIDENTS)
    said = await world.hears(ZHOU, "有人晕倒了", chat=RESIDENTS)
    assert said.splitlines()[0].startswith("⚠️ 马上打120")
    assert said.splitlines()[1] == "#1 补充的已经加上了。"


async def test_the_place_that_is_said_later_fills_it(world: World) -> None:
    await world.hears(ZHOU, "着火了", chat=RESIDENTS)
    assert world.ticket().place is None
    await world.hears(ZHOU, "4栋三楼", chat=RESIDENTS)
    place = world.ticket().place
    assert place is not None
    assert place.building == "4"


async def test_a_danger_told_after_it_was_over_rings_anew(world: World) -> None:
    await world.hears(ZHOU, "4栋电梯困人了", chat=RESIDENTS)
    await world.hears(ZHOU, "人已经救出来了", chat=RESIDENTS)
    await world.hears(ZHOU, "又困人了", chat=RESIDENTS)
    before = len(world.posts())
    await world.passes(timedelta(minutes=10))
    assert any("还没有人接单" in one for one in bodies(world.posts()[before:]))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("4栋着火了", "5栋有人触电了"),
        ("4栋着火了", "5栋路灯坏了"),
        ("老伴晕倒了", "楼道里冒黑烟"),
        ("4栋路灯坏了", "有人晕倒了"),
    ],
)
async def test_another_place_or_another_danger_is_another_ticket(world: World, first: str, then: str) -> None:
    await world.hears(LI, first, chat=RESIDENTS_2)
    await world.hears(LI, then, chat=RESIDENTS_2)
    assert len(world.store.state.tickets) == 2


async def test_so_is_what_is_told_long_after(world: World) -> None:
    await world.hears(ZHOU, "4栋电梯困人了", chat=RESIDENTS)
    await world.passes(timedelta(minutes=31))
    await world.hears(ZHOU, "楼道里冒黑烟", chat=RESIDENTS)
    assert len(world.store.state.tickets) == 2


async def test_somebody_else_tells_of_their_own(world: World) -> None:
    await world.hears(ZHOU, "老伴晕倒了", chat=RESIDENTS)
    await world.hears(WANG, "我妈嘴歪了", chat=RESIDENTS)
    assert len(world.store.state.tickets) == 2


@pytest.mark.parametrize("chatter", ["今天包饺子", "谁家狗呀", "我离婚了", "坡道有戏吗", "小区群怎么这么多广告"])
async def test_after_a_quarter_of_an_hour_chatter_is_no_addition(world: World, chatter: str) -> None:
    await world.hears(ZHOU, "4栋电梯困人了", chat=RESIDENTS)
    await world.passes(timedelta(minutes=16))
    assert "补充" not in await world.hears(ZHOU, chatter, chat=RESIDENTS)
