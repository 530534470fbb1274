"""Open tickets are found by themselves, however many have been closed: what a message costs must not grow."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from bot.domain.tickets import ENDED
from storage import rows_matters, tickets
from storage.schema import tickets as table

NEWEST = sa.select(table).where(
    table.c.community == sa.bindparam("where"), table.c.assignee == sa.bindparam("who"), tickets._OPEN
)
INDEX_OF = {
    "ix_tickets_open_reporter": tickets._REPORTED,
    "ix_tickets_open_assignee": NEWEST.order_by(table.c.number.desc()),
    "ix_tickets_open_building": tickets.open_at("sqlite"),
    "ix_tickets_building_closed_at": tickets.done_at("sqlite"),
    "ix_tickets_reporter_closed_at": tickets._CLOSED_SINCE,
}


@pytest.fixture
def file(sqlite_url: str, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(f"{tmp_path}/store.sqlite3")
    yield opened
    opened.close()


@pytest.mark.parametrize("index", INDEX_OF)
def test_each_search_has_its_index(file: sqlite3.Connection, index: str) -> None:
    sql = str(INDEX_OF[index].compile(dialect=sqlite.dialect()))
    nothing: list[Any] = [None] * sql.count("?")
    (steps,) = [" ".join(row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {sql}", nothing))]
    assert f"USING INDEX {index} " in steps


def test_the_condition_of_the_indexes_is_that_of_the_domain() -> None:
    ended = ", ".join(f"'{state}'" for state in sorted(ENDED))
    assert f"state NOT IN ({ended})" == rows_matters.OPEN
