"""Tickets and their reminders, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.reminders import Reminder
from bot.domain.tickets import LATER, State, Step, Supporter, Ticket
from tests.fakes import state as states
from tests.fakes.state import kept


class FakeTickets:
    def __init__(self, state: states.State) -> None:
        self._state = state

    async def take_turn(self, community: str) -> None:
        """The fake's transactions come one after the other."""

    async def next_number(self, community: str) -> int:
        self._state.numbers[community] = self._state.numbers.get(community, 0) + 1
        return self._state.numbers[community]

    async def add(self, ticket: Ticket, step: Step) -> None:
        assert (ticket.community, ticket.number) not in self._state.tickets
        self._keep(ticket, step)

    async def save(self, ticket: Ticket, step: Step | None = None) -> None:
        assert (ticket.community, ticket.number) in self._state.tickets
        self._keep(ticket, step)

    def _keep(self, ticket: Ticket, step: Step | None) -> None:
        self._state.tickets[ticket.community, ticket.number] = kept(ticket)
        if step:
            self._state.steps.append(kept(step))
            self._state.stood.append((step.at, kept(ticket)))

    async def get(self, community: str, number: int) -> Ticket | None:
        return self._state.tickets.get((community, number))

    async def hold(self, community: str, number: int) -> Ticket | None:
        self._state.held.append(number)
        return await self.get(community, number)

    async def open_of_reporter(self, community: str, person: str) -> Sequence[Ticket]:
        return [one for one in self._newest(community) if one.reporter == person and not one.ended]

    async def closed_of_reporter(self, community: str, person: str, since: datetime) -> Sequence[Ticket]:
        mine = [one for one in self._newest(community) if one.reporter == person and one.state is State.CLOSED]
        closed = [(one.closed_at, one.number, one) for one in mine if one.closed_at and one.closed_at >= since]
        return [one for _, _, one in sorted(closed, reverse=True)]

    async def open_of_assignee(self, community: str, person: str) -> Sequence[Ticket]:
        return [one for one in self._newest(community) if one.assignee == person and not one.ended]

    async def covered_for(self, community: str, person: str) -> Sequence[Ticket]:
        return [one for one in self._newest(community) if one.covers_for == person and not one.ended]

    async def several(self, community: str, numbers: Sequence[int]) -> dict[int, Ticket]:
        return {one: found for one in numbers if (found := self._state.tickets.get((community, one)))}

    async def at_places(
        self, community: str, categories: Sequence[str], buildings: Sequence[str], since: datetime
    ) -> Sequence[Ticket]:
        here = [one for one in self._newest(community) if one.category in categories and one.place]
        return [one for one in here if one.place and one.place.building in buildings and _lives(one, since)]

    async def current(self, community: str, since: datetime) -> Sequence[Ticket]:
        return [one for one in self._newest(community) if _lives(one, since)]

    async def support(self, supporter: Supporter) -> bool:
        key = (supporter.community, supporter.ticket, supporter.person)
        if key in self._state.supporters:
            return False
        self._state.supporters[key] = kept(supporter)
        return True

    async def unsupport(self, supporter: Supporter) -> None:
        self._state.supporters.pop((supporter.community, supporter.ticket, supporter.person), None)

    async def supporters(self, community: str, number: int) -> Sequence[Supporter]:
        return [one for one in self._state.supporters.values() if (one.community, one.ticket) == (community, number)]

    async def supported_by(self, community: str, person: str) -> Sequence[Ticket]:
        joined = {
            one.ticket for one in self._state.supporters.values() if (one.community, one.person) == (community, person)
        }
        others = [one for one in self._newest(community) if one.reporter != person]
        return [one for one in others if one.number in joined and not one.ended]

    async def history(self, community: str, number: int) -> Sequence[Step]:
        return [one for one in self._state.steps if one.community == community and one.ticket == number]

    async def said_later(self, community: str, numbers: Sequence[int]) -> Sequence[tuple[int, str]]:
        mine = [one for one in self._state.steps if one.community == community and one.ticket in numbers]
        return [(one.ticket, one.reason) for one in mine if one.move in LATER and one.reason]

    def _newest(self, community: str) -> list[Ticket]:
        mine = [one for one in self._state.tickets.values() if one.community == community]
        return sorted(mine, key=lambda one: one.number, reverse=True)


def _lives(ticket: Ticket, since: datetime) -> bool:
    """Open, or closed since then."""
    done = ticket.state is State.CLOSED and ticket.closed_at is not None and ticket.closed_at >= since
    return not ticket.ended or done


class FakeReminders:
    def __init__(self, state: states.State) -> None:
        self._state = state

    async def plan(self, reminders: Sequence[Reminder]) -> None:
        for one in reminders:
            if _key(one) not in self._state.reminders:
                self._state.reminders[_key(one)] = replace(kept(one), id=self._state.new_id())

    async def move(self, reminders: Sequence[Reminder]) -> None:
        for one in reminders:
            row = self._state.reminders.get(_key(one))
            if row is not None and row.sent_at is None and row.id not in self._state.cancelled:
                self._state.reminders[_key(one)] = kept(replace(row, due_at=one.due_at))

    async def cancel(self, community: str, ticket: int, *, keep: Sequence[str] = (), occurrence: str = "") -> None:
        for one in self._state.reminders.values():
            if one.step in keep and one.occurrence == occurrence:
                continue
            if one.community == community and one.ticket == ticket and one.sent_at is None and one.id:
                self._state.cancelled.add(one.id)

    async def take(self, reminder: Reminder, now: datetime) -> bool:
        row = self._state.reminders.get(_key(reminder))
        if row is None or row.sent_at is not None or row.id in self._state.cancelled:
            return False
        self._state.reminders[_key(reminder)] = kept(replace(row, sent_at=now))
        return True


def _key(one: Reminder) -> tuple[str, int, str, int, str]:
    return (one.community, one.ticket, one.step, one.level, one.occurrence)
