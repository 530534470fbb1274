"""The secretary's figures as aggregates; the definitions are those of `bot.domain.stats`.

Spans are half open: from `first` up to, but without, `last`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, or_, select

from bot.domain.cases import Case
from bot.domain.meals import OrderState
from bot.domain.requests import Rating
from bot.domain.stats import Figures
from bot.domain.tickets import ENDED, State
from bot.domain.urgency import Urgency
from storage import account
from storage.gates import Connection
from storage.schema import inbox, orders, steps, tickets

_SHARED = (
    "number",
    "kind",
    "category",
    "assignee",
    "grid",
    "building",
    "created_at",
    "closed_at",
    "resolve_due",
    "rating",
)


def _arrived(state: State) -> ColumnElement[bool]:
    """Steps by which a ticket came to a state."""
    mine = and_(steps.c.community == tickets.c.community, steps.c.ticket == tickets.c.number)
    return and_(mine, steps.c.target == state.value, steps.c.source.is_distinct_from(state.value))


_ACCEPTED = select(func.min(steps.c.at)).where(_arrived(State.ACCEPTED)).scalar_subquery().label("accepted_at")
_DONE = select(func.max(steps.c.at)).where(_arrived(State.CONFIRMING)).scalar_subquery().label("done_at")


class SqlReports:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def figures(self, community: str, first: datetime, last: datetime, now: datetime, grid: str) -> Figures:
        """Meals belong to no grid: with one given they count 0."""
        opened = _opened(community, first, last, grid)
        closed = func.sum(case((tickets.c.state == State.CLOSED.value, 1), else_=0))
        overdue = func.sum(case((_overdue(now), 1), else_=0))
        rated, satisfied = (
            func.sum(case((_rated(), 1), else_=0)),
            func.sum(case((_rated(Rating.SATISFIED), 1), else_=0)),
        )
        statement = select(func.count(), closed, overdue, rated, satisfied).where(opened)
        counts = (await self._connection.execute(statement)).one()
        return Figures(
            opened=counts[0],
            closed=int(counts[1] or 0),
            overdue=int(counts[2] or 0),
            by_kind=await self._split(tickets.c.kind, opened),
            by_category=await self._split(tickets.c.category, opened),
            meals=0 if grid else await self._meals(community, first, last),
            rated=int(counts[3] or 0),
            satisfied=int(counts[4] or 0),
        )

    async def cases(self, community: str, first: datetime, last: datetime) -> Sequence[Case]:
        ended = tickets.c.state.in_([state.value for state in ENDED])
        created = and_(tickets.c.created_at >= first, tickets.c.created_at < last)
        closed = and_(tickets.c.closed_at >= first, tickets.c.closed_at < last)
        wanted = and_(tickets.c.community == community, or_(created, closed, ~ended))
        statement = select(tickets, _ACCEPTED, _DONE).where(wanted).order_by(tickets.c.number)
        return [_case(row) for row in await self._connection.execute(statement)]

    async def daily_account(self, community: str, first: datetime, last: datetime) -> dict[str, int]:
        """Messages not handled yet, or set aside, are "other" until they are."""
        which = (inbox.c.community == community) & (inbox.c.received_at >= first) & (inbox.c.received_at < last)
        statement = select(inbox.c.heading, func.count()).where(which).group_by(inbox.c.heading)
        counts = dict.fromkeys(account.HEADINGS, 0)
        for heading, count in await self._connection.execute(statement):
            counts[heading] += count
        return counts

    async def _split(self, column: ColumnElement[str], which: ColumnElement[bool]) -> tuple[tuple[str, int], ...]:
        count = func.count()
        statement = select(column, count).where(which).group_by(column).order_by(count.desc(), column)
        return tuple((name, number) for name, number in await self._connection.execute(statement))

    async def _meals(self, community: str, first: datetime, last: datetime) -> int:
        final = (last - timedelta(microseconds=1)).date()
        which = (orders.c.community == community) & orders.c.day.between(first.date(), final)
        statement = select(func.sum(orders.c.quantity)).where(which, orders.c.state == OrderState.LIVE.value)
        return int((await self._connection.execute(statement)).scalar() or 0)


def _opened(community: str, first: datetime, last: datetime, grid: str) -> ColumnElement[bool]:
    which = and_(
        tickets.c.community == community,
        tickets.c.created_at >= first,
        tickets.c.created_at < last,
        tickets.c.state != State.MERGED.value,
    )
    return and_(which, tickets.c.grid == grid) if grid else which


def _rated(*ratings: Rating) -> ColumnElement[bool]:
    """Closed with one of these words of the reporter; with any, when none is given."""
    said = tickets.c.rating.in_([one.value for one in ratings or tuple(Rating)])
    return and_(tickets.c.state == State.CLOSED.value, said)


def _overdue(now: datetime) -> ColumnElement[bool]:
    ended = tickets.c.state.in_([state.value for state in ENDED])
    return or_(
        and_(~ended, tickets.c.resolve_due < now),
        and_(ended, tickets.c.closed_at > tickets.c.resolve_due),
    )


def _case(row: Row[Any]) -> Case:
    return Case(
        urgency=Urgency(row.urgency),
        state=State(row.state),
        accepted_at=row.accepted_at,
        done_at=row.done_at,
        recurs=row.recurs is not None,
        **{name: row._mapping[name] for name in _SHARED},
    )
