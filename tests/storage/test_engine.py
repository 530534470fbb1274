from bot.domain.delivery import Priority
from storage.engine import Database
from tests.contracts.values import MINUTE, NOW, delivery, post, put


async def test_the_manual_clock_is_kept_for_every_process(database: Database) -> None:
    assert await database.read_clock() is None
    await database.write_clock(NOW)
    await database.write_clock(NOW + MINUTE)
    assert await database.read_clock() == NOW + MINUTE


async def test_what_waits_is_counted(database: Database) -> None:
    await database.inbox.accept(delivery())
    await put(database, post("a"), post("b"), post("c", priority=Priority.RED))
    assert await database.waiting() == (1, {"red": 1, "answer": 0, "urgent": 0, "ordinary": 2})
