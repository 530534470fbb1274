"""The same laws over real databases: any play on SQLite, a hard one on PostgreSQL."""

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from sqlalchemy import select

from bot.domain.delivery import PostState, Priority, Verdict
from storage import engine, migrate
from storage.outbox import post_of
from storage.schema import outbox
from tests.scheduler.plays import STEPS, Both, Burst, Play, Restart, Step, Wait


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("window") / "empty.sqlite3"
    asyncio.run(migrate.upgrade(f"sqlite:///{path}"))
    return path


async def play_on(url: str, steps: Sequence[Step]) -> tuple[Play, dict[str, PostState]]:
    async with engine.open_store(url) as database:
        play = Play(database)
        await play.run(steps)
        async with database.gate.reading() as connection:
            rows = (await connection.execute(select(outbox))).all()
        return play, {one.cause: one.state for one in map(post_of, rows)}


@settings(max_examples=5, deadline=None)
@given(STEPS)
def test_the_laws_hold_on_sqlite(empty_database: Path, steps: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "lianxin.sqlite3"
        shutil.copy(empty_database, copy)
        play, states = asyncio.run(play_on(f"sqlite:///{copy}", steps))
    check(play, states)


def check(play: Play, states: dict[str, PostState]) -> None:
    play.check_window()
    play.check_nothing_lost(states)
    play.check_nothing_doubled()


HARD: tuple[Step, ...] = (
    Burst(
        (
            *((Priority.ORDINARY, "g1", Verdict.SENT),) * 25,
            *((Priority.URGENT, "shared-1", Verdict.RETRY),) * 12,
            *((Priority.URGENT, "shared-2", Verdict.SENT),) * 12,
            (Priority.RED, "shared-1", Verdict.UNKNOWN),
        )
    ),
    Both(),
    Wait(20),
    Restart(),
    Both(),
    Burst(((Priority.RED, "g1", Verdict.PAUSED), *((Priority.ORDINARY, "g1", Verdict.SENT),) * 6)),
    Both(),
    Wait(61),
    Both(),
)


@pytest.mark.postgres
async def test_the_laws_hold_on_postgresql_with_two_senders_at_once(postgres_url: str) -> None:
    await migrate.upgrade(postgres_url)
    check(*await play_on(postgres_url, HARD))
