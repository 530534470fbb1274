"""Tickets, photos, posts, duties and meals that are older than they may be kept: counts stay, persons go.

Each function does at most `at_once` rows, or those it is given, and answers how many it did; 0 when none is left.
"""

from datetime import date, datetime

from sqlalchemy import ColumnElement, String, cast, delete, literal, or_, select, update

from bot.domain.delivery import PostState, Route
from bot.domain.keeping import GONE
from bot.domain.tickets import ENDED
from storage import forgetting
from storage.gates import Connection
from storage.schema import leaves, media, orders, outbox, patrols, promises, reminders, steps, supporters, tickets

#: Routes whose target is a person.
_PERSONAL = (Route.APP.value, Route.OA.value)


def _over(before: datetime) -> ColumnElement[bool]:
    """Ended, with nothing written about it since `before`."""
    mine = (steps.c.community == tickets.c.community) & (steps.c.ticket == tickets.c.number)
    later = select(steps.c.id).where(mine, steps.c.at >= before).exists()
    ended = tickets.c.state.in_([state.value for state in ENDED])
    return ended & (tickets.c.created_at < before) & ~later


async def photos(connection: Connection, before: datetime, at_once: int) -> int:
    theirs = (tickets.c.community == media.c.community) & (tickets.c.number == media.c.ticket)
    old = select(media.c.id).join(tickets, theirs).where(media.c.state == "kept", _over(before))
    return await forgetting.photos(connection, media.c.id.in_(old.order_by(media.c.id).limit(at_once)), "expired")


async def tickets_of(connection: Connection, before: datetime, at_once: int) -> int:
    """Everything the figures count by stays: kind, category, place to the building, states, moments, rating."""
    old = select(tickets).where(_over(before), tickets.c.wiped.is_(False)).order_by(tickets.c.id).limit(at_once)
    rows = (await connection.execute(old.with_for_update())).all()
    emptied = {"reporter": "", "assignee": "", "covers_for": "", "chat": "", "wiped": True}
    for row in rows:
        await forgetting.ticket(connection, row, emptied)
        joined = (supporters.c.community == row.community) & (supporters.c.ticket == row.number)
        nameless = {"person": _numbered(supporters.c.id), "chat": ""}
        await connection.execute(update(supporters).where(joined).values(nameless))
        history = (steps.c.community == row.community) & (steps.c.ticket == row.number)
        await forgetting.release(connection, history, "")
        made = (promises.c.community == row.community) & (promises.c.ticket == row.number)
        await connection.execute(update(promises).where(made).values(person=""))
    return len(rows)


async def posts(connection: Connection, which: ColumnElement[bool]) -> int:
    """What was said, and to whom where that was a person; that it was said, and every attempt, stays.

    What could not be said for so long never will be.
    """
    told = or_(outbox.c.body != "", outbox.c.mentions != "[]", outbox.c.fallback != "[]")
    ids = (await connection.execute(select(outbox.c.id).where(which, told))).scalars().all()
    if not ids:
        return 0
    mine = outbox.c.id.in_(ids)
    emptied = {"mentions": "[]", "fallback": "[]"} | forgetting.UNSAID
    await connection.execute(update(outbox).where(mine).values(emptied))
    waiting = {"state": PostState.FAILED.value, "reason": "expired"}
    await connection.execute(update(outbox).where(mine, outbox.c.state == PostState.QUEUED.value).values(waiting))
    await connection.execute(update(outbox).where(mine, outbox.c.route.in_(_PERSONAL)).values(target=""))
    return len(ids)


async def duties(connection: Connection, before: datetime) -> int:
    """Leaves and reminders are gone, patrols stay counted. They are few; all are done at once."""
    settled = reminders.c.sent_at.is_not(None) | reminders.c.cancelled
    done = [
        await connection.execute(delete(leaves).where(leaves.c.last < before.date())),
        await connection.execute(delete(reminders).where(reminders.c.due_at < before, settled)),
        await connection.execute(
            update(patrols).where(patrols.c.at < before, patrols.c.person != "").values(person="", place="")
        ),
    ]
    return sum(one.rowcount for one in done)


async def meals(connection: Connection, before: date, at_once: int) -> int:
    """The day's number of meals stays; who ate, where and what they may not eat goes."""
    old = (orders.c.day < before) & ~orders.c.person.startswith(GONE)
    some = select(orders.c.id).where(old).order_by(orders.c.id).limit(at_once)
    unsaid = {"for_whom": "", "place": None, "diet": "[]", "dishes": "[]", "chat": ""}
    nameless = {"person": _numbered(orders.c.id), **unsaid}
    return (await connection.execute(update(orders).where(orders.c.id.in_(some)).values(nameless))).rowcount


def _numbered(number: ColumnElement[int | None]) -> ColumnElement[str]:
    """A name for nobody in particular that no other row has, since names in these tables are unique."""
    return literal(GONE) + cast(number, String)
