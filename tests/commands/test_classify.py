"""`lianxin classify` keeps the outside contract."""

import argparse
import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.commands import classify

KEYS = ["intent", "action", "score", "category", "urgency", "place", "meal", "requests", "why"]


def _run(text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> list[Any]:
    parser = argparse.ArgumentParser()
    classify.add_arguments(parser)
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    code = classify.run(parser.parse_args(["--now", "2026-11-21T09:00:00+08:00", *words]))
    return [code, *(json.loads(line) for line in capsys.readouterr().out.splitlines())]


def test_every_line_is_answered_in_order_with_every_key(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, hazard, meal, nothing = _run("3栋2单元501灯坏了\n明天中午两份饭\n\n", monkeypatch, capsys)
    assert code == 0
    assert all(key in one for one in (hazard, meal, nothing) for key in KEYS)
    assert hazard["place"] | {"text": "3栋2单元501", "building": "3", "unit": "2", "room": "501"} == hazard["place"]
    assert meal["meal"] == {"service": "lunch", "quantity": 2, "date": "2026-11-22"}
    assert (nothing["intent"], nothing["action"], nothing["meal"]) == ("other", "silent", None)


def test_requests_carry_their_slots(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _, one = _run("给我妈订明天中午一份饭，送到3栋501", monkeypatch, capsys)
    (order,) = one["requests"]
    assert order["type"] == "order_meal"
    assert (order["service"], order["quantity"], order["date"]) == ("lunch", 1, "2026-11-22")


def test_json_lines_are_read_by_their_text(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _, one = _run('{"text": "3栋电梯坏了"}\n', monkeypatch, capsys, "--jsonl")
    assert one["intent"] == "hazard"


def test_a_line_that_is_no_json_is_wrong_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("灯坏了\n", monkeypatch, capsys, "--jsonl") == [2]


def test_the_default_community_ships_with_us() -> None:
    assert Path(classify.EXAMPLE).is_file()
