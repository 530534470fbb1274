"""Structured logs: one JSON object a line on stderr. Never the text of a message, a phone or a secret."""

import logging
import sys
import threading
from types import TracebackType
from typing import Any

import structlog

from bot import faults


class _Stderr:
    """Writes to whatever standard error is at that moment, so that a redirected one is never held on to."""

    def msg(self, message: str) -> None:
        sys.stderr.write(f"{message}\n")

    log = debug = info = warning = error = critical = exception = msg


class _Strangers(logging.Handler):
    """What libraries have to say: who, and of which exception. Their words, and those of an exception, may quote a
    person's."""

    def emit(self, record: logging.LogRecord) -> None:
        fault = record.exc_info[1] if record.exc_info else None
        where = faults.named(fault) if fault else {"where": f"{record.filename}:{record.lineno} {record.funcName}"}
        say = structlog.get_logger().error if record.levelno >= logging.ERROR else structlog.get_logger().warning
        say("library", action="library", logger=record.name, **where)


def configure(level: str) -> None:
    """Log everything from `level` on, and nothing beside it; called once, by the command that serves.

    Of libraries, warnings and worse. What nobody has caught ends in the same lines, without its message.
    """
    logging.basicConfig(handlers=[_Strangers()], level=logging.WARNING, force=True)
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=lambda *_: _Stderr(),
        cache_logger_on_first_use=True,
    )


def _uncaught(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    structlog.get_logger().critical("uncaught", action="uncaught", **faults.named(fault.with_traceback(trace)))


def _uncaught_in_thread(told: Any) -> None:
    """`told` is what the interpreter hands over (`threading.ExceptHookArgs`); no exception when a thread is ended."""
    if told.exc_value is not None:
        _uncaught(told.exc_type, told.exc_value, told.exc_traceback)
