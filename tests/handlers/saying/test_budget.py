"""A member of staff is called so often in an hour and no more; what is red always goes."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import requests
from bot.domain.delivery import Post
from bot.domain.places import Place
from bot.domain.requests import Rating
from bot.domain.tickets import Kind, Move
from tests.builders import CHEN, FIRE, LEADER, NINE, RESIDENTS, SHANGHAI, STAFF, WANG, World, changed, example

TWO = changed(example(), push=replace(example().push, mentions_per_hour=2))
THINGS = ("lighting", "manhole", "lift", "water", "waste", "noise")


def thing(number: int) -> requests.OpenTicket:
    text = f"{number}号事"
    return requests.OpenTicket(text, Kind.HAZARD, THINGS[number - 1], place=Place("3栋", "3", known=True))


async def reported(world: World, *numbers: int) -> None:
    for number in numbers:
        await world.reported(thing(number))


def calls(world: World, person: str = CHEN) -> list[Post]:
    return [one for one in world.posts(STAFF) if person in one.mentions]


async def test_beyond_the_budget_of_an_hour_nobody_is_called_again_in_it() -> None:
    world = World(place=TWO)
    await reported(world, 1, 2, 3, 4)
    assert [one.body[:2] for one in calls(world)] == ["#1", "#2"]
    assert len(world.posts(STAFF)) == 2


async def test_what_was_held_comes_together_at_the_next_hour() -> None:
    world = World(place=TWO)
    await reported(world, 1, 2, 3, 4)
    await world.until(NINE + timedelta(minutes=59))
    assert len(calls(world)) == 2
    await world.until(NINE + timedelta(hours=1))
    (digest,) = calls(world)[2:]
    assert "其余2条" in digest.body
    assert "#3 " in digest.body
    assert "#4 " in digest.body
    assert digest.mentions == (CHEN,)
    assert (digest.tickets, len(digest.messages)) == ((3, 4), 2)
    await world.until(NINE + timedelta(hours=3))
    assert len(calls(world)) == 3


async def test_the_digest_counts_in_its_own_hour() -> None:
    world = World(place=TWO)
    await reported(world, 1, 2, 3)
    await world.until(NINE + timedelta(hours=1, minutes=1))
    await reported(world, 4, 5)
    assert len(calls(world)) == 4


async def test_red_is_never_held_and_never_counted() -> None:
    world = World(place=TWO)
    await reported(world, 1, 2, 3)
    await world.reported(FIRE)
    assert any("【紧急" in one.body for one in calls(world))
    world = World(place=TWO)
    await world.reported(FIRE)
    await reported(world, 1, 2)
    assert len(calls(world)) == 3


async def test_a_resident_is_told_their_news_however_often_there_is_some() -> None:
    world = World(place=TWO)
    for number in (1, 2, 3, 4):
        await reported(world, number)
        await world.moved(Move.ACCEPT, Move.RESOLVE, number=number)
        await world.says(WANG, requests.AnswerClosing(Rating.FAIR, number), chat=RESIDENTS)
    assert len([one for one in world.posts(RESIDENTS) if WANG in one.mentions]) >= 8


async def test_another_person_has_a_budget_of_their_own() -> None:
    world = World(place=TWO)
    await reported(world, 1, 2, 3)
    await world.says(CHEN, requests.MoveTicket(Move.REASSIGN, 3, to="赵刚"), chat=STAFF)
    assert len(calls(world, LEADER)) == 1


async def test_the_same_message_handled_twice_counts_once() -> None:
    world = World(place=TWO)
    await reported(world, 1)
    first = world.store.posts()[-1]
    assert first
    number = max(world.store.state.messages)
    await world.dispatcher.handle(number)
    await reported(world, 2)
    assert len(calls(world)) == 2


async def test_calls_of_the_night_share_the_first_hour_of_the_morning() -> None:
    world = World(place=TWO, start=datetime(2026, 11, 23, 22, tzinfo=SHANGHAI))
    await reported(world, 1, 2, 3, 4)
    assert {one.not_before.astimezone(SHANGHAI).hour for one in calls(world)} == {8}
    assert len(calls(world)) == 2
    await world.until(datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI))
    assert "其余2条" in calls(world)[-1].body
