import gzip
import stat
from pathlib import Path
from typing import Any

import pytest

from bot import ports
from bot.domain import points
from bot.domain.messages import Media, MessageKind
from storage import dump, listing, migrate
from storage.engine import Database, open_store
from storage.listing import SHOWN, View
from tests.contracts.values import HOME, MINUTE, NOW, delivery, incoming, order, post, put, reminder, step, ticket

#: Two rows that no backup of ours holds.
FORGED = {
    name: f"{row}\n".encode() * 2
    for name, row in {
        "unknown table": '{"table":"nowhere","row":{}}',
        "unknown column": '{"table":"clock","row":{"nobody":1}}',
        "no row": '{"table":"clock"}',
        "no such moment": '{"table":"clock","row":{"id":1,"now":"noon"}}',
        "no text": '{"table":"clock","row":{"id":1,"now":5}}',
        "twice the same": '{"table":"clock","row":{"id":1,"now":"2026-11-22T08:00:00+00:00"}}',
    }.items()
}


async def fill(database: Database) -> None:
    """At least one row of everything that has a type of its own."""
    photo = incoming(media=(Media(MessageKind.IMAGE, "https://a/1"),))
    await database.inbox.accept(delivery(photo))
    [waiting] = await database.shelf.waiting(NOW, 1)
    await database.shelf.keep(waiting.id, ports.Picture("image/png", b"\x89PNG\x00"), NOW)
    await put(database, post())
    await database.queue.claim("robot", "group1", NOW, limit=1, span=MINUTE)
    async with database.store.work() as work:
        await work.tickets.add(ticket(await work.tickets.next_number(HOME)), step())
        await work.reminders.plan([reminder()])
        await work.meals.add(order())
        await work.points.enter(points.hold(HOME, 1, "wang", 5, NOW, "报告隐患"))
    await database.write_clock(NOW)


async def shown(database: Database) -> dict[str, list[Any]]:
    view = View(NOW.tzinfo, private=True)  # type: ignore[arg-type]
    return {what: [row async for row in listing.rows(database.gate, what, view)] for what in SHOWN}


@pytest.mark.postgres
async def test_a_copy_holds_everything_and_numbers_run_on(
    database: Database, tmp_path: Path, second_postgres: str
) -> None:
    await fill(database)
    file = tmp_path / "copy.jsonl.gz"
    count = await dump.backup(database.gate, file)
    for url in (f"sqlite:///{tmp_path}/second.sqlite3", second_postgres):
        await migrate.upgrade(url)
        async with open_store(url) as other:
            assert await dump.restore(other.gate, file) == count
            assert await shown(other) == await shown(database)
            assert await other.read_clock() == NOW
            fresh = await other.inbox.accept(delivery(incoming(msgid="next")))
            assert isinstance(fresh, ports.Accepted)
            assert not fresh.known


async def test_only_its_owner_may_read_a_copy(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "copy.jsonl.gz"
    await dump.backup(database.gate, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not file.with_name("copy.jsonl.gz.partial").exists()


async def test_what_a_killed_backup_left_is_replaced_by_a_file_for_its_owner(
    database: Database, tmp_path: Path
) -> None:
    left = tmp_path / "copy.gz.partial"
    left.write_text("of an earlier one")
    left.chmod(0o644)
    await dump.backup(database.gate, tmp_path / "copy.gz")
    assert stat.S_IMODE((tmp_path / "copy.gz").stat().st_mode) == 0o600


async def test_a_backup_that_fails_leaves_nothing_behind(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(database)
    monkeypatch.setattr(dump, "_plain", None)
    with pytest.raises(TypeError):
        await dump.backup(database.gate, tmp_path / "copy.gz")
    assert not (tmp_path / "copy.gz").exists()
    assert not (tmp_path / "copy.gz.partial").exists()


async def test_a_database_with_rows_is_left_alone(database: Database, tmp_path: Path) -> None:
    await fill(database)
    file = tmp_path / "copy.jsonl.gz"
    await dump.backup(database.gate, file)
    with pytest.raises(dump.NotEmpty):
        await dump.restore(database.gate, file)


@pytest.mark.parametrize("damage", ["cut", "other", "text", "torn", *FORGED])
async def test_a_damaged_copy_changes_nothing(database: Database, tmp_path: Path, damage: str) -> None:
    file = tmp_path / "copy.jsonl.gz"
    source = f"sqlite:///{tmp_path}/source.sqlite3"
    await migrate.upgrade(source)
    async with open_store(source) as filled:
        await fill(filled)
        await dump.backup(filled.gate, file)
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    if damage == "cut":
        file.write_bytes(gzip.compress(b"".join(lines[:-1])))
    if damage == "other":
        file.write_bytes(gzip.compress(b'{"lianxin":"backup","revision":"9999"}\n' + b"".join(lines[1:])))
    if damage == "torn":
        packed = bytearray(file.read_bytes())
        packed[len(packed) // 2] ^= 255
        file.write_bytes(packed)
    if damage in FORGED:
        file.write_bytes(gzip.compress(lines[0] + FORGED[damage] + b'{"rows":2}\n'))
    if damage == "text":
        file.write_text("not a backup")
    with pytest.raises(dump.BadBackup):
        await dump.restore(database.gate, file)
    assert await dump.backup(database.gate, file) == 0


async def test_a_file_that_is_not_there_and_a_backup_of_another_version_are_told_apart(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "copy.jsonl.gz"
    with pytest.raises(FileNotFoundError):
        await dump.restore(database.gate, file)
    file.write_bytes(gzip.compress(b'{"lianxin":"backup","revision":"9999"}\n{"rows":0}\n'))
    with pytest.raises(dump.BadBackup, match="schema 9999, this lianxin has 0001: restore it with the version"):
        await dump.restore(database.gate, file)
