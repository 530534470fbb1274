"""12 下周三前修好: asked once, then a deadline, a row, and a rate the secretary can defend."""

from datetime import date, datetime, timedelta

import pytest

from bot.domain import requests
from bot.domain.requests import Promise, Rating
from bot.domain.tickets import Move, State
from tests.builders import CHEN, FIRE, LEADER, LIU, RESIDENTS, SECRETARY, SHANGHAI, STAFF, WANG, World, bodies

WEDNESDAY = date(2026, 12, 2)
DUE = datetime(2026, 12, 2, 18, tzinfo=SHANGHAI)


def word(agreed: str = "", until: date | None = WEDNESDAY, number: int | None = 1) -> Promise:
    return Promise(number, until, "1 下周三前修好", agreed)


async def promised(world: World, until: date = WEDNESDAY, person: str = CHEN) -> str:
    await world.says(person, word(until=until), chat=STAFF)
    return await world.says(person, word("yes", until), chat=STAFF)


async def test_a_promise_is_read_back_with_its_weekday_and_asked_once() -> None:
    world = World()
    await world.reported()
    before = world.ticket()
    said = await world.says(CHEN, word(), chat=STAFF)
    assert said.startswith("#1 记为12月2日周三前办好，对吗？")
    assert world.ticket() == before
    assert not world.store.state.promises


async def test_a_yes_makes_it_the_deadline_and_takes_the_ticket_on() -> None:
    world = World()
    await world.reported()
    said = await promised(world)
    assert "记下了：12月2日周三前办好" in said
    assert (world.state(), world.ticket().resolve_due) == (State.ACCEPTED, DUE)
    assert [one.due_at for one in world.store.state.promises] == [DUE]
    assert world.history()[-1].move is Move.PROMISE
    assert any("答应12月2日周三前办好" in body for body in bodies(world.posts(RESIDENTS)))


async def test_a_no_leaves_everything_as_it_was() -> None:
    world = World()
    await world.reported()
    before = world.ticket()
    await world.says(CHEN, word(), chat=STAFF)
    assert "没有记" in await world.says(CHEN, word("no"), chat=STAFF)
    assert world.ticket() == before
    assert not world.store.state.promises


async def test_the_promised_day_is_what_is_reminded_of() -> None:
    world = World()
    await world.reported()
    await promised(world)
    assert {one.step: one.due_at for one in world.waiting() if one.level == 0} == {"resolve": DUE}
    await world.until(DUE + timedelta(minutes=1))
    assert any(one.mentions == (CHEN,) and one.body.startswith("#1 ") for one in world.posts(STAFF)[-1:])


async def test_a_second_promise_moves_the_deadline_and_keeps_the_first_row() -> None:
    world = World()
    await world.reported()
    await promised(world)
    await promised(world, date(2026, 12, 4))
    assert len(world.store.state.promises) == 2
    assert [one.due_at for one in world.waiting() if one.level == 0] == [DUE + timedelta(days=2)]


async def test_a_promise_on_red_does_not_move_its_deadline_away() -> None:
    world = World()
    await world.reported(FIRE)
    before = world.ticket().resolve_due
    said = await promised(world)
    assert "原来的时限不变" in said
    assert world.ticket().resolve_due == before
    assert world.store.state.promises


@pytest.mark.parametrize("person", [LIU, WANG])
async def test_only_whoever_does_it_or_the_secretary_can_promise(person: str) -> None:
    world = World()
    await world.reported()
    before = world.ticket()
    await promised(world, person=person)
    assert world.ticket() == before


async def test_a_day_gone_by_promises_nothing() -> None:
    world = World()
    await world.reported()
    assert "已经过去" in await world.says(CHEN, word(until=date(2026, 11, 20)), chat=STAFF)


async def test_what_waits_for_its_reporter_takes_no_promise() -> None:
    world = World()
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    assert "待确认" in await world.says(CHEN, word(), chat=STAFF)


async def test_a_number_left_out_means_the_only_open_ticket() -> None:
    world = World()
    await world.reported()
    assert (await world.says(CHEN, word(number=None), chat=STAFF)).startswith("#1 记为")


async def rate(world: World) -> str:
    return await world.says(SECRETARY, requests.ShowPromises())


async def test_kept_is_done_in_time() -> None:
    world = World()
    await world.reported()
    await promised(world, date(2026, 11, 25))
    await world.moved(Move.RESOLVE)
    assert "承诺兑现 1/1 件，100.0%" in await world.says(
        SECRETARY, requests.ShowStatistics(date(2026, 11, 1), date(2026, 11, 30))
    )


async def test_done_too_late_is_not_kept() -> None:
    world = World()
    await world.reported()
    await promised(world, date(2026, 11, 25))
    await world.until(datetime(2026, 11, 26, 9, tzinfo=SHANGHAI))
    assert "承诺兑现 0/1 件" in await rate(world)
    await world.moved(Move.RESOLVE)
    assert "承诺兑现 0/1 件" in await rate(world)


async def test_done_in_time_but_not_for_the_reporter_is_not_kept() -> None:
    world = World()
    await world.reported()
    await promised(world, date(2026, 11, 25))
    await world.moved(Move.RESOLVE)
    await world.says(WANG, requests.AnswerClosing(Rating.DISSATISFIED, 1, "没修好"), chat=RESIDENTS)
    await world.until(datetime(2026, 11, 26, 9, tzinfo=SHANGHAI))
    assert "承诺兑现 0/1 件" in await rate(world)


async def test_what_was_withdrawn_needed_no_keeping() -> None:
    world = World()
    await world.reported()
    await promised(world, date(2026, 11, 25))
    await world.says(WANG, requests.WithdrawTicket(1), chat=RESIDENTS)
    await world.until(datetime(2026, 11, 26, 9, tzinfo=SHANGHAI))
    assert "承诺兑现 0/0 件" in await rate(world)


async def test_staff_see_their_own_promises_and_the_secretary_everybodys() -> None:
    world = World()
    await world.reported()
    await promised(world)
    assert "#1 " in await world.says(CHEN, requests.ShowPromises(), chat=STAFF)
    assert "没有答应了" in await world.says(LIU, requests.ShowPromises(), chat=STAFF)
    seen = await rate(world)
    assert "12月2日周三前，陈静" in seen
    assert "本月" in seen
    assert await world.says(WANG, requests.ShowPromises(), chat=RESIDENTS) == ""


async def test_the_leader_sees_everybodys_promises_and_how_many_were_kept(world: World) -> None:
    await world.reported()
    await world.says(CHEN, requests.Promise(1, date(2026, 12, 2), "1 下周三前修好", agreed="yes"), chat=STAFF)
    said = await world.says(LEADER, requests.ShowPromises())
    assert "12月2日周三前，陈静" in said
    assert "本月承诺兑现" in said
    assert "陈静" not in await world.says(LIU, requests.ShowPromises(), chat=STAFF)


async def test_promises_are_told_to_nobody_where_residents_read() -> None:
    world = World()
    await world.reported()
    await promised(world)
    for person in (CHEN, SECRETARY):
        assert "私聊" in await world.says(person, requests.ShowPromises(), chat=RESIDENTS)


async def test_whoever_stands_in_sees_the_promises_on_what_they_hold(world: World) -> None:
    await world.reported()
    await world.says(CHEN, requests.Promise(1, date(2026, 11, 25), "1 周三前修好", agreed="yes"), chat=STAFF)
    await world.hears(CHEN, "我请假到周四，刘敏替")
    assert world.ticket().assignee == LIU
    assert "#1 " in await world.says(LIU, requests.ShowPromises())
    assert "11月25日周三前，陈静" in await world.says(LIU, requests.ShowPromises())
