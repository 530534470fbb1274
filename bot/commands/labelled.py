"""Labelled lines for `lianxin eval`: one JSON object a line, every mistake named with its line."""

import json
from pathlib import Path
from typing import Any

from bot.domain import requests

INTENTS = tuple(intent.value for intent in requests.Intent)
#: More mistakes than this are one mistake: it is a file of another kind.
_TOLD = 10


def read(file: Path) -> list[dict[str, Any]]:
    """The objects of `file`, all with text and intent or all with text and fires.

    ValueError says what is wrong in which line; OSError when the file cannot be read.
    """
    written = file.read_text(encoding="utf-8-sig").split("\n")
    lines = [(number, line) for number, line in enumerate(written, start=1) if line.strip()]
    rows: list[dict[str, Any]] = []
    mistakes: list[str] = []
    for number, line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            mistakes.append(f"line {number}: no JSON object")
            continue
        wrong = _mistake(row, rows[0] if rows else row)
        if wrong:
            mistakes.append(f"line {number}: {wrong}")
        else:
            rows.append(row)
    if mistakes:
        more = [f"and {len(mistakes) - _TOLD} more"] if len(mistakes) > _TOLD else []
        raise ValueError(
            "\n  ".join(["every line needs text and intent (or text and fires)", *mistakes[:_TOLD], *more])
        )
    if not rows:
        raise ValueError("no lines")
    return rows


def _mistake(row: Any, first: dict[str, Any]) -> str:
    """What is wrong with `row` in a file that begins with `first`; "" if nothing is."""
    if not isinstance(row, dict):
        return "no JSON object"
    if not isinstance(row.get("text"), str):
        return "no text"
    if "fires" in first:
        return "" if isinstance(row.get("fires"), bool) else "fires is neither true nor false"
    if "intent" not in row:
        return "no intent"
    return "" if row["intent"] in INTENTS else f"intent is not one of {', '.join(INTENTS)}"
