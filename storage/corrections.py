"""What was heard lately, and what staff said about how it was read."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select

from bot.domain.corrections import Correction
from bot.ports import Heard, Message
from storage import codec
from storage.gates import Connection
from storage.schema import corrections, inbox


class SqlCorrections:
    """`bot.ports.Corrections`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def note(self, correction: Correction) -> None:
        row = {name: getattr(correction, name) for name in Correction.__slots__ if name != "by"}
        await self._connection.execute(insert(corrections), row | {"actor": correction.by})

    async def heard(self, community: str, first: datetime, last: datetime, limit: int) -> Sequence[Heard]:
        when = (inbox.c.received_at >= first) & (inbox.c.received_at < last) & (inbox.c.status == "done")
        statement = select(inbox).where(inbox.c.community == community, when).order_by(inbox.c.id.desc()).limit(limit)
        return [_heard(row) for row in await self._connection.execute(statement)]


def _heard(row: Row[Any]) -> Heard:
    read = json.loads(row.reading) if row.reading else {}
    message = Message(row.id, row.community, codec.to_incoming(row.incoming), row.received_at)
    return Heard(message, read.get("intent") or "other", read.get("category") or "", tuple(read.get("why") or ()))
