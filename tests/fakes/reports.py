"""The secretary's figures, counted in memory straight from their definitions."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.cases import Case
from bot.domain.meals import OrderState
from bot.domain.stats import Figures
from bot.domain.tickets import State, Ticket
from storage import account
from tests.fakes import state as states


class FakeReports:
    def __init__(self, state: states.State) -> None:
        self._state = state

    async def figures(self, community: str, first: datetime, last: datetime, now: datetime, grid: str) -> Figures:
        opened = [
            one
            for one in self._state.tickets.values()
            if one.community == community
            and first <= one.created_at < last
            and grid in ("", one.grid)
            and one.state is not State.MERGED
        ]
        return Figures(
            opened=len(opened),
            closed=sum(one.state is State.CLOSED for one in opened),
            overdue=sum(_overdue(one, now) for one in opened),
            by_kind=_split([one.kind.value for one in opened]),
            by_category=_split([one.category for one in opened]),
            meals=0 if grid else self._meals(community, first, last),
            rated=sum(one.state is State.CLOSED and one.rating != "" for one in opened),
            satisfied=sum(one.state is State.CLOSED and one.rating == "satisfied" for one in opened),
        )

    async def cases(self, community: str, first: datetime, last: datetime) -> Sequence[Case]:
        mine = [one for (where, _), one in sorted(self._state.tickets.items()) if where == community]
        return [
            self._case(one)
            for one in mine
            if first <= one.created_at < last
            or (one.closed_at is not None and first <= one.closed_at < last)
            or not one.ended
        ]

    def _case(self, one: Ticket) -> Case:
        steps = [step for step in self._state.steps if (step.community, step.ticket) == (one.community, one.number)]
        arrived = [step for step in steps if step.source is not step.target]
        return Case(
            number=one.number,
            kind=one.kind.value,
            category=one.category,
            urgency=one.urgency,
            state=one.state,
            assignee=one.assignee,
            grid=one.grid,
            building=(one.place.building or "") if one.place else "",
            created_at=one.created_at,
            accepted_at=min((step.at for step in arrived if step.target is State.ACCEPTED), default=None),
            done_at=max((step.at for step in arrived if step.target is State.CONFIRMING), default=None),
            closed_at=one.closed_at,
            resolve_due=one.resolve_due,
            recurs=one.recurs is not None,
            rating=one.rating,
        )

    async def daily_account(self, community: str, first: datetime, last: datetime) -> dict[str, int]:
        counts = dict.fromkeys(account.HEADINGS, 0)
        for row in self._state.messages.values():
            if row.community == community and first <= row.received_at < last:
                counts[row.heading] += 1
        return counts

    def _meals(self, community: str, first: datetime, last: datetime) -> int:
        final = (last - timedelta(microseconds=1)).date()
        return sum(
            one.quantity
            for one in self._state.orders.values()
            if one.community == community and one.state is OrderState.LIVE and first.date() <= one.day <= final
        )


def _overdue(one: Ticket, now: datetime) -> bool:
    if one.resolve_due is None:
        return False
    if one.ended:
        return one.closed_at is not None and one.closed_at > one.resolve_due
    return one.resolve_due < now


def _split(names: list[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))
