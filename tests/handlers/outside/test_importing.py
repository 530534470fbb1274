"""Hotline items become tickets with the number and the clock they came with, each once."""

from datetime import timedelta

import pytest

from bot.domain import requests, tickets
from bot.domain.delivery import Route
from bot.domain.hotline import Item
from bot.domain.tickets import Kind, State
from bot.domain.urgency import Urgency
from tests.builders import CHEN, LEADER, LIU, NINE, RESIDENTS, STAFF, WANG, World, changed, example

DAY = timedelta(days=1)
PHONE = "13812345678"


def item(number: str = "20261122001", **more: object) -> Item:
    fields = {"received_at": NINE - DAY, "text": "3栋2单元的路灯不亮，打13999998888", "place": "3栋2单元"}
    return Item(number, **(fields | {"deadline": NINE + 3 * DAY, "phone": PHONE} | more))  # type: ignore[arg-type]


async def imported(world: World, *items: Item) -> str:
    reply = await world.dispatcher.carry_out(requests.ImportHotline(items), world.place.code)
    assert reply is not None
    return reply.text


async def test_an_item_is_a_hotline_ticket_with_its_own_deadline(world: World) -> None:
    assert "新建 1 件" in await imported(world, item())
    ticket = world.ticket()
    assert (ticket.kind, ticket.category, ticket.assignee, ticket.state) == (
        Kind.HOTLINE,
        "lighting",
        CHEN,
        State.ASSIGNED,
    )
    assert ticket.resolve_due == NINE + 3 * DAY
    async with world.store.work() as work:
        assert await work.origins.of_ticket(world.place.code, 1) == "12345:20261122001"


async def test_nobody_has_longer_to_take_it_on_than_the_hotline_gives(world: World) -> None:
    await imported(world, item(deadline=NINE + timedelta(minutes=20)))
    assert world.ticket().accept_due == NINE + timedelta(minutes=20)


async def test_the_call_carries_the_hotlines_number_and_no_phone(world: World) -> None:
    await imported(world, item())
    (call,) = world.posts(STAFF)
    assert "20261122001" in call.body
    assert "11月26日周四 09:00前办结" in call.body
    assert "13999998888" not in call.body


async def test_the_callers_phone_reaches_the_assignee_alone(world: World) -> None:
    await imported(world, item())
    told = [one for one in world.posts() if PHONE in one.body]
    assert [(one.route, one.target) for one in told] == [(Route.APP, CHEN)]
    assert not any(PHONE in repr(one) for one in world.store.state.tickets.values())


async def test_the_same_list_again_changes_nothing(world: World) -> None:
    await imported(world, item("A1"), item("A2"))
    said = len(world.posts())
    assert await imported(world, item("A1"), item("A2"), item("A3")) == "新建 1 件，原来就有 2 件。"
    assert len(world.store.state.tickets) == 3
    assert len(world.posts()) == said + 2


async def test_its_deadline_is_watched_like_any_other(world: World) -> None:
    await imported(world, item())
    await world.moved(tickets.Move.ACCEPT)
    before = len(world.posts(STAFF))
    await world.until(NINE + 3 * DAY + timedelta(minutes=31))
    assert [one.mentions for one in world.posts(STAFF)[before:]] == [(CHEN,), (LEADER,)]


async def test_an_item_without_a_readable_place_goes_to_a_leader(world: World) -> None:
    await imported(world, item(place="", text="老年食堂什么时候开门"))
    assert world.ticket().assignee == LEADER


async def test_a_quarrel_stays_out_of_the_groups(world: World) -> None:
    await imported(world, item(text="楼上邻居天天吵架打孩子", place="5栋1单元101"))
    assert world.ticket().assignee == LIU
    assert not any("打孩子" in one.body for one in world.posts() if one.route is Route.ROBOT)


async def test_without_a_staff_group_residents_read_neither_the_words_nor_the_number() -> None:
    groups = tuple(one for one in example().groups if one.kind == "resident")
    world = World(place=changed(example(), groups=groups))
    await imported(world, item(text="501的王阿姨家漏水", place="3栋2单元501"))
    for one in world.posts():
        if one.route is Route.ROBOT:
            assert not [hidden for hidden in ("501", "20261122001", "王阿姨") if hidden in one.body]


async def test_staff_who_ask_how_far_it_is_see_the_hotlines_number_and_residents_do_not(world: World) -> None:
    await imported(world, item())
    asked = requests.ShowTicket(1)
    for chat in (STAFF, ""):
        assert "12345 编号：20261122001" in await world.says(CHEN, asked, chat=chat)
    assert "20261122001" not in await world.says(CHEN, asked, chat=RESIDENTS)
    assert "20261122001" not in await world.says(WANG, asked, chat=RESIDENTS)


async def test_a_complaint_about_a_worker_goes_past_them(world: World) -> None:
    await imported(world, item(text="投诉网格员陈静态度恶劣", place="3栋", phone=""))
    ticket = world.ticket()
    assert (ticket.assignee, ticket.about, ticket.private) == (LEADER, (CHEN,), True)
    assert not [one for one in world.posts() if CHEN in (one.target, *one.mentions)]


@pytest.mark.parametrize(
    "text", ["7栋燃气味很大", "老人摔倒了起不来，没人管", "老公打老婆，孩子哭得厉害", "有人被困在电梯里"]
)
async def test_a_danger_that_somebody_rang_the_city_about_is_red(world: World, text: str) -> None:
    await imported(world, item(text=text))
    assert world.ticket().urgency is Urgency.RED


@pytest.mark.parametrize(
    ("text", "secret"),
    [("老公打老婆，孩子哭得厉害", "打老婆"), ("楼上半夜吵闹，老人有心脏病睡不着", "心脏病")],
)
async def test_what_is_nobodys_business_does_not_stand_in_the_staff_group(world: World, text: str, secret: str) -> None:
    await imported(world, item(text=text, place="4栋2单元302"))
    assert all(secret not in one.body for one in world.posts(STAFF))


async def test_what_names_no_matter_is_filed_all_the_same(world: World) -> None:
    await imported(world, item(text="咨询社保怎么交"))
    assert world.ticket().category == "public_service"
