"""What a connection to SQLite is told before anything else."""

import contextlib
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

#: The busy time-out is shorter than the five seconds a platform waits, so that it hears a 503 and comes again.
PATIENCE = "PRAGMA busy_timeout=4000"
NO_PATIENCE = "PRAGMA busy_timeout=0"
#: For the writer: a savepoint keeps each page as it was before it is changed. Left to itself SQLite does so in a file,
#: which is four of five of all writes; nobody needs it after a crash.
UNDO_IN_MEMORY = "PRAGMA temp_store=MEMORY"
#: Pages (of 4 KiB) in the log before a commit carries them over: one that many messages have changed goes once for
#: all of them. With SQLite's own 1000 a commit in every few had that to do, and took ten times as long.
_LOG_PAGES = "PRAGMA wal_autocheckpoint=4000"
_ALL = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON", _LOG_PAGES, PATIENCE)


def tune(engine: sa.Engine) -> None:
    """Set the pragmas on every connection the engine opens."""

    @event.listens_for(engine, "connect")
    def _tune(connection: Any, _record: Any) -> None:
        with contextlib.closing(connection.cursor()) as cursor:
            for pragma in _ALL:
                cursor.execute(pragma)
