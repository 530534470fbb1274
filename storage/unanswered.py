"""Questions that the directory could not answer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from storage.gates import Connection
from storage.schema import unanswered

_NOTE = insert(unanswered)


class SqlUnanswered:
    """`bot.ports.Unanswered`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def note(self, community: str, text: str, now: datetime) -> None:
        await self._connection.execute(_NOTE, {"community": community, "text": text, "asked_at": now})

    async def between(self, community: str, first: datetime, last: datetime) -> Sequence[str]:
        asked = (unanswered.c.asked_at >= first) & (unanswered.c.asked_at < last)
        statement = select(unanswered.c.text).where(unanswered.c.community == community, asked)
        return (await self._connection.execute(statement.order_by(unanswered.c.id))).scalars().all()
