"""What the secretary's figures are made of; the definitions are those of `bot.domain.stats` and `bot.domain.cases`.

Spans are half open: from `first` up to, but without, `last`. A ticket is told as it stood just before `last`: what
happened to it later changes no figure of that span.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from bot.domain import stats
from bot.domain.account import Heading
from bot.domain.cases import Case, counts_for
from bot.domain.meals import OrderState
from bot.domain.stats import Figures
from bot.domain.tickets import Move, State
from bot.domain.urgency import Urgency
from storage import codec, history
from storage.gates import Connection
from storage.schema import inbox, orders, steps, tickets

_earlier = steps.alias("earlier")


def _arrived(state: State, last: datetime) -> ColumnElement[bool]:
    """Steps before `last` by which a ticket came to a state."""
    mine = and_(_earlier.c.community == tickets.c.community, _earlier.c.ticket == tickets.c.number)
    came = and_(_earlier.c.target == state.value, _earlier.c.source.is_distinct_from(state.value))
    return and_(mine, came, _earlier.c.at < last)


def _unfounded(last: datetime) -> ColumnElement[bool]:
    """Before `last` somebody had looked, and nothing was wrong, or it was no matter; nobody has had it opened again
    since."""
    mine = and_(_earlier.c.community == tickets.c.community, _earlier.c.ticket == tickets.c.number)
    said = _earlier.c.move.in_([one.value for one in (Move.UNFOUNDED, Move.VOID, Move.REOPEN)])
    newest = select(_earlier.c.move).where(mine, said, _earlier.c.at < last).order_by(_earlier.c.id.desc()).limit(1)
    return newest.correlate(tickets).scalar_subquery().in_([Move.UNFOUNDED.value, Move.VOID.value])


class SqlReports:
    """`bot.ports.Reports`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def figures(
        self, community: str, first: datetime, last: datetime, now: datetime, grid: str, reader: str = ""
    ) -> Figures:
        """Meals belong to no grid: with one given they count 0."""
        found = await self._stood(and_(tickets.c.community == community, tickets.c.created_at >= first), last, reader)
        mine = [one for one in found if grid in {"", one.grid}]
        return stats.counted(mine, min(now, last), meals=0 if grid else await self._meals(community, first, last))

    async def cases(self, community: str, first: datetime, last: datetime, reader: str = "") -> Sequence[Case]:
        since = or_(tickets.c.created_at >= first, tickets.c.closed_at.is_(None), tickets.c.closed_at >= first)
        found = await self._stood(and_(tickets.c.community == community, since), last, reader)
        return [one for one in found if one.concerns(first)]

    async def daily_account(self, community: str, first: datetime, last: datetime) -> dict[str, int]:
        """Messages not handled yet, or set aside, are "other" until they are."""
        which = (inbox.c.community == community) & (inbox.c.received_at >= first) & (inbox.c.received_at < last)
        statement = select(inbox.c.heading, func.count()).where(which).group_by(inbox.c.heading)
        counts: dict[str, int] = dict.fromkeys(Heading, 0)
        for heading, count in await self._connection.execute(statement):
            counts[heading] += count
        return counts

    async def _stood(self, which: ColumnElement[bool], last: datetime, reader: str) -> list[Case]:
        """The tickets filed before `last` that count for `reader`, in order, each as it stood then."""
        accepted = select(func.min(_earlier.c.at)).where(_arrived(State.ACCEPTED, last)).correlate(tickets)
        done = select(func.max(_earlier.c.at)).where(_arrived(State.CONFIRMING, last)).correlate(tickets)
        of_ticket = (tickets.c.number, tickets.c.created_at, tickets.c.recurs, tickets.c.about)
        columns = (*of_ticket, steps.c.target, steps.c.assignee)
        moments = (accepted.scalar_subquery().label("accepted_at"), done.scalar_subquery().label("done_at"))
        found_nothing = _unfounded(last).label("unfounded")
        joined = tickets.join(steps, history.just_before(last))
        statement = select(*columns, steps.c.stood, *moments, found_nothing).select_from(joined)
        statement = statement.where(which, tickets.c.created_at < last).order_by(tickets.c.number)
        rows = await self._connection.execute(statement)
        return [_case(row) for row in rows if counts_for(reader, codec.to_words(row.about))]

    async def _meals(self, community: str, first: datetime, last: datetime) -> int:
        final = (last - timedelta(microseconds=1)).date()
        which = (orders.c.community == community) & orders.c.day.between(first.date(), final)
        statement = select(func.sum(orders.c.quantity)).where(which, orders.c.state == OrderState.LIVE.value)
        return int((await self._connection.execute(statement)).scalar() or 0)


def _case(row: Row[Any]) -> Case:
    facts = history.read(row.stood)
    return Case(
        number=row.number,
        state=State(row.target),
        assignee=row.assignee,
        created_at=row.created_at,
        accepted_at=row.accepted_at,
        done_at=row.done_at,
        recurs=row.recurs is not None,
        unfounded=bool(row.unfounded),
        **facts | {"urgency": Urgency(facts["urgency"])},
    )
