"""The promise ledger: a row each, marked when the work was done."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from bot.domain.cases import counts_for
from bot.domain.promises import VOID, Promise, kept
from bot.domain.tickets import ENDED, State, Step
from storage import codec, history
from storage.gates import Connection
from storage.schema import promises, steps, tickets

_FIELDS = ("community", "ticket", "person", "made_at", "due_at", "done_at")
_OPEN = tickets.c.state.not_in([state.value for state in ENDED])
_with_tickets = promises.join(
    tickets, (tickets.c.community == promises.c.community) & (tickets.c.number == promises.c.ticket)
)


class SqlPromises:
    """`bot.ports.Promises`."""

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
        return [_promise(row) for row in rows]

    async def kept(
        self, community: str, first: datetime, last: datetime, now: datetime, grid: str = "", reader: str = ""
    ) -> tuple[int, int]:
        due = (promises.c.community == community) & (promises.c.due_at >= first) & (promises.c.due_at < last)
        stood = _with_tickets.join(steps, history.just_before(last))
        asked = select(promises, steps.c.target, steps.c.stood, tickets.c.about).select_from(stood).where(due)
        found = [row for row in await self._connection.execute(asked) if State(row.target) not in VOID]
        rows = [row for row in found if counts_for(reader, codec.to_words(row.about))]
        mine = [_promise(row) for row in rows if grid in {"", history.read(row.stood)["grid"]}]
        histories = await self._histories(community, {one.ticket for one in mine}, last)
        return kept([(one, histories[one.ticket]) for one in mine], now)

    async def _histories(self, community: str, numbers: Collection[int], last: datetime) -> dict[int, list[Step]]:
        """Of these tickets, up to a moment."""
        which = (steps.c.community == community) & steps.c.ticket.in_(numbers) & (steps.c.at < last)
        found: defaultdict[int, list[Step]] = defaultdict(list)
        for row in await self._connection.execute(select(steps).where(which).order_by(steps.c.id)):
            found[row.ticket].append(history.read_step(row))
        return found


def _promise(row: Row[Any]) -> Promise:
    return Promise(**{name: row._mapping[name] for name in _FIELDS})
