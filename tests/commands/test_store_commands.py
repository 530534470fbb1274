"""migrate, backup, restore, show and verify, as an operator runs them on SQLite."""

import asyncio
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot import cli
from bot.domain import points
from bot.domain.corrections import Correction
from bot.domain.delivery import PostState
from storage.engine import open_store
from storage.schema import accounts, audit, inbox
from tests.builders import EXAMPLE
from tests.contracts.values import HOME, NOW, delivery, incoming, order, post, put, step, ticket


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


def test_verify_gives_a_seal_to_note_down_and_takes_it_back(filled: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify"]) == 0
    said, seal = capsys.readouterr().out.splitlines()
    assert (said, seal.startswith(f"{HOME}:1:")) == ("ok", True)
    assert cli.main(["verify", "--seal", seal]) == 0
    assert cli.main(["verify", "--seal", f"{HOME}:1:0123456789abcdef"]) == 1
    forged = capsys.readouterr()
    assert "no longer leads through" in forged.out
    assert "leave the database as it is" in forged.err


@pytest.mark.parametrize("said", ["nonsense", "xingfuli", f"{HOME}:one:0123456789abcdef", f"{HOME}:1:", ""])
def test_what_is_no_seal_is_not_called_a_forgery(filled: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["verify", "--seal", said])
    assert ended.value.code == 2
    assert "is no seal: give a line that `lianxin verify` printed" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        ["show", "tickets"],
        ["verify"],
        ["backup", "copy.gz"],
        ["export", "wang"],
        ["erase", "wang"],
        ["rotate-key"],
        ["retry"],
    ],
)
def test_a_database_without_tables_is_a_problem_that_says_what_to_do(
    url: str, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["rotate-key", "--generate"]) == 0
    monkeypatch.setenv("LIANXIN_REGISTER_KEY", capsys.readouterr().out.strip())
    assert cli.main(command) == 1
    said = capsys.readouterr()
    assert "run `lianxin migrate`" in said.out + said.err


def test_messages_set_aside_are_opened_again_all_of_them_or_those_named(
    filled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async def spoil() -> None:
        async with open_store(filled) as database:
            for number in (1, 2, 3):
                await database.inbox.accept(delivery(incoming(msgid=f"m{number}"), nonce=f"n{number}"))
            async with database.gate.writing() as connection:
                await connection.execute(update(inbox).values(status="failed"))

    asyncio.run(spoil())
    assert cli.main(["retry", "2", "7"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "message 2 is open again\n",
        "message 7 is not set aside: `lianxin doctor` names those that are\n",
    )
    assert cli.main(["retry"]) == 0
    assert capsys.readouterr().out == "message 1 is open again\nmessage 3 is open again\n"
    assert cli.main(["retry"]) == 0
    assert cli.main(["verify"]) == 0


def test_what_reached_nobody_is_queued_again(filled: str, capsys: pytest.CaptureFixture[str]) -> None:
    async def spoil() -> None:
        lately = datetime.now(UTC) - timedelta(hours=1)
        async with open_store(filled) as database:
            await put(database, *(post(f"c{one}", state=PostState.FAILED, not_before=lately) for one in (1, 2)))

    asyncio.run(spoil())
    assert cli.main(["retry", "--posts", "1", "99"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "post 1 is queued again\n",
        "post 99 is not to be sent: `lianxin show outbox` tells what became of it\n",
    )
    assert cli.main(["retry", "--posts"]) == 0
    assert capsys.readouterr().out == "post 2 is queued again\n"
    assert cli.main(["retry", "--posts"]) == 0
    assert capsys.readouterr().out == "none is to be sent\n"


def test_going_down_drops_the_tables(filled: str) -> None:
    assert cli.main(["migrate", "--down", "base"]) == 0
    assert cli.main(["verify"]) == 1


def test_a_revision_that_is_not_known_changes_nothing_and_is_named(
    filled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["migrate", "--down", "nowhere"]) == 1
    assert "nowhere" in capsys.readouterr().err
    assert cli.main(["verify"]) == 0


def test_what_staff_corrected_is_measured_like_any_labelled_file_and_reading_it_is_written_down(
    filled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async def correct() -> None:
        async with open_store(filled) as database, database.store.work() as work:
            await work.corrections.note(Correction(HOME, NOW, "chen", "3栋路灯不亮了", "other", "hazard"))

    async def traces() -> list[str]:
        async with open_store(filled) as database, database.gate.reading() as connection:
            return list((await connection.execute(select(audit.c.subject))).scalars())

    assert cli.main(["eval", "--corrections"]) == 0
    assert "no corrections" in capsys.readouterr().out
    asyncio.run(correct())
    assert cli.main(["eval", "--corrections", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["registers"]["correction"]["accuracy"] == 1.0
    assert asyncio.run(traces()) == ["corrections", "corrections"]
    assert cli.main(["eval"]) == 2


def test_a_register_is_taken_in_sealed_anew_and_only_with_a_key(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("姓名,楼栋,房号,身份证号\n王秀英,3,501,110101194903072871\n", "utf-8")
    monkeypatch.setenv("LIANXIN_COMMUNITY_DIR", str(EXAMPLE.parent))
    assert cli.main(["import", "register", str(file)]) == 1
    assert cli.main(["rotate-key"]) == 1
    assert cli.main(["rotate-key", "--generate"]) == 0
    monkeypatch.setenv("LIANXIN_REGISTER_KEY", capsys.readouterr().out.strip())
    assert cli.main(["import", "register", str(file)]) == 0
    out = capsys.readouterr().out
    assert "没有同意日期" in out
    assert "新登记 1 人" in out
    assert cli.main(["rotate-key"]) == 0
    assert capsys.readouterr().out == "1 rows\n"
    file.write_text("姓名,楼栋\n,3\n", "utf-8")
    assert cli.main(["import", "register", str(file)]) == 1
    assert "第2行：没有写姓名" in capsys.readouterr().err


def test_a_person_is_forgotten_in_the_register_too_and_never_by_halves(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("姓名,楼栋,房号,账号\n王秀英,3,501,wang\n", "utf-8")
    monkeypatch.setenv("LIANXIN_COMMUNITY_DIR", str(EXAMPLE.parent))
    assert cli.main(["rotate-key", "--generate"]) == 0
    key = capsys.readouterr().out.strip()
    monkeypatch.setenv("LIANXIN_REGISTER_KEY", key)
    assert cli.main(["import", "register", str(file)]) == 0
    monkeypatch.delenv("LIANXIN_REGISTER_KEY")
    assert cli.main(["erase", "wang"]) == 1
    assert "set LIANXIN_REGISTER_KEY" in capsys.readouterr().err
    monkeypatch.setenv("LIANXIN_REGISTER_KEY", key)
    assert cli.main(["erase", "wang", "--register", "zzzzzz"]) == 1
    assert cli.main(["export", "wang"]) == 0
    assert "王秀英" in capsys.readouterr().out
    assert cli.main(["erase", "wang"]) == 0
    assert cli.main(["export", "wang"]) == 1


def test_a_meal_of_yesterday_stays_eaten_when_somebody_is_forgotten_before_breakfast(
    filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At half past seven in the community it is still yesterday in Greenwich."""
    yesterday, today = date(2026, 11, 22), date(2026, 11, 23)

    async def ordered() -> None:
        async with open_store(filled) as database, database.store.work() as work:
            for day in (yesterday, today):
                await work.meals.add(order(day=day))

    async def counted() -> list[int]:
        async with open_store(filled) as database, database.store.work() as work:
            each = [await work.meals.tally(HOME, day, day) for day in (yesterday, today)]
        return [sum(portions for _, portions in one) for one in each]

    asyncio.run(ordered())
    monkeypatch.setenv("LIANXIN_CLOCK", "manual:2026-11-23T07:30:00+08:00")
    for name in ("WECOM", "WECHAT"):
        monkeypatch.setenv(f"LIANXIN_{name}_API_BASE", "http://127.0.0.1:9")
    assert cli.main(["erase", "wang"]) == 0
    assert asyncio.run(counted()) == [2, 0]


def test_a_person_is_given_all_that_is_kept_and_forgotten(filled: str, capsys: pytest.CaptureFixture[str]) -> None:
    async def traces() -> list[tuple[str, str]]:
        async with open_store(filled) as database, database.gate.reading() as connection:
            rows = await connection.execute(select(audit.c.action, audit.c.subject).order_by(audit.c.id))
            return [(row.action, row.subject) for row in rows]

    assert cli.main(["export", "wang"]) == 0
    assert {json.loads(line)["table"] for line in capsys.readouterr().out.splitlines()} == {"tickets", "entries"}
    assert cli.main(["erase", "wang"]) == 0
    gone = capsys.readouterr().out.strip()
    assert cli.main(["export", "wang"]) == 1
    assert cli.main(["verify"]) == 0
    assert asyncio.run(traces()) == [("export", "wang"), ("erase", gone), ("export", "wang")]


def test_what_somebody_who_is_forgotten_still_had_to_do_is_named(
    filled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["erase", "li"]) == 0
    said = capsys.readouterr()
    assert said.err == f"#1 of {HOME} is nobody's now: reassign it\n"
    assert cli.main(["show", "tickets", "--private"]) == 0
    assert json.loads(capsys.readouterr().out)["assignee"] in {"", None}
    assert cli.main(["verify"]) == 0


@pytest.mark.parametrize("command", ["erase", "export"])
@pytest.mark.parametrize("nobody", ["", " ", "oa:", "bot"])
def test_a_name_that_is_none_is_wrong_use_and_touches_nothing(
    filled: str, command: str, nobody: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert filled
    with pytest.raises(SystemExit) as ended:
        cli.main([command, nobody])
    assert ended.value.code == 2
    assert "is nobody: it must be a userid" in capsys.readouterr().err
    assert cli.main(["show", "tickets"]) == 0
    assert json.loads(capsys.readouterr().out)["history"][0]["by"] == "bot"


def test_a_community_nobody_has_heard_of_is_told(filled: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert filled
    assert cli.main(["show", "tickets", "--community", "nowhere"]) == 0
    assert capsys.readouterr().err == "no tickets of nowhere are kept: is that its code?\n"
    assert cli.main(["show", "orders"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["erase", "export"])
def test_nobody_is_forgotten_or_told_of_by_a_name_that_nobody_has(
    filled: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert filled
    assert cli.main([command, "nobody"]) == 1
    assert "is it their userid?" in capsys.readouterr().err
    assert cli.main(["export", "wang"]) == 0
