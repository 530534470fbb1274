"""What may not be kept any longer is deleted."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select, update

from storage import codec
from storage.gates import Gate
from storage.schema import inbox

SILENT_TEXT = timedelta(days=7)
RAW = timedelta(days=30)
_AT_ONCE = 500


class SqlHousekeeping:
    """`bot.ports.Housekeeping`."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def expire(self, now: datetime) -> int:
        touched = 0
        while wiped := await self._wipe_silent(now - SILENT_TEXT):
            touched += wiped
        return touched + await self._drop_raw(now - RAW)

    async def _wipe_silent(self, before: datetime) -> int:
        """The line is still counted, with its reason; its words, and what was read in them, are gone."""
        which = (inbox.c.outcome == "silent") & (inbox.c.received_at < before) & inbox.c.wiped.is_(False)
        statement = select(inbox.c.id, inbox.c.incoming).where(which).order_by(inbox.c.id).limit(_AT_ONCE)
        async with self._gate.writing() as connection:
            rows = (await connection.execute(statement.with_for_update())).all()
            for row in rows:
                silent = replace(codec.to_incoming(row.incoming), text="", quote=None, media=(), event=None)
                values = {"incoming": codec.from_incoming(silent), "raw": "", "reading": None, "wiped": True}
                await connection.execute(update(inbox).where(inbox.c.id == row.id).values(values))
        return len(rows)

    async def _drop_raw(self, before: datetime) -> int:
        old = (inbox.c.received_at < before) & (inbox.c.raw != "")
        async with self._gate.writing() as connection:
            return (await connection.execute(update(inbox).where(old).values(raw=""))).rowcount
