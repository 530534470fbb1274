"""An answer fits the channel on which it was asked for, and nothing of it is lost."""

from datetime import timedelta

import pytest

from bot.domain import requests
from bot.domain.delivery import TEXT_BYTES, Priority, Route
from bot.domain.messages import Channel
from bot.handlers.saying.answering import HEAD_START
from tests.builders import COOK, NINE, Place, World, acted, bodies

EATERS = 60


async def asked_for_the_list(world: World, channel: Channel) -> str:
    for number in range(EATERS):
        home = Place(f"3栋2单元{number + 101}", "3", "2", str(number + 101), known=True)
        ordered = requests.OrderMeal("…", "lunch", NINE.date(), 1, delivery=True, place=home, diet=("少盐",))
        await world.says(f"r{number}", ordered)
    world.understood = acted(requests.ShowKitchen())
    number = await world.arrive(world.message(COOK, text="名单", channel=channel))
    await world.dispatcher.handle(number)
    return await world.answer(number) or ""


def rooms(*texts: str) -> int:
    return sum(f"单元{number + 101}" in text for text in texts for number in range(EATERS))


@pytest.fixture
def world() -> World:
    return World()


async def test_what_is_too_long_for_a_text_of_the_app_goes_on_in_texts_of_its_own(world: World) -> None:
    first = await asked_for_the_list(world, Channel.APP)
    more = [one for one in world.posts(COOK) if ":more:" in one.cause]
    assert all(len(text.encode()) <= TEXT_BYTES for text in (first, *bodies(more)))
    assert rooms(first, *bodies(more)) == EATERS
    assert {(one.route, one.priority, one.short_lived) for one in more} == {(Route.APP, Priority.ANSWER, True)}
    assert {one.not_before for one in more} == {world.clock.now() + HEAD_START}


async def test_the_robot_takes_it_whole(world: World) -> None:
    assert rooms(await asked_for_the_list(world, Channel.AIBOT)) == EATERS
    assert not [one for one in world.posts(COOK) if ":more:" in one.cause]


async def test_where_nothing_can_be_written_unasked_it_stays_whole_to_be_cut_by_the_channel() -> None:
    world = World(routes=frozenset({Route.REPLY}))
    assert rooms(await asked_for_the_list(world, Channel.APP)) == EATERS
    await world.passes(timedelta(minutes=1))
    assert not world.posts(COOK)
