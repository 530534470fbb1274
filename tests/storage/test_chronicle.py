"""The histories of a community hang together: nothing of them can go unnoticed, and persons can still be forgotten."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from bot.domain.tickets import Move, State
from storage import persons, trail, verify
from storage.chronicle import SHOWN
from storage.engine import Database, open_store
from storage.schema import chronicles, counters, steps, tickets
from tests.contracts.values import HOME, NOW, step, ticket

Spoil = Callable[[Any], Awaitable[None]]


@pytest.fixture
async def database(database: Database) -> Database:
    """Three tickets, each opened by Wang and with one word more; all three grew side by side."""
    async with database.store.work() as work:
        for number in (1, 2, 3):
            await work.tickets.add(ticket(await work.tickets.next_number(HOME)), step(number))
    for number in (1, 2, 3):
        await _say_more(database, number)
    return database


async def _say_more(database: Database, number: int) -> None:
    said = replace(step(number, Move.ADD), source=State.ASSIGNED, by="wang", reason="还是那样")
    async with database.store.work() as work:
        await work.tickets.save(ticket(number), said)


async def _spoilt(database: Database, spoil: Spoil) -> str:
    async with database.gate.writing() as connection:
        await spoil(connection)
    return "\n".join(await verify.findings(database.gate))


async def _row(connection: Any, position: int) -> Any:
    return (await connection.execute(select(steps).where(steps.c.position == position))).one()


async def _ticket_2(connection: Any) -> None:
    await connection.execute(delete(steps).where(steps.c.ticket == 2))
    await connection.execute(delete(tickets).where(tickets.c.number == 2))


async def _last_ticket_with_its_number(connection: Any) -> None:
    await connection.execute(delete(steps).where(steps.c.ticket == 3))
    await connection.execute(delete(tickets).where(tickets.c.number == 3))
    await connection.execute(update(counters).values(value=2))


async def _last_row_with_the_end_of_its_ticket(connection: Any) -> None:
    before = await _row(connection, 3)
    await connection.execute(delete(steps).where(steps.c.position == 6))
    await connection.execute(update(tickets).where(tickets.c.number == 3).values(trail=before.chain))


async def _middle_row(connection: Any) -> None:
    await connection.execute(delete(steps).where(steps.c.position == 4))


async def _all_of_it(connection: Any) -> None:
    await connection.execute(delete(steps))
    await connection.execute(delete(tickets))


async def _the_end(connection: Any) -> None:
    await connection.execute(delete(chronicles))


async def _swap(connection: Any) -> None:
    """Two rows change places, each with all that belongs to its place."""
    one, other = await _row(connection, 4), await _row(connection, 5)
    await connection.execute(update(steps).where(steps.c.id == one.id).values(position=None))
    for row, to in ((other, one), (one, other)):
        moved = {"position": to.position, "link": to.link}
        await connection.execute(update(steps).where(steps.c.id == row.id).values(moved))


async def test_what_the_program_writes_hangs_together(database: Database) -> None:
    assert await verify.findings(database.gate) == []


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (_ticket_2, "jinyuan: 3 tickets were filed, 2 are kept (missing: #2)"),
        (_ticket_2, "jinyuan: 6 rows of history were written, 4 are kept"),
        (_last_ticket_with_its_number, "jinyuan: 3 tickets were filed, 2 are kept"),
        (_last_row_with_the_end_of_its_ticket, "jinyuan: 6 rows of history were written, 5 are kept"),
        (_middle_row, "jinyuan: 6 rows of history were written, 5 are kept"),
        (_all_of_it, "jinyuan: 3 tickets were filed, 0 are kept (missing: #1, #2, #3)"),
        (_the_end, "jinyuan: the end of the history of all tickets is missing"),
        (_swap, "jinyuan: the history of all tickets has been changed"),
    ],
)
async def test_what_is_missing_or_moved_is_found(database: Database, spoil: Spoil, found: str) -> None:
    assert found in (await _spoilt(database, spoil)).splitlines()


async def test_two_rows_of_one_ticket_that_changed_places_are_found(database: Database) -> None:
    async def swap(connection: Any) -> None:
        one, other = await _row(connection, 2), await _row(connection, 5)
        for old, new in ((other.id, -1), (one.id, other.id), (-1, one.id)):
            await connection.execute(update(steps).where(steps.c.id == old).values(id=new))

    assert "jinyuan: the history of #2 has been changed" in await _spoilt(database, swap)


async def test_it_hangs_together_still_when_a_person_has_been_forgotten(database: Database) -> None:
    await persons.erase(database.gate, persons.Subject("wang"), by="admin", now=NOW)
    assert await verify.findings(database.gate) == []


async def test_a_block_that_is_undone_leaves_no_gap(database: Database) -> None:
    async def fail() -> None:
        async with database.store.work() as work:
            await work.tickets.add(ticket(await work.tickets.next_number(HOME)), step(4))
            raise KeyError

    with pytest.raises(KeyError):
        await fail()
    await _say_more(database, 1)
    assert await verify.findings(database.gate) == []


async def test_two_processes_write_one_history(database: Database, url: str) -> None:
    async with open_store(url) as other:
        await asyncio.gather(*(_say_more(each, number) for number in (1, 2, 3) * 3 for each in (database, other)))
    assert await verify.findings(database.gate) == []


async def test_what_was_noted_down_convicts_somebody_who_computed_everything_anew(database: Database) -> None:
    noted = await verify.seals(database.gate)
    await _say_more(database, 3)
    assert await verify.findings(database.gate, noted) == []

    async def forge(connection: Any) -> None:
        rows = (await connection.execute(select(steps).order_by(steps.c.position))).mappings().all()
        link = ""
        ends: dict[int, str] = {}
        for row in rows:
            forged = dict(row) | {"reason": "改过的"}
            values = {"reason": "改过的", "sealed": trail.sealed(forged)}
            values["chain"] = trail.chained(ends.get(row["ticket"], ""), forged | values)
            ends[row["ticket"]] = values["chain"]
            values["link"] = link = trail.linked(link, row["position"], values["chain"])
            await connection.execute(update(steps).where(steps.c.id == row["id"]).values(values))
        for number, end in ends.items():
            await connection.execute(update(tickets).where(tickets.c.number == number).values(trail=end))
        await connection.execute(update(chronicles).values(link=link))

    assert await _spoilt(database, forge) == ""
    [found] = await verify.findings(database.gate, noted)
    assert found == f"{noted[0]}: the history no longer leads through what was noted down"


@pytest.mark.parametrize(
    "noted",
    [
        "",
        "jinyuan",
        "jinyuan:1",
        f"jinyuan:7:{'0' * SHOWN}",
        "other:1:ab",
        "jinyuan:x:y",
        "jinyuan:²:y",
        f"jinyuan:{9**30}:y",
    ],
)
async def test_a_seal_that_was_never_given_is_not_known(database: Database, noted: str) -> None:
    assert len(await verify.findings(database.gate, [noted])) == 1
