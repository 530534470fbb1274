"""Withdrawn, and wanted after all."""

from datetime import timedelta

import pytest

from bot.domain import requests
from bot.domain.tickets import State
from tests.builders import LIGHT, OTHER_LIGHT, RESIDENTS, WANG, ZHOU, World


@pytest.mark.parametrize("said", ["还是修吧", "1 还是要修", "算了还是要修", "还是派人来吧", "1 还是来修吧"])
async def test_what_was_withdrawn_and_is_wanted_after_all_is_filed_anew(world: World, said: str) -> None:
    await world.reported()
    assert "1 还是要修" in await world.hears(WANG, "1 不用修了", RESIDENTS)
    assert "#2 收到：3栋2单元 照明" in await world.hears(WANG, said, RESIDENTS)
    assert (world.state(1), world.state(2), world.ticket(2).text) == (State.WITHDRAWN, State.ASSIGNED, LIGHT.text)


async def test_whoever_says_not_done_of_what_they_withdrew_is_told_what_to_do(world: World) -> None:
    await world.reported()
    await world.hears(WANG, "1 不用修了", RESIDENTS)
    assert "还是要修" in await world.hears(WANG, "1 没修好", RESIDENTS)


async def test_a_withdrawal_is_not_taken_back_by_somebody_else_or_too_late(world: World) -> None:
    await world.reported()
    await world.hears(WANG, "1 不用修了", RESIDENTS)
    assert "#2" not in await world.hears(ZHOU, "1 还是要修", RESIDENTS)
    await world.passes(timedelta(days=30))
    assert "重新说一遍" in await world.hears(WANG, "1 还是要修", RESIDENTS)


async def test_the_next_matter_can_be_withdrawn_right_after_the_last(world: World) -> None:
    await world.reported()
    await world.hears(WANG, "1 不用修了", RESIDENTS)
    await world.reported(OTHER_LIGHT)
    assert "#2 好的，已撤回" in await world.hears(WANG, "不用修了", RESIDENTS)


async def test_what_stands_open_need_not_be_filed_again(world: World) -> None:
    await world.reported()
    assert "没有撤回过" in await world.says(WANG, requests.RefileTicket(1), chat=RESIDENTS)
