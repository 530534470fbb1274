"""The durable front door: deliveries waiting at the same moment share one transaction and one commit."""

import asyncio
import functools
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Executable, Select, bindparam, case, insert, or_, select, update

from bot.domain.cards import Card
from bot.domain.delivery import PostState, Route, Verdict
from bot.domain.errors import StoreUnavailable
from bot.domain.requests import Action, Reading
from bot.ports import Accepted, Delivery, Message, Rejected
from storage import codec
from storage.arrivals import Arrival, Talk, asked_of, prepare
from storage.gates import Connection, Gate, Values, add_once, insert_new, listed, one_of
from storage.outbox import QUEUED
from storage.schema import attempts, inbox, media, outbox, seen_groups
from storage.work import FINISH, finished

#: A nonce that came with another message this recently is a replay.
REPLAY_SPAN = timedelta(seconds=600)
#: Attempts at handling a message before it is set aside.
MOST_ATTEMPTS = 5
_MOST_AT_ONCE = 256
_log = structlog.get_logger()
_Answer = Accepted | Rejected
_REPLY = select(inbox.c.reply).where(inbox.c.id == bindparam("message"), inbox.c.status == "done")
_mine = (outbox.c.route == Route.REPLY.value) & (outbox.c.target == bindparam("message"))
_CARD = select(outbox.c.card).where(_mine)
_CLAIM = update(outbox).where(_mine, QUEUED).values(state=PostState.SENT.value, by_callback=True).returning(outbox)
_ATTEMPT = insert(attempts)
_RELEASE = (
    update(outbox)
    .where(_mine, or_(QUEUED, outbox.c.by_callback))
    .values(state=PostState.QUEUED.value, by_callback=False, not_before=bindparam("now"))
)
_KNOWN = (
    inbox.c.id,
    inbox.c.dedupe,
    inbox.c.place,
    inbox.c.channel,
    inbox.c.nonce,
    inbox.c.received_at,
    inbox.c.status,
)


class SqlInbox:
    """`bot.ports.Inbox`."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._waiting: list[tuple[Arrival, asyncio.Future[_Answer]]] = []
        self._silent: list[tuple[Values, asyncio.Future[None]]] = []
        self._flusher: asyncio.Task[None] | None = None

    async def accept(self, delivery: Delivery) -> _Answer:
        arrival = prepare(delivery)
        answer: asyncio.Future[_Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrival, answer))
        self._wake()
        return await answer

    async def hush(self, message: Message, reading: Reading, now: datetime) -> None:
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._silent.append((finished(message.id, Action.SILENT, reading, "", now), kept))
        self._wake()
        await kept

    async def answer(self, message_id: int) -> str | None:
        async with self._gate.reading() as connection:
            reply: str | None = (await connection.execute(_REPLY, {"message": message_id})).scalar()
        return reply

    async def claim_answer(self, message_id: int, now: datetime) -> str | None:
        async with self._gate.writing(first=True) as connection:
            row = (await connection.execute(_CLAIM, {"message": str(message_id)})).first()
            if row is None:
                return None
            attempt = {
                "community": row.community,
                "post_id": row.id,
                "route": row.route,
                "window": row.target,
                "at": now,
                "finished_at": now,
                "outcome": Verdict.SENT.value,
            }
            await connection.execute(_ATTEMPT, attempt)
            return str(row.body)

    async def card(self, message_id: int) -> Card | None:
        async with self._gate.reading() as connection:
            return codec.to_card((await connection.execute(_CARD, {"message": str(message_id)})).scalar() or "")

    async def release_answer(self, message_id: int, now: datetime) -> None:
        async with self._gate.writing() as connection:
            await connection.execute(_RELEASE, {"message": str(message_id), "now": now})

    async def pending(self, older_than: datetime, limit: int) -> Sequence[int]:
        which = (inbox.c.status == "pending") & (inbox.c.received_at <= older_than)
        statement = select(inbox.c.id).where(which).order_by(inbox.c.received_at, inbox.c.id).limit(limit)
        async with self._gate.reading() as connection:
            return (await connection.execute(statement)).scalars().all()

    async def failed(self, message_id: int, error: str, now: datetime) -> None:
        count = inbox.c.attempts + 1
        values = {
            "attempts": count,
            "error": error,
            "status": case((count >= MOST_ATTEMPTS, "failed"), else_="pending"),
        }
        mine = (inbox.c.id == message_id) & (inbox.c.status == "pending")
        async with self._gate.writing() as connection:
            statement = update(inbox).where(mine).values(values).returning(inbox.c.status, inbox.c.attempts)
            row = (await connection.execute(statement)).first()
        if row is not None and row.status == "failed":
            _log.error("message set aside", action="message_failed", message_id=message_id, attempts=row.attempts)

    def _wake(self) -> None:
        if self._flusher is None or self._flusher.done():
            self._flusher = asyncio.create_task(self._flush(), name="inbox-accept")

    async def _flush(self) -> None:
        while self._waiting or self._silent:
            batch, self._waiting = self._waiting[:_MOST_AT_ONCE], self._waiting[_MOST_AT_ONCE:]
            silent, self._silent = self._silent[:_MOST_AT_ONCE], self._silent[_MOST_AT_ONCE:]
            futures: list[asyncio.Future[Any]] = [*(one for _, one in batch), *(one for _, one in silent)]
            try:
                async with self._gate.writing(first=True) as connection:
                    answers = await _enter(connection, [arrival for arrival, _ in batch]) if batch else []
                    if silent:
                        await connection.execute(FINISH, [values for values, _ in silent])
            except StoreUnavailable as failure:
                _log.error("accept failed", action="accept_failed", count=len(futures), error=str(failure))
                for future in futures:
                    if not future.done():
                        future.set_exception(StoreUnavailable())
            else:
                for future, answer in zip(futures, [*answers, *(None for _ in silent)], strict=True):
                    if not future.done():
                        future.set_result(answer)


async def _enter(connection: Connection, arrivals: Sequence[Arrival]) -> list[_Answer]:
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
    """New the first time it is asked about, known from then on, also within one batch."""
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
    """What is related to a batch of arrivals: the same for every length of it, so that it is compiled once."""
    nonced = one_of(dialect, inbox.c.nonce, "nonces") & (inbox.c.received_at >= bindparam("since"))
    return select(*_KNOWN).where(
        or_(
            one_of(dialect, inbox.c.dedupe, "dedupes"),
            one_of(dialect, inbox.c.place, "places"),
            one_of(dialect, inbox.c.channel, "channels") & nonced,
        )
    )


async def _related(
    connection: Connection, arrivals: Sequence[Arrival]
) -> tuple[dict[str, Accepted], set[str], dict[tuple[str, str], list[datetime]]]:
    """What the inbox knows already: messages by identity, places taken, and nonces with when they were seen."""
    name = connection.dialect.name
    sought = {
        "since": min(one.received_at for one in arrivals) - REPLAY_SPAN,
        "dedupes": listed(name, [one.dedupe for one in arrivals]),
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


@functools.cache
def _storing(dialect: str) -> Executable:
    return insert_new(dialect, inbox).returning(inbox.c.id, inbox.c.dedupe)


async def _store(connection: Connection, arrivals: Sequence[Arrival]) -> dict[str, int]:
    """The ids of those that were new; another process may have been quicker with some."""
    if not arrivals:
        return {}
    arrivals = _in_one_order(connection.dialect.name, arrivals)
    rows = await connection.execute(_storing(connection.dialect.name), [one.values for one in arrivals])
    stored = {row.dedupe: row.id for row in rows}
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


def _in_one_order(dialect: str, arrivals: Sequence[Arrival]) -> Sequence[Arrival]:
    """The same for every process, so that no two wait for each other's rows; on SQLite there is one writer anyway."""
    return arrivals if dialect == "sqlite" else sorted(arrivals, key=lambda one: one.dedupe)
