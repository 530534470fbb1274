"""Who has been here, in which community, and who has been told what the bot can do."""

from datetime import date, datetime

from sqlalchemy import bindparam, select, update

from storage.gates import Connection, add_once
from storage.schema import guided, inbox, people

# Built once: every message needs these.
_SEE = update(people).where(people.c.community == bindparam("where"), people.c.person == bindparam("who"))
_LAST_COMMUNITY = (
    select(inbox.c.community)
    .where(inbox.c.sender == bindparam("who"), inbox.c.chat != "", inbox.c.community != "")
    .order_by(inbox.c.id.desc())
    .limit(1)
)


class SqlPeople:
    """`bot.ports.People`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def meet(self, community: str, person: str, now: datetime) -> bool:
        updated = await self._connection.execute(_SEE, {"where": community, "who": person, "last_seen_at": now})
        if updated.rowcount:
            return False
        row = {"community": community, "person": person, "first_seen_at": now, "last_seen_at": now}
        return await add_once(self._connection, people, row)

    async def last_community(self, person: str) -> str:
        return (await self._connection.execute(_LAST_COMMUNITY, {"who": person})).scalar() or ""

    async def guided_on(self, community: str, person: str, day: date) -> bool:
        row = {"community": community, "person": person, "day": day}
        return await add_once(self._connection, guided, row)
