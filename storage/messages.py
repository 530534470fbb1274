"""The inbox as one transaction sees it: a message is taken, handled and finished."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot import ports
from bot.domain import account
from bot.domain.requests import Action, Reading
from storage import codec
from storage.gates import Connection, Values
from storage.schema import inbox, media

# Built once: putting a statement together costs more than running it, and every message needs these.
_pending = (inbox.c.id == bindparam("message")) & (inbox.c.status == "pending")
_TAKE = select(inbox.c.id, inbox.c.community, inbox.c.incoming, inbox.c.received_at).where(_pending).with_for_update()
FINISH = update(inbox).where(_pending)


def finished(message_id: int, outcome: Action, reading: Reading, reply: str, now: datetime) -> Values:
    """What `FINISH` takes."""
    return {
        "message": message_id,
        "status": "done",
        "outcome": outcome.value,
        "heading": account.heading(outcome, reading),
        "reading": codec.from_reading(reading),
        "requests": codec.from_requests(reading.requests),
        "reply": reply,
        "finished_at": now,
    }


class SqlMessages:
    """`bot.ports.Messages`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def take(self, message_id: int) -> ports.Message | None:
        row = (await self._connection.execute(_TAKE, {"message": message_id})).first()
        if row is None:
            return None
        return ports.Message(row.id, row.community, codec.to_incoming(row.incoming), row.received_at)

    async def finish(
        self, message: ports.Message, outcome: Action, reading: Reading, reply: str, now: datetime
    ) -> None:
        await self._connection.execute(FINISH, finished(message.id, outcome, reading, reply, now))

    async def assign_community(self, message: ports.Message, community: str) -> None:
        for table, column in ((inbox, inbox.c.id), (media, media.c.message_id)):
            statement = update(table).where(column == message.id).values(community=community)
            await self._connection.execute(statement)
