"""Whoever waits for a commit hears of it, whatever becomes of it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from bot.domain.errors import StoreUnavailable
from bot.domain.requests import Action
from bot.ports import Accepted, Message
from storage import admission, inbox
from storage.arrivals import Arrival
from storage.engine import Database, open_store
from storage.gates import Connection
from tests.contracts.values import HOME, NOW, delivery, incoming, reading


@asynccontextmanager
async def broken(*, first: bool = False) -> AsyncIterator[Connection]:
    raise RuntimeError("no driver says this")
    yield


@asynccontextmanager
async def away(*, first: bool = False) -> AsyncIterator[Connection]:
    raise StoreUnavailable
    yield


async def test_a_commit_that_fails_in_an_unknown_way_is_told_to_all_who_wait(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "_MOST_AT_ONCE", 2)
    several = [delivery(incoming(msgid=f"m{n}"), nonce=f"n{n}") for n in range(5)]
    with monkeypatch.context() as now:
        now.setattr(database.gate, "writing", broken)
        waiting = (asyncio.wait_for(database.inbox.accept(one), 20) for one in several)
        answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(one) for one in answers] == [StoreUnavailable] * 5
    assert [type(one.__cause__) for one in answers if isinstance(one, StoreUnavailable)] == [RuntimeError] * 5
    assert not (await database.inbox.accept(several[0])).known  # type: ignore[union-attr]


async def test_who_comes_while_another_commit_is_under_way_goes_along_with_the_next(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    admit, together = admission.admit, []

    async def noting(connection: Connection, arrivals: Sequence[Arrival]) -> list[admission.Answer]:
        together.append(len(arrivals))
        return await admit(connection, arrivals)

    monkeypatch.setattr(admission, "admit", noting)
    async with open_store(sqlite_url) as database:
        waiting = []
        async with database.gate.writing():
            for n in range(3):
                one = delivery(incoming(msgid=f"m{n}"), nonce=f"n{n}")
                waiting.append(asyncio.create_task(database.inbox.accept(one)))
                await asyncio.sleep(0)
        await asyncio.gather(*waiting)
    assert together == [3]


async def test_silence_met_during_a_commit_that_takes_its_time_is_marked_by_the_next(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "LONGEST_UNMARKED_S", 0)
    accepted = await database.inbox.accept(delivery())
    assert isinstance(accepted, Accepted)
    slow, committed, opened = asyncio.Event(), asyncio.Queue[None](), database.gate.writing

    @asynccontextmanager
    async def slowly(*, first: bool = False) -> AsyncIterator[Connection]:
        async with opened(first=first) as connection:
            yield connection
        committed.put_nowait(None)
        await slow.wait()

    monkeypatch.setattr(database.gate, "writing", slowly)
    later = asyncio.create_task(database.inbox.accept(delivery(incoming(msgid="m2"), nonce="n2")))
    await committed.get()
    database.inbox.hush(Message(accepted.id, HOME, incoming(), NOW), reading(action=Action.SILENT), NOW)
    for _ in range(10):
        await asyncio.sleep(0)
    slow.set()
    await later
    await asyncio.wait_for(committed.get(), 20)
    assert await database.inbox.answer(accepted.id) == ""


@pytest.mark.parametrize("trouble", [broken, away])
async def test_closing_ends_although_silence_cannot_be_marked_any_more(
    database: Database, monkeypatch: pytest.MonkeyPatch, trouble: object
) -> None:
    database.inbox.hush(Message(1, HOME, incoming(), NOW), reading(action=Action.SILENT), NOW)
    with monkeypatch.context() as now:
        now.setattr(database.gate, "writing", trouble)
        await asyncio.wait_for(database.inbox.close(), 20)


async def test_one_delivery_that_cannot_be_kept_takes_none_of_those_that_came_with_it_along(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    admit = admission.admit

    async def refusing(connection: Connection, arrivals: Sequence[Arrival]) -> list[admission.Answer]:
        answers = await admit(connection, arrivals)
        if any(one.incoming.msgid == "m1" for one in arrivals):
            raise ValueError("m1 is more than a column holds")
        return answers

    monkeypatch.setattr(admission, "admit", refusing)
    several = [delivery(incoming(msgid=f"m{n}"), nonce=f"n{n}") for n in range(3)]
    answers = await asyncio.gather(*(database.inbox.accept(one) for one in several), return_exceptions=True)
    assert [type(one) for one in answers] == [Accepted, StoreUnavailable, Accepted]
    again = await asyncio.gather(*(database.inbox.accept(one) for one in (several[0], several[2])))
    assert [one.known for one in again if isinstance(one, Accepted)] == [True, True]
