import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import DBAPIError

from bot.domain import points
from storage.engine import Database
from storage.schema import accounts, entries, transfers
from tests.contracts.values import HOME, NOW


@pytest.mark.parametrize(
    "statement",
    [
        update(entries).values(amount=1),
        delete(entries),
        update(transfers).values(reason="another"),
        delete(transfers),
        insert(accounts).values(community=HOME, account="person:x", balance=-1),
    ],
    ids=["change an entry", "delete an entry", "change a transfer", "delete a transfer", "overdraw"],
)
async def test_the_database_itself_refuses_to_rewrite_the_ledger(database: Database, statement: object) -> None:
    async with database.store.work() as work:
        await work.points.enter(points.hold(HOME, 1, "wang", 5, NOW, ""))

    async def rewrite() -> None:
        async with database.gate.writing() as connection:
            await connection.execute(statement)  # type: ignore[call-overload]

    with pytest.raises(DBAPIError):
        await rewrite()
    async with database.store.work() as work:
        assert await work.points.balance(HOME, points.held_for("wang")) == 5


async def test_the_database_still_works_after_a_refusal(database: Database) -> None:
    async def rewrite() -> None:
        async with database.gate.writing() as connection:
            await connection.execute(insert(accounts).values(community=HOME, account="x", balance=-1))

    with pytest.raises(DBAPIError):
        await rewrite()
    async with database.store.work() as work:
        assert await work.tickets.next_number(HOME) == 1
