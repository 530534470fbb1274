"""Photos: those of a ticket; what waits to be fetched, what is kept, what was lost."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from bot.domain.photos import Album, Stage
from bot.ports import Picture, WaitingMedia
from storage import codec
from storage.gates import Connection, Gate, Values
from storage.schema import media

_WAITING = media.c.state == "waiting"
_ATTACH = update(media).where(media.c.message_id == bindparam("message"))
_ALBUM = (
    select(media.c.stage, func.count().label("count_"))
    .where(media.c.community == bindparam("where"), media.c.ticket == bindparam("which"), media.c.state != "lost")
    .group_by(media.c.stage)
)


class SqlPhotos:
    """`bot.ports.Photos`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def attach(self, message_id: int, community: str, ticket: int, stage: Stage) -> int:
        values = {"message": message_id, "community": community, "ticket": ticket, "stage": stage.value}
        return (await self._connection.execute(_ATTACH, values)).rowcount

    async def album(self, community: str, ticket: int) -> Album:
        rows = await self._connection.execute(_ALBUM, {"where": community, "which": ticket})
        return Album(**{row.stage: row.count_ for row in rows})


class SqlShelf:
    """`bot.ports.Shelf`."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def waiting(self, now: datetime, limit: int) -> Sequence[WaitingMedia]:
        """Oldest first; what has expired is noted as lost."""
        statement = select(media).where(_WAITING).order_by(media.c.id).limit(limit)
        async with self._gate.reading() as connection:
            rows = (await connection.execute(statement)).all()
        if any(row.expires_at <= now for row in rows):
            await self._settle([row.id for row in rows if row.expires_at <= now], now, {"reason": "expired"})
        return [
            WaitingMedia(
                row.id, row.message_id, row.channel, codec.to_media(row.kind, row.url, row.media_id), row.expires_at
            )
            for row in rows
            if row.expires_at > now
        ]

    async def keep(self, media_id: int, picture: Picture, now: datetime) -> None:
        values = {"state": "kept", "content_type": picture.content_type, "content": picture.content}
        await self._settle([media_id], now, values)

    async def lost(self, media_id: int, reason: str, now: datetime) -> None:
        await self._settle([media_id], now, {"reason": reason})

    async def _settle(self, ids: Sequence[int], now: datetime, values: Values) -> None:
        """Update the photo only if it still waits, so that a second process changes nothing."""
        settled = {"state": "lost", "settled_at": now} | values
        async with self._gate.writing() as connection:
            await connection.execute(update(media).where(media.c.id.in_(ids), _WAITING).values(settled))
