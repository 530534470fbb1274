"""The durable front door: deliveries waiting at the same moment share one transaction and one commit."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

import structlog
from sqlalchemy import Boolean, ColumnElement, bindparam, case, func, literal, literal_column, or_, select, update

from bot import faults
from bot.domain.cards import Card
from bot.domain.delivery import BACKOFF, Route
from bot.domain.errors import StoreUnavailable
from bot.domain.requests import Action, Reading
from bot.ports import Delivery, Message
from storage import admission, codec
from storage.arrivals import Arrival, prepare
from storage.gates import Gate, Values
from storage.messages import FINISH, finished
from storage.outbox import BY_CALLBACK, QUEUED, give_back, note_taken, note_unread
from storage.schema import inbox, outbox

#: Attempts at handling a message before it is set aside.
MOST_ATTEMPTS = 5
#: Seconds after which a message met with silence is marked so, if no delivery's commit has taken the mark along.
LONGEST_UNMARKED_S = 0.05
#: A literal, because SQLite uses a partial index only where its condition stands in the statement itself.
_UNDONE: ColumnElement[bool] = literal_column("inbox.status <> 'done'", Boolean)
PENDING = _UNDONE & (inbox.c.status == "pending")
SET_ASIDE = _UNDONE & (inbox.c.status == "failed")
#: Deliveries a commit: while one is under way the next are received, so a crowd is better let in by several.
_MOST_AT_ONCE = 64
_Waiter = tuple[Arrival, asyncio.Future[admission.Answer]]
_log = structlog.get_logger()
_REPLY = select(inbox.c.reply).where(inbox.c.id == bindparam("message"), inbox.c.status == "done")
_mine = (outbox.c.route == Route.REPLY.value) & (outbox.c.target == bindparam("message"))
_CARD = select(outbox.c.card).where(_mine)
_CLAIM = update(outbox).where(_mine, QUEUED).values(BY_CALLBACK).returning(outbox)
_CLAIM_AGAIN = update(outbox).where(_mine, or_(QUEUED, outbox.c.by_callback)).values(BY_CALLBACK).returning(outbox)
_RELEASE = update(outbox).where(_mine, QUEUED).values(not_before=bindparam("now"))


class SqlInbox:
    """`bot.ports.Inbox`."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._waiting: list[_Waiter] = []
        self._apart: list[_Waiter] = []
        self._silent: list[Values] = []
        self._late: asyncio.TimerHandle | None = None
        self._flusher: asyncio.Task[None] | None = None

    async def accept(self, delivery: Delivery) -> admission.Answer:
        arrival = prepare(delivery)
        answer: asyncio.Future[admission.Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrival, answer))
        self._wake()
        return await answer

    def hush(self, message: Message, reading: Reading, now: datetime) -> None:
        self._silent.append(finished(message.id, Action.SILENT, reading, "", now))
        if self._late is None:
            self._late = asyncio.get_running_loop().call_later(LONGEST_UNMARKED_S, self._overdue)

    async def close(self) -> None:
        """Commit what still waits; nobody may come after."""
        while self._waiting or self._apart or self._silent:  # a commit may be under way that goes without the last
            await asyncio.wait({self._wake()})

    async def answer(self, message_id: int) -> str | None:
        async with self._gate.reading() as connection:
            reply: str | None = (await connection.execute(_REPLY, {"message": message_id})).scalar()
        return reply

    async def claim_answer(self, message_id: int, now: datetime, *, again: bool = False) -> str | None:
        async with self._gate.writing(first=True) as connection:
            claim = _CLAIM_AGAIN if again else _CLAIM
            row = (await connection.execute(claim, {"message": str(message_id)})).first()
            if row is None:
                return None
            if again:
                await note_unread(connection, row.id)
            await note_taken(connection, row.community, row.id, row.target, now)
            return str(row.body)

    async def card(self, message_id: int) -> Card | None:
        async with self._gate.reading() as connection:
            return codec.to_card((await connection.execute(_CARD, {"message": str(message_id)})).scalar() or "")

    async def release_answer(self, message_id: int, now: datetime, *, handed: bool = False) -> None:
        async with self._gate.writing() as connection:
            if handed:
                await give_back(connection, str(message_id))
            await connection.execute(_RELEASE, {"message": str(message_id), "now": now})

    async def pending(self, older_than: datetime, limit: int) -> Sequence[int]:
        due = func.coalesce(inbox.c.retry_at, inbox.c.received_at) <= older_than
        which = PENDING & (inbox.c.received_at <= older_than) & due
        statement = select(inbox.c.id).where(which).order_by(inbox.c.received_at, inbox.c.id).limit(limit)
        async with self._gate.reading() as connection:
            return (await connection.execute(statement)).scalars().all()

    async def failed(self, message_id: int, error: str, now: datetime) -> None:
        count = inbox.c.attempts + 1
        waits = {number: literal(now + wait, inbox.c.retry_at.type) for number, wait in enumerate(BACKOFF)}
        values = {
            "attempts": count,
            "error": error,
            "retry_at": case(waits, value=inbox.c.attempts),
            "status": case((count >= MOST_ATTEMPTS, "failed"), else_="pending"),
        }
        mine = (inbox.c.id == message_id) & (inbox.c.status == "pending")
        async with self._gate.writing() as connection:
            statement = update(inbox).where(mine).values(values).returning(inbox.c.status, inbox.c.attempts)
            row = (await connection.execute(statement)).first()
        if row is not None and row.status == "failed":
            _log.error("message set aside", action="message_failed", message_id=message_id, attempts=row.attempts)

    def _wake(self) -> asyncio.Task[None]:
        if self._flusher is None or self._flusher.done():
            self._flusher = asyncio.create_task(self._flush(), name="inbox-accept")
            self._flusher.add_done_callback(self._ended)
        return self._flusher

    def _ended(self, flusher: asyncio.Task[None]) -> None:
        """Those of its batch have been told; who came after them is not left to wait for the next caller."""
        if not flusher.cancelled() and (failure := flusher.exception()):
            _log.error("accept failed", action="accept_failed", **faults.named(failure))
        if self._waiting or self._apart or (self._silent and self._late is None):
            self._wake()

    def _overdue(self) -> None:
        """The marks of silence go now, or after the commit that is under way without them."""
        self._late = None
        self._wake()

    async def _flush(self) -> None:
        """Until nobody waits. What has been met with silence by then goes along."""
        await self._commit()
        while self._waiting or self._apart:
            await self._commit()

    def _next(self) -> list[_Waiter]:
        """Those of a batch that failed go one by one: only one of them need be at fault."""
        if self._apart:
            return [self._apart.pop(0)]
        batch, self._waiting = self._waiting[:_MOST_AT_ONCE], self._waiting[_MOST_AT_ONCE:]
        return batch

    async def _commit(self) -> None:
        batch: list[_Waiter] = []
        try:
            async with self._gate.writing(first=True) as connection:
                batch = self._next()  # only now: whoever has come while another commit was under way goes along
                answers = await admission.admit(connection, [arrival for arrival, _ in batch]) if batch else []
                if silent := self._hushed():
                    await connection.execute(FINISH, silent)
        except StoreUnavailable as failure:
            batch = batch or self._next()
            _log.error("accept failed", action="accept_failed", count=len(batch), error=str(failure))
            self._refuse(batch, failure)
        except BaseException as failure:
            batch = batch or self._next()
            if len(batch) > 1 and isinstance(failure, Exception):
                self._hushed()
                self._apart += batch
            else:
                self._refuse(batch, failure)
            raise
        else:
            for (_, future), answer in zip(batch, answers, strict=True):
                if not future.done():
                    future.set_result(answer)

    def _hushed(self) -> list[Values]:
        """What has been met with silence; it no longer waits."""
        if self._late is not None:
            self._late.cancel()
            self._late = None
        silent, self._silent = self._silent, []
        return silent

    def _refuse(self, batch: Sequence[_Waiter], failure: BaseException) -> None:
        """Whatever went wrong, every caller hears that nothing was kept; who was met with silence is read again."""
        self._hushed()
        for _, future in batch:
            if not future.done():
                error = StoreUnavailable(str(failure) if isinstance(failure, StoreUnavailable) else "")
                error.__cause__ = failure
                future.set_exception(error)
