"""Reminders: unique rows, each sent once."""

import functools
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, Row, and_, bindparam, func, select, update

from bot.domain.reminders import Reminder
from storage.gates import Connection, Gate, add_new, listed, one_of
from storage.schema import reminders

_OPEN = reminders.c.sent_at.is_(None) & reminders.c.cancelled.is_(False)
_KEY = ("community", "ticket", "step", "level", "occurrence")
_of_ticket = (reminders.c.community == bindparam("where")) & (reminders.c.ticket == bindparam("which"))


class SqlReminders:
    """`bot.ports.Reminders`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def plan(self, reminders_: Sequence[Reminder]) -> None:
        rows = [{name: getattr(one, name) for name in (*_KEY, "due_at", "person")} for one in reminders_]
        await add_new(self._connection, reminders, rows)

    async def move(self, reminders_: Sequence[Reminder]) -> None:
        for one in reminders_:
            await self._connection.execute(update(reminders).where(_is(one), _OPEN).values(due_at=one.due_at))

    async def cancel(self, community: str, ticket: int, *, keep: Sequence[str] = (), occurrence: str = "") -> None:
        name = self._connection.dialect.name
        which = {"where": community, "which": ticket, "keep": listed(name, keep), "of": occurrence}
        await self._connection.execute(_cancelling(name), which)

    async def take(self, reminder: Reminder, now: datetime) -> bool:
        statement = update(reminders).where(_is(reminder), _OPEN).values(sent_at=now)
        return (await self._connection.execute(statement)).rowcount == 1


class SqlAgenda:
    """`bot.ports.Agenda`. Reading only: `Reminders.take` decides who sends one."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def due(self, now: datetime, limit: int) -> Sequence[Reminder]:
        statement = select(reminders).where(_OPEN, reminders.c.due_at <= now)
        statement = statement.order_by(reminders.c.due_at, reminders.c.id).limit(limit)
        async with self._gate.reading() as connection:
            return [_reminder(row) for row in await connection.execute(statement)]

    async def next_due(self, after: datetime | None = None) -> datetime | None:
        statement = select(func.min(reminders.c.due_at)).where(_OPEN)
        if after is not None:
            statement = statement.where(reminders.c.due_at > after)
        async with self._gate.reading() as connection:
            moment: datetime | None = (await connection.execute(statement)).scalar()
        return moment


@functools.cache
def _cancelling(dialect: str) -> Executable:
    kept = one_of(dialect, reminders.c.step, "keep") & (reminders.c.occurrence == bindparam("of"))
    return update(reminders).where(_of_ticket, _OPEN, ~kept).values(cancelled=True)


def _is(reminder: Reminder) -> ColumnElement[bool]:
    return and_(*(reminders.c[name] == getattr(reminder, name) for name in _KEY))


def _reminder(row: Row[Any]) -> Reminder:
    about = (row.community, row.ticket, row.step, row.level, row.occurrence)
    return Reminder(*about, row.due_at, row.id, row.sent_at, row.person)
