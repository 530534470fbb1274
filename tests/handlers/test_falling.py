"""What happens because time has passed: each thing once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain import requests
from bot.domain.delivery import Priority
from bot.domain.reminders import Reminder, Step
from bot.domain.tickets import Move, State
from bot.handlers.falling import FALLS
from tests.builders import (
    CANTEEN,
    CHEN,
    FIRE,
    LEADER,
    LI,
    LIGHT,
    NINE,
    RESIDENTS,
    SECRETARY,
    STAFF,
    WANG,
    World,
    bodies,
    changed,
    example,
)

ASK_PLACE = requests.Clarify("place", replace(LIGHT, place=None, text="路灯不亮了"))


async def test_nobody_accepts_and_worker_leader_secretary_are_called_once_each(world: World) -> None:
    await world.reported()
    before = len(world.posts())
    await world.until(NINE + timedelta(days=2))
    calls = [one for one in world.posts()[before:] if "还没有人接单" in one.body]
    assert [(one.target, one.mentions) for one in calls] == [
        (STAFF, (CHEN,)),
        (STAFF, (LEADER,)),
        (STAFF, (SECRETARY,)),
    ]
    due = NINE + timedelta(days=1)  # eight working hours
    assert [one.not_before for one in calls] == [due, due + timedelta(minutes=30), due + timedelta(minutes=60)]


async def test_red_is_reminded_around_the_clock() -> None:
    night = NINE.replace(hour=2)
    world = World(start=night)
    await world.reported(FIRE)
    await world.until(night + timedelta(hours=2, minutes=30))
    calls = [one for one in world.posts() if "还没有人接单" in one.body]
    assert [one.not_before - night for one in calls] == [timedelta(minutes=m) for m in (5, 10, 15, 75, 135)]
    assert {one.priority for one in calls} == {Priority.RED}


async def test_an_accepted_ticket_is_reminded_only_of_being_done(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    before = len(world.posts())
    await world.until(NINE + timedelta(days=23))
    said = bodies(world.posts()[before:])
    assert ["还没有办结" in one for one in said] == [True, True, True]
    assert [one.mentions for one in world.posts()[before:]] == [(CHEN,), (LEADER,), (SECRETARY,)]


async def test_a_reminder_that_falls_twice_is_sent_once(world: World) -> None:
    await world.reported()
    (first, *_) = [one for one in world.waiting() if (one.step, one.level) == ("accept", 0)]
    world.clock.set(first.due_at)
    before = len(world.posts())
    for _ in range(2):
        await world.dispatcher.run(requests.Fall(first), world.place.code)
    assert len(world.posts()) == before + 1


async def test_a_reminder_of_an_earlier_round_never_falls(world: World) -> None:
    await world.reported()
    old = [one for one in world.waiting() if one.step == "accept"]
    await world.says(LEADER, requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"), chat=STAFF)
    before = len(world.posts())
    for one in old:
        await world.dispatcher.run(requests.Fall(one), world.place.code)
    assert len(world.posts()) == before


async def test_a_ticket_that_has_ended_is_reminded_of_no_more(world: World) -> None:
    await world.reported()
    await world.says(WANG, requests.WithdrawTicket(1), chat=RESIDENTS)
    before = len(world.posts())
    await world.until(NINE + timedelta(days=30))
    assert len(world.posts()) == before


async def test_a_reminder_in_a_group_shows_neither_room_nor_words(world: World) -> None:
    await world.reported(replace(LIGHT, place=replace(LIGHT.place, room="501")))  # type: ignore[type-var]
    await world.until(NINE + timedelta(days=2))
    said = [one.body for one in world.posts() if "还没有人接单" in one.body]
    assert said
    assert not [one for one in said if "501" in one or "又不亮" in one]


# The question that was not answered -------------------------------------------------------------


async def test_an_unanswered_question_is_filed_as_it_is_and_the_person_hears_the_number(world: World) -> None:
    await world.says(WANG, ASK_PLACE, chat=RESIDENTS)
    assert world.store.state.tickets == {}
    await world.until(NINE + timedelta(hours=4))
    assert (world.state(), world.ticket().text, world.ticket().reporter) == (State.ASSIGNED, "路灯不亮了", WANG)
    told = world.posts(RESIDENTS)[-1]
    assert told.body.startswith("#1 收到：照明，已通知第一网格网格长。")
    assert told.mentions == (WANG,)
    assert [one.mentions for one in world.posts(STAFF)] == [(LEADER,)]


async def test_a_question_that_was_answered_in_time_files_once(world: World) -> None:
    await world.says(WANG, ASK_PLACE, chat=RESIDENTS)
    await world.until(NINE + timedelta(hours=3, minutes=59))
    await world.says(WANG, replace(LIGHT, text="路灯不亮了"), chat=RESIDENTS)
    await world.until(NINE + timedelta(hours=5))
    assert len(world.store.state.tickets) == 1
    assert world.ticket().place == LIGHT.place


def test_every_step_has_its_fall() -> None:
    assert set(FALLS) == set(Step)


# The kitchen ------------------------------------------------------------------------------------


def order(quantity: int, day: date, **more: object) -> requests.OrderMeal:
    return requests.OrderMeal("…", "lunch", day, quantity, **more)  # type: ignore[arg-type]


async def test_at_the_cutoff_the_canteen_gets_the_count_and_the_doors(world: World) -> None:
    today = NINE.date()
    await world.says(WANG, order(2, today, delivery=True), chat=RESIDENTS)
    await world.says(LI, order(1, today), chat=RESIDENTS)
    world.clock.set(NINE.replace(hour=10))
    (said,) = await world.falls("cutoff", f"lunch:{today}")
    assert said.target == CANTEEN
    assert said.body.splitlines() == [
        "11月23日周一午餐截止：共3份，自取1份，送餐2份。",
        "送3栋 2份：3栋2单元501 王 2份",
    ]


async def test_a_cutoff_falls_once(world: World) -> None:
    occurrence = f"lunch:{NINE.date()}"
    assert len(await world.falls("cutoff", occurrence)) == 1
    assert await world.falls("cutoff", occurrence) == []


async def test_a_meal_that_is_no_longer_offered_is_told_of_only_if_somebody_had_ordered_it(world: World) -> None:
    day = NINE.date()
    await world.says(WANG, order(2, day), chat=RESIDENTS)
    ended = World(changed(example(), services=()), store=world.store)
    assert await ended.falls("cutoff", f"dinner:{day}") == []
    (said,) = await ended.falls("cutoff", f"lunch:{day}")
    assert said.body.startswith("11月23日周一午餐截止：共2份")


async def test_the_kitchen_is_told_at_any_hour_for_breakfast_is_cooked_at_night() -> None:
    world = World(start=NINE.replace(hour=6))
    (said,) = await world.falls("cutoff", f"lunch:{NINE.date()}")
    assert said.not_before == NINE.replace(hour=6)


async def test_a_forecast_of_something_is_said_and_dies_at_the_cutoff(world: World) -> None:
    await world.says(WANG, order(2, NINE.date()), chat=RESIDENTS)
    (said,) = await world.falls("forecast", f"lunch:{NINE.date()}")
    assert said.body == "11月23日周一午餐还有十分钟截止，现在2份。"
    assert (said.target, said.expires_at) == (CANTEEN, NINE.replace(hour=10))


async def test_a_forecast_of_nothing_is_not_said(world: World) -> None:
    assert await world.falls("forecast", f"lunch:{NINE.date()}") == []


async def test_without_a_canteen_group_the_cutoff_says_nothing() -> None:
    groups = tuple(one for one in example().groups if one.chat_id != CANTEEN)
    world = World(changed(example(), groups=groups))
    assert await world.falls("cutoff", f"lunch:{NINE.date()}") == []


async def test_in_the_morning_the_secretary_hears_of_every_message_of_yesterday(world: World) -> None:
    await world.reported()
    await world.says(LI, chat=RESIDENTS)
    world.clock.set(NINE + timedelta(days=1))
    (said,) = await world.falls("morning", str(NINE.date()))
    assert said.target == SECRETARY
    assert "11月23日周一 收到 2 条＝建单1＋其他1" in said.body


async def test_a_reminder_of_a_ticket_that_is_gone_does_nothing(world: World) -> None:
    await world.reported()
    for step in ("accept", "resolve", "confirm", "resume"):
        lost = Reminder(world.place.code, 99, step, 0, "0", NINE)
        async with world.store.work() as work:
            await work.reminders.plan([lost])
        before = len(world.posts())
        await world.dispatcher.run(requests.Fall(lost), world.place.code)
        assert len(world.posts()) == before


@pytest.mark.parametrize("step", ["accept", "resolve", "confirm"])
async def test_a_reminder_falls_only_in_its_own_state(world: World, step: str) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    stray = Reminder(world.place.code, 1, step, 5, "7", NINE)
    async with world.store.work() as work:
        await work.reminders.plan([stray])
    before = len(world.posts())
    await world.dispatcher.run(requests.Fall(stray), world.place.code)
    assert (len(world.posts()), world.state()) == (before, State.CONFIRMING)


async def test_after_the_last_rung_all_of_a_red_ladder_rings_each_hour(world: World) -> None:
    await world.reported(FIRE)
    await world.passes(timedelta(minutes=30))
    before = len(world.posts())
    await world.passes(timedelta(hours=2))
    calls = [one for one in world.posts()[before:] if "还没有人接单" in one.body]
    assert [set(one.mentions) for one in calls] == [{CHEN, LEADER, SECRETARY}] * 2
    assert all("1 转给 名字" in one.body for one in calls)
