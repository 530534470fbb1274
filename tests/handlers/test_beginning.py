"""The first words that come to mind: 报修, 投诉, 我有个心愿. What is said next is the matter."""

from datetime import timedelta

import pytest

from bot.domain.tickets import Kind
from tests.builders import LEADER, LI, RESIDENTS, RESIDENTS_2, WANG, World


@pytest.mark.parametrize(
    "said", ["报修", "我要报修", "我要反映问题", "投诉", "我要投诉", "你好，我要反映个情况", "有个事"]
)
async def test_whoever_only_wants_to_report_is_asked_what_and_where(world: World, said: str) -> None:
    assert "哪里坏了" in await world.hears(LI, said, RESIDENTS_2)
    assert "哪里坏了" in await world.hears(LI, said, RESIDENTS_2)
    await world.passes(timedelta(hours=5))
    assert world.store.state.tickets == {}


@pytest.mark.parametrize("said", ["我有个心愿", "心愿", "我想提个建议", "提意见"])
async def test_whoever_has_a_wish_is_asked_for_it(world: World, said: str) -> None:
    assert "什么心愿" in await world.hears(LI, said, RESIDENTS_2)
    assert "#1 心愿收到" in await world.hears(LI, "想有个地方下棋", RESIDENTS_2)
    assert world.ticket().kind is Kind.WISH


async def test_what_is_said_next_is_filed_without_a_second_question(world: World) -> None:
    await world.hears(WANG, "报修", RESIDENTS)
    assert "#1 收到：照明" in await world.hears(WANG, "路灯坏了", RESIDENTS)
    assert world.ticket().assignee == LEADER
    await world.hears(WANG, "行吧那个", RESIDENTS)
    assert len(world.store.state.tickets) == 1


async def test_words_we_do_not_understand_are_a_matter_once_somebody_said_so(world: World) -> None:
    await world.hears(WANG, "我要反映问题", RESIDENTS)
    assert "#1 收到" in await world.hears(WANG, "3栋那个老是那样子", RESIDENTS)
    assert world.ticket().text == "3栋那个老是那样子"


async def test_thanks_and_commands_are_still_themselves(world: World) -> None:
    await world.hears(WANG, "报修", RESIDENTS)
    assert await world.hears(WANG, "谢谢", RESIDENTS) == ""
    assert "没有在办的事" in await world.hears(WANG, "我的工单", RESIDENTS)
    assert world.store.state.tickets == {}


async def test_the_thing_alone_is_a_report_whose_place_is_asked(world: World) -> None:
    await world.hears(WANG, "报修", RESIDENTS)
    assert "在哪栋楼" in await world.hears(WANG, "灯", RESIDENTS)
    assert "#1 收到：3栋 照明" in await world.hears(WANG, "3", RESIDENTS)


async def test_a_question_is_no_yes_to_ours(world: World) -> None:
    assert "心愿吗" in await world.hears(WANG, "我想问一下 我那低保下个月还发不发", RESIDENTS)
    assert "#1" not in await world.hears(WANG, "那找谁问", RESIDENTS)


async def test_whichever_meal_will_do_is_the_next_one(world: World) -> None:
    assert "午餐还是晚餐" in await world.hears(WANG, "订饭", RESIDENTS)
    assert (await world.hears(WANG, "随便", RESIDENTS)).startswith("订好了：11月23日周一午餐1份")


async def test_a_place_alone_is_asked_what_is_the_matter_there(world: World) -> None:
    assert (await world.hears(LI, "3栋")).startswith("3栋怎么了？")
    assert (await world.hears(LI, "2单元")).startswith("3栋2单元怎么了？")
    assert "#1 收到：3栋2单元 照明" in await world.hears(LI, "灯")
    assert (await world.hears(LI, "坏了")).startswith("#1 补充")


async def test_a_place_alone_is_no_matter_when_nothing_follows(world: World) -> None:
    await world.hears(WANG, "3栋2单元", RESIDENTS)
    await world.passes(timedelta(hours=5))
    assert world.store.state.tickets == {}


async def test_another_place_said_with_the_matter_counts(world: World) -> None:
    await world.hears(WANG, "3栋2单元", RESIDENTS)
    assert "#1 收到：4栋 照明" in await world.hears(WANG, "4栋灯坏了", RESIDENTS)
