import pytest
from sqlalchemy import delete, insert, text, update

from bot.domain import points
from bot.domain.tickets import Move, State, Step
from storage import schema, verify
from storage.engine import Database
from tests.contracts.values import HOME, NOW, delivery, post, put, step, ticket


@pytest.fixture
async def database(database: Database) -> Database:
    async with database.store.work() as work:
        await work.points.enter(points.hold(HOME, 1, "wang", 5, NOW, ""))
        for made in (points.hold, points.post, points.take_back):
            await work.points.enter(made(HOME, 2, "li", 5, NOW, ""))
        await work.tickets.add(ticket(await work.tickets.next_number(HOME)), step())
    await database.inbox.accept(delivery())
    await put(database, post())
    return database


async def test_what_the_program_writes_is_sound(database: Database) -> None:
    assert await verify.findings(database.gate) == []


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (update(schema.accounts).where(schema.accounts.c.account == "held:wang").values(balance=6), "account holds 6"),
        (insert(schema.entries).values(community=HOME, transfer_id=1, account="issuer", amount=-1), "sum to zero"),
        (insert(schema.transfers).values(community=HOME, cause="c", at=NOW, state="held"), "sum to zero"),
        (update(schema.tickets).values(state="closed"), "#1 does not lead to its state"),
        (update(schema.counters).values(value=0), "would be given twice"),
        (update(schema.inbox).values(status="done"), "done without an outcome"),
        (update(schema.inbox).values(status="failed", error="KeyError"), "set aside"),
        (update(schema.outbox).values(state="sent"), "sent without an attempt"),
    ],
)
async def test_every_kind_of_damage_is_found(database: Database, spoil: object, found: str) -> None:
    async with database.gate.writing() as connection:
        await connection.execute(spoil)  # type: ignore[call-overload]
    assert any(found in one for one in await verify.findings(database.gate))


@pytest.mark.parametrize(
    "spoil",
    [
        update(schema.steps).values(reason="openeD"),
        update(schema.steps).values(actor="bo"),
        update(schema.steps).values(at=NOW.replace(microsecond=1)),
        update(schema.steps).values(move="accept"),
        update(schema.steps).values(assignee="chen"),
        update(schema.steps).values(stood="{}"),
        update(schema.steps).values(salt="", actor="", reason="", sealed="0"),
        update(schema.steps).values(salt=""),
        update(schema.tickets).values(trail=""),
        delete(schema.steps).where(schema.steps.c.id == 2),
    ],
)
async def test_one_changed_byte_of_a_history_is_found(database: Database, spoil: object) -> None:
    await _noted(database)
    async with database.gate.writing() as connection:
        await connection.execute(spoil)  # type: ignore[call-overload]
    assert f"{HOME}: the history of #1 has been changed" in await verify.findings(database.gate)


async def test_a_history_still_holds_when_a_person_has_been_erased_from_it(database: Database) -> None:
    await _noted(database)
    forget = update(schema.steps).where(schema.steps.c.actor == "wang").values(actor="", reason="", salt="")
    async with database.gate.writing() as connection:
        assert (await connection.execute(forget)).rowcount == 1
    assert await verify.findings(database.gate) == []


async def _noted(database: Database) -> None:
    said = Step(HOME, 1, NOW, State.ASSIGNED, State.ASSIGNED, Move.ADD, "wang", "还是那样")
    async with database.store.work() as work:
        await work.tickets.save(ticket(), said)


async def test_a_row_that_points_to_nothing_is_found_in_sqlite(database: Database) -> None:
    async with database.gate.reading() as connection:
        if connection.dialect.name != "sqlite":
            pytest.skip("PostgreSQL checks its foreign keys by itself")
        await connection.execute(text("PRAGMA foreign_keys=OFF"))
        await connection.execute(text("UPDATE outbox SET id = id"))
        await connection.execute(
            insert(schema.attempts).values(community=HOME, post_id=99, route="robot", window="g", at=NOW)
        )
    assert any("points to nothing" in one for one in await verify.findings(database.gate))
