"""Tickets, their history and their supporters."""

import functools
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, Row, Select, bindparam, delete, insert, literal_column, select, update

from bot.domain.errors import Overtaken
from bot.domain.tickets import ENDED, LATER, Kind, State, Step, Supporter, Ticket
from bot.domain.urgency import Urgency
from storage import codec, history
from storage.chronicle import Chronicle, Written
from storage.gates import Connection, Values, add_once, listed, one_of
from storage.schema import counters, steps, supporters, tickets

#: Literals, because SQLite uses a partial index only where its condition stands in the statement itself.
_OPEN = tickets.c.state.not_in([literal_column(f"'{state.value}'") for state in sorted(ENDED)])
#: Of greater numbers, which people may say, there is no ticket: they do not fit the column.
_MOST = 2**31 - 1
#: Fields that are kept as they are; see `_values` for the others.
_PLAIN = tuple(name for name in Ticket.__slots__ if name not in {"kind", "urgency", "state", "about", "place"})
_SUPPORTER = ("community", "ticket", "person", "channel", "at", "chat")
_mine = (tickets.c.community == bindparam("where")) & (tickets.c.number == bindparam("which"))
_GET = select(tickets).where(_mine)
_HOLD = _GET.with_for_update()
#: The end of its history tells whether a ticket is still what was read: everything done to it adds a row.
_SAVE = update(tickets).where(_mine, tickets.c.trail == bindparam("before"))
_END = select(tickets.c.trail).where(_mine).with_for_update()
_ADD = insert(tickets)
_NOTE = insert(steps).returning(steps.c.id)
_numbers = (counters.c.name == "ticket") & (counters.c.community == bindparam("where"))
_TURN = select(counters.c.value).where(_numbers).with_for_update()
_COUNT = update(counters).where(_numbers).values(value=counters.c.value + 1).returning(counters.c.value)
_reported = (tickets.c.community == bindparam("where")) & (tickets.c.reporter == bindparam("who"))
_CLOSED_SINCE = (
    select(tickets)
    .where(_reported, tickets.c.state == State.CLOSED.value, tickets.c.closed_at >= bindparam("since"))
    .order_by(tickets.c.closed_at.desc(), tickets.c.number.desc())
)
_REPORTED = select(tickets).where(_reported, _OPEN).order_by(tickets.c.number.desc())
_in_community = tickets.c.community == bindparam("where")
_newest_first = tickets.c.number.desc()
_ASSIGNED = select(tickets).where(_in_community, tickets.c.assignee == bindparam("who"), _OPEN).order_by(_newest_first)
_COVERED = select(tickets).where(_in_community, tickets.c.covers_for == bindparam("who"), _OPEN).order_by(_newest_first)
_joined = select(supporters.c.ticket).where(
    supporters.c.community == bindparam("where"), supporters.c.person == bindparam("who")
)
_SUPPORTED = (
    select(tickets)
    .where(_in_community, tickets.c.reporter != bindparam("who"), tickets.c.number.in_(_joined), _OPEN)
    .order_by(_newest_first)
)
_SUPPORTERS = (
    select(supporters)
    .where(supporters.c.community == bindparam("where"), supporters.c.ticket == bindparam("which"))
    .order_by(supporters.c.id)
)
_UNSUPPORT = delete(supporters).where(
    supporters.c.community == bindparam("where"),
    supporters.c.ticket == bindparam("which"),
    supporters.c.person == bindparam("who"),
)
_HISTORY = (
    select(steps)
    .where(steps.c.community == bindparam("where"), steps.c.ticket == bindparam("which"))
    .order_by(steps.c.id)
)
_SEVERAL = select(tickets).where(_in_community, tickets.c.number.in_(bindparam("numbers", expanding=True)))
_done_since = (tickets.c.state == State.CLOSED.value) & (tickets.c.closed_at >= bindparam("since"))
_CURRENT = select(tickets).where(_in_community, _OPEN)
_DONE_SINCE = select(tickets).where(_in_community, _done_since)


@functools.cache
def open_at(dialect: str) -> Select[Any]:
    """What is open at any of `buildings`, of any of `categories`."""
    return select(tickets).where(_in_community, *_at(dialect), _OPEN)


@functools.cache
def done_at(dialect: str) -> Select[Any]:
    """What has been done there since."""
    return select(tickets).where(_in_community, *_at(dialect), _done_since)


def _at(dialect: str) -> tuple[ColumnElement[bool], ...]:
    return one_of(dialect, tickets.c.building, "buildings"), one_of(dialect, tickets.c.category, "categories")


class SqlTickets:
    """`bot.ports.Tickets`."""

    def __init__(self, connection: Connection, chronicle: Chronicle) -> None:
        self._connection = connection
        self._chronicle = chronicle
        self._ends: dict[tuple[str, int], str] = {}

    async def take_turn(self, community: str) -> None:
        """Takes the lock of `next_number`, only earlier. SQLite has one writer at a time anyway."""
        if self._connection.dialect.name == "sqlite":
            return
        if (await self._connection.execute(_TURN, {"where": community})).first() is None:
            await add_once(self._connection, counters, {"name": "ticket", "community": community, "value": 0})
            await self._connection.execute(_TURN, {"where": community})

    async def next_number(self, community: str) -> int:
        name = {"name": "ticket", "community": community}
        await add_once(self._connection, counters, {**name, "value": 0})
        return int((await self._connection.execute(_COUNT, {"where": community})).scalar_one())

    async def add(self, ticket: Ticket, step: Step) -> None:
        row = history.row(ticket, step, "")
        await self._connection.execute(_ADD, _values(ticket) | {"trail": row["chain"]})
        await self._enter(row, opens=True)

    async def save(self, ticket: Ticket, step: Step | None = None) -> None:
        """Raises Overtaken when somebody else has written since it was read: then nothing of theirs is lost,
        and ours is tried again."""
        which = {"where": ticket.community, "which": ticket.number}
        before = await self._end_of(ticket)
        row = history.row(ticket, step, before) if step else None
        values = _values(ticket) | {"trail": row["chain"] if row else before}
        saved = await self._connection.execute(_SAVE, values | which | {"before": before})
        if not saved.rowcount:
            raise Overtaken(f"#{ticket.number} was changed meanwhile")
        if row:
            await self._enter(row)

    async def get(self, community: str, number: int) -> Ticket | None:
        row = await self._row(_GET, community, number)
        return self._read(row) if row else None

    async def hold(self, community: str, number: int) -> Ticket | None:
        row = await self._row(_HOLD, community, number)
        if row:
            self._ends[community, number] = row.trail  # what was read of it before is not saved any more
        return self._read(row) if row else None

    async def open_of_reporter(self, community: str, person: str) -> Sequence[Ticket]:
        return await self._newest(_REPORTED, community, person)

    async def closed_of_reporter(self, community: str, person: str, since: datetime) -> Sequence[Ticket]:
        rows = await self._connection.execute(_CLOSED_SINCE, {"where": community, "who": person, "since": since})
        return [self._read(row) for row in rows]

    async def open_of_assignee(self, community: str, person: str) -> Sequence[Ticket]:
        return await self._newest(_ASSIGNED, community, person)

    async def covered_for(self, community: str, person: str) -> Sequence[Ticket]:
        return await self._newest(_COVERED, community, person)

    async def several(self, community: str, numbers: Sequence[int]) -> dict[int, Ticket]:
        possible = [one for one in numbers if one <= _MOST]
        rows = await self._connection.execute(_SEVERAL, {"where": community, "numbers": possible})
        return {row.number: self._read(row) for row in rows}

    async def at_places(
        self, community: str, categories: Sequence[str], buildings: Sequence[str], since: datetime
    ) -> Sequence[Ticket]:
        name = self._connection.dialect.name
        there = {"buildings": listed(name, buildings), "categories": listed(name, categories)}
        return await self._open_and_done(open_at(name), done_at(name), {"where": community, **there}, since)

    async def current(self, community: str, since: datetime) -> Sequence[Ticket]:
        return await self._open_and_done(_CURRENT, _DONE_SINCE, {"where": community}, since)

    async def support(self, supporter: Supporter) -> bool:
        row = {name: getattr(supporter, name) for name in _SUPPORTER}
        return await add_once(self._connection, supporters, row)

    async def unsupport(self, supporter: Supporter) -> None:
        which = {"where": supporter.community, "which": supporter.ticket, "who": supporter.person}
        await self._connection.execute(_UNSUPPORT, which)

    async def supporters(self, community: str, number: int) -> Sequence[Supporter]:
        rows = await self._connection.execute(_SUPPORTERS, {"where": community, "which": number})
        return [Supporter(**{name: row._mapping[name] for name in _SUPPORTER}) for row in rows]

    async def supported_by(self, community: str, person: str) -> Sequence[Ticket]:
        return await self._newest(_SUPPORTED, community, person)

    async def history(self, community: str, number: int) -> Sequence[Step]:
        rows = await self._connection.execute(_HISTORY, {"where": community, "which": number})
        return [history.read_step(row) for row in rows]

    async def said_later(self, community: str, numbers: Sequence[int]) -> Sequence[tuple[int, str]]:
        which = (steps.c.community == community) & steps.c.ticket.in_(numbers) & (steps.c.reason != "")
        spoken = steps.c.move.in_([move.value for move in LATER])
        rows = await self._connection.execute(
            select(steps.c.ticket, steps.c.reason).where(which, spoken).order_by(steps.c.id)
        )
        return [(row.ticket, row.reason) for row in rows]

    async def _row(self, statement: Executable, community: str, number: int) -> Row[Any] | None:
        if number > _MOST:
            return None
        return (await self._connection.execute(statement, {"where": community, "which": number})).first()

    async def _newest(self, statement: Executable, community: str, person: str) -> list[Ticket]:
        rows = await self._connection.execute(statement, {"where": community, "who": person})
        return [self._read(row) for row in rows]

    async def _open_and_done(self, still: Executable, done: Executable, which: Values, since: datetime) -> list[Ticket]:
        """Newest first."""
        found = list(await self._connection.execute(still, which))
        found += await self._connection.execute(done, which | {"since": since})
        return [self._read(row) for row in sorted(found, key=lambda row: row.number, reverse=True)]

    def _read(self, row: Row[Any]) -> Ticket:
        """The first look counts: reading it anew in a list must not hide that somebody has written in between."""
        self._ends.setdefault((row.community, row.number), row.trail)
        return _ticket(row)

    async def _end_of(self, ticket: Ticket) -> str:
        """The end of its history when the ticket was read; of a ticket that was not read, its end now."""
        key = (ticket.community, ticket.number)
        if key not in self._ends:
            which = {"where": ticket.community, "which": ticket.number}
            self._ends[key] = (await self._connection.execute(_END, which)).scalar_one()
        return self._ends[key]

    async def _enter(self, row: Values, *, opens: bool = False) -> None:
        number: int = (await self._connection.execute(_NOTE, row)).scalar_one()
        self._ends[row["community"], row["ticket"]] = row["chain"]
        self._chronicle.note(row["community"], Written(number, row["chain"], opens))


def _values(ticket: Ticket) -> Values:
    return {name: getattr(ticket, name) for name in _PLAIN} | {
        "kind": ticket.kind.value,
        "urgency": ticket.urgency.value,
        "state": ticket.state.value,
        "about": codec.from_words(ticket.about),
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
        about=codec.to_words(row.about),
        **{name: fields[name] for name in _PLAIN},
    )
