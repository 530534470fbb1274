"""What may not be kept any longer is deleted, a few rows at a time so that nobody waits long."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, func, select, update

from bot.domain.keeping import DEFAULT, Keep
from bot.ports import Rule
from storage import codec, forgetting, old_ledger, old_matters
from storage.gates import Connection, Gate
from storage.schema import audit, corrections, guided, inbox, media, mentions, outbox, people, questions, unanswered

AT_ONCE = 50
#: So many rows are looked at, to find those with something to wipe.
_PAGE = 1000
#: Does some of what is left to do, and says how many rows; 0 when nothing is left.
_Step = Callable[[Connection], Awaitable[int]]
#: Empties the given rows, or AT_ONCE of them, and says how many; with how old they must be.
_Wipe = tuple[Callable[..., Awaitable[int]], datetime]


class SqlHousekeeping:
    """`bot.ports.Housekeeping`."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def rules(self, now: datetime, keep: Keep = DEFAULT) -> Mapping[str, Rule]:
        steps: dict[str, _Step] = {
            "stray photos": lambda on: _stray_photos(on, now - keep.raw),
            "photos": lambda on: old_matters.photos(on, now - min(keep.photos, keep.tickets), AT_ONCE),
            "tickets": lambda on: old_matters.tickets_of(on, now - keep.tickets, AT_ONCE),
            "duties": lambda on: old_matters.duties(on, now - keep.tickets),
            "meals": lambda on: old_matters.meals(on, (now - keep.orders).date(), AT_ONCE),
            "ledger": lambda on: old_ledger.carry(on, now - keep.ledger, now),
        }
        wipes: dict[str, tuple[Table, ColumnElement[datetime], _Wipe]] = {
            "silent messages": (inbox, inbox.c.received_at, (_wipe_silent, now - keep.silent)),
            "raw messages": (inbox, inbox.c.received_at, (_wipe_raw, now - keep.raw)),
            "messages": (inbox, inbox.c.received_at, (_wipe_messages, now - keep.tickets)),
            "short-lived posts": (outbox, outbox.c.not_before, (forgetting.short_lived, now - keep.raw)),
            "posts": (outbox, outbox.c.not_before, (old_matters.posts, now - keep.tickets)),
        }
        return {
            "passing": partial(self._once, now, keep),
            **{name: partial(self._until_done, step) for name, step in steps.items()},
            **{name: partial(self._through, *each) for name, each in wipes.items()},
        }

    async def _until_done(self, step: _Step) -> int:
        touched = 0
        while True:
            async with self._gate.writing() as connection:
                count = await step(connection)
            if not count:
                return touched
            touched += count

    async def _through(self, table: Table, since: ColumnElement[datetime], wipe: _Wipe) -> int:
        """Page by page through a table that is never shortened, since most of it has been wiped long ago."""
        touched, last, (empty, before) = 0, 0, wipe
        while True:
            few = select(table.c.id, since.label("since")).where(table.c.id > last).order_by(table.c.id).limit(_PAGE)
            page = few.subquery()
            async with self._gate.reading() as connection:
                newest, oldest = (await connection.execute(select(func.max(page.c.id), func.min(page.c.since)))).one()
            if newest is None or oldest >= before:
                return touched
            here = table.c.id.between(last + 1, newest)
            touched += await self._until_done(partial(empty, which=here & (since < before)))
            last = newest

    async def _once(self, now: datetime, keep: Keep) -> int:
        """Rows that are simply old, and few."""
        async with self._gate.writing() as connection:
            touched = 0
            for table, old in _passing(now, keep):
                touched += (await connection.execute(delete(table).where(old))).rowcount
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
    """Delete the words of labelled examples; that something was corrected, and how, stays.

    The words of a line that was a matter after all live as long as its ticket, those of other lines as long as raw
    ones.
    """
    nothing = (corrections.c.intent_after == "other") & (corrections.c.at < now - keep.raw)
    return (nothing | (corrections.c.at < now - keep.tickets)) & (corrections.c.text != "")


def _some(which: ColumnElement[bool]) -> Select[Any]:
    return select(inbox.c.id, inbox.c.incoming).where(which).order_by(inbox.c.id).limit(AT_ONCE)


async def _wipe_silent(connection: Connection, which: ColumnElement[bool]) -> int:
    """The line is still counted, with its reason; its words, its photos, and what was read in them, are gone."""
    said = which & (inbox.c.outcome == "silent") & inbox.c.wiped.is_(False)
    rows = (await connection.execute(_some(said).with_for_update())).all()
    for row in rows:
        silent = replace(codec.to_incoming(row.incoming), text="", quote=None, media=(), event=None)
        values = {"incoming": codec.from_incoming(silent), "raw": "", "reading": None, "wiped": True}
        await connection.execute(update(inbox).where(inbox.c.id == row.id).values(values))
    if rows:
        shown = media.c.message_id.in_([row.id for row in rows]) & media.c.ticket.is_(None)
        await forgetting.photos(connection, shown, "expired")
    return len(rows)


async def _wipe_raw(connection: Connection, which: ColumnElement[bool]) -> int:
    """What the platform sent, as it sent it."""
    some = _some(which & (inbox.c.raw != "")).with_only_columns(inbox.c.id)
    return (await connection.execute(update(inbox).where(inbox.c.id.in_(some)).values(raw=""))).rowcount


async def _wipe_messages(connection: Connection, which: ColumnElement[bool]) -> int:
    """Who said it goes too; it stays counted in the account of its day."""
    told = which & (inbox.c.sender != "") & (inbox.c.status != "pending")
    rows = (await connection.execute(_some(told).with_for_update())).all()
    await forgetting.messages(connection, rows, "")
    return len(rows)


async def _stray_photos(connection: Connection, before: datetime) -> int:
    """Pictures that came to no ticket."""
    stray = (media.c.state == "kept") & media.c.ticket.is_(None) & (media.c.settled_at < before)
    some = select(media.c.id).where(stray).order_by(media.c.id).limit(AT_ONCE)
    return await forgetting.photos(connection, media.c.id.in_(some), "expired")
