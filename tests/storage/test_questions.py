"""A question of ours that this version cannot read holds up nobody."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot import ports
from bot.domain.requests import ShowTicket, Slot
from storage.engine import Database
from storage.schema import questions
from tests.contracts.values import DAY, HOME, NOW

ASKED = ports.Question(HOME, "chat", "wang", Slot.WHICH, ShowTicket(1), NOW, NOW + timedelta(hours=4))


@pytest.mark.parametrize(
    "written",
    [{"request": '{"type": "of_another_version"}'}, {"request": '{"type": "show_ticket"}'}, {"slot": "unheard_of"}],
    ids=["another request", "other fields", "another slot"],
)
async def test_a_question_of_another_version_is_as_if_it_had_not_been_asked(
    database: Database, written: dict[str, str]
) -> None:
    async with database.store.work() as work:
        await work.questions.ask(ASKED)
    async with database.gate.writing() as connection:
        await connection.execute(update(questions).values(written))
    async with database.store.work() as work:
        assert await work.questions.open(HOME, "chat", "wang", NOW) is None
        assert await work.questions.lapsed(HOME, "chat", "wang", NOW + DAY) is None
        await work.questions.ask(ASKED)
    async with database.store.work() as work:
        found = await work.questions.open(HOME, "chat", "wang", NOW)
    assert found is not None
    assert found.request == ShowTicket(1)
