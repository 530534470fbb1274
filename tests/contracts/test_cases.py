"""What every store tells of tickets for free questions."""

from dataclasses import replace
from typing import Any

from bot.domain.cases import Case
from bot.domain.tickets import Move, State, Step
from tests.contracts.values import DAY, HOME, MINUTE, NOW, step, ticket


async def found(database: Any) -> list[Case]:
    async with database.store.work() as work:
        return list(await work.reports.cases(HOME, NOW, NOW + DAY))


async def test_tickets_of_the_span_and_those_still_open_are_told_in_order(database: Any) -> None:
    early, late = NOW - 9 * DAY, NOW + 2 * DAY
    async with database.store.work() as work:
        for one in (
            ticket(1),
            ticket(2, created_at=early),
            ticket(3, created_at=early, state=State.CLOSED, closed_at=NOW + MINUTE),
            ticket(4, created_at=early, state=State.CLOSED, closed_at=early),
            ticket(5, created_at=late, state=State.CLOSED, closed_at=late),
            replace(ticket(6), community="other"),
        ):
            await work.tickets.add(one, replace(step(one.number), community=one.community))
    assert [one.number for one in await found(database)] == [1, 2, 3]


async def test_a_case_knows_when_it_was_first_taken_on_and_last_done(database: Any) -> None:
    opened = ticket(1, recurs=7, rating="satisfied", resolve_due=NOW + DAY, grid="g1")
    async with database.store.work() as work:
        await work.tickets.add(opened, step(1))
        moves = [
            (State.ASSIGNED, State.ACCEPTED, Move.ACCEPT),
            (State.ACCEPTED, State.ACCEPTED, Move.ADD),
            (State.ACCEPTED, State.CONFIRMING, Move.RESOLVE),
            (State.CONFIRMING, State.ASSIGNED, Move.REOPEN),
            (State.ASSIGNED, State.ACCEPTED, Move.ACCEPT),
            (State.ACCEPTED, State.CONFIRMING, Move.RESOLVE),
            (State.CONFIRMING, State.CONFIRMING, Move.NOTE),
        ]
        for minute, (source, target, move) in enumerate(moves, start=1):
            moved = Step(HOME, 1, NOW + minute * MINUTE, source, target, move, "li")
            await work.tickets.save(replace(opened, state=target), moved)
    [one] = await found(database)
    assert (one.accepted_at, one.done_at) == (NOW + MINUTE, NOW + 6 * MINUTE)
    assert (one.state, one.assignee, one.grid, one.building) == (State.CONFIRMING, "li", "g1", "3")
    assert (one.recurs, one.rating, one.resolve_due, one.closed_at) == (True, "satisfied", NOW + DAY, None)


async def test_what_nobody_has_taken_on_has_no_such_moments(database: Any) -> None:
    async with database.store.work() as work:
        await work.tickets.add(ticket(1), step(1))
    [one] = await found(database)
    assert (one.accepted_at, one.done_at, one.recurs) == (None, None, False)
