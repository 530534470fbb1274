"""What a community says of its own category holds: private, photo, deadlines; and what it says of it later."""

from datetime import timedelta

import pytest

from bot.domain import requests, roster
from bot.domain.cases import By, Measure
from bot.domain.hotline import Item
from bot.domain.places import Place
from bot.domain.requests import Correct, OpenTicket
from bot.domain.tickets import Kind, Move, State
from bot.domain.urgency import Urgency
from bot.domain.vocabulary import Category, Vocabulary, Words
from tests.builders import (
    BLOCK,
    CHEN,
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

DRUNK = OpenTicket("3栋2单元又有人喝多了砸门", Kind.HAZARD, "drunk", place=BLOCK)
DOCK = OpenTicket("浮桥散架了", Kind.HAZARD, "dock", Urgency.YELLOW, Place("码头", landmark="码头"))
OWN = Vocabulary(
    categories=(
        Category("drunk", "酒后闹事", "hazard", private=True),
        Category("dock", "码头", "hazard", urgency="yellow", photo=True),
    ),
    words=(Words("trouble", "dock", ("浮桥散架",)),),
)


@pytest.fixture
def world() -> World:
    deadline = roster.DeadlineRule(category="dock", accept_minutes=7)
    rules = changed(example(), vocabulary=OWN).tickets
    return World(
        changed(
            example(),
            vocabulary=OWN,
            tickets=roster.TicketRules(rules.accept_minutes, rules.resolve_hours, deadlines=(deadline,)),
        )
    )


async def test_a_private_one_is_not_named_in_the_group_and_earns_nothing(world: World) -> None:
    said = await world.reported(DRUNK)
    assert "酒" not in said
    assert world.ticket().private
    assert not any("酒" in body for body in bodies(world.posts(RESIDENTS)) + bodies(world.posts(STAFF)))
    assert await world.balance(f"held:{WANG}") == 0


async def test_a_neighbour_does_not_join_a_private_one(world: World) -> None:
    await world.reported(DRUNK)
    await world.reported(DRUNK, person=LI)
    assert world.ticket(2).reporter == LI
    await world.says(LI, requests.JoinTicket(1, "我也是"), chat=RESIDENTS)
    assert world.store.state.supporters == {}


async def test_what_is_set_right_into_a_private_one_is_private_and_out_of_it_no_more(world: World) -> None:
    await world.reported(LIGHT)
    await world.says(CHEN, Correct(1, category="drunk", kind=Kind.HAZARD), chat=STAFF)
    assert world.ticket().private
    await world.says(CHEN, Correct(1, category="dock", kind=Kind.HAZARD))
    assert not world.ticket().private


async def test_a_photo_is_asked_for_where_the_community_wants_one(world: World) -> None:
    await world.reported(DOCK)
    await world.moved(Move.ACCEPT)
    said = await world.says(CHEN, requests.MoveTicket(Move.RESOLVE, 1, "浮桥重新绑好了"), chat=STAFF)
    assert "照片" in said
    assert world.state() is State.ACCEPTED


async def test_its_deadlines_are_those_of_its_rule(world: World) -> None:
    await world.reported(DOCK, person=WANG)
    assert world.ticket().accept_due == NINE + timedelta(minutes=7)


async def test_the_figures_call_it_by_its_label(world: World) -> None:
    for number in range(3):
        there = Place(f"{number}号泊位", landmark=f"{number}号泊位")
        await world.reported(OpenTicket("浮桥散架了", Kind.HAZARD, "dock", place=there))
    assert "较多的：码头3" in await world.says(SECRETARY, requests.ShowStatistics())
    ranked = await world.says(SECRETARY, requests.ShowFigure(Measure.OPENED, By.CATEGORY))
    assert "码头，3件" in ranked
    one = await world.says(SECRETARY, requests.ShowFigure(Measure.OPENED, category="dock"))
    assert "码头" in one


async def test_an_import_and_a_second_matter_are_sorted_with_its_words(world: World) -> None:
    item = Item("2026112201", NINE, "浮桥散架了，没人管", "3栋门口", NINE + timedelta(days=3))
    await world.says(SECRETARY, requests.ImportHotline((item,)))
    assert (world.ticket().category, world.ticket().confidential) == ("dock", False)
    await world.reported(LIGHT)
    await world.says(CHEN, requests.MoveTicket(Move.SPLIT, 2, "3栋门口浮桥散架了"), chat=STAFF)
    assert world.ticket(3).category == "dock"


async def test_a_category_that_the_file_no_longer_has_is_shown_by_its_slug() -> None:
    world = World()
    assert "dock" in await world.reported(DOCK)
