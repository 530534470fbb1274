"""`lianxin eval` measures a labelled file."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from bot.commands import eval as evaluation

LINES = [
    {"register": "chat", "text": "3栋路灯不亮了", "intent": "hazard", "place": "3栋"},
    {"register": "chat", "text": "大家早上好", "intent": "other"},
    {"register": "web", "text": "建议增设公交站", "intent": "meal"},
]


def _run(path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    evaluation.add_arguments(parser)
    code = evaluation.run(parser.parse_args([str(path), *words]))
    return code, capsys.readouterr().out


def _file(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_figures_are_given_over_all_and_by_register(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = _run(_file(tmp_path / "l.jsonl", LINES), capsys, "--json")
    figures = json.loads(out)
    assert code == 0
    assert figures["all"]["lines"] == 3
    assert figures["registers"]["chat"]["accuracy"] == 1.0
    assert figures["registers"]["web"]["confusion"]["meal"]["wish"] == 1
    assert figures["slots"]["place"] == {"exact": 1.0, "lines": 1}
    assert [one["text"] for one in figures["worst"]] == ["建议增设公交站"]


def test_no_lines_means_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = _run(_file(tmp_path / "l.jsonl", LINES), capsys, "--no-lines")
    assert "公交站" not in out


def test_safety_files_give_misses_and_false_alarms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"text": "3栋着火了快来人", "fires": True, "kind": "fire"},
        {"text": "今天没什么事", "fires": True, "kind": "odd"},
        {"text": "大家早上好", "fires": False, "kind": "greeting"},
    ]
    _, out = _run(_file(tmp_path / "s.jsonl", rows), capsys, "--json")
    figures = json.loads(out)
    assert (figures["misses"], figures["false_alarms"]) == (1, 0)
    assert figures["missed_by_kind"] == {"odd": 1}


def test_safety_files_name_what_was_missed_and_what_rang_with_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"text": "3栋着火了快来人", "fires": False},
        {"text": "今天没什么事", "fires": True},
        {"text": "大家早上好", "fires": False},
    ]
    path = _file(tmp_path / "s.jsonl", rows)
    _, out = _run(path, capsys, "--json")
    missed, rang = json.loads(out)["worst"]
    assert (missed["text"], missed["read"], missed["why"]) == ("今天没什么事", "quiet", [])
    assert (rang["text"], rang["read"]) == ("3栋着火了快来人", "fire")
    assert "着火" in rang["why"][0]
    _, table = _run(path, capsys)
    assert "danger read as quiet" in table
    assert "look-alike read as fire (" in table
    _, bare = _run(path, capsys, "--no-lines")
    assert "着火" not in bare


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("not json\n", "line 1: no JSON object"),
        ('{"text": "a", "intent": "other"}\n\n{"text": "b"}\n', "line 3: no intent"),
        ('{"intent": "other"}\n', "line 1: no text"),
        ('{"text": 5, "intent": "other"}\n', "line 1: no text"),
        ('{"text": "a", "intent": "隐患"}\n', "line 1: intent is not one of hazard, wish, meal, other"),
        ('{"text": "a", "fires": true}\n{"text": "b"}\n', "line 2: fires is neither true nor false"),
        ("[1]\n5\n", "line 2: no JSON object"),
        ("text,intent\n灯坏了,hazard\n", "line 2: no JSON object"),
        ("5\n" * 12, "and 2 more"),
        ("\n", "no lines"),
        ("", "no lines"),
    ],
)
def test_every_line_that_cannot_be_measured_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, told: str
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(content, encoding="utf-8")
    parser = argparse.ArgumentParser()
    evaluation.add_arguments(parser)
    assert evaluation.run(parser.parse_args([str(path)])) == 2
    told_all = capsys.readouterr().err
    assert "bad.jsonl" in told_all
    assert told in told_all


def test_a_file_as_windows_saves_it_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "l.jsonl"
    rows = "".join(json.dumps(row, ensure_ascii=False) + "\r\n" for row in LINES)
    path.write_text("\ufeff" + rows, encoding="utf-8", newline="")
    code, out = _run(path, capsys, "--json")
    assert (code, json.loads(out)["all"]["lines"]) == (0, 3)
