"""Rounds walked, in memory."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.patrols import Patrol, Tally
from tests.fakes.state import State, kept


class FakePatrols:
    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, patrol: Patrol) -> None:
        self._state.patrols.append(kept(patrol))

    async def tally(
        self, community: str, first: datetime, last: datetime, *, person: str = "", grid: str = ""
    ) -> Tally:
        counted = [
            one
            for one in self._state.patrols
            if one.community == community
            and first <= one.at < last
            and person in ("", one.person)
            and grid in ("", one.grid)
        ]
        return Tally(len(counted), sum(one.findings for one in counted))

    async def by_person(self, community: str, first: datetime, last: datetime) -> Sequence[tuple[str, Tally]]:
        mine = [one for one in self._state.patrols if one.community == community and first <= one.at < last]
        people = sorted({one.person for one in mine})
        return [(person, await self.tally(community, first, last, person=person)) for person in people]
