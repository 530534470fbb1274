"""Whether what a neighbour says is of the danger that somebody else has reported."""

import pytest

from bot.domain.concerns import Concern, Mood
from intents.guard import sightings
from tests.builders import RESIDENTS, STAFF, WANG, ZHOU, World


def test_who_was_seen_is_whoever_is_missed() -> None:
    seen = Concern("在西门看见一个", frozenset({Mood.UNCLEAR}))
    assert sightings.possible(seen)
    assert sightings.of(seen, "孩子丢了")
    assert not sightings.of(seen, "4栋着火了")


def test_that_it_is_over_may_be_of_any_danger() -> None:
    over = Concern("火灭了", frozenset({Mood.OVER}))
    assert sightings.of(over, "4栋着火了")
    found = Concern("找到了", frozenset({Mood.OVER}))
    assert sightings.of(found, "孩子丢了")
    assert not sightings.of(found, "4栋着火了")


def test_anything_else_is_of_none() -> None:
    assert not sightings.possible(Concern("今天包饺子", frozenset({Mood.UNCLEAR})))
    assert not sightings.possible(Concern("灯修了没有", frozenset({Mood.ASKS})))


@pytest.mark.parametrize(
    "said", ["孩子在4栋楼下玩", "在4栋门口呢 跟狗玩", "刚才还在滑梯那边", "我们帮着找", "什么样的孩子 多大"]
)
async def test_a_neighbour_who_has_seen_the_child_is_heard(world: World, said: str) -> None:
    await world.hears(WANG, "孩子丢了", RESIDENTS)
    assert (await world.hears(ZHOU, said, RESIDENTS)).startswith("#1 谢谢您")
    assert said in world.posts(STAFF)[-1].body


@pytest.mark.parametrize("said", ["我家孩子天天在楼下玩", "4栋灯坏了", "明天中午一份饭"])
async def test_a_neighbour_who_speaks_of_something_else_is_not(world: World, said: str) -> None:
    await world.hears(WANG, "孩子丢了", RESIDENTS)
    assert not (await world.hears(ZHOU, said, RESIDENTS)).startswith("#1")
