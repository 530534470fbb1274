"""A finding with a term: who must mend it, and who looks again when the term is over."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain import requests, roster
from bot.domain.places import Place
from bot.domain.tickets import Move, State
from tests.builders import CHEN, NINE, PROPERTY, RESIDENTS, SHANGHAI, STAFF, WANG, World, changed, example

SHOP = requests.OpenInspection("顺风饭店", "灭火器过期", "fire_safety", Place("顺风饭店"), date(2026, 11, 30))
ENDS = datetime(2026, 11, 30, 18, tzinfo=SHANGHAI)


async def test_the_ticket_has_the_term_and_the_inspector_sees_to_it(world: World) -> None:
    said = await world.says(CHEN, SHOP, chat=STAFF)
    assert "顺风饭店：灭火器过期" in said
    assert "11月30日周一 18:00前整改" in said
    ticket = world.ticket()
    assert (ticket.resolve_due, ticket.assignee, ticket.reporter) == (ENDS, CHEN, CHEN)
    assert ticket.state is State.ACCEPTED


async def test_where_residents_read_the_shop_is_not_named(world: World) -> None:
    assert "顺风" not in await world.says(CHEN, SHOP, chat=RESIDENTS)


async def test_a_party_of_that_name_is_called_to_mend_it(world: World) -> None:
    await world.says(CHEN, replace(SHOP, subject="安居物业"), chat=STAFF)
    assert (world.ticket().assignee, world.ticket().party, world.state()) == (PROPERTY, "wuye", State.ASSIGNED)
    (call,) = world.posts(STAFF)
    assert "限时整改" in call.body
    assert PROPERTY in call.mentions


async def test_at_the_end_of_the_term_the_inspector_is_told_to_look_again_once(world: World) -> None:
    await world.says(CHEN, SHOP, chat=STAFF)
    await world.until(ENDS - timedelta(minutes=1))
    assert not [one for one in world.posts() if "复查" in one.body]
    await world.until(ENDS + timedelta(days=1))
    (told,) = [one for one in world.posts() if "复查" in one.body]
    assert told.mentions == (CHEN,)
    assert "顺风饭店" in told.body


async def test_moves_of_the_ticket_do_not_lose_the_second_look(world: World) -> None:
    await world.says(CHEN, replace(SHOP, subject="安居物业"), chat=STAFF)
    await world.moved(Move.ACCEPT, Move.START, person=PROPERTY)
    await world.until(ENDS + timedelta(minutes=1))
    (told,) = [one for one in world.posts() if "复查" in one.body]
    assert told.mentions == (CHEN,)


async def test_a_term_that_was_moved_moves_the_second_look_with_it(world: World) -> None:
    await world.says(CHEN, SHOP, chat=STAFF)
    later = ENDS + timedelta(days=2)
    async with world.store.work() as work:
        await work.tickets.save(replace(world.ticket(), resolve_due=later))
    await world.until(later - timedelta(minutes=1))
    assert not [one for one in world.posts() if "复查" in one.body]
    await world.until(later)
    assert len([one for one in world.posts() if "复查" in one.body]) == 1


async def test_what_has_ended_needs_no_second_look(world: World) -> None:
    await world.says(CHEN, replace(SHOP, finding="垃圾没清", category="waste"), chat=STAFF)
    for _ in range(2):  # the first time a photo is asked for
        await world.says(CHEN, requests.MoveTicket(Move.RESOLVE, 1, "门口垃圾已经清理"), chat=STAFF)
    await world.until(NINE + timedelta(days=30))
    assert world.state() is State.CLOSED
    assert not [one for one in world.posts() if "请去复查" in one.body]


async def test_working_days_leave_out_the_weekend(world: World) -> None:
    world.clock.set(NINE + timedelta(days=4))  # Friday
    await world.says(CHEN, replace(SHOP, until=None, working_days=2), chat=STAFF)
    assert world.ticket().resolve_due == datetime(2026, 12, 1, 18, tzinfo=SHANGHAI)


async def test_without_a_term_there_is_one_question_and_no_ticket(world: World) -> None:
    assert "限几天整改" in await world.says(CHEN, replace(SHOP, until=None), chat=STAFF)
    assert not world.store.state.tickets


@pytest.mark.parametrize("person", [WANG, "sunayi", "xiaoma"])
async def test_only_staff_inspect(world: World, person: str) -> None:
    await world.says(person, SHOP, chat=RESIDENTS)
    assert not world.store.state.tickets


async def test_a_day_that_is_over_is_refused(world: World) -> None:
    assert "已经过去" in await world.says(CHEN, replace(SHOP, until=date(2026, 11, 20)), chat=STAFF)
    assert not world.store.state.tickets


async def test_a_party_without_people_cannot_be_called() -> None:
    nobody = roster.Party("sf", "顺风饭店")
    world = World(place=changed(example(), parties=(nobody,)))
    await world.says(CHEN, SHOP, chat=STAFF)
    assert world.ticket().assignee == CHEN


async def test_a_term_that_was_not_said_is_asked_for_once_and_the_answer_files_the_finding(world: World) -> None:
    assert "限几天整改" in await world.hears(CHEN, "检查 安居物业 消防栓没水", chat=STAFF)
    assert not world.store.state.tickets
    assert "限12月4日周五 18:00前整改" in await world.hears(CHEN, "下周五前", chat=STAFF)
    assert (world.ticket().party, world.ticket().assignee) == ("wuye", PROPERTY)


async def test_without_an_answer_nothing_is_filed(world: World) -> None:
    await world.hears(CHEN, "检查 安居物业 消防栓没水", chat=STAFF)
    await world.hears(CHEN, "算了", chat=STAFF)
    await world.passes(timedelta(days=1))
    assert not world.store.state.tickets
