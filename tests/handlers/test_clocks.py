"""The clocks of a ticket: by its rules, standing still while its reporter is waited for, armed anew by a change."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain import requests
from bot.domain.reminders import Reminder
from bot.domain.requests import Clarify, OpenTicket
from bot.domain.roster import DeadlineRule, Party
from bot.domain.tickets import Move, State
from bot.domain.urgency import Urgency
from tests.builders import (
    CHEN,
    FIRE,
    LEADER,
    LIGHT,
    LIU,
    NINE,
    QUARREL,
    RESIDENTS,
    SECRETARY,
    SHANGHAI,
    STAFF,
    WANG,
    World,
    changed,
    example,
)


def armed(world: World, number: int = 1) -> dict[str, datetime]:
    """When the first reminder of each step will fall."""
    return {one.step: one.due_at for one in world.waiting(number) if one.level == 0}


async def overdue(world: World) -> int:
    async with world.store.work() as work:
        month = datetime(2026, 11, 1, tzinfo=SHANGHAI), datetime(2027, 3, 1, tzinfo=SHANGHAI)
        return (await work.reports.figures(world.place.code, *month, world.clock.now(), "")).overdue


async def test_a_rule_of_the_community_sets_the_deadlines_of_its_category() -> None:
    rule = DeadlineRule(category="lighting", accept_minutes=60, resolve_hours=2)
    rules = replace(example().tickets, deadlines=(rule,))
    world = World(place=changed(example(), tickets=rules))
    await world.reported()
    assert armed(world) == {"accept": NINE + timedelta(hours=1), "resolve": NINE + timedelta(hours=2)}
    await world.reported(FIRE)
    assert world.ticket(2).accept_due == NINE + timedelta(minutes=5)


async def test_nothing_falls_due_for_the_worker_while_the_reporter_is_waited_for() -> None:
    world = World()
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    assert set(armed(world)) == {"confirm"}


async def test_waiting_for_the_reporter_makes_nothing_overdue() -> None:
    world = World()
    await world.reported()
    await world.moved(Move.ACCEPT)
    due = world.ticket().resolve_due
    assert due is not None
    await world.until(due - timedelta(minutes=1))
    await world.moved(Move.RESOLVE)
    await world.passes(timedelta(days=1))
    assert await overdue(world) == 0
    await world.passes(timedelta(days=9))
    assert world.state() is State.CLOSED
    assert await overdue(world) == 0


async def test_what_was_done_too_late_stays_too_late() -> None:
    world = World()
    await world.reported()
    await world.moved(Move.ACCEPT)
    due = world.ticket().resolve_due
    assert due is not None
    await world.until(due + timedelta(minutes=1))
    await world.moved(Move.RESOLVE)
    assert world.ticket().resolve_due == due
    await world.passes(timedelta(days=9))
    assert await overdue(world) == 1


async def test_the_clock_starts_when_our_question_has_been_answered() -> None:
    world = World()
    asked = replace(LIGHT, place=None)
    await world.says(WANG, Clarify("place", asked), chat=RESIDENTS)
    await world.passes(timedelta(hours=2))
    await world.says(WANG, LIGHT, chat=RESIDENTS)
    ticket = world.ticket()
    assert ticket.created_at == NINE + timedelta(hours=2)
    assert ticket.accept_due is not None
    # Two hours of work from 11:00, one and a half of them after noon, on the next day.
    assert ticket.accept_due == datetime(2026, 11, 24, 11, tzinfo=SHANGHAI)


async def test_a_new_assignee_has_a_full_clock_and_reminders_of_their_own() -> None:
    world = World()
    await world.reported()
    before = armed(world)
    await world.passes(timedelta(hours=3))
    await world.says(SECRETARY, requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"), chat=STAFF)
    after = armed(world)
    assert after["accept"] > before["accept"]
    assert {one.occurrence for one in world.waiting()} == {"1"}
    await world.until(after["accept"] + timedelta(minutes=1))
    reminded = [one.mentions for one in world.posts(STAFF) if one.cause.startswith("reminder:1:accept:0")]
    assert reminded == [(LIU,)]


async def test_a_higher_urgency_arms_a_shorter_clock() -> None:
    world = World()
    await world.reported()
    await world.says(WANG, requests.AddToTicket("冒烟了", 1, urgency=Urgency.RED), chat=RESIDENTS)
    assert armed(world) == {"accept": NINE + timedelta(minutes=5), "resolve": NINE + timedelta(hours=4)}


async def test_a_reminder_of_an_earlier_round_says_nothing() -> None:
    world = World()
    await world.reported()
    (old,) = [one for one in world.waiting() if one.step == "accept" and one.level == 0]
    await world.says(SECRETARY, requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"), chat=STAFF)
    stale = Reminder(old.community, 1, "accept", 9, "0", old.due_at)
    async with world.store.work() as work:
        await work.reminders.plan([stale])
    before = len(world.store.posts())
    await world.dispatcher.run(requests.Fall(stale), world.place.code)
    assert len(world.store.posts()) == before


async def test_a_moved_over_ticket_keeps_its_deadline_and_reminds_the_stand_in() -> None:
    world = World()
    await world.reported()
    before = armed(world)
    leave = requests.TakeLeave("我请假", date(2026, 11, 23), date(2026, 12, 31), "刘敏")
    await world.says(CHEN, leave, chat=STAFF)
    assert armed(world) == before
    await world.until(before["accept"] + timedelta(minutes=1))
    reminded = [one.mentions for one in world.posts(STAFF) if one.cause.startswith("reminder:1:accept:0")]
    assert reminded == [(LIU,)]


async def test_what_nobody_acts_on_rings_on_until_somebody_does() -> None:
    world = World()
    await world.reported()
    await world.passes(timedelta(days=60))
    late = [one for one in world.posts(STAFF) if "还没有办结" in one.body]
    assert [one.mentions for one in late[:3]] == [(CHEN,), (LEADER,), (SECRETARY,)]
    assert len(late) > 8
    assert {one.mentions for one in late[3:]} == {(SECRETARY,)}
    assert {one.not_before.weekday() for one in late} <= set(range(5))
    assert len([one for one in world.waiting() if one.step == "resolve"]) == 1
    await world.moved(Move.RESOLVE)
    await world.passes(timedelta(days=60))
    assert [one for one in world.posts(STAFF) if "还没有办结" in one.body] == late


async def test_what_is_late_and_was_never_taken_on_rings_once_a_time() -> None:
    world = World()
    await world.reported()
    await world.passes(timedelta(days=60))
    rung = [one.not_before.date() for one in world.posts(STAFF) if "还没有" in one.body and SECRETARY in one.mentions]
    assert len(rung) == len(set(rung))


async def test_red_that_nobody_takes_on_reaches_the_secretary_in_minutes_and_rings_every_day() -> None:
    world = World(start=NINE.replace(hour=2))
    await world.reported(FIRE)
    await world.passes(timedelta(minutes=16))
    assert [one.mentions for one in world.posts(STAFF) if "还没有人接单" in one.body] == [
        (CHEN,),
        (LEADER,),
        (SECRETARY,),
    ]
    await world.passes(timedelta(days=3))
    assert len([one for one in world.posts(STAFF) if "还没有办结" in one.body]) > 4


@pytest.mark.parametrize(
    ("waits", "request_", "called"),
    [((30, 60, 120), LIGHT, True), ((30, 60), LIGHT, False), ((30, 60, 120), QUARREL, False)],
)
async def test_above_the_secretary_stands_the_street_where_the_file_says_so(
    waits: tuple[int, ...], request_: OpenTicket, called: bool
) -> None:
    place = example()
    street = Party("street", "幸福街道", people=("jiedao",))
    rules = replace(place.tickets, escalate_after_minutes=waits)
    world = World(place=changed(place, parties=(*place.parties, street), tickets=rules))
    await world.reported(request_)
    await world.passes(timedelta(days=60))
    told = [one for one in world.posts() if "jiedao" in (*one.mentions, one.target)]
    assert bool(told) is called
    assert len(told) == (2 if called else 0)


async def test_who_was_away_when_it_was_filed_is_called_once_they_are_back() -> None:
    world = World()
    today = NINE.date()
    await world.says(SECRETARY, requests.TakeLeave("今天请假，赵刚替", today, today, "赵刚"), chat=STAFF)
    await world.reported()
    assert {one.level for one in world.waiting() if one.step == "accept"} == {0, 1}
    await world.passes(timedelta(days=2))
    called = [one.mentions for one in world.posts(STAFF) if "还没有人接单" in one.body]
    assert called == [(CHEN,), (LEADER,), (SECRETARY,)]
    await world.passes(timedelta(days=60))
    assert world.waiting()
