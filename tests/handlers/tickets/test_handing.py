"""All that somebody has to do goes to somebody else, as if each had been handed over by its number."""

import pytest

from bot.domain.tickets import Move, State
from tests.builders import CHEN, LEADER, LIGHT, LIU, OTHER_LIGHT, PROPERTY, RESIDENTS, STAFF, WANG, ZHOU, World, bodies


@pytest.fixture
async def busy(world: World) -> World:
    """#1 waits for its reporter, #2 and #3 are still to be done, all of them by Chen."""
    await world.reported()
    await world.reported(OTHER_LIGHT)
    await world.hears(WANG, "1栋门口井盖松了", RESIDENTS)
    await world.moved(Move.ACCEPT, Move.RESOLVE, number=1)
    return world


async def test_what_is_not_done_goes_over_and_the_receipt_says_what_stays(busy: World) -> None:
    said = await busy.hears(LEADER, "把陈静的都转给刘敏", STAFF)
    told = "陈静手上的2件转给刘敏了：#2、#3。没有转的：#1，在等确认或不能这样一起转，想看请回“1 到哪了”。"
    assert said.startswith(told)
    assert [busy.ticket(number).assignee for number in (1, 2, 3)] == [CHEN, LIU, LIU]
    assert len([one for one in busy.posts(STAFF) if one.mentions == (LIU,)]) == 2


async def test_a_worker_hands_over_their_own_and_nobody_elses(busy: World) -> None:
    assert "只给社区书记和网格长看" in await busy.hears(LIU, "把陈静的都转给刘敏", STAFF)
    assert await busy.hears(LIU, "我的都转给陈静", STAFF) == "刘敏手上现在没有要转的。"
    assert "2件转给刘敏了" in await busy.hears(CHEN, "我手上的单子都转给刘敏", STAFF)


async def test_whoever_is_away_gets_them_through_their_stand_in(busy: World) -> None:
    await busy.hears(LIU, "我今天请假，赵刚替", STAFF)
    said = await busy.hears(LEADER, "把陈静的都转给刘敏", STAFF)
    assert "（刘敏请假，现在由赵刚替）：#2、#3。" in said
    assert busy.ticket(2).assignee == LEADER


async def test_private_matters_go_to_no_party_with_the_rest(busy: World) -> None:
    await busy.hears(ZHOU, "我家老公打我")
    assert "手上的2件转给高师傅了：#2、#3。没有转的：#1、#4" in await busy.hears(LEADER, "把陈静的都转给物业", STAFF)
    assert busy.ticket(4).assignee == CHEN
    assert "#4" not in "".join(bodies(busy.posts(PROPERTY)))


async def test_somebody_unknown_gets_nothing_and_that_is_said(busy: World) -> None:
    assert "没有找到这个人" in await busy.hears(LEADER, "把陈静的都转给张三丰", STAFF)
    assert busy.ticket(2).assignee == CHEN


async def test_a_head_takes_all_that_somebody_has(busy: World) -> None:
    assert "2件转给赵刚了" in await busy.hears(LEADER, "把陈静的都转给我", STAFF)
    assert busy.ticket(2).assignee == LEADER


async def test_nothing_moves_in_a_circle(busy: World) -> None:
    await busy.hears(CHEN, "我今天到下周五请假，刘敏替", STAFF)
    assert busy.ticket(2).assignee == LIU
    said = await busy.hears(LEADER, "把刘敏的都转给陈静", STAFF)
    assert said.startswith("陈静请假，这些本来就是刘敏在办，没有动。")


async def test_a_single_ticket_for_somebody_away_says_who_has_it(world: World) -> None:
    await world.hears(CHEN, "我今天请假，刘敏替", STAFF)
    await world.reported(LIGHT)
    said = await world.hears(LEADER, "1 转给陈静", STAFF)
    assert said.startswith("#1 已改派。陈静请假，现在由刘敏替，假满自动转回。")


async def test_short_words_of_several_tickets_are_asked_about_and_a_number_answers(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT)
    assert "是哪一件？" in await world.hears(CHEN, "搞不定", STAFF)
    assert await world.hears(CHEN, "2", STAFF) == "#2 已退回，由书记另派。"
    assert (world.state(1), world.state(2)) == (State.ASSIGNED, State.RETURNED)


async def test_what_is_beyond_somebody_on_the_spot_still_goes_back(world: World) -> None:
    await world.reported()
    await world.hears(CHEN, "到现场了", STAFF)
    assert world.state() is State.WORKING
    await world.hears(CHEN, "搞不定", STAFF)
    assert world.state() is State.RETURNED
    assert any("陈静退回了：搞不定" in one for one in bodies(world.posts()))
