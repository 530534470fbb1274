"""Who is away: rows are noted and ended, never removed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from bot.domain.leaves import Leave
from storage.gates import Connection
from storage.schema import leaves

_FIELDS = ("community", "person", "first", "last", "stand_in", "noted_by", "noted_at", "ended_at")
_CLOCKS = ("since", "until")
# Asked for every message, so put together once.
_CURRENT = (
    select(leaves)
    .where(leaves.c.community == bindparam("where"), leaves.c.last >= bindparam("day"), leaves.c.ended_at.is_(None))
    .order_by(leaves.c.id)
)


class SqlLeaves:
    """`bot.ports.Leaves`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def note(self, leave: Leave) -> Leave:
        row = {name: getattr(leave, name) for name in _FIELDS}
        row |= {name: _written(getattr(leave, name)) for name in _CLOCKS}
        number = (await self._connection.execute(insert(leaves).returning(leaves.c.id), row)).scalar_one()
        return replace(leave, id=number)

    async def get(self, community: str, leave_id: int) -> Leave | None:
        statement = select(leaves).where(leaves.c.community == community, leaves.c.id == leave_id).with_for_update()
        row = (await self._connection.execute(statement)).first()
        return _leave(row) if row else None

    async def current(self, community: str, day: date) -> Sequence[Leave]:
        found = await self._connection.execute(_CURRENT, {"where": community, "day": day})
        return [_leave(row) for row in found]

    async def of(self, community: str, person: str, day: date) -> Sequence[Leave]:
        mine = (leaves.c.community == community) & (leaves.c.person == person) & (leaves.c.last >= day)
        return [_leave(row) for row in await self._connection.execute(select(leaves).where(mine).order_by(leaves.c.id))]

    async def end(self, leave: Leave, now: datetime) -> bool:
        mine = (leaves.c.community == leave.community) & (leaves.c.id == leave.id) & leaves.c.ended_at.is_(None)
        return (await self._connection.execute(update(leaves).where(mine).values(ended_at=now))).rowcount == 1


def _leave(row: Row[Any]) -> Leave:
    plain = {name: row._mapping[name] for name in _FIELDS}
    return Leave(**plain, id=row.id, since=_read(row.since), until=_read(row.until))


def _written(clock: time | None) -> str:
    return clock.isoformat() if clock else ""


def _read(text: str) -> time | None:
    return time.fromisoformat(text) if text else None
