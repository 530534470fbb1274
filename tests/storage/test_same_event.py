"""The same event at the same instant, reported to two processes: one ticket."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from bot import ports
from bot.clock import ManualClock
from bot.dispatch import Dispatcher
from bot.domain import requests
from bot.domain.communities import Communities
from bot.domain.delivery import Route
from bot.domain.errors import Overtaken
from bot.domain.places import Place
from bot.domain.requests import Action, Intent, Reading
from bot.domain.tickets import Kind, Move, State, Step
from storage import migrate, verify
from storage.engine import Database, open_store
from storage.schema import supporters, tickets
from tests.builders import NINE, RESIDENTS, Weekdays, example
from tests.contracts.values import HOME, delivery, incoming, ticket
from tests.contracts.values import step as opening

BUILDINGS = ("1", "2", "3", "4", "5")
PEOPLE = ("wangayi", "lidaye", "zhoujie", "xiaoma")


@pytest.fixture
async def both(url: str) -> AsyncIterator[tuple[Database, Database]]:
    async with open_store(url) as one, open_store(url) as other:
        yield one, other


def process(database: Database) -> Dispatcher:
    """A service of its own; a line says the building whose light is out."""

    def read(said: str, scene: object) -> Reading:
        place = Place(f"{said}栋2单元", said, "2", known=True)
        out = requests.OpenTicket(f"{said}栋2单元的灯不亮了", Kind.HAZARD, "lighting", place=place)
        return Reading(Intent.HAZARD, Action.ACT, 1.0, requests=(out,))

    return Dispatcher(
        store=database.store,
        inbox=database.inbox,
        communities=Communities({example().code: example()}),
        clock=ManualClock(NINE),
        calendar=Weekdays(),
        routes=frozenset(Route),
        bot_name="连心",
        after_commit=lambda: None,
        read=read,
    )


async def heard(database: Database, person: str, msgid: str, building: str = "3") -> int:
    line = incoming(building, msgid=msgid, sender=person, chat=RESIDENTS)
    accepted = await database.inbox.accept(delivery(line, community=example().code, received_at=NINE))
    assert isinstance(accepted, ports.Accepted)
    return accepted.id


async def test_neighbours_at_two_processes_share_one_ticket(both: tuple[Database, Database]) -> None:
    processes = [process(one) for one in both]
    lines = [(building, person) for building in BUILDINGS for person in PEOPLE]
    numbers = [await heard(both[0], person, f"{building}{person}", building) for building, person in lines]
    await asyncio.gather(*(processes[index % 2].handle(number) for index, number in enumerate(numbers)))
    async with both[0].gate.reading() as connection:
        filed = (await connection.execute(select(tickets.c.building))).scalars().all()
        joined = (await connection.execute(select(supporters.c.ticket))).all()
    assert sorted(filed) == list(BUILDINGS)
    assert len(joined) == len(BUILDINGS) * (len(PEOPLE) - 1)
    assert await both[0].inbox.pending(NINE, 99) == []
    assert await verify.findings(both[0].gate) == []


async def _somebody_waits(database: Database) -> None:
    """Returns once a transaction stands before a lock; on SQLite it waits to begin, and cannot be seen."""
    waiting = "wait_event_type = 'Lock' AND datname = current_database()"
    count = 0
    while not count:
        async with database.gate.reading() as connection:  # anew each time: a transaction sees one state of it
            if connection.dialect.name != "postgresql":
                return
            count = (await connection.execute(text(f"SELECT count(*) FROM pg_stat_activity WHERE {waiting}"))).scalar()


async def test_who_joins_while_it_is_being_accepted_does_not_undo_that(both: tuple[Database, Database]) -> None:
    one, other = both
    first, second = await heard(one, "wangayi", "1"), await heard(one, "lidaye", "2")
    await process(one).handle(first)
    async with other.store.work() as work:
        opened = await work.tickets.hold(example().code, 1)
        assert opened is not None
        joining = asyncio.create_task(process(one).handle(second))
        await _somebody_waits(other)
        step = Step(opened.community, 1, NINE, opened.state, State.ACCEPTED, Move.ACCEPT, opened.assignee)
        await work.tickets.save(replace(opened, state=State.ACCEPTED), step)
    await joining
    async with one.store.work() as work:
        after = await work.tickets.get(example().code, 1)
        assert after is not None
        assert after.state is State.ACCEPTED
        assert [joined.person for joined in await work.tickets.supporters(example().code, 1)] == ["lidaye"]
    assert await verify.findings(one.gate) == []


@pytest.mark.postgres
async def test_of_two_that_wait_for_each_other_one_hears_that_it_was_overtaken(postgres_url: str) -> None:
    await migrate.upgrade(postgres_url)
    async with open_store(postgres_url) as one, open_store(postgres_url) as other:
        async with one.store.work() as work:
            for number in (1, 2):
                await work.tickets.add(ticket(await work.tickets.next_number(HOME)), opening(number))
        begun = asyncio.Barrier(2)

        async def crosswise(database: Database, first: int, second: int) -> None:
            async with database.store.work() as work:
                assert await work.tickets.hold(HOME, first)
                await begun.wait()
                assert await work.tickets.hold(HOME, second)

        ended = await asyncio.gather(crosswise(one, 1, 2), crosswise(other, 2, 1), return_exceptions=True)
    assert sorted(str(type(each).__name__) for each in ended) == ["NoneType", "Overtaken"]


@pytest.mark.postgres
async def test_whoever_looks_at_a_ticket_waits_for_nobody_who_moves_it(postgres_url: str) -> None:
    await migrate.upgrade(postgres_url)
    async with open_store(postgres_url) as one, open_store(postgres_url) as other:
        async with one.store.work() as work:
            await work.tickets.add(ticket(await work.tickets.next_number(HOME)), opening())
        async with one.store.work() as mover, other.store.work() as reader:
            assert await mover.tickets.hold(HOME, 1)
            assert await asyncio.wait_for(reader.tickets.get(HOME, 1), 10)


@pytest.mark.postgres
async def test_what_was_changed_since_it_was_read_is_not_written_over(postgres_url: str) -> None:
    """On SQLite nobody else can write before a block that has begun is over."""
    await migrate.upgrade(postgres_url)
    async with open_store(postgres_url) as one, open_store(postgres_url) as other:
        async with one.store.work() as work:
            await work.tickets.add(ticket(await work.tickets.next_number(HOME)), opening())

        async def overtaken() -> None:
            async with one.store.work() as work:
                [found] = await work.tickets.open_of_assignee(HOME, "li")
                async with other.store.work() as quicker:
                    taken = Step(HOME, 1, NINE, State.ASSIGNED, State.ACCEPTED, Move.ACCEPT, "li")
                    await quicker.tickets.save(replace(found, state=State.ACCEPTED), taken)
                await work.tickets.save(found, replace(taken, move=Move.NOTE, target=State.ASSIGNED))

        async def looked_again() -> None:
            async with one.store.work() as work:
                found = await work.tickets.get(HOME, 1)
                assert found is not None
                async with other.store.work() as quicker:
                    noted = Step(HOME, 1, NINE, found.state, found.state, Move.NOTE, "li", "在路上")
                    await quicker.tickets.save(found, noted)
                assert await work.tickets.open_of_assignee(HOME, "li")
                await work.tickets.save(replace(found, text="again"))

        with pytest.raises(Overtaken, match="#1 was changed meanwhile"):
            await overtaken()
        with pytest.raises(Overtaken, match="#1 was changed meanwhile"):
            await looked_again()
        async with other.store.work() as work:
            assert [one.state for one in await work.tickets.open_of_assignee(HOME, "li")] == [State.ACCEPTED]
        assert await verify.findings(one.gate) == []
