"""What is said by somebody who waits for several tickets."""

import pytest

from bot.domain.tickets import Move, State
from tests.builders import RESIDENTS, STAFF, WANG, World


@pytest.fixture
async def waiting(world: World) -> World:
    """#1, a lamp, and #2, a lift; both wait for the answer of their reporter."""
    for number, said in ((1, "3栋门口灯坏了"), (2, "3栋电梯坏了")):
        await world.hears(WANG, said, RESIDENTS)
        await world.moved(Move.ACCEPT, Move.RESOLVE, number=number)
    return world


@pytest.mark.parametrize(("said", "states"), [("1", ("closed", "confirming")), ("灯那个", ("closed", "confirming"))])
async def test_a_number_or_the_thing_answers_which_one(waiting: World, said: str, states: tuple[str, str]) -> None:
    assert "是哪一件？" in await waiting.hears(WANG, "满意", RESIDENTS)
    await waiting.hears(WANG, said, RESIDENTS)
    assert (waiting.state(1), waiting.state(2)) == states


async def test_all_of_them_may_be_meant(waiting: World) -> None:
    said = await waiting.hears(WANG, "都满意", RESIDENTS)
    assert said.count("办结了") == 2
    assert waiting.state(1) is waiting.state(2) is State.CLOSED


async def test_the_one_whose_thing_is_named_is_meant(waiting: World) -> None:
    await waiting.hears(WANG, "没修好", RESIDENTS)
    assert "#2 对不起" in await waiting.hears(WANG, "电梯", RESIDENTS)


async def test_a_complaint_before_any_result_asks_which(world: World) -> None:
    for said in ("3栋门口灯坏了", "3栋电梯坏了"):
        await world.hears(WANG, said, RESIDENTS)
    assert "是哪一件？" in await world.hears(WANG, "没修好", RESIDENTS)


@pytest.mark.parametrize("said", ["全部催一下", "1、2都催一下"])
async def test_both_are_urged(world: World, said: str) -> None:
    for one in ("3栋门口灯坏了", "3栋电梯坏了"):
        await world.hears(WANG, one, RESIDENTS)
    await world.hears(WANG, said, RESIDENTS)
    urged = [one.body for one in world.posts(STAFF) if "催" in one.body]
    assert sorted(body[:2] for body in urged) == ["#1", "#2"]


async def test_one_or_all_are_withdrawn(world: World) -> None:
    for one in ("3栋门口灯坏了", "3栋电梯坏了", "3栋水管漏水"):
        await world.hears(WANG, one, RESIDENTS)
    assert "是哪一件？" in await world.hears(WANG, "撤回", RESIDENTS)
    assert "#2 好的，已撤回" in await world.hears(WANG, "电梯那个", RESIDENTS)
    await world.hears(WANG, "都撤了", RESIDENTS)
    assert world.state(1) is world.state(3) is State.WITHDRAWN


async def test_words_that_drop_our_question_withdraw_nothing(world: World) -> None:
    for one in ("3栋门口灯坏了", "3栋电梯坏了"):
        await world.hears(WANG, one, RESIDENTS)
    await world.hears(WANG, "撤回", RESIDENTS)
    await world.hears(WANG, "算了", RESIDENTS)
    assert State.WITHDRAWN not in (world.state(1), world.state(2))
