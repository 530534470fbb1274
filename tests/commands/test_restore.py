"""`lianxin restore`: never over rows unasked, and what was there is always kept."""

import asyncio
import json
from pathlib import Path

import pytest

from bot import cli
from bot.domain import points
from storage import company
from storage.engine import open_store
from tests.contracts.values import HOME, NOW, step, ticket
from tests.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


async def _fill(url: str, count: int) -> None:
    async with open_store(url) as database:
        for _ in range(count):
            async with database.store.work() as work:
                number = await work.tickets.next_number(HOME)
                await work.tickets.add(ticket(number), step(number))
                await work.points.enter(points.hold(HOME, number, "wang", 5, NOW, ""))


@pytest.fixture
def backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Of a database with one ticket."""
    url, file = f"sqlite:///{tmp_path}/source.sqlite3", tmp_path / "kept.gz"
    monkeypatch.setenv("LIANXIN_DATABASE_URL", url)
    assert cli.main(["migrate"]) == 0
    asyncio.run(_fill(url, 1))
    assert cli.main(["backup", str(file)]) == 0
    capsys.readouterr()
    return file


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def target(request: pytest.FixtureRequest, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Another database, with two tickets."""
    url = f"sqlite:///{tmp_path}/target.sqlite3"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
    monkeypatch.setenv("LIANXIN_DATABASE_URL", url)
    assert cli.main(["migrate"]) == 0
    asyncio.run(_fill(url, 2))
    return url


def _numbers(capsys: pytest.CaptureFixture[str]) -> list[int]:
    capsys.readouterr()
    assert cli.main(["show", "tickets"]) == 0
    return [json.loads(line)["number"] for line in capsys.readouterr().out.splitlines()]


def test_a_database_with_rows_is_left_alone_and_what_to_do_is_said(
    target: str, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["restore", str(backup)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert _numbers(capsys) == [1, 2]


def test_replacing_keeps_what_was_there_beside_the_backup(
    target: str, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["restore", str(backup), "--replace"]) == 0
    told = capsys.readouterr().out
    [copy] = backup.parent.glob("kept.gz.before-*.gz")
    assert str(copy) in told
    assert _numbers(capsys) == [1]
    assert cli.main(["verify"]) == 0
    assert cli.main(["restore", str(copy), "--replace"]) == 0
    assert _numbers(capsys) == [1, 2]


async def test_under_a_running_service_nothing_is_replaced(
    target: str, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_store(target) as service:
        assert await service.ready()
        assert await asyncio.to_thread(cli.main, ["restore", str(backup), "--replace"]) == 1
        assert "stop the service first; nothing was changed" in capsys.readouterr().err
        assert list(backup.parent.glob("*.before-*")) == []


def test_where_a_service_has_its_place_nothing_is_restored_even_before_it_has_opened_the_file(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path}/fresh.sqlite3"
    monkeypatch.setenv("LIANXIN_DATABASE_URL", url)
    with company.only_one(url):
        assert cli.main(["restore", str(backup)]) == 1
    assert "stop that one first" in capsys.readouterr().err
    assert not (tmp_path / "fresh.sqlite3").exists()
    assert cli.main(["restore", str(backup)]) == 0


@pytest.mark.parametrize("damage", ["cut", "missing"])
def test_a_bad_backup_deletes_nothing(
    target: str, backup: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if damage == "cut":
        backup.write_bytes(backup.read_bytes()[:-20])
    else:
        backup.unlink()
    assert cli.main(["restore", str(backup), "--replace"]) == 1
    assert list(backup.parent.glob("*.before-*")) == []
    assert _numbers(capsys) == [1, 2]


def test_a_backup_that_is_not_there_makes_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LIANXIN_DATABASE_URL", f"sqlite:///{tmp_path}/fresh.sqlite3")
    assert cli.main(["restore", str(tmp_path / "no.gz")]) == 1
    assert "no.gz" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_backup_or_cannot_be_written_is_named(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_text("编号,内容")
    for command, file in (("restore", "list.csv"), ("restore", "no.gz"), ("backup", "no/copy.gz"), ("backup", "")):
        assert cli.main([command, str(tmp_path / file)]) == 1
        told = capsys.readouterr().err
        assert str(tmp_path / file) in told
        assert "Errno" not in told
        assert ".partial" not in told


def test_into_an_empty_database_there_is_nothing_to_replace(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LIANXIN_DATABASE_URL", f"sqlite:///{tmp_path}/fresh.sqlite3")
    assert cli.main(["restore", str(backup), "--replace"]) == 0
    assert list(tmp_path.glob("*.before-*")) == []
    assert _numbers(capsys) == [1]
