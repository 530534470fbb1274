"""催办: once a working day for each ticket and person, and it reaches those who must act."""

from datetime import timedelta

import pytest

from bot.domain import requests
from bot.domain.cases import Measure
from bot.domain.tickets import Move, State
from tests.builders import CHEN, FIRE, LEADER, LI, LIU, OTHER_LIGHT, RESIDENTS, SECRETARY, STAFF, WANG, World

URGE = requests.UrgeTicket()


async def test_urging_calls_the_assignee_and_tells_how_far_it_is(world: World) -> None:
    await world.reported()
    said = await world.says(WANG, URGE, chat=RESIDENTS)
    assert said.startswith("#1 已经替您催了。现在是“已派单”")
    call = world.posts(STAFF)[-1]
    assert call.mentions == (CHEN,)
    assert "居民来催了" in call.body
    assert world.history()[-1].move is Move.URGE


async def test_urging_again_on_the_same_day_calls_nobody_and_still_answers(world: World) -> None:
    await world.reported()
    await world.says(WANG, URGE, chat=RESIDENTS)
    posts = len(world.posts())
    said = await world.says(WANG, URGE, chat=RESIDENTS)
    assert "今天已经催过了" in said
    assert len(world.posts()) == posts


@pytest.mark.parametrize(("days", "again"), [(1, True), (5, False), (7, True)], ids=["tuesday", "saturday", "monday"])
async def test_it_may_be_urged_again_on_the_next_working_day(world: World, days: int, again: bool) -> None:
    await world.reported()
    if days > 1:
        world.clock.set(world.clock.now() + timedelta(days=4))  # Friday
    await world.says(WANG, URGE, chat=RESIDENTS)
    world.clock.set(world.clock.now() + timedelta(days=days if days == 1 else days - 4))
    said = await world.says(WANG, URGE, chat=RESIDENTS)
    assert ("已经替您催了" in said) is again


async def test_the_second_call_goes_to_the_leader_too(world: World) -> None:
    await world.reported()
    await world.reported(person=LI)
    await world.says(WANG, URGE, chat=RESIDENTS)
    await world.says(LI, requests.UrgeTicket(1), chat=RESIDENTS)
    assert world.posts(STAFF)[-1].mentions == (CHEN, LEADER)
    assert "第2次" in world.posts(STAFF)[-1].body


async def test_danger_may_be_urged_again_after_ten_minutes(world: World) -> None:
    await world.reported(FIRE)
    await world.says(WANG, URGE, chat=RESIDENTS)
    world.clock.set(world.clock.now() + timedelta(minutes=11))
    assert "已经替您催了" in await world.says(WANG, URGE, chat=RESIDENTS)


async def test_what_is_done_waits_for_the_reporter_and_not_for_the_worker(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    posts = len(world.posts())
    assert "没修好" in await world.says(WANG, requests.UrgeTicket(1), chat=RESIDENTS)
    assert len(world.posts()) == posts


async def test_one_question_when_several_wait(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT)
    assert "是哪一件？" in await world.says(WANG, URGE, chat=RESIDENTS)


async def test_somebody_with_nothing_open_hears_so(world: World) -> None:
    assert "您现在没有在办的事" in await world.says(LI, URGE, chat=RESIDENTS)


async def test_a_stranger_cannot_urge(world: World) -> None:
    await world.reported()
    assert "只有报告人和工作人员" in await world.says(LI, requests.UrgeTicket(1), chat=RESIDENTS)


async def test_a_note_is_for_staff_only(world: World) -> None:
    await world.reported()
    assert "只有工作人员看得到" in await world.says(CHEN, requests.NoteTicket(1, "住户13912345678下午在"), chat=STAFF)
    assert world.state() is State.ASSIGNED
    assert "内部：住户（号码）下午在" in await world.says(LIU, requests.ShowTicket(1), chat=STAFF)
    for who, chat in ((WANG, ""), (WANG, RESIDENTS), (SECRETARY, RESIDENTS)):
        assert "下午在" not in await world.says(who, requests.ShowTicket(1), chat=chat)


async def test_what_a_note_says_of_somebodys_health_is_shown_one_to_one_only(world: World) -> None:
    await world.reported()
    await world.says(CHEN, requests.NoteTicket(1, "住户有帕金森，下午在"), chat=STAFF)
    assert "帕金森" not in await world.says(CHEN, requests.ShowTicket(1), chat=STAFF)
    assert "帕金森" in await world.says(CHEN, requests.ShowTicket(1), chat="")


async def test_a_note_written_where_all_can_read_it_says_so(world: World) -> None:
    await world.reported()
    assert "群里的人都看到了" in await world.says(CHEN, requests.NoteTicket(1, "等配件"), chat=RESIDENTS)


async def test_residents_write_no_notes(world: World) -> None:
    await world.reported()
    rows = len(world.history())
    assert "工作人员来说" in await world.says(WANG, requests.NoteTicket(1, "快点"), chat=RESIDENTS)
    assert len(world.history()) == rows


@pytest.mark.parametrize(("person", "who"), [(SECRETARY, "书记"), (LEADER, "网格长")])
async def test_whoever_answers_for_the_work_urges_under_their_office(world: World, person: str, who: str) -> None:
    await world.reported()
    assert (await world.says(person, requests.UrgeTicket(1))).startswith("#1 已经催了。现在是“已派单”")
    assert world.posts(STAFF)[-1].body.startswith(f"#1 {who}来催了：")


async def test_a_head_urges_all_of_a_sort_at_once_and_each_once_a_day(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    await world.moved(Move.ACCEPT, number=2)
    assert (await world.hears(SECRETARY, "没接单的都催一下")).startswith("催了1件：#1。")
    assert world.posts(STAFF)[-1].mentions == (CHEN,)
    said = await world.hears(SECRETARY, "没办完的都催一下")
    assert said == "催了1件：#2。#1 今天催过了，或者在等报告人确认，没有再催。"
    assert "没有这样的单子" in await world.hears(SECRETARY, "超时的都催一下")


async def test_nobody_else_urges_several_and_nobody_where_residents_read(world: World) -> None:
    await world.reported()
    before = len(world.posts())
    many = requests.UrgeMany((Measure.UNACCEPTED,))
    assert "书记" in await world.says(CHEN, many, chat=STAFF)
    assert "私聊" in await world.says(SECRETARY, many, chat=RESIDENTS)
    assert len(world.posts()) == before
