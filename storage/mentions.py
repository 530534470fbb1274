"""How often a member of staff has been called in an hour, and what was held back for the next."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update

from bot.domain.mentions import Mention
from storage.gates import Connection
from storage.schema import mentions

_FIELDS = ("community", "person", "hour", "cause", "chat", "body")


class SqlMentions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def book(self, mention: Mention, limit: int) -> bool:
        await self._lock(mention)
        known = select(mentions.c.held).where(
            mentions.c.community == mention.community,
            mentions.c.cause == mention.cause,
            mentions.c.person == mention.person,
        )
        row = (await self._connection.execute(known)).first()
        if row is not None:
            return not row.held
        used = select(func.count()).where(*self._of(mention.community, mention.person, mention.hour, held=False))
        held = int((await self._connection.execute(used)).scalar_one()) >= limit
        values: dict[str, Any] = {name: getattr(mention, name) for name in _FIELDS}
        values |= {"held": held, "told": False, "body": mention.body if held else ""}
        await self._connection.execute(insert(mentions), values)
        return not held

    async def held(self, community: str, person: str, hour: datetime) -> Sequence[Mention]:
        mine = (*self._of(community, person, hour, held=True), mentions.c.told.is_(False))
        rows = (await self._connection.execute(select(mentions).where(*mine).order_by(mentions.c.id))).all()
        told = update(mentions).where(mentions.c.id.in_([row.id for row in rows])).values(told=True, body="")
        await self._connection.execute(told)
        return [Mention(**{name: row._mapping[name] for name in _FIELDS}) for row in rows]

    async def _lock(self, mention: Mention) -> None:
        """Until the transaction ends nobody else counts for this person. SQLite has one writer at a time anyway."""
        if self._connection.dialect.name == "postgresql":
            name = func.hashtextextended(f"mentions:{mention.community}:{mention.person}", 0)
            await self._connection.execute(select(func.pg_advisory_xact_lock(name)))

    def _of(self, community: str, person: str, hour: datetime, *, held: bool) -> tuple[Any, ...]:
        return (
            mentions.c.community == community,
            mentions.c.person == person,
            mentions.c.hour >= hour,
            mentions.c.hour < hour + timedelta(hours=1),
            mentions.c.held.is_(held),
        )
