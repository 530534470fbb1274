"""Logs: one JSON object a line, on the standard error of the moment; nobody's words, whoever has something to say."""

import asyncio
import gc
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import logs

WORDS = "INSERT … 张三家的灯坏了"


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before, root = structlog.get_config(), logging.getLogger()
    hooks, handlers, level = (sys.excepthook, threading.excepthook), root.handlers[:], root.level
    yield
    structlog.configure(**before)
    sys.excepthook, threading.excepthook = hooks
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)


@pytest.fixture
def heard(capsys: pytest.CaptureFixture[str]) -> Callable[[], list[dict[str, Any]]]:
    """What has been written to standard error since it was asked last, line by line."""
    logs.configure("info")
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


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


async def test_what_a_page_raises_is_a_line_without_its_message(heard: Callable[[], list[dict[str, Any]]]) -> None:
    async def page(request: web.Request) -> web.Response:
        raise RuntimeError(WORDS)

    application = web.Application()
    application.router.add_get("/page", page)
    async with TestClient(TestServer(application)) as client:
        answer = await client.get("/page")
        assert (answer.status, WORDS in await answer.text()) == (500, False)
    [line] = heard()
    assert (line["logger"], line["error"], line["level"]) == ("aiohttp.server", "RuntimeError", "error")
    assert "page" in line["where"]
    assert WORDS not in str(line)


async def test_what_a_forgotten_task_raised_is_a_line_without_its_message(
    heard: Callable[[], list[dict[str, Any]]],
) -> None:
    async def work() -> None:
        raise RuntimeError(WORDS)

    task = asyncio.create_task(work())
    await asyncio.wait({task})
    del task
    gc.collect()
    [line] = heard()
    assert (line["logger"], line["error"]) == ("asyncio", "RuntimeError")
    assert WORDS not in str(line)


def test_what_a_library_says_is_told_by_its_name_and_place_alone(heard: Callable[[], list[dict[str, Any]]]) -> None:
    logging.getLogger("some.library").warning("cannot parse %s", WORDS)
    logging.getLogger("some.library").info("nothing to see")
    warnings.showwarning(WORDS, UserWarning, "some.py", 1)
    lines = heard()
    assert [one["logger"] for one in lines] == ["some.library", "py.warnings"]
    assert WORDS not in str(lines)


def test_what_ends_the_process_or_a_thread_is_a_line_without_its_message(
    heard: Callable[[], list[dict[str, Any]]],
) -> None:
    def work() -> None:
        raise ValueError(WORDS)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    sys.excepthook(RuntimeError, RuntimeError(WORDS), None)
    lines = heard()
    assert [one["error"] for one in lines] == ["ValueError", "RuntimeError"]
    assert WORDS not in str(lines)
