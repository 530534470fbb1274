"""What is said knows of what it tells, so that it can be forgotten, and how long its words are needed."""

from dataclasses import replace

import pytest

from bot.domain import requests
from bot.domain.delivery import Priority, Route
from bot.domain.tickets import Move, State
from tests.builders import CHEN, LIGHT, QUARREL, RESIDENTS, SECRETARY, STAFF, WANG, World


async def test_a_call_and_the_answer_know_their_ticket_and_the_message_that_caused_them(world: World) -> None:
    await world.reported(LIGHT)
    [heard] = world.store.state.messages
    assert {(one.route, one.tickets, one.messages) for one in world.store.posts()} == {
        (Route.ROBOT, (1,), (heard,)),
        (Route.REPLY, (1,), (heard,)),
    }


async def test_what_the_clock_says_of_a_ticket_knows_it_too(world: World) -> None:
    await world.reported(LIGHT)
    due = world.ticket().accept_due
    assert due is not None
    await world.until(due)
    assert [(one.tickets, one.messages) for one in world.posts(STAFF)[1:]] == [((1,), ())]


async def test_words_that_tell_alone_whom_to_call_are_kept_no_longer_than_needed(world: World) -> None:
    await world.reported(QUARREL)
    assert [one.short_lived for one in world.posts(CHEN)] == [True]
    await world.says(WANG, requests.CallSecretary())
    [call] = [one for one in world.posts(SECRETARY) if one.priority is Priority.URGENT]
    assert call.short_lived


@pytest.mark.parametrize("chat", [RESIDENTS, ""])
async def test_of_what_somebody_reported_who_has_been_forgotten_nobody_is_told(world: World, chat: str) -> None:
    await world.reported(LIGHT, chat=chat)
    world.store.state.tickets[world.place.code, 1] = replace(world.ticket(), reporter="gone-0123456789ab")
    before = len(world.posts())
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    assert world.state() is State.CONFIRMING
    assert world.posts()[before:] == []


async def test_words_of_a_group_are_kept_as_long_as_the_ticket(world: World) -> None:
    await world.reported(LIGHT)
    await world.says(CHEN, requests.AddToTicket("带了梯子", 1), chat=STAFF)
    assert [one.short_lived for one in world.posts() if one.target in {STAFF, RESIDENTS}] == [False]
