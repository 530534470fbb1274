"""Rounds walked, one row each."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, insert, select

from bot.domain.patrols import Patrol, Tally
from storage.gates import Connection
from storage.schema import patrols

_FIELDS = ("community", "person", "at", "grid", "place", "findings")


class SqlPatrols:
    """`bot.ports.Patrols`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, patrol: Patrol) -> None:
        await self._connection.execute(insert(patrols), {name: getattr(patrol, name) for name in _FIELDS})

    async def tally(
        self, community: str, first: datetime, last: datetime, *, person: str = "", grid: str = ""
    ) -> Tally:
        statement = select(func.count(patrols.c.id), func.coalesce(func.sum(patrols.c.findings), 0)).where(
            patrols.c.community == community, patrols.c.at >= first, patrols.c.at < last
        )
        if person:
            statement = statement.where(patrols.c.person == person)
        if grid:
            statement = statement.where(patrols.c.grid == grid)
        walked, found = (await self._connection.execute(statement)).one()
        return Tally(int(walked), int(found))

    async def by_person(self, community: str, first: datetime, last: datetime) -> Sequence[tuple[str, Tally]]:
        counts = (func.count(patrols.c.id), func.sum(patrols.c.findings))
        which = (patrols.c.community == community, patrols.c.at >= first, patrols.c.at < last)
        statement = select(patrols.c.person, *counts).where(*which).group_by(patrols.c.person)
        rows = await self._connection.execute(statement.order_by(patrols.c.person))
        return [(person, Tally(int(walked), int(found))) for person, walked, found in rows]
