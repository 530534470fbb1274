"""How often a member of staff has been called in an hour, and what was held back for the next."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update

from bot.domain.mentions import Mention
from storage import codec
from storage.gates import Connection
from storage.schema import mentions

_PLAIN = ("community", "person", "hour", "cause", "chat", "body")
_LISTS = ("tickets", "messages")
# Built once: every post that calls somebody needs these.
_theirs = (mentions.c.community == bindparam("where")) & (mentions.c.person == bindparam("who"))
_KNOWN = select(mentions.c.held).where(_theirs, mentions.c.cause == bindparam("why"))
_in_hour = (mentions.c.hour >= bindparam("begins")) & (mentions.c.hour < bindparam("ends"))
_USED = select(func.count()).where(_theirs, _in_hour, mentions.c.held.is_(False))
_held = mentions.c.held.is_(True) & mentions.c.told.is_(False)
_HELD = select(mentions).where(_theirs, _in_hour, _held).order_by(mentions.c.id)
_BOOK = insert(mentions)


class SqlMentions:
    """`bot.ports.Mentions`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def book(self, mention: Mention, limit: int) -> bool:
        await self._lock(mention)
        mine = {"where": mention.community, "who": mention.person}
        row = (await self._connection.execute(_KNOWN, mine | {"why": mention.cause})).first()
        if row is not None:
            return not row.held
        held = int((await self._connection.execute(_USED, mine | _hour(mention.hour))).scalar_one()) >= limit
        values: dict[str, Any] = {name: getattr(mention, name) for name in _PLAIN}
        values |= {name: codec.from_numbers(getattr(mention, name)) for name in _LISTS}
        values |= {"held": held, "told": False, "body": mention.body if held else ""}
        await self._connection.execute(_BOOK, values)
        return not held

    async def held(self, community: str, person: str, hour: datetime) -> Sequence[Mention]:
        mine = {"where": community, "who": person} | _hour(hour)
        rows = (await self._connection.execute(_HELD, mine)).all()
        told = update(mentions).where(mentions.c.id.in_([row.id for row in rows])).values(told=True, body="")
        await self._connection.execute(told)
        return [_mention(row) for row in rows]

    async def _lock(self, mention: Mention) -> None:
        """Lock the count of this person until the transaction ends. SQLite has one writer at a time anyway."""
        if self._connection.dialect.name == "postgresql":
            name = func.hashtextextended(f"mentions:{mention.community}:{mention.person}", 0)
            await self._connection.execute(select(func.pg_advisory_xact_lock(name)))


def _mention(row: Row[Any]) -> Mention:
    plain = {name: row._mapping[name] for name in _PLAIN}
    return Mention(**plain, tickets=codec.to_numbers(row.tickets), messages=codec.to_numbers(row.messages))


def _hour(begins: datetime) -> dict[str, datetime]:
    return {"begins": begins, "ends": begins + timedelta(hours=1)}
