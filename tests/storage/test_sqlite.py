import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.domain.errors import StoreUnavailable
from storage import migrate
from storage.engine import Database, open_store
from storage.sqlite import MOST_BLOCKS, SqliteGate
from tests.contracts.values import HOME


@pytest.fixture
async def database(sqlite_url: str) -> Any:
    async with open_store(sqlite_url) as opened:
        yield opened


@pytest.fixture
def said(database: Database) -> list[str]:
    """Every statement the writer sends, BEGIN and COMMIT included."""
    statements: list[str] = []
    gate = database.gate
    assert isinstance(gate, SqliteGate)

    @event.listens_for(gate._writer, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    return statements


async def number(database: Database) -> int:
    async with database.store.work() as work:
        return await work.tickets.next_number(HOME)


async def fail(database: Database) -> None:
    async with database.store.work() as work:
        await work.tickets.next_number(HOME)
        raise KeyError


async def test_blocks_waiting_together_share_a_commit(database: Database, said: list[str]) -> None:
    numbers = await asyncio.gather(*(number(database) for _ in range(5)))
    assert sorted(numbers) == [1, 2, 3, 4, 5]
    assert said.count("COMMIT") < 5


async def test_a_block_returns_only_after_the_commit(database: Database, said: list[str]) -> None:
    await number(database)
    assert said[-1] == "COMMIT"


async def test_a_block_that_raises_undoes_only_its_own_rows(database: Database) -> None:
    results = await asyncio.gather(number(database), fail(database), number(database), return_exceptions=True)
    assert [results[0], results[2]] == [1, 2]
    assert isinstance(results[1], KeyError)


async def test_a_first_block_that_raises_takes_nothing_of_those_behind_it_along(database: Database) -> None:
    results = await asyncio.gather(fail(database), fail(database), number(database), return_exceptions=True)
    assert [type(one) for one in results[:2]] == [KeyError, KeyError]
    assert results[2] == 1


async def test_a_crowd_is_spread_over_several_commits(database: Database, said: list[str]) -> None:
    await asyncio.gather(*(number(database) for _ in range(MOST_BLOCKS + 1)))
    assert said.count("COMMIT") >= 2


async def test_a_failed_commit_is_told_to_every_block_of_the_batch(database: Database) -> None:
    gate = database.gate
    assert isinstance(gate, SqliteGate)

    def refuse(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement == "COMMIT":
            raise OSError("disk full")

    event.listen(gate._writer, "before_cursor_execute", refuse)
    results = await asyncio.gather(*(number(database) for _ in range(3)), return_exceptions=True)
    assert all(isinstance(one, StoreUnavailable) for one in results)
    event.remove(gate._writer, "before_cursor_execute", refuse)
    assert await number(database) == 1


async def test_a_caller_that_gives_up_while_waiting_holds_nobody_up(database: Database) -> None:
    inside, leave = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        async with database.store.work() as work:
            await work.tickets.next_number(HOME)
            inside.set()
            await leave.wait()

    first = asyncio.create_task(slow())
    await inside.wait()
    waiting = asyncio.create_task(number(database))
    await asyncio.sleep(0)
    waiting.cancel()
    leave.set()
    await first
    assert await number(database) == 2
    assert waiting.cancelled()


async def test_a_caller_that_gives_up_inside_leaves_no_rows(database: Database) -> None:
    inside = asyncio.Event()

    async def stuck() -> None:
        async with database.store.work() as work:
            await work.tickets.next_number(HOME)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stuck())
    await inside.wait()
    task.cancel()
    assert await number(database) == 1


async def test_who_comes_first_is_served_before_others_who_wait(database: Database) -> None:
    order: list[str] = []

    async def block(name: str, *, first: bool = False) -> None:
        async with database.gate.writing(first=first):
            order.append(name)

    async with database.gate.writing():
        others = [asyncio.create_task(block(f"other {n}")) for n in range(3)]
        await asyncio.sleep(0)
        others.append(asyncio.create_task(block("first", first=True)))
        await asyncio.sleep(0)
    await asyncio.gather(*others)
    assert order == ["first", "other 0", "other 1", "other 2"]


async def test_those_who_always_come_first_do_not_keep_the_others_out(database: Database) -> None:
    done = asyncio.Event()

    async def push_in() -> None:
        while not done.is_set():
            async with database.gate.writing(first=True):
                pass

    pushing = [asyncio.create_task(push_in()) for _ in range(8)]
    assert await asyncio.wait_for(number(database), 20) == 1
    done.set()
    await asyncio.gather(*pushing)


async def test_every_connection_is_tuned(database: Database) -> None:
    async with database.gate.reading() as connection:
        found = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


async def test_what_a_block_may_have_to_undo_is_kept_in_memory(database: Database) -> None:
    async with database.gate.writing() as connection:
        kept = (await connection.execute(text("PRAGMA temp_store"))).scalar()
    assert kept == 2


async def test_readers_do_not_wait_for_the_writer(database: Database) -> None:
    async with database.store.work() as work:
        await work.tickets.next_number(HOME)
        assert await database.queue.next_due() is None


async def test_two_processes_on_one_file_take_turns(database: Database, tmp_path: Path) -> None:
    async with open_store(f"sqlite:///{tmp_path}/store.sqlite3") as other:
        numbers = await asyncio.gather(*(number(one) for one in (database, other) for _ in range(5)))
    assert sorted(numbers) == list(range(1, 11))


async def test_closing_waits_for_blocks_that_have_begun(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/closing.sqlite3"
    await migrate.upgrade(url)
    async with open_store(url) as database:
        tasks = [asyncio.create_task(number(database)) for _ in range(3)]
        await asyncio.sleep(0)
    assert await asyncio.gather(*tasks) == [1, 2, 3]


async def test_a_writer_that_ends_keeps_nobody_waiting_and_the_next_begins_with_a_new_one(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = database.gate
    assert isinstance(gate, SqliteGate)

    async def broken() -> Any:
        raise RuntimeError("no driver says this")

    with monkeypatch.context() as now:
        now.setattr(gate, "_begin", broken)
        waiting = (asyncio.wait_for(number(database), 20) for _ in range(3))
        results = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(one) for one in results] == [StoreUnavailable] * 3
    assert await asyncio.wait_for(number(database), 20) == 1


async def test_nobody_waits_for_a_store_that_is_closed(sqlite_url: str) -> None:
    async with open_store(sqlite_url) as closed:
        pass
    with pytest.raises(StoreUnavailable):
        await asyncio.wait_for(number(closed), 20)
