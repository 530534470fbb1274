"""The secretary's figures, counted in memory straight from their definitions."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain import stats
from bot.domain.account import Heading
from bot.domain.cases import Case, counts_for
from bot.domain.meals import OrderState
from bot.domain.stats import Figures
from bot.domain.tickets import Move, State, Ticket
from tests.fakes import state as states


class FakeReports:
    def __init__(self, state: states.State) -> None:
        self._state = state

    async def figures(
        self, community: str, first: datetime, last: datetime, now: datetime, grid: str, reader: str = ""
    ) -> Figures:
        found = self._stood(community, last, reader)
        mine = [one for one in found if one.created_at >= first and grid in ("", one.grid)]
        return stats.counted(mine, min(now, last), meals=0 if grid else self._meals(community, first, last))

    async def cases(self, community: str, first: datetime, last: datetime, reader: str = "") -> Sequence[Case]:
        return [one for one in self._stood(community, last, reader) if one.concerns(first)]

    def _stood(self, community: str, last: datetime, reader: str) -> list[Case]:
        """Every ticket filed before `last` that counts for `reader`, as it stood then."""
        then = {one.number: one for at, one in self._state.stood if one.community == community and at < last}
        seen = [one for _, one in sorted(then.items()) if counts_for(reader, one.about)]
        return [self._case(one, last) for one in seen if one.created_at < last]

    def _case(self, one: Ticket, last: datetime) -> Case:
        steps = [step for step in self._state.steps if (step.community, step.ticket) == (one.community, one.number)]
        arrived = [step for step in steps if step.source is not step.target and step.at < last]
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
            accept_due=one.accept_due,
            resolve_due=one.resolve_due,
            recurs=one.recurs is not None,
            rating=one.rating,
            unfounded=_unfounded([step.move for step in steps if step.at < last]),
        )

    async def daily_account(self, community: str, first: datetime, last: datetime) -> dict[str, int]:
        counts: dict[str, int] = dict.fromkeys(Heading, 0)
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


def _unfounded(moves: list[Move]) -> bool:
    told = [move for move in moves if move in {Move.UNFOUNDED, Move.VOID, Move.REOPEN}]
    return bool(told) and told[-1] is not Move.REOPEN
