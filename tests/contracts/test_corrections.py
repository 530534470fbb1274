"""What every store promises about what was heard and what staff said about it."""

from typing import Any

from bot.domain.corrections import Correction
from bot.domain.requests import Action, Intent, Reading
from tests.contracts.values import DAY, HOME, NOW, SECOND, delivery, handled, incoming


async def passed_over(database: Any, msgid: str, **more: Any) -> int:
    reading = Reading(Intent.HAZARD, Action.SILENT, 0.6, category="lighting", why=("灯 +1.0",))
    return await handled(database, incoming(f"灯坏了 {msgid}", msgid=msgid), reading, **more)


async def test_what_was_heard_comes_newest_first_with_its_reasons(database: Any) -> None:
    first, second = await passed_over(database, "m1"), await passed_over(database, "m2")
    await passed_over(database, "m3", community="elsewhere")
    await passed_over(database, "m4", received_at=NOW - DAY)
    await database.inbox.accept(delivery(incoming("没办完", msgid="m5")))
    async with database.store.work() as work:
        heard = await work.corrections.heard(HOME, NOW, NOW + SECOND, 10)
        latest = await work.corrections.heard(HOME, NOW, NOW + SECOND, 1)
        none = await work.corrections.heard(HOME, NOW - DAY / 2, NOW, 10)
    assert [one.message.id for one in heard] == [second, first]
    assert [one.message.id for one in latest] == [second]
    assert none == []
    assert (heard[0].intent, heard[0].category, heard[0].why) == ("hazard", "lighting", ("灯 +1.0",))
    assert heard[0].message.incoming.text == "灯坏了 m2"


async def test_a_correction_can_be_noted_for_a_ticket_and_for_none(database: Any) -> None:
    async with database.store.work() as work:
        await work.corrections.note(Correction(HOME, NOW, "chen", "灯真亮", "hazard", "other", "lighting", ticket=3))
        await work.corrections.note(Correction(HOME, NOW, "chen", "灯灭了", "other", "hazard"))
