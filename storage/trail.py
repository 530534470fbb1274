"""The trail of a ticket: hashes link each row of its history to all rows before it.

What a person did or wrote enters the chain only as a salted hash, and so, with a salt of its own, does whose ticket it
was then. Once it is erased with its salt, the hash tells nothing, and the chain still holds.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Any

from bot.domain.keeping import forgotten


def sealed(row: Mapping[Any, Any]) -> str:
    """The salted hash of actor and reason; `row` has these and the salt."""
    return _hash(row["salt"], row["actor"], row["reason"])


def held(row: Mapping[Any, Any]) -> str:
    """The salted hash of the assignee; `row` has both."""
    return _hash(row["held_salt"], row["assignee"])


def chained(before: str, row: Mapping[Any, Any]) -> str:
    """The link of a sealed row; `before` is that of the row before it, "" for the first."""
    at = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    told = ("community", "ticket", "source", "target", "move", "stood", "sealed", "held")
    return _hash(before, at, *(row[name] for name in told))


def linked(before: str, position: int, chain: str) -> str:
    """The link of a row among all of its community, see `storage.chronicle`; `chain` is its link within its ticket."""
    return _hash(before, position, chain)


def holds(rows: Iterable[Mapping[Any, Any]], end: str) -> bool:
    """Whether the history of one ticket, oldest first, is what was written, up to the link `end`."""
    before = ""
    for row in rows:
        if row["chain"] != chained(before, row) or not (_signed(row) and _assigned(row)):
            return False
        before = row["chain"]
    return before == end


def _signed(row: Mapping[Any, Any]) -> bool:
    erased = not (row["salt"] or row["actor"] or row["reason"])
    return erased or bool(row["sealed"] == sealed(row))


def _assigned(row: Mapping[Any, Any]) -> bool:
    """Without the salt it may have become nobody's, or that of somebody who was forgotten: never another's."""
    erased = not row["held_salt"] and (not row["assignee"] or forgotten(row["assignee"]))
    return erased or bool(row["held"] == held(row))


def _hash(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
