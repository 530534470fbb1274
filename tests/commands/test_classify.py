"""`lianxin classify` keeps the outside contract."""

import argparse
import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.commands import classify

KEYS = ["intent", "action", "score", "category", "urgency", "place", "meal", "requests", "why"]


def _run(
    text: str | bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str
) -> list[Any]:
    parser = argparse.ArgumentParser()
    classify.add_arguments(parser)
    raw = text.encode() if isinstance(text, str) else text
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
    code = classify.run(parser.parse_args(["--now", "2026-11-21T09:00:00+08:00", *words]))
    return [code, *(json.loads(line) for line in capsys.readouterr().out.split("\n") if line)]


def test_every_line_is_answered_in_order_with_every_key(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, hazard, meal, nothing = _run("3栋2单元501灯坏了\n明天中午两份饭\n\n", monkeypatch, capsys)
    assert code == 0
    assert all(key in one for one in (hazard, meal, nothing) for key in KEYS)
    assert hazard["place"] | {"text": "3栋2单元501", "building": "3", "unit": "2", "room": "501"} == hazard["place"]
    assert meal["meal"] == {"service": "lunch", "quantity": 2, "date": "2026-11-22", "dishes": None}
    assert (nothing["intent"], nothing["action"], nothing["meal"]) == ("other", "silent", None)


def test_requests_carry_their_slots(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _, one = _run("给我妈订明天中午一份饭，送到3栋501", monkeypatch, capsys)
    (order,) = one["requests"]
    assert order["type"] == "order_meal"
    assert (order["service"], order["quantity"], order["date"]) == ("lunch", 1, "2026-11-22")


def test_json_lines_are_read_by_their_text(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _, one = _run('{"text": "3栋电梯坏了"}\n', monkeypatch, capsys, "--jsonl")
    assert one["intent"] == "hazard"


@pytest.mark.parametrize("line", ["灯坏了", "[]", "{}", '{"text": null}', '{"text": 5}', "[" * 100_000])
def test_a_line_that_is_no_json_object_with_text_is_wrong_use(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(f"{line}\n", monkeypatch, capsys, "--jsonl") == [2]


@pytest.mark.parametrize(
    ("odd", "lines"),
    [
        (b"\xff\xfe\n3\xe6\xa0\x8b\xe7\x81\xaf\xe5\x9d\x8f\xe4\xba\x86\n", 2),
        ("一\r二\u2028三\x0c四\x85五\n六\r\n".encode(), 2),
        ("\ufeff3栋灯坏了".encode(), 1),
    ],
)
def test_each_line_that_came_in_goes_out_as_one_whatever_it_is_made_of(
    odd: bytes, lines: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, *read = _run(odd, monkeypatch, capsys)
    assert (code, len(read)) == (0, lines)
    assert not read[0]["text"].startswith("\ufeff")


def test_half_a_character_in_json_is_no_reason_to_stop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, *read = _run('{"text": "3栋灯坏了\\ud83d"}\n{"text": "谢谢"}\n', monkeypatch, capsys, "--jsonl")
    assert (code, len(read)) == (0, 2)


def test_requests_hold_the_same_slots_as_the_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, hazard, meal = _run("3栋2单元灯坏了\n明天中午两份饭\n", monkeypatch, capsys)
    for whole in (hazard, meal):
        (one,) = whole["requests"]
        assert {name: one[name] for name in ("category", "urgency", "place", "meal")} == {
            name: whole[name] for name in ("category", "urgency", "place", "meal")
        }


def test_the_default_community_is_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _ = _run("3栋灯坏了\n", monkeypatch, capsys)
    assert code == 0


def test_the_words_of_the_community_given_count(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    own = '[[words]]\ncategory = "public_facilities"\ntroubles = "浮桥打蔫"\n'
    file = tmp_path / "c.toml"
    file.write_text(f"{classify.EXAMPLE.read_text(encoding='utf-8')}\n{own}", encoding="utf-8")
    _, theirs = _run("3栋门口浮桥打蔫了", monkeypatch, capsys, "--community", str(file))
    _, everybodys = _run("3栋门口浮桥打蔫了", monkeypatch, capsys)
    assert (theirs["category"], theirs["action"]) == ("public_facilities", "act")
    assert everybodys["category"] != "public_facilities"
