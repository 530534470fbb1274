"""What every store tells of tickets for free questions."""

from dataclasses import replace
from typing import Any

from bot.domain.cases import Case
from bot.domain.tickets import Kind, Move, State, Step
from bot.domain.urgency import Urgency
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
    opened = ticket(1, recurs=7, rating="satisfied", accept_due=NOW + MINUTE, resolve_due=NOW + DAY, grid="g1")
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
    assert one.accept_due == NOW + MINUTE


async def test_a_case_is_told_as_it_stood_before_the_end_of_the_span(database: Any) -> None:
    """Whatever becomes of it later; what was filed later is not there at all."""
    opened = ticket(1, resolve_due=NOW + DAY, grid="g1")
    taken = replace(opened, state=State.ACCEPTED, assignee="zhao")
    done = replace(taken, state=State.CONFIRMING)
    over = replace(done, state=State.CLOSED, closed_at=NOW + 3 * MINUTE, rating="satisfied")
    other = {"kind": Kind.WISH, "category": "play", "urgency": Urgency.RED, "grid": "g2", "resolve_due": NOW + 9 * DAY}
    again = replace(over, state=State.ASSIGNED, closed_at=None, rating="", assignee="li", place=None, **other)
    moves = [(taken, Move.ACCEPT), (done, Move.RESOLVE), (over, Move.CONFIRM), (again, Move.REOPEN)]
    async with database.store.work() as work:
        await work.tickets.add(opened, step(1))
        before = opened
        for minute, (after, move) in enumerate(moves, start=1):
            moved = Step(HOME, 1, NOW + minute * MINUTE, before.state, after.state, move, "li")
            await work.tickets.save(after, moved)
            before = after
        [first] = await work.reports.cases(HOME, NOW, NOW + MINUTE)
        [then] = await work.reports.cases(HOME, NOW, NOW + 4 * MINUTE)
        [late] = await work.reports.cases(HOME, NOW + 4 * MINUTE, NOW + DAY)
        assert await work.reports.cases(HOME, NOW - DAY, NOW) == []
        counted = [await work.reports.figures(HOME, NOW, NOW + at, NOW + 9 * DAY, "g1") for at in (4 * MINUTE, DAY)]
    assert (first.state, first.assignee, first.accepted_at) == (State.ASSIGNED, "li", None)
    assert (then.state, then.assignee, then.rating, then.closed_at) == (
        State.CLOSED, "zhao", "satisfied", NOW + 3 * MINUTE
    )  # fmt: skip
    assert (then.kind, then.category, then.urgency) == ("hazard", "lighting", Urgency.BLUE)
    assert (then.grid, then.building, then.resolve_due) == ("g1", "3", NOW + DAY)
    assert (then.accepted_at, then.done_at) == (NOW + MINUTE, NOW + 2 * MINUTE)
    assert (late.state, late.kind, late.category, late.urgency) == (State.ASSIGNED, "wish", "play", Urgency.RED)
    assert (late.grid, late.building, late.closed_at, late.rating) == ("g2", "", None, "")
    assert [(one.opened, one.closed, one.satisfied) for one in counted] == [(1, 1, 1), (0, 0, 0)]


async def test_what_complains_of_somebody_counts_for_others_and_in_no_group(database: Any) -> None:
    async with database.store.work() as work:
        await work.tickets.add(ticket(1), step(1))
        await work.tickets.add(ticket(2, about=("zhao", "chen")), step(2))
        told = {who: await work.reports.cases(HOME, NOW, NOW + DAY, who) for who in ("", "zhao", "chen", "lin")}
        counted = [(await work.reports.figures(HOME, NOW, NOW + DAY, NOW, "", who)).opened for who in told]
    assert [[one.number for one in found] for found in told.values()] == [[1], [1], [1], [1, 2]]
    assert counted == [1, 1, 1, 2]


async def test_what_nobody_has_taken_on_has_no_such_moments(database: Any) -> None:
    async with database.store.work() as work:
        await work.tickets.add(ticket(1), step(1))
    [one] = await found(database)
    assert (one.accepted_at, one.done_at, one.recurs) == (None, None, False)


async def test_a_case_knows_that_nothing_was_wrong_from_the_moment_it_was_said(database: Any) -> None:
    opened = ticket(1)
    async with database.store.work() as work:
        await work.tickets.add(opened, step(1))
        said = Step(HOME, 1, NOW + MINUTE, State.ASSIGNED, State.ASSIGNED, Move.UNFOUNDED, "li")
        await work.tickets.save(opened, said)
        [before] = await work.reports.cases(HOME, NOW, NOW + MINUTE)
        [after] = await work.reports.cases(HOME, NOW, NOW + DAY)
    assert (before.unfounded, after.unfounded) == (False, True)


async def test_what_was_opened_again_is_unfounded_only_if_it_is_said_anew(database: Any) -> None:
    opened = ticket(1)
    async with database.store.work() as work:
        await work.tickets.add(opened, step(1))
        for minutes, move in enumerate([Move.UNFOUNDED, Move.REOPEN, Move.UNFOUNDED], 1):
            said = Step(HOME, 1, NOW + minutes * MINUTE, State.ASSIGNED, State.ASSIGNED, move, "li")
            await work.tickets.save(opened, said)
        told = [await work.reports.cases(HOME, NOW, NOW + minutes * MINUTE) for minutes in (2, 3, 4)]
    assert [one.unfounded for [one] in told] == [True, False, True]
