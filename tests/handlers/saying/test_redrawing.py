"""Cards that people have before them follow their ticket, silently and within what their codes allow."""

from datetime import timedelta

import pytest

from bot.domain import requests
from bot.domain.cards import Press
from bot.domain.tickets import Move
from tests.builders import (
    CHEN,
    FIRE,
    LEADER,
    QUARREL,
    SECRETARY,
    STAFF,
    WANG,
    World,
)
from tests.handlers.pressing import card_of, carded, changes, press, sent


async def test_when_it_moves_by_words_every_shown_card_shows_it() -> None:
    world = carded()
    await world.reported(FIRE)
    await sent(world)
    await world.says(CHEN, requests.MoveTicket(Move.ACCEPT, 1), chat=STAFF)
    redrawn = changes(world)
    assert set(redrawn) == {CHEN, LEADER}  # red calls the next on the ladder too
    assert {one.response_code for one in redrawn.values()} == {f"code of {CHEN}", f"code of {LEADER}"}
    assert all(card_of(one).desc.startswith("已接单 陈静") for one in redrawn.values())
    assert Press.RESOLVE in {one.press for one in card_of(redrawn[CHEN]).buttons}
    assert Press.RESOLVE not in {one.press for one in card_of(redrawn[LEADER]).buttons}


async def test_a_code_is_used_once() -> None:
    world = carded()
    await world.reported()
    await sent(world)
    await world.moved(Move.ACCEPT)
    assert len(changes(world)) == 1
    await world.moved(Move.RESOLVE)
    assert len([one for one in world.posts() if one.response_code]) == 1


async def test_a_press_changes_its_card_once_though_it_could_twice() -> None:
    world = carded()
    await world.reported()
    await sent(world)
    await press(world, Press.ACCEPT, name=card_of(world.posts(CHEN)[0]).task_id)
    assert len([one for one in world.posts() if one.response_code]) == 1


@pytest.mark.parametrize("step", [requests.WithdrawTicket(1), requests.AnswerClosing(requests.Rating.SATISFIED, 1)])
async def test_what_the_reporter_says_is_on_the_card_too(step: requests.Request) -> None:
    world = carded()
    await world.reported()
    if isinstance(step, requests.AnswerClosing):
        await world.moved(Move.ACCEPT, Move.RESOLVE)
    await sent(world)
    await world.says(WANG, step)
    assert card_of(changes(world)[CHEN]).over in {"撤回", "办结"}


async def test_whom_a_private_matter_no_longer_concerns_learns_nothing_from_their_card() -> None:
    world = World()
    await world.reported(QUARREL)
    await sent(world)
    await world.says(SECRETARY, requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"))
    card = card_of(changes(world)[CHEN])
    assert (card.desc, card.over) == ("已转给别人", "已转给别人")
    assert "刘敏" not in str(card)


async def test_a_card_older_than_its_code_is_left_alone() -> None:
    world = carded()
    await world.reported()
    await sent(world)
    world.clock.set(world.clock.now() + timedelta(hours=72))
    await world.says(CHEN, requests.MoveTicket(Move.ACCEPT, 1), chat=STAFF)
    assert changes(world) == {}


async def test_what_never_was_a_matter_is_over_on_the_card() -> None:
    world = carded()
    await world.reported()
    await sent(world)
    await world.says(CHEN, requests.Correct(number=1, refuted=True), chat=STAFF)
    assert card_of(changes(world)[CHEN]).over == "撤回"


async def test_a_card_of_somebody_on_leave_says_who_stands_in() -> None:
    world = carded()
    await world.reported()
    await sent(world)
    today = world.clock.now().date()
    await world.says(
        CHEN, requests.TakeLeave("我今天请假，刘敏替", today, today + timedelta(days=9), "刘敏"), chat=STAFF
    )
    assert card_of(changes(world)[CHEN]).desc.startswith("已派单 刘敏")
