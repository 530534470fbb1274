"""Structured logs: one JSON object a line on stderr. Never the text of a message, a phone or a secret."""

import logging
import sys

import structlog


class _Stderr:
    """Writes to whatever standard error is at that moment, so that a redirected one is never held on to."""

    def msg(self, message: str) -> None:
        sys.stderr.write(f"{message}\n")

    log = debug = info = warning = error = critical = exception = msg


def configure(level: str) -> None:
    """Log everything from `level` on; called once, by the command that serves."""
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
