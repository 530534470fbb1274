"""lianxin import hotline, as an operator runs it."""

import json
from pathlib import Path

import pytest

from bot import cli
from tests.builders import EXAMPLE

HEAD = "编号,受理时间,内容,地点,期限,电话\n"
GOOD = "A1,2026-11-20,3栋2单元路灯不亮,3栋2单元,2026-11-27,13812345678\nA2,2026-11-20,井盖松了,6栋,2026-11-27,\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANXIN_DATABASE_URL", f"sqlite:///{tmp_path}/store.sqlite3")
    monkeypatch.setenv("LIANXIN_COMMUNITY_DIR", str(EXAMPLE.parent))
    monkeypatch.setenv("LIANXIN_CLOCK", "manual:2026-11-23T09:00:00+08:00")
    for base in ("WECOM", "WECHAT"):
        monkeypatch.setenv(f"LIANXIN_{base}_API_BASE", "http://127.0.0.1:1")
    assert cli.main(["migrate"]) == 0


def run(tmp_path: Path, text: str, *more: str) -> int:
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8")
    return cli.main(["import", "hotline", str(file), *more])


def shown(what: str, capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, str]]:
    capsys.readouterr()
    assert cli.main(["show", what, *more]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_list_is_imported_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, HEAD + GOOD) == 0
    assert "新建 2 件" in capsys.readouterr().out
    assert run(tmp_path, HEAD + GOOD, "--community", "xingfuli") == 0
    assert "新建 0 件，原来就有 2 件" in capsys.readouterr().out
    tickets = shown("tickets", capsys)
    assert [one["kind"] for one in tickets] == ["hotline", "hotline"]
    assert {one["resolve_due"] for one in tickets} == {"2026-11-27T18:00:00+08:00"}
    assert cli.main(["verify"]) == 0


def test_a_long_list_is_filed_a_hundred_at_a_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"B{number},2026-11-20,{number}号井盖松了,6栋,2026-11-27,\n" for number in range(101))
    assert run(tmp_path, HEAD + rows) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == ["新建 100 件，原来就有 0 件。", "新建 1 件，原来就有 0 件。"]


def test_one_bad_row_keeps_all_rows_out_and_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, HEAD + GOOD + "A3,,没有时间,6栋,2026-11-27,\n") == 1
    told = capsys.readouterr().err
    assert "list.csv 第4行：没有写受理时间" in told
    assert "一件也没有导入" in told
    assert shown("tickets", capsys) == []


def test_without_the_app_the_callers_phone_is_kept_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, HEAD + GOOD) == 0
    for what in ("tickets", "outbox"):
        assert "13812345678" not in json.dumps(shown(what, capsys, "--private"))


def test_a_community_nobody_has_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, HEAD + GOOD, "--community", "nowhere") == 2
    assert "xingfuli" in capsys.readouterr().err


def test_a_database_without_tables_is_a_problem_not_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANXIN_DATABASE_URL", f"sqlite:///{tmp_path}/empty.sqlite3")
    assert run(tmp_path, HEAD + GOOD) == 1
