import asyncio
import stat
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import create_async_engine

from storage import migrate, schema
from storage.engine import open_store
from storage.urls import normalise


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, schema.metadata))


def names(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


async def test_the_migrated_schema_is_the_one_of_the_classes(url: str) -> None:
    engine = create_async_engine(normalise(url))
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_the_way_down_leaves_nothing_and_the_way_up_works_again(url: str) -> None:
    await migrate.downgrade(url)
    engine = create_async_engine(normalise(url))
    async with engine.connect() as connection:
        assert await connection.run_sync(names) == ["alembic_version"]
    await engine.dispose()
    await migrate.upgrade(url)
    async with open_store(url) as database:
        assert await database.ready()


def test_the_head_named_in_the_schema_is_the_newest_revision() -> None:
    assert ScriptDirectory.from_config(migrate.configuration()).get_current_head() == schema.HEAD


async def test_a_database_without_tables_is_not_ready(empty_url: str) -> None:
    async with open_store(empty_url) as database:
        assert not await database.ready()


async def test_processes_that_start_together_migrate_once(empty_url: str) -> None:
    if empty_url.startswith("postgresql"):
        await asyncio.gather(*(migrate.upgrade(empty_url) for _ in range(3)))
    await migrate.upgrade(empty_url)
    async with open_store(empty_url) as database:
        assert await database.ready()


async def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    for name, opening in (("migrated", migrate.upgrade), ("opened", _opened)):
        await opening(f"sqlite:///{tmp_path}/{name}.sqlite3")
    assert _rights(tmp_path) == {0o600}


def _rights(folder: Path) -> set[int]:
    return {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


async def _opened(url: str) -> None:
    async with open_store(url) as database:
        assert not await database.ready()
