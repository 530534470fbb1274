"""A button pressed on a card: the same as saying it, for those who may, once."""

from datetime import timedelta

import pytest

from bot.domain import cards, requests
from bot.domain.cards import Press, Task
from bot.domain.delivery import Priority, Route
from bot.domain.messages import Channel
from bot.domain.tickets import Move, State
from tests.builders import (
    CHEN,
    COOK,
    LEADER,
    LI,
    LIU,
    PROPERTY,
    QUARREL,
    SECRETARY,
    STAFF,
    WANG,
    World,
)
from tests.handlers.pressing import NAME, card_of, press

EVERYBODY = [CHEN, LIU, LEADER, PROPERTY, SECRETARY, COOK, WANG, LI, "stranger"]


@pytest.mark.parametrize("person", EVERYBODY)
async def test_accept_is_for_those_who_may_say_it_and_moves_nothing_for_anybody_else(person: str) -> None:
    world = World()
    await world.reported()
    unmoved, told = world.ticket(), len(world.posts())
    said, change = await press(world, Press.ACCEPT, person)
    if person in {CHEN, LIU, LEADER, PROPERTY, SECRETARY}:
        assert world.state() is State.ACCEPTED
        assert (world.ticket().assignee, world.history()[-1].by) == (person, person)
        assert change is not None
    else:
        assert (world.ticket(), len(world.posts()), change) == (unmoved, told, None)
        assert "只有报告人和工作人员能看" in said


@pytest.mark.parametrize("what", list(Press))
@pytest.mark.parametrize("person", [LIU, PROPERTY])
async def test_a_forged_press_on_a_private_matter_moves_nothing_and_finds_nothing(person: str, what: Press) -> None:
    world = World()
    await world.says(person, requests.ShowMyTickets())  # the one line on privacy has been told
    await world.reported(QUARREL)
    unmoved, told = world.ticket(), len(world.posts())
    said, change = await press(world, what, person)
    unknown, _ = await press(world, what, person, name=cards.task_id(Task("xingfuli", 99, 0), "forged"))
    assert said == unknown.replace("99", "1")
    assert (world.ticket(), len(world.posts()), change) == (unmoved, told, None)


async def test_a_press_says_what_the_words_say_and_leaves_the_same_history() -> None:
    pressed, spoken = World(), World()
    for world in (pressed, spoken):
        await world.reported()
    said, _ = await press(pressed, Press.ACCEPT)
    assert said == await spoken.says(CHEN, requests.MoveTicket(Move.ACCEPT, 1))
    assert pressed.history() == spoken.history()
    assert pressed.ticket() == spoken.ticket()


async def test_the_card_is_changed_by_the_clicks_own_code_for_whoever_pressed() -> None:
    world = World()
    await world.reported()
    _, change = await press(world, Press.ACCEPT)
    assert change is not None
    assert (change.route, change.target, change.response_code) == (Route.APP, CHEN, "R")
    assert (change.priority, change.not_before) == (Priority.ANSWER, world.clock.now())
    assert change.expires_at == world.clock.now() + timedelta(hours=72)
    card = card_of(change)
    assert card.task_id == NAME
    assert card.desc == "已接单 陈静 11月23日周一 09:00"
    assert [one.press for one in card.buttons] == [Press.REASSIGN, Press.RESOLVE]


async def test_through_the_robot_the_card_goes_with_the_answer() -> None:
    world = World()
    await world.reported()
    said, answer = await press(world, Press.ACCEPT, channel=Channel.AIBOT)
    assert answer is not None
    assert (answer.route, answer.body) == (Route.REPLY, said)
    assert card_of(answer).task_id == NAME
    assert world.posts(CHEN) == []


async def test_pressed_twice_is_once() -> None:
    world = World()
    await world.reported()
    await press(world, Press.ACCEPT)
    once = world.history()
    said, change = await press(world, Press.ACCEPT)
    assert "现在是“已接单”，在陈静手上" in said
    assert world.history() == once
    assert change is not None


async def test_two_who_press_at_once_the_second_hears_who_has_it() -> None:
    world = World()
    await world.reported()
    await press(world, Press.ACCEPT, CHEN)
    said, _ = await press(world, Press.ACCEPT, LIU)
    assert "在陈静手上" in said
    assert world.ticket().assignee == CHEN


async def test_resolve_by_somebody_who_may_not_is_refused_without_a_question() -> None:
    world = World()
    await world.reported()
    said, _ = await press(world, Press.RESOLVE, LIU)
    assert "要由负责的人来做" in said
    assert world.state() is State.ASSIGNED


@pytest.mark.parametrize(
    ("what", "question", "answer", "state"),
    [
        (Press.RESOLVE, "怎么处理的", requests.MoveTicket(Move.RESOLVE, 1, "换了灯泡"), State.CONFIRMING),
        (Press.REASSIGN, "转给谁", requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"), State.ASSIGNED),
    ],
)
async def test_a_button_that_lacks_a_word_asks_for_it(
    what: Press, question: str, answer: requests.MoveTicket, state: State
) -> None:
    world = World()
    await world.reported()
    unmoved = world.ticket()
    said, _ = await press(world, what)
    assert question in said
    assert world.ticket() == unmoved
    await world.says(CHEN, answer)
    assert world.state() is state
    waiting = world.scenes[-1].pending
    assert waiting is not None
    assert waiting.request == requests.MoveTicket(answer.move, 1)


async def test_the_question_of_a_card_is_forgotten_once_it_is_answered() -> None:
    world = World()
    await world.reported()
    await press(world, Press.REASSIGN)
    await world.says(CHEN, requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"))
    await world.says(CHEN, requests.ShowMyTickets())
    assert world.scenes[-1].pending is None


@pytest.mark.parametrize("what", [Press.REASSIGN, Press.RESOLVE])
async def test_the_question_of_a_card_is_called_off_with_one_sentence_and_nothing_moves(what: Press) -> None:
    world = World()
    await world.reported()
    await press(world, what)
    unmoved = world.ticket()
    said = await world.says(CHEN, requests.WithdrawTicket(None, "点错了"))
    assert said.split("\n")[0] == "好的，先不动，单子还是原来的样子。"
    assert world.ticket() == unmoved
    await world.says(CHEN, requests.ShowMyTickets())
    assert world.scenes[-1].pending is None


async def test_a_name_nobody_has_leaves_the_question_open_and_says_what_to_do() -> None:
    world = World()
    await world.reported()
    await press(world, Press.REASSIGN)
    waiting = requests.MoveTicket(Move.REASSIGN, 1)
    said = await world.says(CHEN, requests.Clarify("whom_again", waiting, ("陈静", "刘敏", "安居物业")))
    assert said.startswith("工作人员里没有这个名字。有：陈静、刘敏、安居物业。请回其中一个名字；不转了，请回“不转了”。")
    await world.says(CHEN, requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"))
    assert world.scenes[-1].pending == requests.Pending("whom_again", waiting)
    assert world.ticket().assignee == LIU


async def test_a_card_from_before_it_went_to_somebody_else_moves_nothing() -> None:
    world = World()
    await world.reported()
    await world.says(SECRETARY, requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"), chat=STAFF)
    moved = world.ticket()
    said, change = await press(world, Press.ACCEPT)
    assert "在刘敏手上。这张卡片是以前的" in said
    assert world.ticket() == moved
    assert change is not None
    assert card_of(change).desc.startswith("已派单 刘敏")
    assert card_of(change).over == "已派单"  # no button is left that would only be refused
    said, _ = await press(world, Press.ACCEPT, LIU)  # to whom it went, it is not outdated
    assert world.state() is State.ACCEPTED


async def test_a_press_after_the_end_greys_the_card() -> None:
    world = World()
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    said, change = await press(world, Press.RESOLVE)
    assert "现在是“待确认”" in said
    assert change is not None
    assert card_of(change).over == "待确认"
    said, _ = await press(world, Press.SHOW)
    assert said.startswith("#1 ")
    assert world.state() is State.CONFIRMING


async def test_somebody_who_lost_a_private_matter_sees_no_more_of_it() -> None:
    world = World()
    await world.reported(QUARREL)
    await world.says(SECRETARY, requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"))
    said, change = await press(world, Press.SHOW)
    assert change is None
    assert "501" not in said


@pytest.mark.parametrize("name", [cards.task_id(Task("xingfuli", 99, 0), "c"), cards.task_id(Task("other", 1, 0), "c")])
async def test_a_card_of_no_ticket_here_is_told_so(name: str) -> None:
    world = World()
    await world.reported()
    said, change = await press(world, Press.ACCEPT, name=name)
    assert "没有找到" in said
    assert (change, world.state()) == (None, State.ASSIGNED)
