"""What an operator hears when the database fails: what to do, a code, and never the driver's own words."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.domain.errors import StoreUnavailable
from bot.ports import Accepted
from storage import engine, migrate, outages
from storage.engine import Database, open_store
from storage.migrate import upgrade
from tests.contracts.values import delivery


class Coded(Exception):
    def __init__(self, **codes: str) -> None:
        super().__init__("王阿姨 3栋2单元501")
        self.__dict__.update(codes)


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (Coded(sqlite_errorname="SQLITE_FULL"), "make room"),
        (Coded(sqlite_errorname="SQLITE_READONLY_DBMOVED"), "run this as the user"),
        (Coded(sqlite_errorname="SQLITE_IOERR_WRITE"), "the system's log"),
        (Coded(sqlstate="28P01"), "refuses this user or password"),
        (Coded(sqlstate="3D000"), "create it"),
        (Coded(sqlstate="55P03"), "pg_stat_activity"),
        (ConnectionRefusedError("王阿姨"), "see that it runs"),
        (TimeoutError("王阿姨"), "does not answer in time"),
        (NoConnectionFree("王阿姨"), "all connections to PostgreSQL are in use"),
        (Coded(), "the database failed (Coded)"),
    ],
)
@pytest.mark.parametrize("wrapped", [True, False])
def test_what_failed_is_told_with_what_to_do_and_without_anybodys_words(
    failure: Exception, told: str, wrapped: bool
) -> None:
    heard = outages.told(OperationalError("INSERT 王阿姨", None, failure) if wrapped else failure)
    if not isinstance(failure, NoConnectionFree):
        assert told in heard
    assert "王阿姨" not in heard


async def heard_of(url: str) -> str:
    async with open_store(url) as database:
        return await database.trouble()


async def test_a_sound_database_has_no_trouble_and_takes_writes(database: Database) -> None:
    assert await database.trouble() == ""
    await database.must_take_writes()
    await database.must_take_writes()


async def test_an_empty_file_is_named_with_its_folder_since_it_may_be_the_wrong_one(tmp_path: Path) -> None:
    heard = await heard_of(f"sqlite:///{tmp_path}/mistyped.sqlite3")
    assert f"there is nothing in {tmp_path}/mistyped.sqlite3 yet" in heard
    assert "lianxin migrate" in heard


async def test_a_schema_of_a_newer_program_is_not_to_be_migrated(url: str) -> None:
    async with open_store(url) as database, database.gate.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    heard = await heard_of(url)
    assert "(9999): install the newer one again" in heard
    assert "migrate" not in heard
    with pytest.raises(StoreUnavailable, match="of a newer lianxin"):
        await upgrade(url)


async def test_a_schema_of_an_older_program_is_to_be_migrated(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.engine.HEAD", "0002")
    assert "has an older schema (0001): run `lianxin migrate`" in await heard_of(url)


@pytest.mark.parametrize(
    ("content", "told"), [(b"not a database at all, only words" * 40, "is no database"), (None, "cannot be opened")]
)
async def test_what_is_no_database_is_told_by_every_command(tmp_path: Path, content: bytes | None, told: str) -> None:
    file = tmp_path / "folder" / "s.sqlite3"
    if content is not None:
        file.parent.mkdir()
        file.write_bytes(content)
    assert told in await heard_of(f"sqlite:///{file}")
    with pytest.raises(StoreUnavailable, match=told):
        await migrate.upgrade(f"sqlite:///{file}")


async def test_a_file_that_takes_no_writes_is_noticed_by_writing_only(sqlite_url: str) -> None:
    async with open_store(sqlite_url) as database:
        async with database.gate.writing() as connection:
            await connection.execute(text("PRAGMA query_only = 1"))
        assert await database.trouble() == ""
        with pytest.raises(StoreUnavailable, match="cannot be written"):
            await database.must_take_writes()


async def test_of_postgresql_the_place_is_told_without_its_password() -> None:
    async with open_store("postgresql://lianxin:secretword@127.0.0.1:1/town") as database:
        assert "secretword" not in database.place
        assert "127.0.0.1:1/town" in database.place
        assert "see that it runs" in await database.trouble()


@pytest.mark.postgres
async def test_a_standby_takes_no_writes(migrated_postgres: str) -> None:
    async with open_store(migrated_postgres) as database, database.gate.writing() as connection:
        name: Any = (await connection.execute(text("SELECT current_database()"))).scalar()
        await connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    async with open_store(migrated_postgres) as database:
        assert await database.trouble() == ""
        with pytest.raises(StoreUnavailable, match="takes no writes here"):
            await database.must_take_writes()


@pytest.mark.postgres
async def test_a_database_that_the_server_has_not_is_told(postgres_server: str) -> None:
    assert "has no database of that name" in await heard_of(postgres_server.format("nowhere"))


@pytest.mark.postgres
async def test_nobody_waits_for_postgresql_without_an_end(
    migrated_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engine.SERVER, "server_settings", {"lock_timeout": "1ms"})
    monkeypatch.setitem(engine.SERVER, "command_timeout", 0.1)
    async with open_store(migrated_postgres) as holder, open_store(migrated_postgres) as database:
        async with holder.gate.writing() as held:
            await held.execute(text("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE"))
            with pytest.raises(StoreUnavailable, match="somebody holds a row or table"):
                await database.waiting()
        with pytest.raises(StoreUnavailable, match="does not answer in time"):
            async with database.gate.reading() as silent:
                await silent.execute(text("SELECT pg_sleep(60)"))
        assert await database.waiting() == (0, {"red": 0, "answer": 0, "urgent": 0, "ordinary": 0})


@pytest.mark.postgres
async def test_a_full_pool_keeps_nobody_from_being_acknowledged_and_is_told(
    migrated_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    single = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.01}
    monkeypatch.setattr(engine, "POOL", single)
    monkeypatch.setattr(engine, "URGENT", single)
    async with open_store(migrated_postgres) as database, database.gate.writing():
        with pytest.raises(StoreUnavailable, match="all connections to PostgreSQL are in use"):
            async with database.gate.reading():
                pass
        assert isinstance(await database.inbox.accept(delivery()), Accepted)
        async with database.gate.writing(first=True):
            with pytest.raises(StoreUnavailable, match="all connections to PostgreSQL are in use"):
                await database.must_take_writes()


def test_what_a_platform_waits_for_is_given_up_before_it_hangs_up() -> None:
    assert max(engine.URGENT["pool_timeout"], engine.SERVER["timeout"]) < 5
    assert engine.SERVER["server_settings"]["lock_timeout"] == "4s"
