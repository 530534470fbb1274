"""Who is there and who stands in, told to those who may know."""

import pytest

from tests.builders import CHEN, LEADER, LIU, PROPERTY, RESIDENTS, SECRETARY, STAFF, WANG, World


@pytest.mark.parametrize("asked", ["陈静请假了她的事谁管", "陈静的活谁接着", "小陈明天在不在"])
async def test_whose_work_it_is_while_somebody_is_away(world: World, asked: str) -> None:
    await world.hears(CHEN, "我明天请假，刘敏替我", STAFF)
    await world.hears(LIU, "我下周一请假，赵刚替我", STAFF)
    said = await world.hears(LEADER, asked, STAFF)
    assert "陈静 11月24日周二：刘敏替" in said
    assert "刘敏 " not in said


async def test_without_a_leave_it_is_still_theirs(world: World) -> None:
    said = await world.hears(SECRETARY, "陈静请假了她的事谁管")
    assert said.startswith("没有记着陈静请假，事照常派给陈静。平时顶班的是刘敏。")


async def test_whoever_stands_in_may_ask_until_when_and_others_may_not(world: World) -> None:
    await world.hears(CHEN, "我明天请假，刘敏替我", STAFF)
    assert "陈静 11月24日周二：刘敏替" in await world.hears(LIU, "小陈的事我管到几号", STAFF)
    assert "只给社区书记和网格长看" in await world.hears(PROPERTY, "陈静的活谁接着", STAFF)
    assert "陈静 11月24日" not in await world.hears(LEADER, "陈静的活谁接着", RESIDENTS)


async def test_who_works_here_is_in_the_file(world: World) -> None:
    assert await world.hears(SECRETARY, "网格员都有谁") != ""
    said = await world.hears(SECRETARY, "网格员都有谁")
    assert said.splitlines()[:3] == ["网格员登记了 2人：", "陈静（第一网格）", "刘敏（第二网格）"]


async def test_volunteers_are_named_one_to_one_only(world: World) -> None:
    assert "孙阿姨（第一网格）" in await world.hears(SECRETARY, "志愿者都有谁")
    told = await world.hears(SECRETARY, "有多少志愿者", STAFF)
    assert told.startswith("志愿者登记了 1人。是谁，请私聊问我。")
    assert "只给社区书记和网格长看" in await world.hears(LIU, "志愿者都有谁")
    assert "孙阿姨" not in await world.hears(WANG, "志愿者都有谁")


async def test_who_answers_for_a_building(world: World) -> None:
    assert "刘敏" in await world.hears(SECRETARY, "5栋归谁管")
