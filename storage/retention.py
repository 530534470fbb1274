"""What may not be kept any longer is deleted."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from storage import codec
from storage.gates import Gate
from storage.schema import corrections, inbox, mentions, unanswered

SILENT_TEXT = timedelta(days=7)
RAW = timedelta(days=30)
#: A corrected line that was a matter after all lives as long as its ticket; one that was none, no longer than raw ones.
TICKETS = timedelta(days=3 * 365)
_AT_ONCE = 500


class SqlHousekeeping:
    """`bot.ports.Housekeeping`."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def expire(self, now: datetime) -> int:
        touched = 0
        while wiped := await self._wipe_silent(now - SILENT_TEXT):
            touched += wiped
        touched += await self._drop_raw(now - RAW)
        touched += await self._drop_passing(now - SILENT_TEXT)
        return touched + await self._wipe_examples(now)

    async def _drop_passing(self, before: datetime) -> int:
        """Questions nobody could answer have been read out; calls of past hours are counted no more."""
        async with self._gate.writing() as connection:
            asked = await connection.execute(delete(unanswered).where(unanswered.c.asked_at < before))
            called = await connection.execute(delete(mentions).where(mentions.c.hour < before))
        return asked.rowcount + called.rowcount

    async def _wipe_examples(self, now: datetime) -> int:
        """The words of labelled examples; that something was corrected, and how, stays."""
        nothing = (corrections.c.intent_after == "other") & (corrections.c.at < now - RAW)
        old = (nothing | (corrections.c.at < now - TICKETS)) & (corrections.c.text != "")
        async with self._gate.writing() as connection:
            return (await connection.execute(update(corrections).where(old).values(text=""))).rowcount

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
