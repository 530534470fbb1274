"""Whole lives of tickets, told as lists of what happens and the state it leads to.

A story begins with a report by 王阿姨 of a light at 3栋2单元. Each line says who does what; what is refused leaves the
ticket where it was, as the state of its line shows.
"""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest

from bot.domain import requests
from bot.domain.requests import Rating
from bot.domain.tickets import ENDED, Move, State
from bot.domain.urgency import Urgency
from tests.builders import (
    CHEN,
    FIRE,
    LEADER,
    LI,
    LIGHT,
    LIU,
    OTHER_LIGHT,
    PROPERTY,
    RESIDENTS,
    SECRETARY,
    STAFF,
    WANG,
    ZHOU,
    World,
)

Act = Callable[[World], Awaitable[object]]
Story = list[tuple[Act, State]]

NEXT_WEEK = date(2026, 12, 2)


def says(person: str, request: requests.Request) -> Act:
    return lambda world: world.says(person, request, chat=STAFF if person in {CHEN, LIU, LEADER} else RESIDENTS)


def moves(person: str, move: Move, text: str = "已换灯泡", to: str = "", until: date | None = None) -> Act:
    return says(person, requests.MoveTicket(move, 1, text, to=to, until=until))


def waits(**span: float) -> Act:
    return lambda world: world.passes(timedelta(**span))


REPORTED = (says(WANG, LIGHT), State.ASSIGNED)
ACCEPTED = (moves(CHEN, Move.ACCEPT), State.ACCEPTED)
STARTED = (moves(CHEN, Move.START), State.WORKING)
RESOLVED = (moves(CHEN, Move.RESOLVE), State.CONFIRMING)
CONTENT = (says(WANG, requests.AnswerClosing(Rating.SATISFIED, 1)), State.CLOSED)
SO_SO = (says(WANG, requests.AnswerClosing(Rating.FAIR, 1)), State.CLOSED)
NOT_DONE = (says(WANG, requests.AnswerClosing(Rating.DISSATISFIED, 1, "没修好")), State.ASSIGNED)
DEFERRED = (moves(CHEN, Move.DEFER, until=NEXT_WEEK), State.DEFERRED)
REFERRED = (moves(CHEN, Move.REFER, "物业 要换整根线"), State.REFERRED)
RETURNED = (moves(CHEN, Move.RETURN, "不是我网格的"), State.RETURNED)


HAPPY: dict[str, Story] = {
    "done and content": [REPORTED, ACCEPTED, STARTED, RESOLVED, CONTENT],
    "done at once": [REPORTED, RESOLVED, CONTENT],
    "done without a start": [REPORTED, ACCEPTED, RESOLVED, SO_SO],
    "silence closes": [REPORTED, ACCEPTED, RESOLVED, (waits(days=4), State.CLOSED)],
    "the secretary closes": [REPORTED, ACCEPTED, RESOLVED, (moves(SECRETARY, Move.CONFIRM), State.CLOSED)],
    "a colleague takes it on": [REPORTED, (moves(LIU, Move.ACCEPT), State.ACCEPTED)],
    "passed to a colleague": [
        REPORTED,
        (moves(LEADER, Move.REASSIGN, to="刘敏"), State.ASSIGNED),
        (moves(LIU, Move.RESOLVE), State.CONFIRMING),
        CONTENT,
    ],
    "passed to property": [
        REPORTED,
        (moves(CHEN, Move.REASSIGN, to="物业"), State.ASSIGNED),
        (moves(PROPERTY, Move.RESOLVE), State.CONFIRMING),
        CONTENT,
    ],
    "put off and woken by itself": [
        REPORTED,
        DEFERRED,
        (waits(days=8), State.DEFERRED),
        (waits(days=2), State.ASSIGNED),
        RESOLVED,
        CONTENT,
    ],
    "put off and taken on early": [REPORTED, DEFERRED, ACCEPTED, RESOLVED, CONTENT],
    "passed up and answered by whoever was named": [
        REPORTED,
        REFERRED,
        (moves(PROPERTY, Move.RESOLVE), State.CONFIRMING),
        CONTENT,
    ],
    "passed up and taken back": [REPORTED, ACCEPTED, REFERRED, ACCEPTED, RESOLVED, CONTENT],
    "returned and assigned by the secretary": [
        REPORTED,
        RETURNED,
        (moves(SECRETARY, Move.ASSIGN, to="刘敏"), State.ASSIGNED),
        (moves(LIU, Move.RESOLVE), State.CONFIRMING),
        CONTENT,
    ],
    "withdrawn": [REPORTED, ACCEPTED, (says(WANG, requests.WithdrawTicket(1)), State.WITHDRAWN)],
    "a neighbour joins and waits on": [
        REPORTED,
        (says(LI, LIGHT), State.ASSIGNED),
        (says(WANG, requests.WithdrawTicket(1)), State.ASSIGNED),
        RESOLVED,
        (says(LI, requests.AnswerClosing(Rating.SATISFIED, 1)), State.CLOSED),
    ],
    "merged with another": [
        REPORTED,
        (says(LI, OTHER_LIGHT), State.ASSIGNED),
        (moves(CHEN, Move.MERGE, to="2"), State.MERGED),
    ],
    "split in two": [REPORTED, ACCEPTED, (moves(CHEN, Move.SPLIT, "单元门也坏了"), State.ASSIGNED), RESOLVED, CONTENT],
    "danger, put out": [
        (says(WANG, FIRE), State.ASSIGNED),
        ACCEPTED,
        (moves(CHEN, Move.RESOLVE, "已灭火，没有人受伤"), State.ACCEPTED),  # a photo is asked for
        (moves(CHEN, Move.RESOLVE, "已灭火，没有人受伤"), State.CONFIRMING),
        CONTENT,
    ],
}

UNHAPPY: dict[str, Story] = {
    "not done, done again": [REPORTED, RESOLVED, NOT_DONE, RESOLVED, CONTENT],
    "not done twice": [REPORTED, RESOLVED, NOT_DONE, RESOLVED, NOT_DONE, RESOLVED, CONTENT],
    "reopened within the window": [REPORTED, RESOLVED, CONTENT, (waits(days=6), State.CLOSED), NOT_DONE],
    "reopened too late": [
        REPORTED,
        RESOLVED,
        CONTENT,
        (waits(days=12), State.CLOSED),
        (says(WANG, requests.AnswerClosing(Rating.DISSATISFIED, 1, "没修好")), State.CLOSED),
    ],
    "declined": [REPORTED, (moves(CHEN, Move.DECLINE, "归供电局管"), State.DECLINED)],
    "declined by the secretary after a return": [
        REPORTED,
        RETURNED,
        (moves(SECRETARY, Move.DECLINE, "归供电局管"), State.DECLINED),
    ],
    "an empty phrase is asked about and insisted on": [
        REPORTED,
        ACCEPTED,
        (moves(CHEN, Move.RESOLVE, "已处理"), State.ACCEPTED),
        (moves(CHEN, Move.RESOLVE, "已处理"), State.CONFIRMING),
    ],
    "nobody takes it on": [REPORTED, (waits(days=3), State.ASSIGNED), RESOLVED],
    "urged until somebody comes": [
        REPORTED,
        (says(WANG, requests.UrgeTicket(1)), State.ASSIGNED),
        (waits(days=1), State.ASSIGNED),
        (says(WANG, requests.UrgeTicket()), State.ASSIGNED),
        ACCEPTED,
    ],
    "passed up and no answer": [REPORTED, REFERRED, (waits(days=7), State.REFERRED)],
    "passed up and refused there": [
        REPORTED,
        REFERRED,
        (moves(SECRETARY, Move.REASSIGN, to="刘敏"), State.ASSIGNED),
        (moves(LIU, Move.RESOLVE), State.CONFIRMING),
    ],
    "grows into danger": [
        REPORTED,
        ACCEPTED,
        (says(WANG, requests.AddToTicket("冒烟了", 1, urgency=Urgency.RED)), State.ACCEPTED),
        RESOLVED,
    ],
    "a stranger moves nothing": [REPORTED, (moves(ZHOU, Move.RESOLVE), State.ASSIGNED), ACCEPTED],
    "the reporter cannot accept": [REPORTED, (moves(WANG, Move.ACCEPT), State.ASSIGNED)],
    "nothing moves after the end": [
        REPORTED,
        (says(WANG, requests.WithdrawTicket(1)), State.WITHDRAWN),
        (moves(CHEN, Move.ACCEPT), State.WITHDRAWN),
        (moves(SECRETARY, Move.REFER), State.WITHDRAWN),
    ],
    "put off into the past": [REPORTED, (moves(CHEN, Move.DEFER, until=date(2026, 11, 20)), State.ASSIGNED), RESOLVED],
    "passed to nobody": [REPORTED, (moves(CHEN, Move.REASSIGN, to="王五"), State.ASSIGNED), ACCEPTED],
}


@pytest.mark.parametrize("name", [*HAPPY, *UNHAPPY])
async def test_a_life_goes_as_it_is_told_and_never_without_a_clock(world: World, name: str) -> None:
    for act, state in (HAPPY | UNHAPPY)[name]:
        await act(world)
        assert world.state() is state
        assert bool(world.waiting()) is (state not in ENDED)
    states = [one.target for one in world.history()]
    assert [one.source for one in world.history()[1:]] == states[:-1]


async def test_what_was_passed_up_has_a_clock_of_its_own_and_rings_whoever_was_named(world: World) -> None:
    for act, _ in (REPORTED, REFERRED):
        await act(world)
    call = world.posts(STAFF)[-1]
    assert call.mentions == (PROPERTY,)
    assert "报给您了" in call.body
    await world.passes(timedelta(days=8))
    reminders = [one for one in world.posts() if "上报以后还没有答复" in one.body]
    assert [one.mentions[0] for one in reminders][:2] == [PROPERTY, LEADER]


async def test_the_second_half_of_a_split_is_a_ticket_of_the_same_reporter_who_is_told(world: World) -> None:
    for act, _ in HAPPY["split in two"][:3]:
        await act(world)
    second = world.ticket(2)
    assert (second.reporter, second.chat, second.text) == (WANG, RESIDENTS, "单元门也坏了")
    assert second.category != "lighting"
    assert "分开办。#2" in world.posts(RESIDENTS)[-1].body
    assert bool(world.waiting(2))
