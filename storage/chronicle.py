"""The chain over all histories of a community: a ticket that was removed entirely leaves a gap in this chain.

Each row of history has a position among all rows of its community, and a hash over all rows up to itself. One row of
`chronicles` holds the end of the chain and the numbers of tickets and rows.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Table, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import trail
from storage.gates import Connection, add_once
from storage.schema import chronicles, counters, steps, tickets

#: So many characters of a link are told to people.
SHOWN = 16
#: Digits of a position, one more than any has.
LONGEST = 10
#: So many missing tickets are named.
NAMED = 5
_END = select(chronicles).where(chronicles.c.community == bindparam("where")).with_for_update()
_PLACE = update(steps).where(steps.c.id == bindparam("which"))
_MOVE_END = update(chronicles).where(chronicles.c.community == bindparam("where"))


@dataclass(frozen=True, slots=True)
class Written:
    """A row of history of this transaction; `opens`: the first of its ticket."""

    id: int
    chain: str
    opens: bool


class Chronicle:
    """Gathers the rows of one transaction; `seal` links them at its end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._fresh: defaultdict[str, list[Written]] = defaultdict(list)

    def note(self, community: str, written: Written) -> None:
        self._fresh[community].append(written)

    async def seal(self) -> None:
        """Link the rows of this transaction; its last step, because other transactions that write history here wait
        from now on.

        Nothing is waited for afterwards, and communities are taken in one order, so two transactions cannot wait for
        each other.
        """
        for community in sorted(self._fresh):
            await self._link(community, self._fresh[community])
        self._fresh.clear()

    async def _link(self, community: str, fresh: Sequence[Written]) -> None:
        end = await self._end(community)
        link, places = end.link, []
        for position, written in enumerate(fresh, start=end.steps + 1):
            link = trail.linked(link, position, written.chain)
            places.append({"which": written.id, "position": position, "link": link})
        await self._connection.execute(_PLACE, places)
        opened = sum(written.opens for written in fresh)
        values = {"steps": end.steps + len(fresh), "tickets": end.tickets + opened, "link": link}
        await self._connection.execute(_MOVE_END, {"where": community, **values})

    async def _end(self, community: str) -> Row[Any]:
        found = (await self._connection.execute(_END, {"where": community})).first()
        if found is None:
            await add_once(self._connection, chronicles, {"community": community, "tickets": 0, "steps": 0, "link": ""})
            return (await self._connection.execute(_END, {"where": community})).one()
        return found


async def findings(connection: AsyncConnection) -> AsyncIterator[str]:
    """What is missing or changed, one sentence each."""
    ends = {row.community: row for row in await connection.execute(select(chronicles))}
    filed, written = await _counts(connection, tickets), await _counts(connection, steps)
    for community in sorted(ends.keys() | filed.keys() | written.keys()):
        end = ends.get(community)
        if end is None:
            yield f"{community}: the end of the history of all tickets is missing"
            continue
        if (count := filed.get(community, 0)) != end.tickets:
            named = await _missing(connection, community)
            yield f"{community}: {end.tickets} tickets were filed, {count} are kept{named}"
        if (count := written.get(community, 0)) != end.steps:
            yield f"{community}: {end.steps} rows of history were written, {count} are kept"
        elif not await _holds(connection, community, end.link):
            yield f"{community}: the history of all tickets has been changed"


async def seals(connection: AsyncConnection) -> list[str]:
    """Where the chain of each community ends: written down elsewhere, it shows later that nothing before it was
    rewritten."""
    rows = await connection.execute(select(chronicles).order_by(chronicles.c.community))
    return [_seal(row.community, row.steps, row.link) for row in rows]


async def knows(connection: AsyncConnection, seal: str) -> bool:
    """Does the chain still pass through the link that was written down?"""
    community, _, rest = seal.rpartition(":")[0].rpartition(":")
    position = int(rest) if rest.isdecimal() and len(rest) < LONGEST else 0
    which = (steps.c.community == community) & (steps.c.position == position)
    found = (await connection.execute(select(steps.c.position, steps.c.link).where(which))).first()
    return found is not None and _seal(community, found.position, found.link) == seal


def _seal(community: str, position: int, link: str) -> str:
    return f"{community}:{position}:{link[:SHOWN]}"


async def _holds(connection: AsyncConnection, community: str, end: str) -> bool:
    mine = select(steps.c.position, steps.c.link, steps.c.chain).where(steps.c.community == community)
    before, expected = "", 0
    async with connection.stream(mine.order_by(steps.c.position)) as rows:
        async for row in rows:
            expected += 1
            if row.position != expected or row.link != trail.linked(before, expected, row.chain):
                return False
            before = row.link
    return before == end


async def _counts(connection: AsyncConnection, table: Table) -> dict[str, int]:
    rows = await connection.execute(select(table.c.community, func.count().label("rows")).group_by(table.c.community))
    return {row.community: row.rows for row in rows}


async def _missing(connection: AsyncConnection, community: str) -> str:
    given = select(counters.c.value).where(counters.c.name == "ticket", counters.c.community == community)
    last = (await connection.execute(given)).scalar() or 0
    kept = set((await connection.execute(select(tickets.c.number).where(tickets.c.community == community))).scalars())
    gone = [f"#{number}" for number in range(1, last + 1) if number not in kept]
    return f" (missing: {', '.join(gone[:NAMED])}{' …' if len(gone) > NAMED else ''})" if gone else ""
