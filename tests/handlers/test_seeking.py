"""Staff ask how far something is, without its number."""

from datetime import timedelta

import pytest

from bot.domain.tickets import Move
from tests.builders import CHEN, OTHER_LIGHT, QUARREL, SECRETARY, WANG, World


@pytest.mark.parametrize("said", ["3栋那个灯修好了没", "3栋路灯怎么样了", "路灯修了没有"])
@pytest.mark.parametrize("person", [SECRETARY, CHEN])
async def test_the_ticket_that_fits_is_shown_with_who_has_it(world: World, person: str, said: str) -> None:
    await world.reported()
    answer = await world.hears(person, said)
    assert answer.startswith("#1 3栋2单元 照明：已派单")
    assert "经办：陈静。" in answer


async def test_where_two_fit_one_question_is_asked(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT)
    assert "是哪一件？" in await world.hears(SECRETARY, "3栋那个灯修好了没")


async def test_an_open_one_comes_before_one_that_has_ended(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.passes(timedelta(days=8))
    await world.reported(OTHER_LIGHT)
    assert (await world.hears(SECRETARY, "3栋那个灯修好了没")).startswith("#2 ")


@pytest.mark.parametrize("said", ["5栋电梯修好了没", "5栋那个灯修好了没"])
async def test_where_none_fits_it_is_said(world: World, said: str) -> None:
    await world.reported()
    assert (await world.hears(SECRETARY, said)).startswith("最近30天没有这样一件。")


async def test_a_resident_learns_nothing_of_others_tickets(world: World) -> None:
    await world.reported(QUARREL)
    await world.reported()
    assert "陈静" not in await world.hears("stranger", "3栋那个灯修好了没")
    assert "经办" not in await world.hears(WANG, "2 到哪了")
