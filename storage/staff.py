"""What is kept of somebody because they worked for a community: given out, or left without their account.

When they were away, for whom they stood in and what was held back for them in a group is of no use any more once they
are forgotten. Which work was one and the same person's stays, under a pseudonym: figures of the past count by it.
"""

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import delete, exists, or_, select, update

from bot.domain.tickets import ENDED, Move
from storage import forgetting
from storage.gates import Connection
from storage.schema import corrections, leaves, mentions, patrols, promises, steps, tickets

#: Rows of somebody else's that name a member of staff too, each with what tells which it is.
_BESIDE = (
    (tickets, "assignee", "number"),
    (tickets, "covers_for", "number"),
    (leaves, "stand_in", "id"),
    (leaves, "noted_by", "id"),
    (corrections, "actor", "id"),
)
#: What is counted by who did it.
_COUNTED = ((promises, "person"), (patrols, "person"), (corrections, "actor"), (leaves, "noted_by"))
_OPEN = tickets.c.state.not_in([state.value for state in ENDED])


async def beside(connection: Connection, person: str) -> AsyncIterator[dict[str, Any]]:
    """Where somebody else's matter names them: that it does is given out, not what it tells."""
    for table, column, number in _BESIDE:
        named = select(table.c.community, table.c[number]).where(table.c[column] == person)
        for row in await connection.execute(named.order_by(table.c.id)):
            yield {"table": table.name, "community": row.community, number: row[1], column: person}


async def forget(connection: Connection, person: str, gone: str) -> None:
    """What is still to be done is nobody's from now on, so that the next on the ladder is called."""
    for column in ("assignee", "covers_for"):
        theirs = tickets.c[column] == person
        await connection.execute(update(tickets).where(theirs, _OPEN).values({column: ""}))
        await connection.execute(update(tickets).where(theirs).values({column: gone}))
    own, once = or_(steps.c.actor == person, steps.c.reason == person), steps.alias()
    was_theirs = exists().where(
        once.c.community == steps.c.community, once.c.ticket == steps.c.ticket, once.c.assignee == person
    )
    called_by_name = (steps.c.move == Move.HAND_OVER.value) & was_theirs  # 陈静请假到周五，刘敏代办
    await forgetting.unsign(connection, own | called_by_name)
    await forgetting.release(connection, steps.c.assignee == person, gone)
    await connection.execute(delete(leaves).where(leaves.c.person == person))
    await connection.execute(update(leaves).where(leaves.c.stand_in == person).values(stand_in=""))
    await connection.execute(delete(mentions).where(mentions.c.person == person))
    for table, column in _COUNTED:
        await connection.execute(update(table).where(table.c[column] == person).values({column: gone}))


async def in_hand(connection: Connection, person: str) -> list[tuple[str, int]]:
    """The community and number of each open ticket that is theirs to do."""
    theirs = select(tickets.c.community, tickets.c.number).where(tickets.c.assignee == person, _OPEN)
    rows = await connection.execute(theirs.order_by(tickets.c.community, tickets.c.number))
    return [(row.community, row.number) for row in rows]
