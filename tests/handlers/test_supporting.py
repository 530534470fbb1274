"""Neighbours mean the same thing: one ticket, everybody told at the end, one reward."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import requests
from bot.domain.places import Place
from bot.domain.requests import Rating
from bot.domain.tickets import Kind, Move, State
from bot.domain.urgency import Urgency
from tests.builders import (
    CHEN,
    FIRE,
    LI,
    LIGHT,
    OTHER_LIGHT,
    RESIDENTS,
    RIDER,
    SECRETARY,
    STAFF,
    WANG,
    ZHOU,
    World,
    bodies,
)


async def test_a_neighbours_report_joins_the_event_and_says_so(world: World) -> None:
    await world.reported()
    said = (await world.reported(person=LI)).splitlines()[0]
    assert said == "#1 已有人报过（3栋2单元 照明，已派单），您也算上了，办好了一起告诉您。"
    assert len(world.store.state.tickets) == 1
    assert "邻居也来报了" in world.posts(STAFF)[-1].body


async def test_joining_twice_counts_once(world: World) -> None:
    await world.reported()
    await world.reported(person=LI)
    assert "您已经算上了" in await world.reported(person=LI)
    assert len(world.store.state.supporters) == 1


async def test_all_who_joined_are_told_at_the_end_in_one_post(world: World) -> None:
    await world.reported()
    for person in (LI, ZHOU):
        await world.reported(person=person)
    await world.says(RIDER, LIGHT)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    told = [one for one in world.posts() if "您那儿要是还没好" in one.body]
    assert [(one.target, one.mentions) for one in told] == [(RESIDENTS, (LI, ZHOU)), (RIDER, ())]
    assert all("已换灯泡" in one.body for one in told)


async def test_of_a_crowd_staff_hear_every_tenth_time(world: World) -> None:
    await world.reported()
    for number in range(20):
        world.clock.set(world.clock.now() + timedelta(minutes=20))
        await world.reported(person=f"neighbour{number}")
    assert len([one for one in world.posts(STAFF) if "邻居也来报了" in one.body]) == 5 + 2


async def test_who_joins_earns_nothing(world: World) -> None:
    await world.reported()
    await world.reported(person=LI)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(WANG, requests.AnswerClosing(Rating.SATISFIED), chat=RESIDENTS)
    assert (await world.balance(f"person:{WANG}"), await world.balance(f"person:{LI}")) == (5, 0)


@pytest.mark.parametrize(
    "other",
    [
        OTHER_LIGHT,
        replace(LIGHT, category="lift"),
        replace(LIGHT, place=None),
        replace(LIGHT, place=Place("4栋", "4", known=True)),
        replace(LIGHT, kind=Kind.WISH),
        replace(LIGHT, category="medical"),
    ],
)
async def test_what_may_be_something_else_is_a_ticket_of_its_own(world: World, other: requests.OpenTicket) -> None:
    await world.reported(replace(other, place=LIGHT.place) if other.category == "medical" else LIGHT)
    await world.reported(other, person=LI)
    assert len(world.store.state.tickets) == 2


async def test_after_a_day_it_is_another_event(world: World) -> None:
    await world.reported()
    world.clock.set(world.clock.now() + timedelta(hours=24))
    assert (await world.reported(person=LI)).startswith("#2 ")


async def test_a_louder_neighbour_makes_it_urgent_and_hears_the_safety_line_first(world: World) -> None:
    await world.reported(replace(FIRE, urgency=Urgency.YELLOW, safety=""))
    said = await world.reported(FIRE, person=LI)
    assert said.startswith("⚠️")
    assert world.ticket().urgency is Urgency.RED


async def test_when_the_reporter_withdraws_the_first_neighbour_waits_on(world: World) -> None:
    await world.reported()
    await world.reported(person=LI)
    assert "已撤回" in await world.says(WANG, requests.WithdrawTicket(1), chat=RESIDENTS)
    assert (world.state(), world.ticket().reporter) == (State.ASSIGNED, LI)
    assert await world.balance(f"held:{WANG}") == 0


async def test_when_it_is_declined_all_who_joined_hear_why(world: World) -> None:
    await world.reported()
    await world.reported(person=LI)
    await world.says(CHEN, requests.MoveTicket(Move.DECLINE, 1, "归供电局管"), chat=STAFF)
    told = [one for one in world.posts(RESIDENTS) if one.mentions == (LI,)]
    assert "归供电局管" in told[-1].body


async def test_the_reporters_of_merged_tickets_are_told_at_the_end_of_the_other(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    await world.reported(OTHER_LIGHT, person=ZHOU)
    await world.says(CHEN, requests.MoveTicket(Move.MERGE, 2, to="1"), chat=STAFF)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    told = [one for one in world.posts(RESIDENTS) if "您那儿要是还没好" in one.body]
    assert [one.mentions for one in told] == [(LI, ZHOU)]
    assert told[0].body.startswith("#1 ")


async def test_a_private_matter_is_not_merged_into_a_public_one(world: World) -> None:
    await world.reported()
    await world.reported(replace(LIGHT, kind=Kind.DISPUTE, category="quarrel"), person=LI)
    await world.says(SECRETARY, requests.MoveTicket(Move.MERGE, 2, to="1"), chat=STAFF)
    assert world.state(2) is State.ASSIGNED


async def test_who_joined_may_ask_how_far_it_is_but_sees_no_door_and_no_note(world: World) -> None:
    await world.reported(replace(LIGHT, place=Place("3栋2单元501", "3", "2", "501", known=True)))
    await world.reported(person=LI)
    await world.says(CHEN, requests.NoteTicket(1, "等配件"), chat=STAFF)
    said = await world.says(LI, requests.ShowTicket(1))
    assert "已派单" in said
    assert "501" not in said
    assert "等配件" not in said


async def closed(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(WANG, requests.AnswerClosing(Rating.SATISFIED), chat=RESIDENTS)


@pytest.mark.parametrize(("days", "back"), [(1, True), (29, True), (31, False)])
async def test_what_was_closed_within_thirty_days_and_is_reported_again_has_come_back(
    world: World, days: int, back: bool
) -> None:
    await closed(world)
    world.clock.set(world.clock.now() + timedelta(days=days))
    await world.reported(person=LI)
    assert world.ticket(2).recurs == (1 if back else None)
    assert ("【复发】#1" in world.posts(STAFF)[-1].body) is back


async def test_not_done_for_a_neighbour_is_a_ticket_that_has_come_back(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.reported(person=LI)
    assert (world.ticket(2).recurs, world.state(1)) == (1, State.CONFIRMING)
    assert bodies(world.posts(STAFF))[-1].count("复发") == 1
