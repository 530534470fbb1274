"""All rules of retention at once."""

from datetime import datetime

from bot.domain.keeping import DEFAULT, Keep
from storage.engine import Database


async def delete_old(database: Database, now: datetime, keep: Keep = DEFAULT) -> int:
    """How many rows were touched."""
    return sum([await rule() for rule in database.housekeeping.rules(now, keep).values()])
