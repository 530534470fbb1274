"""A button or a sensor calls: who is woken, who hears which number, and what no group ever sees."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import alarms, requests, tickets
from bot.domain.alarms import Alarm, AlarmKind
from bot.domain.delivery import Priority, Route, Verdict
from bot.domain.requests import Undelivered
from bot.domain.roster import Grid, Person
from bot.domain.urgency import Urgency
from tests.builders import CHEN, LEADER, LI, LIU, NINE, RESIDENTS, STAFF, WANG, ZHOU, World, changed, example

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PHONE = "13900000011"


def alarm(
    place: str = "3栋2单元501", kind: AlarmKind = AlarmKind.SOS, number: str = "a1", device: str = "btn-501"
) -> requests.RaiseAlarm:
    return requests.RaiseAlarm(Alarm(number, device, kind, place, AT))


async def raised(world: World, **about: object) -> tickets.Ticket:
    reply = await world.dispatcher.carry_out(alarm(**about), world.place.code)  # type: ignore[arg-type]
    assert reply is not None
    assert reply.number is not None
    return world.ticket(reply.number)


async def test_it_is_red_belongs_to_the_grid_and_is_due_in_minutes(world: World) -> None:
    ticket = await raised(world)
    assert (ticket.kind, ticket.urgency, ticket.state) == (tickets.Kind.ALARM, Urgency.RED, tickets.State.ASSIGNED)
    assert (ticket.grid, ticket.assignee) == ("g1", CHEN)
    assert ticket.place is not None
    assert (ticket.place.building, ticket.place.unit, ticket.place.room) == ("3", "2", "501")
    assert ticket.accept_due == NINE + timedelta(minutes=5)


@pytest.mark.parametrize("kind", AlarmKind)
async def test_worker_and_leader_are_called_at_once_in_the_staff_group_even_at_night(kind: AlarmKind) -> None:
    world = World(start=NINE.replace(hour=2))
    await raised(world, kind=kind)
    (call,) = world.posts(STAFF)
    assert (call.priority, call.not_before) == (Priority.RED, world.clock.now())
    assert call.mentions == (CHEN, LEADER)
    assert call.body.startswith("#1 【紧急·报警】")
    assert "3栋2单元501" in call.body


@pytest.mark.parametrize(
    ("kind", "number"),
    [(AlarmKind.SOS, "120"), (AlarmKind.SMOKE, "119"), (AlarmKind.GAS, "119"), (AlarmKind.DOOR, "110")],
)
async def test_the_call_says_first_what_to_do_and_whom_to_ring(world: World, kind: AlarmKind, number: str) -> None:
    await raised(world, kind=kind)
    assert number in world.posts(STAFF)[0].body.splitlines()[1]


async def test_the_household_reaches_the_worker_alone_and_no_group(world: World) -> None:
    world.clock.set(NINE.replace(hour=23))
    await raised(world)
    told = [one for one in world.posts() if PHONE in one.body]
    assert [(one.route, one.target, one.not_before) for one in told] == [(Route.APP, CHEN, world.clock.now())]
    assert "王阿姨" in told[0].body
    assert not any(PHONE in one.body or "王阿姨" in one.body for one in world.posts() if one.route is Route.ROBOT)


async def test_a_number_that_cannot_be_delivered_never_takes_a_route_through_a_group(world: World) -> None:
    await raised(world)
    told = next(one for one in world.posts() if PHONE in one.body)
    for verdict in (Verdict.UNKNOWN, Verdict.FINAL, Verdict.DEAD_ROUTE):
        await world.dispatcher.run(Undelivered(told, verdict), world.place.code)
    assert not any(PHONE in one.body for one in world.posts() if one.route is Route.ROBOT)


async def test_where_the_app_is_off_nobody_is_told_a_number() -> None:
    world = World(routes=frozenset({Route.REPLY, Route.ROBOT}))
    await raised(world)
    assert not any(PHONE in one.body for one in world.posts())


@pytest.mark.parametrize("place", ["3栋2单元502", "3栋1单元501", "4栋2单元501", "3栋2单元", "3栋", "凉亭", ""])
async def test_another_door_is_another_household(world: World, place: str) -> None:
    await raised(world, place=place)
    assert not any(PHONE in one.body for one in world.posts())


async def test_a_unit_nobody_said_does_not_hide_the_household(world: World) -> None:
    await raised(world, place="3号楼501室")
    assert any(PHONE in one.body for one in world.posts())


async def test_everybody_of_the_household_is_named() -> None:
    daughter = Person("d1", "王小妹", phone="13911112222", building="3", unit="2", room="501")
    world = World(place=changed(example(), people=(*example().people, daughter)))
    await raised(world)
    body = next(one.body for one in world.posts() if PHONE in one.body)
    assert "王小妹 13911112222" in body


async def test_a_place_that_cannot_be_read_is_passed_on_as_written_and_still_rings(world: World) -> None:
    ticket = await raised(world, place="幸福里西头老李家")
    assert ticket.place is not None
    assert ticket.place.text == "幸福里西头老李家"
    (call,) = world.posts(STAFF)
    assert "幸福里西头老李家" in call.body
    assert call.mentions[0] == LEADER


@pytest.mark.parametrize("place", ["3栋 @all 13812345678", "老李家 @all 13812345678"])
async def test_what_a_device_says_of_itself_has_no_power_in_a_chat(world: World, place: str) -> None:
    hostile = Alarm("x", "@all <b>13812345678", AlarmKind.GAS, place, AT)
    await world.dispatcher.run(requests.RaiseAlarm(hostile), world.place.code)
    for one in world.posts():
        assert "@all" not in one.body
        assert "13812345678" not in one.body


async def test_without_a_staff_group_residents_see_no_door_and_no_device() -> None:
    residents_only = tuple(one for one in example().groups if one.kind == "resident")
    world = World(place=changed(example(), groups=residents_only))
    await raised(world)
    for one in world.posts():
        if one.route is Route.ROBOT:
            assert "501" not in one.body
            assert "btn" not in one.body


async def test_the_stand_in_is_called_where_the_grid_has_no_worker() -> None:
    grid = replace(example().grids[0], worker="")
    assert isinstance(grid, Grid)
    world = World(place=changed(example(), grids=(grid, example().grids[1])))
    assert (await raised(world)).assignee == LIU


async def test_an_alarm_nobody_takes_climbs_the_ladder_around_the_clock() -> None:
    world = World(start=NINE.replace(hour=2))
    await raised(world)
    await world.passes(timedelta(minutes=66))
    reminded = [one.mentions for one in world.posts(STAFF)[1:]]
    assert reminded[:2] == [(CHEN,), (LEADER,)]


async def test_it_is_accepted_resolved_and_closed_like_any_other(world: World) -> None:
    await raised(world)
    await world.moved(tickets.Move.ACCEPT, tickets.Move.RESOLVE)
    assert world.state() is tickets.State.CONFIRMING
    await world.passes(timedelta(days=30))
    assert world.state() is tickets.State.CLOSED


async def test_the_same_id_in_another_community_is_another_alarm() -> None:
    other = changed(example(), code="guangyuan")
    world = World(others=(other,))
    first = await world.dispatcher.carry_out(alarm(), "xingfuli")
    second = await world.dispatcher.carry_out(alarm(), "guangyuan")
    assert first is not None
    assert second is not None
    assert second.posts
    assert len(world.store.state.tickets) == 2


async def test_calls_of_one_device_under_other_ids_are_one_ticket_with_a_row_each(world: World) -> None:
    for number in ("a1", "a2", "a3"):
        assert (await raised(world, number=number)).number == 1
        world.clock.set(world.clock.now() + timedelta(minutes=1))
    assert [one.reason for one in world.history()] == ["alarm:a1", "alarm:a2", "alarm:a3"]
    assert (await raised(world, number="a2")).number == 1
    assert len(world.history()) == 3


async def test_calls_of_another_device_behind_the_same_door_are_the_same_ticket(world: World) -> None:
    await raised(world)
    assert (await raised(world, number="a2", device="btn-bed", place="3号楼501室")).number == 1


@pytest.mark.parametrize(
    ("place", "device"),
    [("3栋2单元502", "btn-502"), ("3栋1单元501", "b"), ("3栋2单元", "b"), ("3栋2单元", ""), ("4栋2单元501", "btn-501")],
)
async def test_another_door_is_never_folded_into_this_one(world: World, place: str, device: str) -> None:
    await raised(world)
    assert (await raised(world, number="a2", place=place, device=device)).number == 2


async def test_it_rings_again_until_somebody_takes_it_on_and_then_no_more(world: World) -> None:
    await raised(world)
    world.clock.set(NINE + timedelta(minutes=2))
    await raised(world, number="a2")
    again = world.posts(STAFF)[-1]
    assert again.body.startswith("#1 【紧急·报警】第2次：一键呼叫")
    assert (again.priority, again.mentions) == (Priority.RED, (CHEN, LEADER))
    await world.moved(tickets.Move.ACCEPT)
    said = len(world.posts())
    world.clock.set(NINE + timedelta(minutes=4))
    await raised(world, number="a3")
    assert len(world.posts()) == said
    assert len([one for one in world.history() if one.reason.startswith("alarm:")]) == 3


async def test_rung_again_it_names_the_deadline_by_the_local_clock_and_never_one_that_has_passed(world: World) -> None:
    await raised(world)
    world.clock.set(NINE + timedelta(minutes=2))
    await raised(world, number="a2")
    assert "请在11月23日周一 09:05前接单" in world.posts(STAFF)[-1].body
    world.clock.set(NINE + timedelta(minutes=12))
    await raised(world, number="a3")
    assert "还没有人接单，请马上接单" in world.posts(STAFF)[-1].body
    await world.moved(tickets.Move.ACCEPT)
    world.clock.set(NINE + timedelta(minutes=14))
    await raised(world, number="a4", kind=AlarmKind.GAS)
    assert "前接单" not in world.posts(STAFF)[-1].body
    assert "马上接单" not in world.posts(STAFF)[-1].body


async def test_what_called_is_named_once(world: World) -> None:
    await raised(world)
    assert world.posts(STAFF)[0].body.startswith("#1 【紧急·报警】一键呼叫 3栋2单元501\n")


async def test_a_device_that_chatters_rings_once_a_minute(world: World) -> None:
    for number in range(30):
        await raised(world, number=f"a{number}")
    assert len(world.posts(STAFF)) == 2
    assert len(world.store.state.tickets) == 1


async def test_another_kind_of_danger_is_news_even_to_whoever_has_taken_it_on(world: World) -> None:
    await raised(world)
    await world.moved(tickets.Move.ACCEPT)
    assert (await raised(world, number="a2", kind=AlarmKind.SMOKE, device="smoke-1")).number == 1
    call = world.posts(STAFF)[-1]
    assert "烟雾报警" in call.body
    assert "119" in call.body


async def test_a_call_half_an_hour_later_rings_for_itself(world: World) -> None:
    await raised(world)
    await world.moved(tickets.Move.ACCEPT)
    world.clock.set(NINE + alarms.ONE_CALL)
    later = await raised(world, number="a2")
    assert (later.number, later.recurs) == (2, None)


async def test_a_call_after_it_was_done_is_a_new_ticket_marked_as_come_back(world: World) -> None:
    await raised(world)
    await world.moved(tickets.Move.ACCEPT, tickets.Move.RESOLVE)
    again = await raised(world, number="a2")
    assert (again.number, again.recurs, again.urgency) == (2, 1, Urgency.RED)
    assert "【复发】#1" in world.posts(STAFF)[-1].body
    await world.passes(timedelta(days=60))
    assert (await raised(world, number="a3")).recurs is None


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("广场北角配电房", "广场北角配电房"),
        ("3栋地下车库B区12号车位", "3栋地下车库B区12号车位"),
        ("3栋2单元501客厅", "3栋2单元501客厅"),
    ],
)
async def test_nothing_of_where_the_device_is_gets_lost(world: World, place: str, shown: str) -> None:
    await raised(world, place=place)
    assert any(shown in post.body for post in world.posts())
    ticket = world.ticket()
    assert ticket.place is not None
    assert shown in ticket.place.exact()


@pytest.mark.parametrize("chat", ["", RESIDENTS])
@pytest.mark.parametrize(
    "line", ["按错了", "我按错了没事", "误触了，不用来", "按错了，没事", "没事", "孩子按着玩的", "不用来了", "1 按错了"]
)
async def test_whoever_lives_there_says_that_it_was_nothing_and_all_who_were_called_hear_it(
    world: World, line: str, chat: str
) -> None:
    await raised(world)
    await world.passes(timedelta(minutes=10))
    called = {one for post in world.posts(STAFF) for one in post.mentions}
    before = len(world.posts())
    said = await world.hears(WANG, line, chat=chat)
    assert said.startswith("#1 知道了，已经告诉赶来的人。")
    (told,) = [one for one in world.posts()[before:] if "报告人说" in one.body]
    assert set(told.mentions) == called
    assert told.target == STAFF
    assert not world.ticket().ended
    assert len(world.store.state.tickets) == 1
    before = len(world.posts())
    await world.passes(timedelta(minutes=20))
    assert world.posts()[before:] == []


@pytest.mark.parametrize("person", [ZHOU, LI])
async def test_of_an_alarm_elsewhere_nobody_says_what_it_was(world: World, person: str) -> None:
    await raised(world)
    before = len(world.posts())
    assert "告诉赶来的人" not in await world.hears(person, "按错了")
    assert world.posts()[before:] == []


async def test_what_rings_at_home_takes_no_other_matter_in(world: World) -> None:
    await raised(world)
    await world.hears(WANG, "3栋2单元的路灯坏了")
    assert world.ticket(2).category == "lighting"
    assert len(world.history()) == 1
