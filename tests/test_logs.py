"""Logs: one JSON object a line, on the standard error of the moment."""

import io
import json
import sys
from collections.abc import Iterator

import pytest
import structlog

from bot import logs


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def test_a_line_is_json_with_level_and_time_and_goes_where_errors_go_now(monkeypatch: pytest.MonkeyPatch) -> None:
    logs.configure("info")
    log = structlog.get_logger()
    closed = io.StringIO()
    monkeypatch.setattr(sys, "stderr", closed)
    log.info("first", action="a")
    closed.close()
    heard = io.StringIO()
    monkeypatch.setattr(sys, "stderr", heard)
    log.info("handled", action="handle", outcome="silent")
    log.debug("not heard")
    [line] = heard.getvalue().splitlines()
    told = json.loads(line)
    assert (told["event"], told["action"], told["level"]) == ("handled", "handle", "info")
    assert told["timestamp"].endswith("Z")
