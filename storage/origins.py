"""Matters that were born elsewhere under a number of their own, and the tickets they became."""

from sqlalchemy import select, update

from storage.gates import Connection, add_once
from storage.schema import origins


class SqlOrigins:
    """`bot.ports.Origins`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def claim(self, community: str, origin: str) -> int | None:
        """The unique row makes a second transaction wait for the first, and then see its ticket."""
        if await add_once(self._connection, origins, {"community": community, "origin": origin, "ticket": 0}):
            return None
        mine = (origins.c.community == community) & (origins.c.origin == origin)
        known = select(origins.c.ticket).where(mine).with_for_update()
        return int((await self._connection.execute(known)).scalar_one())

    async def settle(self, community: str, origin: str, ticket: int) -> None:
        mine = (origins.c.community == community) & (origins.c.origin == origin)
        await self._connection.execute(update(origins).where(mine).values(ticket=ticket))

    async def of_ticket(self, community: str, ticket: int) -> str:
        numbers = ~origins.c.origin.startswith("device:")
        mine = (origins.c.community == community) & (origins.c.ticket == ticket) & numbers
        return (await self._connection.execute(select(origins.c.origin).where(mine))).scalar() or ""
