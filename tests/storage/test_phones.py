"""Numbers left with tickets lie sealed, follow their owner when asked for or forgotten, and go with the ticket."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.domain.delivery import PostState, Route
from storage import persons, register, sealing
from storage.engine import Database, open_store
from storage.households import Households
from tests.contracts.values import DAY, HOME, NOW, post, put, step, ticket
from tests.storage.retaining import delete_old

PHONE, KEY = "13800138000", sealing.fresh_key()


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    async with open_store(url, KEY) as opened:
        async with opened.store.work() as work:
            await work.tickets.add(ticket(1, reporter="zhao"), step(1))
            await work.phones.keep(HOME, 1, "wang", PHONE)
        handed = post("ticket:1:phone:message:7", route=Route.APP, target="li", body=f"#1 {PHONE}", tickets=(1,))
        await put(opened, replace(handed, short_lived=True))
        yield opened


async def rows(database: Database, table: str) -> str:
    async with database.gate.reading() as connection:
        return str((await connection.execute(text(f"SELECT * FROM {table}"))).all())


async def test_no_number_lies_open_in_its_table(database: Database) -> None:
    assert "wang" in await rows(database, "phones")
    assert PHONE not in await rows(database, "phones")


async def test_its_owner_is_given_it_and_can_have_it_forgotten(database: Database) -> None:
    subject, households = persons.Subject("wang"), Households(sealing.Keyring(KEY))
    given = [one async for one in persons.export(database.gate, subject, households)]
    assert [(one["ticket"], one["phone"]) for one in given if one["table"] == "phones"] == [(1, PHONE)]
    await persons.erase(database.gate, subject, by="admin", now=NOW)
    assert await rows(database, "phones") == "[]"
    assert PHONE not in await rows(database, "outbox")
    assert PostState.FAILED.value in await rows(database, "outbox")


async def test_it_is_forgotten_with_the_ticket(database: Database) -> None:
    await persons.erase(database.gate, persons.Subject("zhao"), by="admin", now=NOW)
    assert await rows(database, "phones") == "[]"


async def test_the_post_that_handed_it_over_is_emptied_after_thirty_days(database: Database) -> None:
    async with database.gate.writing() as connection:
        await connection.execute(text("UPDATE outbox SET state = 'sent'"))
    await delete_old(database, NOW + 29 * DAY)
    assert PHONE in await rows(database, "outbox")
    await delete_old(database, NOW + 31 * DAY)
    assert PHONE not in await rows(database, "outbox")
    assert "wang" in await rows(database, "phones")


async def test_another_key_seals_it_anew(database: Database) -> None:
    fresh = sealing.fresh_key()
    before = await rows(database, "phones")
    assert await register.rotate(database.gate, sealing.Keyring(f"{fresh},{KEY}")) == 1
    assert await rows(database, "phones") != before


async def test_without_a_key_nothing_is_kept(url: str) -> None:
    async with open_store(url) as opened, opened.store.work() as work:
        await work.phones.keep(HOME, 1, "wang", PHONE)
        assert list(await work.phones.of(HOME, 1)) == []
