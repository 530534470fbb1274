from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.domain.corrections import Correction
from bot.domain.mentions import Mention
from bot.domain.requests import Action, Intent, Reading
from bot.ports import Accepted
from storage import retention
from storage.engine import Database
from storage.gates import Connection
from storage.schema import corrections, inbox
from tests.contracts.values import DAY, HOME, NOW, SECOND, delivery, handled, incoming
from tests.storage.retaining import delete_old


async def greeted(database: Database, outcome: Action) -> int:
    reading = Reading(Intent.OTHER, outcome, 0.1, silence="greeting")
    return await handled(database, incoming("大家早上好", msgid=outcome.value), reading)


async def row_of(database: Database, number: int) -> Any:
    async with database.gate.reading() as connection:
        return (await connection.execute(select(inbox).where(inbox.c.id == number))).one()


async def test_the_words_of_a_silent_line_go_after_a_week_and_its_count_stays(database: Database) -> None:
    number = await greeted(database, Action.SILENT)
    assert await delete_old(database, NOW + 7 * DAY) == 0
    assert await delete_old(database, NOW + 7 * DAY + SECOND) == 1
    row = await row_of(database, number)
    assert "早上好" not in row.incoming + row.raw + (row.reading or "")
    assert row.outcome == "silent"
    again = await database.inbox.accept(delivery(incoming("大家早上好", msgid="silent"), nonce="later"))
    assert again == Accepted(number, known=True, done=True)


async def test_a_line_that_led_to_something_keeps_its_words(database: Database) -> None:
    number = await greeted(database, Action.ACT)
    await delete_old(database, NOW + 29 * DAY)
    row = await row_of(database, number)
    assert "早上好" in row.incoming
    assert row.raw == "{}"


async def test_a_raw_delivery_goes_after_a_month(database: Database) -> None:
    number = await greeted(database, Action.ACT)
    await delete_old(database, NOW + 30 * DAY + timedelta(seconds=1))
    assert (await row_of(database, number)).raw == ""


async def test_the_words_of_a_corrected_line_go_by_rule_and_that_it_was_corrected_stays(database: Database) -> None:
    async with database.store.work() as work:
        await work.corrections.note(Correction("jinyuan", NOW, "chen", "灯真亮", "hazard", "other"))
        await work.corrections.note(Correction("jinyuan", NOW, "chen", "灯灭了", "other", "hazard"))

    async def texts() -> list[str]:
        async with database.gate.reading() as connection:
            return list((await connection.execute(select(corrections.c.text).order_by(corrections.c.id))).scalars())

    await delete_old(database, NOW + 30 * DAY)
    assert await texts() == ["灯真亮", "灯灭了"]
    await delete_old(database, NOW + 31 * DAY)
    assert await texts() == ["", "灯灭了"]
    await delete_old(database, NOW + (3 * 365 + 1) * DAY)
    assert await texts() == ["", ""]


async def test_unanswered_questions_and_counts_of_calls_go_after_a_week(database: Database) -> None:
    async with database.store.work() as work:
        await work.unanswered.note(HOME, "几点开门", NOW)
        await work.mentions.book(Mention(HOME, "chen", NOW, "c1", "staff", "#1"), 6)
    assert await delete_old(database, NOW + 7 * DAY) == 0
    assert await delete_old(database, NOW + 7 * DAY + SECOND) == 2
    async with database.store.work() as work:
        assert list(await work.unanswered.between(HOME, NOW - DAY, NOW + DAY)) == []


async def test_nobody_waits_for_more_than_a_few_rows_however_many_have_to_go(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    several = [delivery(incoming(msgid=f"m{n}"), nonce=f"n{n}") for n in range(7)]
    for one in several:
        await database.inbox.accept(one)
    real, left = database.gate.writing, [7]

    @asynccontextmanager
    async def writing() -> AsyncIterator[Connection]:
        async with real() as connection:
            yield connection
            raw = select(func.count()).where(inbox.c.raw != "")
            left.append((await connection.execute(raw)).scalar_one())

    monkeypatch.setattr(database.gate, "writing", writing)
    await delete_old(database, NOW + 31 * DAY)
    assert max(before - after for before, after in pairwise(left)) == 2
    assert left[-1] == 0
