"""Statements that come again: the second time they go by their plan, and nobody can tell."""

import sqlite3
from collections.abc import AsyncIterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError

from storage.engine import Database, open_store
from storage.plans import Plan, Plans
from storage.schema import attempts, outbox, questions, seen_groups
from tests.contracts.values import HOME, NOW

DIALECT = sa.create_engine("sqlite://").dialect


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    async with open_store(sqlite_url) as opened:
        yield opened


def question(chat: str) -> dict[str, Any]:
    return {"community": HOME, "chat": chat, "person": "wang", "slot": "place", "asked_at": NOW, "expires_at": NOW}


async def test_each_time_a_statement_comes_it_answers_alike(database: Database) -> None:
    ask = sa.insert(questions).returning(questions.c.id)
    read = sa.select(questions).where(questions.c.chat == sa.bindparam("which"))
    async with database.gate.writing() as connection:
        numbers = [(await connection.execute(ask, question(str(n)))).scalar_one() for n in range(3)]
        rows = [(await connection.execute(read, {"which": str(n)})).one() for n in range(3)]
    assert [row.id for row in rows] == numbers
    assert [(row.chat, row.asked_at, row._mapping["expires_at"]) for row in rows] == [
        (str(n), NOW, NOW) for n in range(3)
    ]


async def test_several_rows_come_back_in_the_order_in_which_they_went_in(database: Database) -> None:
    ask = sa.insert(questions).returning(questions.c.chat)
    async with database.gate.writing() as connection:
        for part in ("a", "b", "c"):
            rows = await connection.execute(ask, [question(part + "1"), question(part + "2")])
            assert rows.scalars().all() == [part + "1", part + "2"]


async def test_how_many_rows_were_touched_is_told(database: Database) -> None:
    chats = [{"chat": str(n), "last_seen_at": NOW} for n in range(4)]
    see = sa.insert(seen_groups)
    forget = sa.delete(seen_groups).where(seen_groups.c.chat >= sa.bindparam("least"))
    async with database.gate.writing() as connection:
        for part in (chats[:2], chats[2:]):
            assert (await connection.execute(see, part)).rowcount == 2
        counts = [(await connection.execute(forget, {"least": str(n)})).rowcount for n in (3, 1, 0)]
    assert counts == [1, 2, 1]


async def test_values_that_the_statement_or_the_table_gives_are_kept(database: Database) -> None:
    row = {"community": HOME, "cause": "c", "route": "reply", "target": "1", "priority": 1, "not_before": NOW}
    put = sa.insert(outbox)
    take = sa.update(outbox).where(outbox.c.state == "queued").values(by_callback=True).returning(outbox.c.by_callback)
    async with database.gate.writing() as connection:
        for number in range(2):
            await connection.execute(put, row | {"cause": str(number), "body": ""})
            assert (await connection.execute(take, {})).scalars().all() == [True] * (number + 1)


async def test_a_row_that_breaks_a_rule_is_no_failure_of_the_store(database: Database) -> None:
    see = sa.insert(seen_groups)
    for chat in ("a", "b"):
        async with database.gate.writing() as connection:
            await connection.execute(see, {"chat": chat, "last_seen_at": NOW})
    with pytest.raises((sqlite3.IntegrityError, IntegrityError)):
        async with database.gate.writing() as connection:
            await connection.execute(see, {"chat": "a", "last_seen_at": NOW})


async def test_a_value_nobody_gives_is_missed_every_time(database: Database) -> None:
    read = sa.select(questions).where(questions.c.chat == sa.bindparam("which"))
    async with database.gate.writing() as connection:
        for _ in range(3):
            with pytest.raises(StatementError):
                await connection.execute(read, {})


async def test_a_list_of_any_length_goes_the_usual_way(database: Database) -> None:
    read = sa.select(attempts.c.id).where(attempts.c.id.in_(sa.bindparam("which", expanding=True)))
    async with database.gate.writing() as connection:
        for length in (1, 2, 3):
            assert (await connection.execute(read, {"which": list(range(length))})).all() == []


def test_a_statement_built_for_one_use_has_no_plan() -> None:
    plans = Plans(DIALECT)
    kept = sa.select(questions.c.id)
    assert plans.find(kept, ()) is None
    assert isinstance(plans.find(kept, ()), Plan)
    assert plans.find(sa.select(questions.c.id), ()) is None


def test_what_cannot_be_settled_in_advance_has_no_plan() -> None:
    plans = Plans(DIALECT)
    for statement in (sa.text("SELECT 1"), sa.select(attempts.c.id).where(attempts.c.id.in_([1, 2]))):
        assert plans.find(statement, ()) is None
        assert plans.find(statement, ()) is None
