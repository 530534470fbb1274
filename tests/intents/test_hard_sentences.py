"""Sixty hard sentences with the reading a stranger would expect."""

import tomllib
from pathlib import Path

import pytest

from bot.domain import requests
from tests.intents.conftest import Read

_TABLE = tomllib.loads(Path(__file__).with_name("hard_sentences.toml").read_text(encoding="utf-8"))["table"]
ROWS = [[cell.strip() for cell in line.split("|")] for line in _TABLE.strip().splitlines()]


def test_there_are_sixty() -> None:
    assert len(ROWS) == 60


@pytest.mark.parametrize(("line", "intent", "action", "names", "details"), ROWS, ids=[row[0] for row in ROWS])
def test_the_sentence_is_read_as_written_down(
    read: Read, line: str, intent: str, action: str, names: str, details: str
) -> None:
    reading = read(line, addressed=False)
    assert (reading.intent.value, reading.action.value) == (intent, action), reading.why
    assert [requests.name_of(one) for one in reading.requests] == names.split()
    for detail in filter(None, details.split(",")):
        name, _, value = detail.partition("=")
        assert _shown(reading, name) == value, name


def _shown(reading: requests.Reading, name: str) -> str:
    request = reading.requests[0]
    if name in ("building", "unit", "room"):
        place = reading.place or getattr(request, "place", None)
        return str(getattr(place, name))
    if name in ("category", "urgency"):
        return str(getattr(reading, name))
    return str(getattr(request, {"date": "day"}.get(name, name)))
