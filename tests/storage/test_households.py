"""Whoever is given all that is kept of them, or is forgotten, is so in the register too; nobody else is touched."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from storage import persons, sealing, verify
from storage.engine import Database, open_store
from storage.households import Households, NoSuchCode, RegisterLocked
from storage.schema import register
from tests.contracts.test_register import WANG, at_door, put
from tests.contracts.values import NOW, step, ticket

KEY = sealing.fresh_key()
OPEN = Households(sealing.Keyring(KEY))
SON = replace(WANG, name="王强", userid="")
LINKED = replace(WANG, userid="wang")
WHO = persons.Subject("wang")


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    async with open_store(sqlite_url, KEY) as opened:
        await put(opened, LINKED, SON)
        yield opened


async def given(database: Database, households: Households) -> list[dict[str, Any]]:
    return [row async for row in persons.export(database.gate, WHO, households)]


async def names(database: Database) -> list[str]:
    return [one.name for one in await at_door(database)]


async def test_the_row_that_names_them_is_given_out_opened(database: Database) -> None:
    [row] = await given(database, OPEN)
    assert (row["table"], row["name"], row["phone"], row["room"]) == ("register", WANG.name, WANG.phone, "501")
    assert "sealed" not in row


async def test_with_them_their_row_is_forgotten_and_the_family_stays(database: Database) -> None:
    await persons.erase(database.gate, WHO, by="admin", now=NOW, households=OPEN)
    assert await names(database) == [SON.name]
    assert await given(database, OPEN) == []
    assert await verify.findings(database.gate) == []


async def test_a_row_without_a_userid_is_pointed_out_by_its_code(database: Database) -> None:
    [_, son] = await at_door(database)
    pointed = replace(OPEN, codes=(son.code,))
    assert [row["name"] for row in await given(database, pointed)] == [WANG.name, SON.name]
    await persons.erase(database.gate, persons.Subject("qiang"), by="admin", now=NOW, households=pointed)
    assert await names(database) == [WANG.name]


async def test_a_code_that_nobody_has_changes_nothing(database: Database) -> None:
    async with database.store.work() as work:
        await work.tickets.add(ticket(await work.tickets.next_number("jinyuan")), step())
    with pytest.raises(NoSuchCode, match="ZZZZZZ"):
        await persons.erase(database.gate, WHO, by="admin", now=NOW, households=replace(OPEN, codes=("ZZZZZZ",)))
    assert await names(database) == [WANG.name, SON.name]
    assert [row["table"] for row in await given(database, OPEN)] == ["register", "tickets"]


async def test_without_the_key_nothing_is_done_by_halves(database: Database) -> None:
    with pytest.raises(RegisterLocked, match="LIANXIN_REGISTER_KEY"):
        await given(database, Households())
    with pytest.raises(RegisterLocked):
        await persons.erase(database.gate, WHO, by="admin", now=NOW, households=Households())
    assert await given(database, persons.NOWHERE) == []
    async with database.gate.reading() as connection:
        assert (await connection.execute(select(func.count()).select_from(register))).scalar() == 2


async def test_a_list_without_userids_does_not_undo_a_link(database: Database) -> None:
    await put(database, replace(WANG, phone="13900000000"))
    [row] = await given(database, OPEN)
    assert (row["userid"], row["phone"]) == ("wang", "13900000000")
