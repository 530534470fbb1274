"""A file has one service; before tables are dropped, whoever else has the database open is noticed."""

import errno
import fcntl
from pathlib import Path

import pytest

from bot.domain.errors import StoreUnavailable
from storage.company import has_company, only_one
from storage.engine import open_store

SERVER = "postgresql://nobody@127.0.0.1:1/none"


async def test_a_service_at_work_is_noticed_and_nobody_once_it_has_ended(url: str) -> None:
    async with open_store(url) as service:
        assert await service.ready()
        assert await has_company(url)
    assert not await has_company(url)


async def test_looking_for_others_changes_nothing(url: str) -> None:
    assert not await has_company(url)
    async with open_store(url) as database:
        assert await database.ready()
        await database.must_take_writes()


def test_a_file_has_one_service_by_whatever_way_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with (
        only_one(f"sqlite:///{tmp_path}/s.sqlite3"),
        only_one("sqlite:///other.sqlite3"),
        pytest.raises(StoreUnavailable, match="stop that one first"),
        only_one("sqlite:///./s.sqlite3"),
    ):
        pytest.fail("two are at work")
    with only_one("sqlite:///s.sqlite3"):
        assert (tmp_path / "s.sqlite3.lock").stat().st_mode & 0o077 == 0


def test_a_server_has_as_many_services_as_are_wanted() -> None:
    with only_one(SERVER), only_one(SERVER):
        pass


def test_where_no_lock_can_be_made_the_database_itself_says_why(tmp_path: Path) -> None:
    with only_one(f"sqlite:///{tmp_path}/missing/s.sqlite3"):
        assert not (tmp_path / "missing").exists()


def test_a_lock_that_belongs_to_somebody_else_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite3.lock").mkdir()  # as little to be opened as the file of another user
    with pytest.raises(StoreUnavailable, match="chown"), only_one(f"sqlite:///{tmp_path}/s.sqlite3"):
        pytest.fail("nothing is locked")


def test_a_disk_that_knows_no_locks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unlocked(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", unlocked)
    with pytest.raises(StoreUnavailable, match="No locks available"), only_one(f"sqlite:///{tmp_path}/s.sqlite3"):
        pytest.fail("nothing is locked")
