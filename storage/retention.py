"""What may not be kept any longer is deleted, a few rows at a time so that nobody waits long."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, select, update

from bot.domain.keeping import DEFAULT, Keep
from storage import codec, forgetting, old_ledger, old_matters
from storage.gates import Connection, Gate
from storage.schema import audit, corrections, guided, inbox, media, mentions, outbox, people, questions, unanswered

AT_ONCE = 50


class SqlHousekeeping:
    """`bot.ports.Housekeeping`."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def expire(self, now: datetime, keep: Keep = DEFAULT) -> int:
        steps: tuple[Callable[[Connection], Awaitable[int]], ...] = (
            lambda on: _wipe_silent(on, now - keep.silent),
            lambda on: _wipe_messages(on, now - keep.tickets),
            lambda on: _stray_photos(on, now - keep.raw),
            lambda on: forgetting.handed_phones(on, outbox.c.not_before < now - keep.raw),
            lambda on: old_matters.photos(on, now - min(keep.photos, keep.tickets), AT_ONCE),
            lambda on: old_matters.tickets_of(on, now - keep.tickets, AT_ONCE),
            lambda on: old_matters.posts(on, now - keep.tickets, AT_ONCE),
            lambda on: old_matters.duties(on, now - keep.tickets),
            lambda on: old_matters.meals(on, (now - keep.orders).date(), AT_ONCE),
            lambda on: old_ledger.carry(on, now - keep.ledger, now),
        )
        touched = await self._once(now, keep)
        for step in steps:
            touched += await self._until_done(step)
        return touched

    async def _until_done(self, step: Callable[[Connection], Awaitable[int]]) -> int:
        touched = 0
        while True:
            async with self._gate.writing() as connection:
                count = await step(connection)
            if not count:
                return touched
            touched += count

    async def _once(self, now: datetime, keep: Keep) -> int:
        """Rows that are simply old, and few."""
        async with self._gate.writing() as connection:
            touched = 0
            for table, old in _passing(now, keep):
                touched += (await connection.execute(delete(table).where(old))).rowcount
            raw = (inbox.c.received_at < now - keep.raw) & (inbox.c.raw != "")
            touched += (await connection.execute(update(inbox).where(raw).values(raw=""))).rowcount
            return (
                touched
                + (await connection.execute(update(corrections).where(_examples(now, keep)).values(text=""))).rowcount
            )


def _passing(now: datetime, keep: Keep) -> tuple[tuple[Table, ColumnElement[bool]], ...]:
    """Questions nobody could answer have been read out, calls of past hours are counted no more, questions of ours have
    lapsed, whoever has not been here for years is a stranger again, and who looked at what has been answered for."""
    return (
        (unanswered, unanswered.c.asked_at < now - keep.silent),
        (mentions, mentions.c.hour < now - keep.silent),
        (questions, questions.c.expires_at < now - keep.silent),
        (guided, guided.c.day < (now - keep.raw).date()),
        (people, people.c.last_seen_at < now - keep.tickets),
        (audit, audit.c.at < now - keep.logs),
    )


def _examples(now: datetime, keep: Keep) -> ColumnElement[bool]:
    """The words of labelled examples; that something was corrected, and how, stays.

    A line that was a matter after all lives as long as its ticket; one that was none, no longer than raw ones.
    """
    nothing = (corrections.c.intent_after == "other") & (corrections.c.at < now - keep.raw)
    return (nothing | (corrections.c.at < now - keep.tickets)) & (corrections.c.text != "")


async def _wipe_silent(connection: Connection, before: datetime) -> int:
    """The line is still counted, with its reason; its words, its photos, and what was read in them, are gone."""
    which = (inbox.c.outcome == "silent") & (inbox.c.received_at < before) & inbox.c.wiped.is_(False)
    statement = select(inbox.c.id, inbox.c.incoming).where(which).order_by(inbox.c.id).limit(AT_ONCE)
    rows = (await connection.execute(statement.with_for_update())).all()
    for row in rows:
        silent = replace(codec.to_incoming(row.incoming), text="", quote=None, media=(), event=None)
        values = {"incoming": codec.from_incoming(silent), "raw": "", "reading": None, "wiped": True}
        await connection.execute(update(inbox).where(inbox.c.id == row.id).values(values))
    said = media.c.message_id.in_([row.id for row in rows]) & media.c.ticket.is_(None)
    await forgetting.photos(connection, said, "expired")
    return len(rows)


async def _wipe_messages(connection: Connection, before: datetime) -> int:
    """Who said it goes too; it stays counted in the account of its day."""
    which = (inbox.c.received_at < before) & (inbox.c.sender != "") & (inbox.c.status != "pending")
    statement = select(inbox.c.id, inbox.c.incoming).where(which).order_by(inbox.c.id).limit(AT_ONCE)
    rows = (await connection.execute(statement.with_for_update())).all()
    for row in rows:
        await forgetting.message(connection, row, "")
    await forgetting.replies(connection, [row.id for row in rows])
    return len(rows)


async def _stray_photos(connection: Connection, before: datetime) -> int:
    """Pictures that came to no ticket."""
    stray = (media.c.state == "kept") & media.c.ticket.is_(None) & (media.c.settled_at < before)
    some = select(media.c.id).where(stray).order_by(media.c.id).limit(AT_ONCE)
    return await forgetting.photos(connection, media.c.id.in_(some), "expired")
