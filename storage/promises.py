"""The promise ledger: a row each, marked when the work was done."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, insert, select, update

from bot.domain.promises import Promise
from bot.domain.tickets import ENDED, State
from storage.gates import Connection
from storage.schema import promises, tickets

_FIELDS = ("community", "ticket", "person", "made_at", "due_at", "done_at")
_OPEN = tickets.c.state.not_in([state.value for state in ENDED])
#: What was withdrawn, declined or merged needed no keeping.
_VOID = [State.WITHDRAWN.value, State.DECLINED.value, State.MERGED.value]
_with_tickets = promises.join(
    tickets, (tickets.c.community == promises.c.community) & (tickets.c.number == promises.c.ticket)
)


class SqlPromises:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def make(self, promise: Promise) -> None:
        await self._connection.execute(insert(promises), {name: getattr(promise, name) for name in _FIELDS})

    async def done(self, community: str, ticket: int, at: datetime | None) -> None:
        mine = (promises.c.community == community) & (promises.c.ticket == ticket)
        if at is not None:
            mine &= promises.c.done_at.is_(None)
        await self._connection.execute(update(promises).where(mine).values(done_at=at))

    async def open(self, community: str, person: str = "") -> Sequence[Promise]:
        statement = select(promises).select_from(_with_tickets)
        statement = statement.where(promises.c.community == community, promises.c.done_at.is_(None), _OPEN)
        if person:
            statement = statement.where(promises.c.person == person)
        rows = await self._connection.execute(statement.order_by(promises.c.due_at, promises.c.id))
        return [Promise(**{name: row._mapping[name] for name in _FIELDS}) for row in rows]

    async def kept(
        self, community: str, first: datetime, last: datetime, now: datetime, grid: str = ""
    ) -> tuple[int, int]:
        judged = (
            (promises.c.community == community)
            & (promises.c.due_at >= first)
            & (promises.c.due_at < last)
            & (promises.c.done_at.is_not(None) | (promises.c.due_at <= now))
            & tickets.c.state.not_in(_VOID)
        )
        if grid:
            judged &= tickets.c.grid == grid
        counted = select(func.count()).select_from(_with_tickets).where(judged)
        total = (await self._connection.execute(counted)).scalar_one()
        in_time = counted.where(promises.c.done_at <= promises.c.due_at)
        return int((await self._connection.execute(in_time)).scalar_one()), int(total)
