"""A head names the day: it is the deadline, and whoever has the ticket hears of it."""

from datetime import date, datetime

import pytest

from bot.domain import requests
from bot.domain.tickets import Move, State
from tests.builders import CHEN, FIRE, LEADER, LIU, RESIDENTS, SECRETARY, SHANGHAI, STAFF, WANG, World, bodies

FRIDAY = datetime(2026, 11, 27, 18, tzinfo=SHANGHAI)


@pytest.mark.parametrize("head", [SECRETARY, LEADER])
@pytest.mark.parametrize("line", ["1 周五前修好", "1 周五前办完", "1 限周五前", "1 周五之前必须办完"])
async def test_it_is_set_at_once_and_confirmed_in_one_line(world: World, head: str, line: str) -> None:
    await world.reported()
    said = (await world.hears(head, line)).splitlines()[0]
    assert said == "#1 期限改为11月27日周五前，已经告诉陈静。"
    assert (world.ticket().resolve_due, world.ticket().assignee, world.state()) == (FRIDAY, CHEN, State.ASSIGNED)
    told = world.posts(STAFF)[-1]
    assert told.mentions == (CHEN,)
    assert "定了期限：3栋2单元 照明，请在11月27日周五前办好。要求：" in told.body
    assert not world.store.state.promises  # she has promised nothing
    assert not any("期限" in body for body in bodies(world.posts(RESIDENTS)))


async def test_the_reminders_follow_and_the_history_keeps_who_said_it(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.hears(SECRETARY, "1 周五前修好")
    assert [one.due_at for one in world.waiting() if one.level == 0] == [FRIDAY]
    step = world.history()[-1]
    assert (step.move, step.by, step.reason) == (Move.TERM, SECRETARY, "11月27日周五前：周五前修好")


async def test_what_is_red_keeps_its_sooner_deadline(world: World) -> None:
    await world.reported(FIRE)
    before = world.ticket().resolve_due
    assert "原来的时限不变，已经告诉" in await world.hears(SECRETARY, "1 周五前修好")
    assert world.ticket().resolve_due == before


async def test_whoever_has_it_promises_and_is_asked_first(world: World) -> None:
    await world.reported()
    assert "对吗" in await world.hears(CHEN, "1 周五前修好", chat=STAFF)
    await world.says(SECRETARY, requests.MoveTicket(Move.REASSIGN, 1, to="林书记"))
    assert "对吗" in await world.hears(SECRETARY, "1 周五前修好")


@pytest.mark.parametrize("person", [LIU, WANG])
async def test_nobody_else_sets_it(world: World, person: str) -> None:
    await world.reported()
    before = world.ticket().resolve_due
    await world.says(person, requests.Promise(1, FRIDAY.date(), "1 周五前修好"), chat=STAFF)
    assert world.ticket().resolve_due == before


async def test_what_is_put_off_is_taken_up_again_first(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.says(CHEN, requests.MoveTicket(Move.DEFER, 1, "等材料", until=date(2026, 12, 3)))
    assert "暂缓" in await world.hears(SECRETARY, "1 周五前修好")
    assert world.state() is State.DEFERRED


async def test_whoever_has_it_does_not_put_it_off_by_a_promise_of_their_own(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.hears(SECRETARY, "1 周五前修好")
    assert "期限是定好的：11月27日周五 18:00前" in await world.hears(CHEN, "1 下周三前修好", chat=STAFF)
    assert world.ticket().resolve_due == FRIDAY
    assert "对吗" in await world.hears(CHEN, "1 周四前修好", chat=STAFF)
    assert "林书记定期限：11月27日周五前：周五前修好" in await world.hears(SECRETARY, "1 到哪了")
    await world.hears(SECRETARY, "1 下周三前修好")
    assert world.ticket().resolve_due == datetime(2026, 12, 2, 18, tzinfo=SHANGHAI)
