"""The same delivery again changes nothing; a different message is never swallowed."""

from bot.sandbox.faults import Fault
from bot.sandbox.transcript import Source
from tests.scenarios.town import RESIDENTS, STAFF, Town

LAMP = "3栋2单元的路灯又不亮了"


def calls(town: Town) -> list[str]:
    """The numbers of the tickets that somebody was called for, in order."""
    return [line.text.split()[0] for line in town.said_by_bot(STAFF) if "居民说" in line.text]


async def test_a_delivery_made_twice_files_one_ticket_and_gets_the_same_answer(town: Town) -> None:
    town.sandbox.faults.arm("callback", Fault.DUPLICATE, 1)
    await town.group("wangayi", LAMP)
    first = await town.sees("^#1 ", RESIDENTS)
    await town.later(seconds=1)
    answers = {line.text for line in town.said_by_bot(RESIDENTS) if line.source is Source.REPLY}
    assert answers == {first.text}
    assert calls(town) == ["#1"]


async def test_the_same_message_a_day_later_changes_nothing(town: Town) -> None:
    platform = town.sandbox.platform
    await platform.say("wangayi", f"@连心 {LAMP}", chat=RESIDENTS, msgid="MSG-1")
    first = await town.sees("^#1 ", RESIDENTS)
    await town.later(hours=25)
    town.heard = len(town.sandbox.world.transcript.lines)
    await platform.say("wangayi", f"@连心 {LAMP}", chat=RESIDENTS, msgid="MSG-1")
    assert (await town.sees("^#1 ", RESIDENTS)).text == first.text
    assert calls(town) == ["#1"]


async def test_another_message_under_the_same_id_is_a_message_of_its_own(town: Town) -> None:
    platform = town.sandbox.platform
    await platform.say("wangayi", f"@连心 {LAMP}", chat=RESIDENTS, msgid="MSG-1")
    await town.sees("居民说", STAFF)
    await platform.say("wangayi", "@连心 4栋1单元门口的井盖松了", chat=RESIDENTS, msgid="MSG-1")
    await town.sees("^#2 ", RESIDENTS)
    await town.sees("^#2 ", STAFF)
    assert calls(town) == ["#1", "#2"]


async def test_the_same_words_said_twice_are_two_messages_about_one_ticket(town: Town) -> None:
    await town.group("wangayi", LAMP)
    await town.sees("^#1 ", RESIDENTS)
    await town.sees("居民说", STAFF)
    await town.group("wangayi", LAMP)
    assert "加上了" in (await town.sees("^#1 ", RESIDENTS)).text
    assert calls(town) == ["#1"]


async def test_what_waited_for_the_night_is_said_in_the_morning(town: Town) -> None:
    await town.later(hours=13)  # 22:00
    await town.group("wangayi", LAMP)
    await town.sees("^#1 ", RESIDENTS)
    assert calls(town) == []
    await town.later(hours=10, minutes=1)
    assert calls(town) == ["#1"]
