"""One piece of work that fails holds up no other; one that is cancelled ends whoever waits for it."""

import asyncio

import pytest

from bot.domain.errors import StoreUnavailable
from scheduler.guard import outcome_of, unless_away


async def answers() -> int:
    return 7


async def test_what_it_answers_is_passed_on() -> None:
    assert await outcome_of(answers()) == 7


async def test_what_it_raises_is_an_answer_too() -> None:
    wrong = ValueError()

    async def fails() -> None:
        raise wrong

    assert await outcome_of(fails()) is wrong


async def test_being_cancelled_is_no_answer() -> None:
    waiting = asyncio.create_task(outcome_of(asyncio.Event().wait()))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_only_a_database_that_is_away_is_no_answer_where_the_others_would_wait_for_it_too() -> None:
    async def fails(failure: Exception) -> int:
        raise failure

    assert isinstance(await unless_away(fails(KeyError("x"))), KeyError)
    with pytest.raises(StoreUnavailable):
        await unless_away(fails(StoreUnavailable("away")))
