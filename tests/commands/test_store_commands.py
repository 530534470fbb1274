"""migrate, backup, restore, show and verify, as an operator runs them on SQLite."""

import asyncio
import json
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot import cli
from bot.domain import points
from storage.engine import open_store
from storage.schema import accounts, audit
from tests.contracts.values import HOME, NOW, step, ticket


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    chosen = f"sqlite:///{tmp_path}/first.sqlite3"
    monkeypatch.setenv("LIANXIN_DATABASE_URL", chosen)
    return chosen


@pytest.fixture
def filled(url: str) -> str:
    async def fill() -> None:
        async with open_store(url) as database, database.store.work() as work:
            await work.tickets.add(ticket(await work.tickets.next_number(HOME)), step())
            await work.points.enter(points.hold(HOME, 1, "wang", 5, NOW, ""))

    assert cli.main(["migrate"]) == 0
    asyncio.run(fill())
    return url


def test_a_backup_comes_back_in_an_empty_database_only(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "copy.gz")
    assert cli.main(["backup", file]) == 0
    assert cli.main(["restore", file]) == 1
    monkeypatch.setenv("LIANXIN_DATABASE_URL", f"sqlite:///{tmp_path}/second.sqlite3")
    assert cli.main(["restore", file]) == 0
    capsys.readouterr()
    assert cli.main(["show", "tickets"]) == 0
    assert json.loads(capsys.readouterr().out)["number"] == 1


def test_show_hides_persons_unless_asked_and_then_says_so(filled: str, capsys: pytest.CaptureFixture[str]) -> None:
    async def traces() -> list[str]:
        async with open_store(filled) as database, database.gate.reading() as connection:
            return [row.subject for row in await connection.execute(select(audit))]

    assert cli.main(["show", "tickets", "--community", HOME]) == 0
    assert "wang" not in capsys.readouterr().out
    assert asyncio.run(traces()) == []
    assert cli.main(["show", "tickets", "--private"]) == 0
    assert json.loads(capsys.readouterr().out)["reporter"] == "wang"
    assert asyncio.run(traces()) == ["tickets"]


def test_verify_finds_what_is_wrong(filled: str, capsys: pytest.CaptureFixture[str]) -> None:
    async def spoil() -> None:
        async with open_store(filled) as database, database.gate.writing() as connection:
            await connection.execute(update(accounts).where(accounts.c.account == "held:wang").values(balance=9))

    assert cli.main(["verify"]) == 0
    asyncio.run(spoil())
    assert cli.main(["verify"]) == 1
    assert "an account holds 9" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["show", "tickets"], ["verify"], ["backup", "copy.gz"]])
def test_a_database_without_tables_is_a_problem_not_a_crash(url: str, command: list[str]) -> None:
    assert cli.main(command) == 1


def test_going_down_drops_the_tables(filled: str) -> None:
    assert cli.main(["migrate", "--down", "base"]) == 0
    assert cli.main(["verify"]) == 1
