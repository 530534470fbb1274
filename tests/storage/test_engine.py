import pytest

from bot.domain.delivery import Priority
from bot.domain.requests import Action
from bot.ports import Accepted
from storage import inbox
from storage.engine import Database, open_store
from tests.contracts.values import MINUTE, NOW, delivery, post, put, reading


async def test_the_manual_clock_is_kept_for_every_process(database: Database) -> None:
    assert await database.read_clock() is None
    await database.write_clock(NOW)
    await database.write_clock(NOW + MINUTE)
    assert await database.read_clock() == NOW + MINUTE


async def test_what_waits_is_counted(database: Database) -> None:
    await database.inbox.accept(delivery())
    await put(database, post("a"), post("b"), post("c", priority=Priority.RED))
    assert await database.waiting() == (1, {"red": 1, "answer": 0, "urgent": 0, "ordinary": 2})


async def hushed(database: Database) -> int:
    """A message met with silence, which need not be marked yet."""
    accepted = await database.inbox.accept(delivery())
    assert isinstance(accepted, Accepted)
    assert accepted.message is not None
    database.inbox.hush(accepted.message, reading(action=Action.SILENT), NOW)
    return accepted.id


async def test_silence_is_marked_before_the_store_closes(url: str) -> None:
    async with open_store(url) as before:
        number = await hushed(before)
    async with open_store(url) as afterwards:
        assert await afterwards.inbox.answer(number) == ""


async def test_silence_is_marked_though_nobody_else_comes(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "LONGEST_UNMARKED_S", 0)
    number = await hushed(database)
    for _ in range(1000):
        if await database.inbox.answer(number) == "":
            return
    raise AssertionError("it was never marked")
