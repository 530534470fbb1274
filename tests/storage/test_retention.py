from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.domain.requests import Action, Intent, Reading
from bot.ports import Accepted
from storage.engine import Database
from storage.schema import inbox
from tests.contracts.values import DAY, NOW, SECOND, delivery, incoming


async def handled(database: Database, outcome: Action) -> int:
    accepted = await database.inbox.accept(delivery(incoming("大家早上好", msgid=outcome.value)))
    assert isinstance(accepted, Accepted)
    async with database.store.work() as work:
        message = await work.messages.take(accepted.id)
        assert message is not None
        reading = Reading(Intent.OTHER, outcome, 0.1, silence="greeting")
        await work.messages.finish(message, outcome, reading, "", NOW)
    return accepted.id


async def row_of(database: Database, number: int) -> Any:
    async with database.gate.reading() as connection:
        return (await connection.execute(select(inbox).where(inbox.c.id == number))).one()


async def test_the_words_of_a_silent_line_go_after_a_week_and_its_count_stays(database: Database) -> None:
    number = await handled(database, Action.SILENT)
    assert await database.housekeeping.expire(NOW + 7 * DAY) == 0
    assert await database.housekeeping.expire(NOW + 7 * DAY + SECOND) == 1
    row = await row_of(database, number)
    assert "早上好" not in row.incoming + row.raw + (row.reading or "")
    assert row.outcome == "silent"
    again = await database.inbox.accept(delivery(incoming("大家早上好", msgid="silent"), nonce="later"))
    assert again == Accepted(number, known=True, done=True)


async def test_a_line_that_led_to_something_keeps_its_words(database: Database) -> None:
    number = await handled(database, Action.ACT)
    await database.housekeeping.expire(NOW + 29 * DAY)
    row = await row_of(database, number)
    assert "早上好" in row.incoming
    assert row.raw == "{}"


async def test_a_raw_delivery_goes_after_a_month(database: Database) -> None:
    number = await handled(database, Action.ACT)
    await database.housekeeping.expire(NOW + 30 * DAY + timedelta(seconds=1))
    assert (await row_of(database, number)).raw == ""
