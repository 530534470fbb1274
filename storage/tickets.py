"""Tickets, their history and their supporters."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, insert, or_, select, update

from bot.domain.tickets import ENDED, Kind, Move, State, Step, Supporter, Ticket
from bot.domain.urgency import Urgency
from storage import codec, trail
from storage.gates import Connection, Values, add_once
from storage.schema import counters, steps, supporters, tickets

#: How long a closed ticket is still offered as the one a reporter may mean.
RECENT = timedelta(days=7)
MOST_CLOSED = 10
_OPEN = tickets.c.state.not_in([state.value for state in ENDED])
_PLAIN = (
    "community",
    "number",
    "category",
    "text",
    "reporter",
    "channel",
    "created_at",
    "chat",
    "grid",
    "party",
    "assignee",
    "accept_due",
    "resolve_due",
    "confirm_due",
    "closed_at",
    "result",
    "rating",
    "round",
    "merged_into",
    "covers_for",
    "recurs",
)
_SUPPORTER = ("community", "ticket", "person", "channel", "at", "chat")
_mine = (tickets.c.community == bindparam("where")) & (tickets.c.number == bindparam("which"))
_GET = select(tickets).where(_mine).with_for_update()
_SAVE = update(tickets).where(_mine)
_TRAIL = select(tickets.c.trail).where(_mine)
_COUNT = (
    update(counters)
    .where(counters.c.name == "ticket", counters.c.community == bindparam("where"))
    .values(value=counters.c.value + 1)
    .returning(counters.c.value)
)
_reported = (tickets.c.community == bindparam("where")) & (tickets.c.reporter == bindparam("who"))
_CLOSED = (
    select(tickets)
    .where(_reported, tickets.c.state == State.CLOSED.value, tickets.c.closed_at.is_not(None))
    .order_by(tickets.c.closed_at.desc(), tickets.c.number.desc())
    .limit(MOST_CLOSED)
)
_CLOSED_SINCE = _CLOSED.where(tickets.c.closed_at >= bindparam("since"))
_REPORTED = select(tickets).where(_reported, _OPEN).order_by(tickets.c.number.desc())


class SqlTickets:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def next_number(self, community: str) -> int:
        name = {"name": "ticket", "community": community}
        await add_once(self._connection, counters, {**name, "value": 0})
        return int((await self._connection.execute(_COUNT, {"where": community})).scalar_one())

    async def add(self, ticket: Ticket, step: Step) -> None:
        await self._connection.execute(insert(tickets), _values(ticket))
        await self._note(step)

    async def save(self, ticket: Ticket, step: Step | None = None) -> None:
        which = {"where": ticket.community, "which": ticket.number}
        await self._connection.execute(_SAVE, _values(ticket) | which)
        if step:
            await self._note(step)

    async def get(self, community: str, number: int) -> Ticket | None:
        row = (await self._connection.execute(_GET, {"where": community, "which": number})).first()
        return _ticket(row) if row else None

    async def open_of_reporter(self, community: str, person: str, now: datetime | None = None) -> Sequence[Ticket]:
        mine: Values = {"where": community, "who": person}
        found = list(await self._connection.execute(_REPORTED, mine))
        if now is None:
            found += await self._connection.execute(_CLOSED, mine)
        else:
            found += await self._connection.execute(_CLOSED_SINCE, mine | {"since": now - RECENT})
        return [_ticket(row) for row in found]

    async def open_of_assignee(self, community: str, person: str) -> Sequence[Ticket]:
        return await self._newest((tickets.c.community == community) & (tickets.c.assignee == person))

    async def covered_for(self, community: str, person: str) -> Sequence[Ticket]:
        return await self._newest((tickets.c.community == community) & (tickets.c.covers_for == person))

    async def at_place(self, community: str, category: str, building: str, since: datetime) -> Sequence[Ticket]:
        here = (
            (tickets.c.community == community)
            & (tickets.c.building == building)
            & (tickets.c.category == category)
            & or_(_OPEN, (tickets.c.state == State.CLOSED.value) & (tickets.c.closed_at >= since))
        )
        statement = select(tickets).where(here).order_by(tickets.c.number.desc())
        return [_ticket(row) for row in await self._connection.execute(statement)]

    async def support(self, supporter: Supporter) -> bool:
        row = {name: getattr(supporter, name) for name in _SUPPORTER}
        return await add_once(self._connection, supporters, row)

    async def supporters(self, community: str, number: int) -> Sequence[Supporter]:
        mine = (supporters.c.community == community) & (supporters.c.ticket == number)
        rows = await self._connection.execute(select(supporters).where(mine).order_by(supporters.c.id))
        return [Supporter(**{name: row._mapping[name] for name in _SUPPORTER}) for row in rows]

    async def history(self, community: str, number: int) -> Sequence[Step]:
        statement = select(steps).where(steps.c.community == community, steps.c.ticket == number).order_by(steps.c.id)
        return [_step(row) for row in await self._connection.execute(statement)]

    async def _newest(self, which: ColumnElement[bool]) -> list[Ticket]:
        statement = select(tickets).where(which, _OPEN).order_by(tickets.c.number.desc())
        return [_ticket(row) for row in await self._connection.execute(statement)]

    async def _note(self, step: Step) -> None:
        which = {"where": step.community, "which": step.ticket}
        before = (await self._connection.execute(_TRAIL, which)).scalar_one()
        row: Values = {
            "community": step.community,
            "ticket": step.ticket,
            "at": step.at,
            "source": step.source.value if step.source else None,
            "target": step.target.value,
            "move": step.move.value,
            "actor": step.by,
            "reason": step.reason,
            "salt": secrets.token_hex(16),
        }
        row["sealed"] = trail.sealed(row)
        row["chain"] = trail.chained(before, row)
        await self._connection.execute(insert(steps), row)
        await self._connection.execute(_SAVE, which | {"trail": row["chain"]})


def _values(ticket: Ticket) -> Values:
    return {name: getattr(ticket, name) for name in _PLAIN} | {
        "kind": ticket.kind.value,
        "urgency": ticket.urgency.value,
        "state": ticket.state.value,
        "place": codec.from_place(ticket.place),
        "building": (ticket.place.building or "") if ticket.place else "",
    }


def _ticket(row: Row[Any]) -> Ticket:
    fields = row._mapping
    return Ticket(
        kind=Kind(row.kind),
        urgency=Urgency(row.urgency),
        state=State(row.state),
        place=codec.to_place(row.place),
        **{name: fields[name] for name in _PLAIN},
    )


def _step(row: Row[Any]) -> Step:
    source = State(row.source) if row.source else None
    return Step(row.community, row.ticket, row.at, source, State(row.target), Move(row.move), row.actor, row.reason)
