"""Leaves, promises, calls and unanswered questions, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain import promises
from bot.domain.cases import counts_for
from bot.domain.leaves import Leave
from bot.domain.mentions import Mention
from bot.domain.promises import Promise
from tests.fakes import state as states
from tests.fakes.state import kept


class FakeLeaves:
    def __init__(self, state: states.State) -> None:
        self._state = state

    async def note(self, leave: Leave) -> Leave:
        number = self._state.new_id()
        noted = replace(kept(leave), id=number)
        self._state.leaves[number] = noted
        return noted

    async def get(self, community: str, leave_id: int) -> Leave | None:
        found = self._state.leaves.get(leave_id)
        return found if found and found.community == community else None

    async def current(self, community: str, day: date) -> Sequence[Leave]:
        mine = [one for one in self._state.leaves.values() if one.community == community]
        return [one for one in mine if one.ended_at is None and one.last >= day]

    async def of(self, community: str, person: str, day: date) -> Sequence[Leave]:
        mine = [one for one in self._state.leaves.values() if (one.community, one.person) == (community, person)]
        return [one for one in mine if one.last >= day]

    async def end(self, leave: Leave, now: datetime) -> bool:
        found = await self.get(leave.community, leave.id or 0)
        if found is None or found.ended_at is not None:
            return False
        self._state.leaves[leave.id or 0] = kept(replace(found, ended_at=now))
        return True


class FakePromises:
    def __init__(self, state: states.State) -> None:
        self._state = state

    async def make(self, promise: Promise) -> None:
        self._state.promises.append(kept(promise))

    async def done(self, community: str, ticket: int, at: datetime | None) -> None:
        self._state.promises = [
            kept(replace(one, done_at=at))
            if (one.community, one.ticket) == (community, ticket) and (at is None or one.done_at is None)
            else one
            for one in self._state.promises
        ]

    async def open(self, community: str, person: str = "") -> Sequence[Promise]:
        waiting = [
            one
            for one in self._state.promises
            if one.community == community
            and one.done_at is None
            and person in ("", one.person)
            and not self._state.tickets[community, one.ticket].ended
        ]
        return sorted(waiting, key=lambda one: one.due_at)

    async def kept(
        self, community: str, first: datetime, last: datetime, now: datetime, grid: str = "", reader: str = ""
    ) -> tuple[int, int]:
        state = self._state
        then = {(one.community, one.number): one for at, one in state.stood if at < last}
        judged = [
            (one, [step for step in state.steps if (step.community, step.ticket) == where and step.at < last])
            for one in state.promises
            if (where := (one.community, one.ticket))[0] == community
            and first <= one.due_at < last
            and then[where].state not in promises.VOID
            and grid in ("", then[where].grid)
            and counts_for(reader, then[where].about)
        ]
        return promises.kept(judged, now)


@dataclass(frozen=True)
class MentionRow:
    mention: Mention
    held: bool
    told: bool = False


class FakeMentions:
    def __init__(self, state: states.State) -> None:
        self._state = state

    async def book(self, mention: Mention, limit: int) -> bool:
        key = (mention.community, mention.cause, mention.person)
        if key not in self._state.mentions:
            held = len(self._of(mention.community, mention.person, mention.hour, held=False)) >= limit
            self._state.mentions[key] = MentionRow(kept(mention), held)
        return not self._state.mentions[key].held

    async def held(self, community: str, person: str, hour: datetime) -> Sequence[Mention]:
        waiting = [one for one in self._of(community, person, hour, held=True) if not one.told]
        for one in waiting:
            self._state.mentions[community, one.mention.cause, person] = replace(one, told=True)
        return [one.mention for one in waiting]

    def _of(self, community: str, person: str, hour: datetime, *, held: bool) -> list[MentionRow]:
        rows = self._state.mentions.values()
        mine = [one for one in rows if (one.mention.community, one.mention.person) == (community, person)]
        return [one for one in mine if one.held is held and hour <= one.mention.hour < hour + timedelta(hours=1)]


class FakeUnanswered:
    def __init__(self, state: states.State) -> None:
        self._state = state

    async def note(self, community: str, text: str, now: datetime) -> None:
        self._state.unanswered.append((community, text, now))

    async def between(self, community: str, first: datetime, last: datetime) -> Sequence[str]:
        return [text for where, text, at in self._state.unanswered if where == community and first <= at < last]
