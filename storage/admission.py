"""Lets a batch of deliveries into the inbox, and tells which are new, known, or refused."""

import functools
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Executable, Select, bindparam, func, insert, or_, select, update

from bot.ports import Accepted, Message, Rejected
from storage.arrivals import Arrival, Talk, asked_of
from storage.gates import Connection, add_once, insert_new, listed, one_of
from storage.schema import inbox, media, seen_groups

#: A nonce that came with another message this recently is a replay.
REPLAY_SPAN = timedelta(seconds=600)
Answer = Accepted | Rejected
_log = structlog.get_logger()
_KNOWN = (
    inbox.c.id,
    inbox.c.dedupe,
    inbox.c.place,
    inbox.c.channel,
    inbox.c.nonce,
    inbox.c.received_at,
    inbox.c.status,
)


async def admit(connection: Connection, arrivals: Sequence[Arrival]) -> list[Answer]:
    """One answer for each arrival, in order."""
    known, places, nonces = await _related(connection, arrivals)
    verdicts: list[Rejected | None] = []
    fresh: dict[str, Arrival] = {}
    for one in arrivals:
        verdicts.append(None if one.dedupe in known or one.dedupe in fresh else _refusal(one, nonces))
        if verdicts[-1] is None and one.dedupe not in known and one.dedupe not in fresh:
            one.values["collision"] = one.place in places
            fresh[one.dedupe] = one
            places.add(one.place)
            nonces.setdefault((one.channel, one.nonce), []).append(one.received_at)
    stored = await _store(connection, list(fresh.values()))
    if missing := [dedupe for dedupe in fresh if dedupe not in stored]:
        known |= (await _related(connection, [fresh[dedupe] for dedupe in missing]))[0]
    asked = await asked_of(connection, arrivals)
    return [verdict or _accepted(one, known, stored, asked) for one, verdict in zip(arrivals, verdicts, strict=True)]


def _accepted(one: Arrival, known: dict[str, Accepted], stored: dict[str, int], asked: set[Talk]) -> Accepted:
    """NEW when the delivery is first seen, known from then on, also within one batch."""
    if one.dedupe in known:
        return known[one.dedupe]
    number = stored[one.dedupe]
    known[one.dedupe] = Accepted(number, known=True, done=one.done)
    alone = one.values["community"] and not one.done and one.talk not in asked
    message = Message(number, one.values["community"], one.incoming, one.received_at) if alone else None
    return Accepted(number, known=False, done=one.done, message=message)


def _refusal(one: Arrival, nonces: dict[tuple[str, str], list[datetime]]) -> Rejected | None:
    if not one.fresh:
        return Rejected("stale")
    seen = nonces.get((one.channel, one.nonce), []) if one.nonce else []
    return Rejected("replay") if any(at >= one.received_at - REPLAY_SPAN for at in seen) else None


@functools.cache
def _relating(dialect: str) -> Select[Any]:
    """The statement for what is related to a batch of arrivals: one statement for any number of them, so that it is
    compiled once."""
    nonced = one_of(dialect, inbox.c.nonce, "nonces") & (inbox.c.received_at >= bindparam("since"))
    return select(*_KNOWN).where(
        or_(
            one_of(dialect, inbox.c.place, "places"),
            one_of(dialect, inbox.c.channel, "channels") & nonced,
        )
    )


async def _related(
    connection: Connection, arrivals: Sequence[Arrival]
) -> tuple[dict[str, Accepted], set[str], dict[tuple[str, str], list[datetime]]]:
    """What the inbox holds already: messages by identity, places taken, and nonces with when they were seen."""
    name = connection.dialect.name
    sought = {
        "since": min(one.received_at for one in arrivals) - REPLAY_SPAN,
        "places": listed(name, [one.place for one in arrivals]),
        "channels": listed(name, list({one.channel for one in arrivals})),
        "nonces": listed(name, list({one.nonce for one in arrivals if one.nonce})),
    }
    rows = (await connection.execute(_relating(name), sought)).all()
    known = {row.dedupe: Accepted(row.id, known=True, done=row.status == "done") for row in rows}
    nonces: dict[tuple[str, str], list[datetime]] = {}
    for row in rows:
        nonces.setdefault((row.channel, row.nonce), []).append(row.received_at)
    return known, {row.place for row in rows}, nonces


#: The last number given.
_LAST = select(func.max(inbox.c.id))
_NUMBERED = insert(inbox)


@functools.cache
def _storing(dialect: str) -> Executable:
    return insert_new(dialect, inbox).returning(inbox.c.id, inbox.c.dedupe)


async def _insert(connection: Connection, arrivals: Sequence[Arrival]) -> dict[str, int]:
    """Their numbers. Whoever writes to SQLite is alone, so there they are given here and all rows go in at once."""
    if connection.dialect.name == "sqlite":
        last = (await connection.execute(_LAST)).scalar() or 0
        numbers = {one.dedupe: number for number, one in enumerate(arrivals, last + 1)}
        await connection.execute(_NUMBERED, [one.values | {"id": numbers[one.dedupe]} for one in arrivals])
        return numbers
    # In the same order in every process, so that no two wait for each other's rows.
    ordered = sorted(arrivals, key=lambda one: one.dedupe)
    rows = await connection.execute(_storing(connection.dialect.name), [one.values for one in ordered])
    return {row.dedupe: row.id for row in rows}


async def _store(connection: Connection, arrivals: Sequence[Arrival]) -> dict[str, int]:
    """The ids of those that were new; another process may have been quicker with some."""
    if not arrivals:
        return {}
    stored = await _insert(connection, arrivals)
    photos = [
        {**photo, "message_id": stored[one.dedupe]} for one in arrivals if one.dedupe in stored for photo in one.photos
    ]
    if photos:
        await connection.execute(insert(media), photos)
    for one in arrivals:
        if one.values["collision"] and one.dedupe in stored:
            _log.warning("collision", action="collision", message_id=stored[one.dedupe], channel=one.channel)
    for chat, at in sorted({one.chat: one.received_at for one in arrivals if not one.listed}.items()):
        await add_once(connection, seen_groups, {"chat": chat, "last_seen_at": at})
        await connection.execute(update(seen_groups).where(seen_groups.c.chat == chat).values(last_seen_at=at))
    return stored
