"""我周五请假，小李替: who is called, what moves, what comes back, and who hears of a gap."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from bot.domain import requests, roster
from bot.domain.tickets import Kind, Move, State
from bot.domain.urgency import Urgency
from intents.normalise import normalise
from intents.scene import Scene
from intents.staff import leaves as intents_leaves
from tests.builders import (
    CHEN,
    FIRE,
    LEADER,
    LIGHT,
    LIU,
    NINE,
    OTHER_LIGHT,
    PROPERTY,
    RESIDENTS,
    SECRETARY,
    SHANGHAI,
    STAFF,
    WANG,
    World,
    bodies,
    changed,
    example,
)

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
WELL = requests.OpenTicket("1栋门口井盖松了", Kind.HAZARD, "manhole")


def away(first: date = FRIDAY, last: date | None = None, by: str = "刘敏", who: str = "") -> requests.TakeLeave:
    return requests.TakeLeave("我请假", first, last, by, who)


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def without_stand_in() -> roster.Community:
    place = example()
    grids = tuple(roster.Grid(one.code, one.name, one.buildings, one.worker, one.leader) for one in place.grids)
    return changed(place, grids=grids)


async def test_a_leave_is_read_back_with_its_weekday_and_the_stand_in_is_told() -> None:
    world = World()
    said = await world.says(CHEN, away(last=date(2026, 11, 30)), chat=STAFF)
    assert "您11月27日周五到11月30日周一请假，由刘敏替" in said
    (told,) = world.posts(LIU)
    assert "陈静11月27日周五到11月30日周一请假" in told.body
    assert not world.posts(SECRETARY)


async def test_a_leave_without_a_day_is_asked_for_one() -> None:
    world = World()
    assert "哪一天" in await world.says(CHEN, requests.TakeLeave("我要请假"), chat=STAFF)
    assert not world.store.state.leaves


async def test_a_leave_that_is_over_already_is_refused() -> None:
    world = World()
    assert "已经过去" in await world.says(CHEN, away(date(2026, 11, 20)), chat=STAFF)


async def test_a_resident_can_take_no_leave() -> None:
    world = World()
    assert await world.says(WANG, away(), chat=RESIDENTS) == ""
    assert not world.store.state.leaves


async def test_nobody_named_means_the_stand_in_of_the_grid() -> None:
    world = World()
    assert "由刘敏替" in await world.says(CHEN, away(by=""), chat=STAFF)


async def test_a_name_nobody_has_is_said_and_the_stand_in_of_the_grid_acts_for_now() -> None:
    world = World()
    said = await world.says(CHEN, away(by="小李"), chat=STAFF)
    assert "工作人员里没有找到您说的人，" in said
    assert "小李" not in said  # it may be a resident's name, and this a group
    assert "先由刘敏替" in said


async def test_what_is_reported_during_a_leave_goes_to_the_stand_in() -> None:
    world = World()
    await world.says(CHEN, away(), chat=STAFF)
    await world.until(at(27))
    await world.reported()
    assert (world.ticket().assignee, world.ticket().covers_for) == (LIU, CHEN)
    call = [one for one in world.posts(STAFF) if one.body.startswith("#1 【")]
    assert [one.mentions for one in call] == [(LIU,)]


async def test_what_is_reported_after_a_leave_goes_to_the_worker_again() -> None:
    world = World()
    await world.says(CHEN, away(), chat=STAFF)
    await world.until(at(28))
    await world.reported()
    assert world.ticket().assignee == CHEN


async def test_what_falls_due_in_a_leave_moves_over_with_its_deadlines_and_comes_back_by_itself() -> None:
    world = World()
    await world.reported()
    await world.moved(Move.ACCEPT)
    before = world.ticket()
    await world.says(CHEN, away(date(2026, 11, 24), date(2026, 12, 31)), chat=STAFF)
    assert world.ticket().assignee == CHEN
    await world.until(at(24))
    during = world.ticket()
    assert (during.assignee, during.covers_for, during.state) == (LIU, CHEN, State.ACCEPTED)
    assert during.resolve_due == before.resolve_due
    assert any("#1 " in body and "您替陈静到12月31日周四" in body for body in bodies(world.posts(LIU)))
    await world.until(datetime(2027, 1, 1, 9, tzinfo=SHANGHAI))
    assert (world.ticket().assignee, world.ticket().covers_for) == (CHEN, "")
    assert [one.move for one in world.history()][-2:] == [Move.HAND_OVER, Move.HAND_OVER]
    assert any("转回" in body and "#1 " in body for body in bodies(world.posts(CHEN)))


async def test_what_falls_due_after_a_leave_stays_where_it_is() -> None:
    world = World()
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.says(CHEN, away(date(2026, 11, 24)), chat=STAFF)
    await world.until(at(24, 12))
    assert world.ticket().assignee == CHEN


async def test_every_reminder_of_a_leave_calls_the_stand_in() -> None:
    world = World()
    await world.reported()
    await world.says(CHEN, away(date(2026, 11, 23), date(2026, 12, 31)), chat=STAFF)
    await world.until(datetime(2026, 12, 30, 12, tzinfo=SHANGHAI))
    called = [one.mentions for one in world.posts(STAFF) if "还没有人接单" in one.body or "没" in one.body[:40]]
    assert called
    assert all(CHEN not in mentions for mentions in called)
    assert (LIU,) in called


async def test_a_leave_from_today_moves_what_is_open_at_once() -> None:
    world = World()
    await world.reported()
    await world.says(CHEN, away(date(2026, 11, 23), date(2026, 11, 25)), chat=STAFF)
    assert world.ticket().assignee == LIU


async def test_coming_back_early_brings_the_tickets_back_at_once() -> None:
    world = World()
    await world.reported()
    await world.says(CHEN, away(date(2026, 11, 23), date(2026, 11, 25)), chat=STAFF)
    assert "转回" in await world.says(CHEN, requests.EndLeave(), chat=STAFF)
    assert world.ticket().assignee == CHEN
    await world.reported(WELL)
    assert world.ticket(2).assignee == CHEN
    assert "没有记着" in await world.says(CHEN, requests.EndLeave(), chat=STAFF)


async def test_nobody_to_stand_in_is_told_to_the_secretary_at_once() -> None:
    world = World(place=without_stand_in())
    said = await world.says(CHEN, away(by=""), chat=STAFF)
    assert "还没有人替" in said
    (told,) = world.posts(SECRETARY)
    assert "陈静11月27日周五请假，没有人替" in told.body
    assert told.not_before == world.clock.now()


async def test_a_gap_that_begins_today_is_told_once() -> None:
    world = World(place=without_stand_in())
    await world.says(CHEN, away(date(2026, 11, 23), by=""), chat=STAFF)
    assert len(world.posts(SECRETARY)) == 1


async def test_a_stand_in_who_is_away_too_is_a_gap_whoever_says_so_last() -> None:
    world = World()
    await world.says(LIU, away(by="陈静"), chat=STAFF)
    assert not world.posts(SECRETARY)
    said = await world.says(CHEN, away(), chat=STAFF)
    assert "刘敏那天也请假，已告诉书记" in said
    (told,) = bodies(world.posts(SECRETARY))
    assert "说好替的刘敏也请假" in told.splitlines()[0]
    assert "说好替的陈静也请假" in told.splitlines()[1]


async def test_nobody_is_asked_to_stand_in_on_days_on_which_they_are_away_themselves() -> None:
    world = World()
    await world.says(CHEN, away(), chat=STAFF)
    await world.says(LIU, away(by=""), chat=STAFF)
    assert not [one for one in bodies(world.posts()) if one.startswith("刘敏") and "请您替" in one]
    assert len(world.posts(SECRETARY)) == 1


async def test_who_is_away_only_for_a_part_of_it_is_asked_for_the_rest() -> None:
    world = World()
    await world.says(CHEN, away(), chat=STAFF)
    await world.says(LIU, away(date(2026, 11, 26), FRIDAY, by="陈静"), chat=STAFF)
    assert any("刘敏" in one and "请您替" in one for one in bodies(world.posts()))


async def test_in_a_gap_the_leader_is_called_at_once() -> None:
    world = World(place=without_stand_in())
    await world.says(CHEN, away(date(2026, 11, 23), by=""), chat=STAFF)
    await world.reported()
    assert world.ticket().assignee == LEADER


async def test_the_secretary_names_a_stand_in_and_the_gap_is_closed() -> None:
    world = World(place=without_stand_in())
    await world.reported()
    await world.says(CHEN, away(date(2026, 11, 23), date(2026, 11, 25), by=""), chat=STAFF)
    assert world.ticket().assignee == CHEN
    said = await world.says(SECRETARY, away(date(2026, 11, 23), date(2026, 11, 25), who=CHEN), chat=STAFF)
    assert "陈静11月23日周一到11月25日周三请假，由刘敏替" in said
    assert world.ticket().assignee == LIU


async def test_a_colleague_cannot_send_somebody_on_leave() -> None:
    world = World()
    assert "本人" in await world.says(LIU, away(who=CHEN), chat=STAFF)
    assert not world.store.state.leaves


async def test_a_later_word_takes_the_place_of_an_earlier_one() -> None:
    world = World()
    await world.says(CHEN, away(by="刘敏"), chat=STAFF)
    await world.says(CHEN, away(by="高师傅"), chat=STAFF)
    await world.until(at(27))
    await world.reported()
    assert world.ticket().assignee == PROPERTY


async def test_red_calls_the_stand_in_and_the_leader() -> None:
    world = World()
    await world.says(CHEN, away(date(2026, 11, 23)), chat=STAFF)
    await world.reported(FIRE)
    red = [one for one in world.posts(STAFF) if one.body.startswith("#1 ")]
    assert red[0].mentions == (LIU, LEADER)


async def test_a_ticket_given_to_somebody_away_goes_to_their_stand_in() -> None:
    world = World()
    await world.reported(LIGHT)
    await world.says(LIU, away(date(2026, 11, 23), by="高师傅"), chat=STAFF)
    await world.says(SECRETARY, requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"), chat=STAFF)
    assert (world.ticket().assignee, world.ticket().covers_for) == (PROPERTY, LIU)


async def test_a_ticket_somebody_else_took_on_does_not_come_back() -> None:
    world = World()
    await world.reported()
    await world.says(CHEN, away(date(2026, 11, 23)), chat=STAFF)
    await world.moved(Move.ACCEPT, person=LEADER)
    await world.until(at(24))
    assert world.ticket().assignee == LEADER


async def test_a_ticket_reopened_during_a_leave_goes_to_the_stand_in() -> None:
    world = World()
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(CHEN, away(date(2026, 11, 23), date(2026, 11, 25)), chat=STAFF)
    await world.says(WANG, requests.AnswerClosing(requests.Rating.DISSATISFIED, 1, "没修好"), chat=RESIDENTS)
    assert (world.state(), world.ticket().assignee) == (State.ASSIGNED, LIU)


@pytest.mark.parametrize("hours", [1, 30])
async def test_a_stand_in_who_falls_away_meanwhile_is_passed_over(hours: int) -> None:
    world = World(place=without_stand_in())
    await world.says(CHEN, away(date(2026, 11, 23), date(2026, 11, 27)), chat=STAFF)
    await world.says(LIU, away(date(2026, 11, 23), date(2026, 11, 27), by="高师傅"), chat=STAFF)
    await world.passes(timedelta(hours=hours))
    await world.reported()
    assert world.ticket().assignee == LEADER


async def test_whoever_is_called_for_what_falls_due_after_the_leave_may_close_it() -> None:
    world = World()
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.says(CHEN, away(MONDAY), chat=STAFF)
    await world.says(WANG, requests.UrgeTicket(1), chat=RESIDENTS)
    assert (world.ticket().assignee, world.posts(STAFF)[-1].mentions) == (CHEN, (LIU,))
    await world.moved(Move.RESOLVE, person=LIU)
    assert world.state() is State.CONFIRMING


async def test_in_a_gap_the_leader_who_is_called_may_close_it() -> None:
    world = World(place=without_stand_in())
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.says(CHEN, away(MONDAY, by=""), chat=STAFF)
    await world.moved(Move.RESOLVE, person=LEADER)
    assert world.state() is State.CONFIRMING


async def test_what_a_stand_in_takes_on_for_somebody_comes_back_to_them() -> None:
    world = World()
    await world.reported()
    await world.says(CHEN, requests.MoveTicket(Move.DEFER, 1, until=date(2026, 12, 1)), chat=STAFF)
    await world.says(CHEN, away(MONDAY), chat=STAFF)
    assert world.ticket().assignee == CHEN
    await world.moved(Move.START, person=LIU)
    assert (world.ticket().assignee, world.ticket().covers_for) == (LIU, CHEN)
    await world.until(at(24))
    assert (world.ticket().assignee, world.ticket().covers_for) == (CHEN, "")


async def test_a_stand_in_may_still_say_when_the_leave_is_over_that_it_is_done() -> None:
    world = World()
    await world.says(CHEN, away(MONDAY), chat=STAFF)
    await world.reported()
    await world.until(at(24))
    assert world.ticket().assignee == CHEN
    await world.moved(Move.RESOLVE, person=LIU)
    assert world.state() is State.CONFIRMING


@pytest.mark.parametrize("reported", [22, 24])
async def test_whoever_stood_in_at_another_time_may_not(reported: int) -> None:
    world = World(start=at(22 if reported == 22 else 23))
    if reported == 24:
        await world.says(CHEN, away(MONDAY), chat=STAFF)
        await world.until(at(24))
    await world.reported()
    if reported == 22:
        await world.says(CHEN, away(FRIDAY), chat=STAFF)
    await world.moved(Move.RESOLVE, person=LIU)
    assert world.state() is State.ASSIGNED


NOON, SIX = time(12), time(18)


def part(since: time | None, until: time | None, first: date = MONDAY, **more: Any) -> requests.TakeLeave:
    fields: dict[str, Any] = {"last": first, "stand_in": "刘敏"} | more
    return requests.TakeLeave("我请假", first, since=since, until=until, **fields)


@pytest.mark.parametrize(
    ("asked", "span"),
    [
        (part(NOON, SIX, FRIDAY), "您11月27日周五下午（12:00—18:00）请假，由刘敏替"),
        (part(None, NOON, FRIDAY), "您11月27日周五上午（12:00前）请假，由刘敏替"),
        (part(SIX, None, FRIDAY), "您11月27日周五晚上（18:00后）请假，由刘敏替"),
        (part(time(14), time(16), FRIDAY), "您11月27日周五 14:00—16:00请假，由刘敏替"),
        (
            part(NOON, NOON, FRIDAY, last=date(2026, 11, 30)),
            "您11月27日周五下午（12:00后）到11月30日周一上午（12:00前）请假，由刘敏替",
        ),
    ],
)
async def test_half_a_day_is_read_back_with_weekday_half_and_hours(asked: requests.TakeLeave, span: str) -> None:
    world = World()
    assert span in await world.says(CHEN, asked, chat=STAFF)
    (told,) = world.posts(LIU)
    assert "这段时间的事请您替一下" in told.body


async def test_in_an_afternoon_off_only_the_afternoon_is_the_stand_ins() -> None:
    world = World()
    await world.says(CHEN, part(NOON, SIX), chat=STAFF)
    seen = []
    for hour, request in ((11, LIGHT), (13, WELL), (18, OTHER_LIGHT)):
        await world.until(at(23, hour))
        await world.reported(request)
        seen.append(world.ticket(len(seen) + 1).assignee)
    assert seen == [CHEN, LIU, CHEN]


async def test_what_falls_due_in_the_hours_away_moves_over_and_is_back_when_they_end() -> None:
    world = World()
    urgent = replace(LIGHT, urgency=Urgency.YELLOW)
    await world.reported(urgent)  # to be accepted by 11:00
    await world.reported(OTHER_LIGHT)  # to be accepted a working day later
    await world.says(CHEN, part(time(10), time(14)), chat=STAFF)
    assert world.ticket(1).assignee == CHEN
    before = world.ticket(1)
    await world.until(at(23, 10))
    assert (world.ticket(1).assignee, world.ticket(1).covers_for) == (LIU, CHEN)
    assert (world.ticket(1).accept_due, world.ticket(1).resolve_due) == (before.accept_due, before.resolve_due)
    assert world.ticket(2).assignee == CHEN
    await world.until(at(23, 11, 1))
    assert [one.mentions for one in world.posts(STAFF) if "还没有人接单" in one.body] == [(LIU,)]
    assert any("您替陈静到11月23日周一 14:00" in body for body in bodies(world.posts(LIU)))
    await world.until(at(23, 14))
    assert (world.ticket(1).assignee, world.ticket(1).covers_for) == (CHEN, "")


async def test_an_hour_that_begins_now_moves_what_is_due_at_once() -> None:
    world = World()
    await world.reported(FIRE)
    await world.says(CHEN, part(time(9), time(10)), chat=STAFF)
    assert world.ticket().assignee == LIU
    await world.until(at(23, 10))
    assert world.ticket().assignee == CHEN


async def test_a_part_of_a_day_without_hours_is_asked_for_them() -> None:
    world = World()
    said = await world.says(CHEN, part(None, None, FRIDAY, vague=True), chat=STAFF)
    assert "11月27日周五哪一段请假" in said
    assert not world.store.state.leaves


async def test_hours_that_are_over_are_refused() -> None:
    world = World(start=at(23, 15))
    said = await world.says(CHEN, part(None, NOON), chat=STAFF)
    assert "11月23日周一上午（12:00前）已经过去了" in said
    assert not world.store.state.leaves


async def test_a_stand_in_who_is_away_at_another_hour_is_no_gap() -> None:
    world = World()
    await world.says(LIU, part(None, NOON, stand_in="高师傅"), chat=STAFF)
    assert "由刘敏替" in await world.says(CHEN, part(NOON, SIX), chat=STAFF)
    assert not world.posts(SECRETARY)
    await world.says(CHEN, part(time(11), SIX), chat=STAFF)
    assert world.posts(SECRETARY)


async def test_coming_back_within_the_hours_ends_them() -> None:
    world = World()
    await world.reported(FIRE)
    await world.says(CHEN, part(time(9), SIX), chat=STAFF)
    await world.passes(timedelta(minutes=3))
    assert "转回给您" in await world.says(CHEN, requests.EndLeave(), chat=STAFF)
    assert world.ticket().assignee == CHEN


@pytest.mark.parametrize(
    ("asked", "again"),
    [
        (part(NOON, SIX, FRIDAY), "11月27日12:00到18:00请假，张三替"),
        (part(None, NOON, FRIDAY), "11月27日12:00前请假，张三替"),
        (part(SIX, None, FRIDAY), "11月27日18:00后请假，张三替"),
        (part(NOON, time(10), FRIDAY, last=date(2026, 11, 30)), "11月27日12:00后到11月30日10:00前请假，张三替"),
    ],
)
async def test_what_the_secretary_is_told_to_say_is_understood_and_means_the_same(
    asked: requests.TakeLeave, again: str
) -> None:
    world = World(place=without_stand_in())
    await world.says(CHEN, replace(asked, stand_in=""), chat=STAFF)
    (told,) = world.posts(SECRETARY)
    assert f"回“陈静{again}”" in told.body
    scene = Scene(NINE, world.place, world.place.person(SECRETARY), in_group=False, addressed=True, bot_name="连心")
    understood = intents_leaves.read(normalise(f"陈静{again}").text, scene)
    assert isinstance(understood, requests.TakeLeave)
    meant = (understood.first, understood.last, understood.since, understood.until, understood.person)
    assert meant == (asked.first, asked.last, asked.since, asked.until, CHEN)


SHOW = requests.ShowLeaves()


async def test_the_secretary_and_the_leader_see_who_is_away_now_and_later(world: World) -> None:
    assert "没有人请假" in await world.says(SECRETARY, SHOW)
    await world.says(CHEN, part(NOON, SIX, FRIDAY), chat=STAFF)
    await world.says(LIU, part(None, NOON, stand_in="高师傅"), chat=STAFF)
    for person in (SECRETARY, LEADER):
        said = await world.says(person, SHOW)
        assert said.splitlines()[:3] == [
            "请假的：",
            "刘敏（现在不在） 11月23日周一上午（12:00前）：高师傅替",
            "陈静 11月27日周五下午（12:00—18:00）：刘敏替",
        ]


async def test_a_gap_is_seen_in_the_list_of_leaves(world: World) -> None:
    await world.says(CHEN, part(NOON, SIX), chat=STAFF)
    await world.says(LIU, part(time(13), time(14), stand_in="高师傅"), chat=STAFF)
    assert "陈静 11月23日周一下午（12:00—18:00）：刘敏替，但刘敏也请假，请另指定" in await world.says(SECRETARY, SHOW)


async def test_a_leave_that_is_over_is_listed_no_longer(world: World) -> None:
    await world.says(CHEN, part(None, NOON), chat=STAFF)
    await world.until(at(23, 12))
    assert "没有人请假" in await world.says(SECRETARY, SHOW)


@pytest.mark.parametrize("person", [WANG, CHEN, PROPERTY])
async def test_others_do_not_see_who_is_away(world: World, person: str) -> None:
    assert (await world.says(person, SHOW)).startswith("这只给社区书记和网格长看。")


async def test_who_is_away_is_not_told_where_residents_read(world: World) -> None:
    await world.says(CHEN, part(NOON, SIX), chat=STAFF)
    assert "陈静" not in await world.says(SECRETARY, SHOW, chat=RESIDENTS)
    assert "陈静" in await world.says(SECRETARY, SHOW, chat=STAFF)


async def test_a_leave_that_is_not_to_be_is_taken_back_and_the_stand_in_is_told() -> None:
    world = World()
    await world.says(CHEN, away(), chat=STAFF)
    said = await world.says(CHEN, requests.EndLeave(cancelled=True, day=FRIDAY), chat=STAFF)
    assert said == "好的，11月27日周五的请假不算了，照常派给您。"
    assert "陈静11月27日周五的事不用您替了。" in bodies(world.posts(LIU))
    await world.until(at(27, 9))
    await world.reported()
    assert world.ticket().assignee == CHEN


async def test_taking_back_a_leave_that_runs_brings_the_tickets_back() -> None:
    world = World()
    await world.reported()
    await world.says(CHEN, away(date(2026, 11, 23), date(2026, 11, 25)), chat=STAFF)
    await world.says(CHEN, requests.EndLeave(cancelled=True), chat=STAFF)
    assert world.ticket().assignee == CHEN


async def test_which_of_several_leaves_is_taken_back_is_asked_once_and_another_day_takes_none() -> None:
    world = World()
    await world.says(CHEN, away(), chat=STAFF)
    await world.says(CHEN, away(date(2026, 12, 1)), chat=STAFF)
    assert "哪一次" in await world.says(CHEN, requests.EndLeave(cancelled=True), chat=STAFF)
    wrong = requests.EndLeave(cancelled=True, day=date(2026, 11, 25))
    assert "没有记着" in await world.says(CHEN, wrong, chat=STAFF)
    assert all(one.ended_at is None for one in world.store.state.leaves.values())


async def test_a_leave_whose_place_is_taken_is_named_and_its_stand_in_released() -> None:
    world = World()
    await world.says(CHEN, away(date(2026, 11, 25), FRIDAY), chat=STAFF)
    said = await world.says(CHEN, away(by="赵刚"), chat=STAFF)
    assert "原来记的11月25日周三到11月27日周五不算了" in said
    assert any("不用您替了" in one for one in bodies(world.posts(LIU)))
    again = await world.says(CHEN, away(by="刘敏"), chat=STAFF)
    assert "不算了" not in again


async def test_a_leave_that_was_over_before_the_bot_woke_moves_nothing() -> None:
    world = World()
    await world.reported()
    await world.says(CHEN, away(), chat=STAFF)
    await world.until(at(27) - timedelta(days=1))
    before = len(world.posts(LIU))
    world.clock.set(at(29))
    for reminder in await world.store.agenda.due(world.clock.now(), 100):
        await world.dispatcher.run(requests.Fall(reminder), reminder.community)
    assert world.ticket().assignee == CHEN
    assert not [one for one in world.posts(LIU)[before:] if "转给您" in one.body]


@pytest.mark.parametrize(
    ("first", "last", "these"),
    [(MONDAY, MONDAY, "今天的事"), (FRIDAY, FRIDAY, "那天的事"), (MONDAY, FRIDAY, "这几天的事")],
)
async def test_a_stand_in_hears_whether_it_is_today_another_day_or_several(first: date, last: date, these: str) -> None:
    world = World()
    await world.says(CHEN, away(first, last), chat=STAFF)
    assert these in world.posts(LIU)[0].body


async def test_some_hours_of_a_longer_leave_do_not_shorten_it(world: World) -> None:
    await world.hears(CHEN, "请假到周五，刘敏替")
    assert "11月23日周一到11月27日周五本来就请假" in await world.hears(CHEN, "我中午不在")
    assert "11月27日周五" in await world.hears(SECRETARY, "谁请假了")
