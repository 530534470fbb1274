"""A danger is over: everybody who was called hears of it, and nobody is rung out of bed for it any more."""

from datetime import timedelta

import pytest

from bot.domain.requests import MoveTicket
from bot.domain.tickets import Move, State
from bot.domain.urgency import Urgency
from tests.builders import CHEN, LEADER, LI, RESIDENTS, SECRETARY, STAFF, WANG, ZHOU, World, bodies


def _since(world: World, count: int) -> list[str]:
    return bodies(world.posts()[count:])


@pytest.mark.parametrize(
    ("danger", "over"),
    [
        ("3栋电梯困人了", "人已经救出来了"),
        ("我老伴突然说不出话了，嘴也歪了", "120来了，送医院了"),
        ("孩子在4栋楼下走丢了，六岁", "孩子找到了"),
        ("孩子在4栋楼下走丢了，六岁", "找到了找到了"),
        ("3栋2单元楼道煤气味很大", "已经查过了，不是漏气，不用来了"),
        ("3栋楼道着火了", "火已经扑灭了"),
        ("孩子在4栋楼下走丢了，六岁", "在公园找着了"),
        ("孩子在4栋楼下走丢了，六岁", "自己跑回来了"),
        ("3栋2单元楼道煤气味很大", "关阀了 没味了"),
        ("3栋2单元楼道煤气味很大", "燃气公司的人来看过了"),
        ("3栋电梯困人了", "门开了 人出来了"),
        ("我老伴突然说不出话了，嘴也歪了", "急救车接走了"),
        ("我老伴突然说不出话了，嘴也歪了", "醒了醒了"),
        ("3栋楼道着火了", "灭了"),
    ],
)
async def test_all_who_were_called_are_told_and_the_reporter_is_never_guided(
    world: World, danger: str, over: str
) -> None:
    await world.hears(WANG, danger, chat=RESIDENTS)
    before, called = len(world.posts()), {one.target for one in world.posts()}
    said = await world.hears(WANG, over, chat=RESIDENTS)
    assert "已经告诉赶来的人" in said
    assert "订餐" not in said
    assert {one.target for one in world.posts()[before:]} <= called
    assert any("报告人说" in one for one in _since(world, before))
    assert world.history()[-1].reason == over
    assert world.ticket().urgency is Urgency.RED


async def test_those_whom_the_ladder_called_since_are_told_too(world: World) -> None:
    await world.hears(WANG, "3栋电梯困人了", chat=RESIDENTS)
    await world.passes(timedelta(minutes=30))
    await world.hears(WANG, "人已经救出来了", chat=RESIDENTS)
    (post,) = [one for one in world.posts() if "救出来" in one.body]
    assert set(post.mentions) == {CHEN, LEADER, SECRETARY}


async def test_the_ladder_waits_and_begins_again_if_nobody_looks(world: World) -> None:
    await world.hears(WANG, "3栋电梯困人了", chat=RESIDENTS)
    await world.hears(WANG, "人已经救出来了", chat=RESIDENTS)
    before = len(world.posts())
    await world.passes(timedelta(hours=1))
    assert world.posts()[before:] == []
    await world.passes(timedelta(hours=3))
    assert any("还没有人接单" in one for one in _since(world, before))


async def test_the_assignee_closes_it(world: World) -> None:
    await world.hears(WANG, "3栋电梯困人了", chat=RESIDENTS)
    await world.hears(WANG, "人已经救出来了", chat=RESIDENTS)
    await world.says(CHEN, MoveTicket(Move.RESOLVE, 1, "人已救出，电梯停用待修"), chat=STAFF)
    assert world.state() is State.CONFIRMING


async def test_what_is_not_understood_after_a_danger_goes_to_whoever_comes(world: World) -> None:
    await world.hears(WANG, "3栋电梯困人了", chat=RESIDENTS)
    before = len(world.posts())
    said = await world.hears(WANG, "里面那个大爷有点怕黑的样子", chat=RESIDENTS)
    assert said == "#1 补充的已经加上了。"
    assert any("怕黑" in one for one in _since(world, before))


@pytest.mark.parametrize(
    "said",
    [
        "人救出来了吗",
        "孩子找到了没有",
        "救出来一个，还有一个在里面",
        "119来了，人还没出来",
        "人还没出来",
        "灯关上了",
        "快递回来了",
    ],
)
async def test_a_question_and_what_is_half_over_do_not_say_that_it_is_over(world: World, said: str) -> None:
    await world.hears(WANG, "3栋电梯困人了", chat=RESIDENTS)
    assert "已经告诉赶来的人" not in await world.hears(WANG, said, chat=RESIDENTS)


async def test_somebody_elses_danger_and_what_was_none_are_not_over_by_it(world: World) -> None:
    await world.hears(WANG, "3栋电梯困人了", chat=RESIDENTS)
    due = world.ticket().accept_due
    assert "已经告诉报的人" in await world.hears(LI, "人已经救出来了", chat=RESIDENTS)
    assert world.ticket().accept_due == due
    await world.hears(LI, "5栋路灯坏了", chat=RESIDENTS)
    assert "已经告诉" not in await world.hears(LI, "找到了", chat=RESIDENTS)


@pytest.mark.parametrize("said", ["没事了", "没事了他睡了", "撤了吧"])
async def test_where_somebody_else_may_hold_the_phone_it_rings_on_until_it_is_taken_on(world: World, said: str) -> None:
    await world.hears(ZHOU, "他又打我了")
    before = len(world.posts())
    heard = await world.hears(ZHOU, said)
    assert "告诉" not in heard
    assert any("当面见到人" in one for one in _since(world, before))
    before = len(world.posts())
    await world.passes(timedelta(minutes=10))
    assert any("还没有人接单" in one for one in _since(world, before))
    await world.says(CHEN, MoveTicket(Move.ACCEPT, 1))
    assert "已经告诉赶来的人" in await world.hears(ZHOU, "没事了")


@pytest.mark.parametrize(
    ("danger", "known"),
    [
        ("孩子丢了", "在我家呢"),
        ("孩子丢了", "我看见了 在西门"),
        ("孩子丢了", "找到了"),
        ("4栋着火了", "火灭了"),
        ("3栋电梯困人了", "人出来了"),
    ],
)
async def test_what_a_neighbour_knows_goes_to_the_reporter_and_to_everybody_called(
    world: World, danger: str, known: str
) -> None:
    await world.hears(WANG, danger, chat=RESIDENTS)
    before, due = len(world.posts()), world.ticket().accept_due
    assert "谢谢您" in await world.hears(ZHOU, known, chat=RESIDENTS)
    told = {one.target: one for one in world.posts()[before:]}
    assert told[RESIDENTS].mentions == (WANG,)
    assert told[STAFF].mentions == (CHEN, LEADER)
    assert all(known in one.body for one in told.values())
    assert (world.ticket().accept_due, len(world.store.state.tickets)) == (due, 1)


@pytest.mark.parametrize(
    ("danger", "said"), [("4栋着火了", "在我家呢"), ("3栋灯坏了", "找到了"), ("我不想活了", "找到了")]
)
async def test_what_is_of_no_danger_that_everybody_knows_is_not_passed_on(world: World, danger: str, said: str) -> None:
    await world.hears(WANG, danger, chat=RESIDENTS)
    assert "谢谢您" not in await world.hears(ZHOU, said, chat=RESIDENTS)


@pytest.mark.parametrize(
    ("told", "over"),
    [("老头子一早出去到现在没回来", "回来了 在门卫那坐着呢"), ("电动车在楼道充电 都冒烟了", "拔了 不冒了")],
)
async def test_how_it_ended_may_be_told_behind_that_it_has(world: World, told: str, over: str) -> None:
    await world.hears(WANG, told)
    assert (await world.hears(WANG, over)).startswith("#1 知道了")


async def test_whoever_is_awake_and_in_pain_is_not_well(world: World) -> None:
    await world.hears(WANG, "我老伴晕倒了叫不醒")
    assert not (await world.hears(WANG, "醒了 说胸口疼")).startswith("#1 知道了")


@pytest.mark.parametrize(
    ("told", "then"),
    [
        ("我妈走丢了，80岁，大家帮忙找找", "找到了 在井里"),
        ("我妈走丢了，80岁，大家帮忙找找", "找到了 人没了"),
        ("我妈走丢了，80岁，大家帮忙找找", "回来了 走路歪着 话说不清"),
        ("我爸晕倒了叫不醒，4栋1单元601", "醒了 嘴歪了"),
        ("我爸晕倒了叫不醒，4栋1单元601", "醒了 半边身子动不了"),
    ],
)
async def test_an_end_that_is_none_is_told_as_more_of_the_danger(world: World, told: str, then: str) -> None:
    await world.hears(WANG, told, RESIDENTS)
    assert await world.hears(WANG, then, RESIDENTS) == "#1 补充的已经加上了。"
    assert not any("还用不用去" in one for one in bodies(world.posts()))
