"""What every store promises about leaves, promises, calls and unanswered questions."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.domain.leaves import Leave
from bot.domain.mentions import Mention
from bot.domain.promises import Promise
from bot.domain.tickets import Move, State, Step
from tests.contracts.values import DAY, HOME, MINUTE, NOW, step, ticket

FRIDAY = date(2026, 11, 27)
HOUR = timedelta(hours=1)
EIGHT = datetime(2026, 11, 23, 8, tzinfo=UTC)


def leave(**more: Any) -> Leave:
    fields: dict[str, Any] = {"person": "chen", "first": FRIDAY, "last": FRIDAY, "stand_in": "liu"} | more
    return Leave(HOME, noted_by="chen", noted_at=NOW, **fields)


def mention(cause: str, **more: Any) -> Mention:
    fields: dict[str, Any] = {"person": "chen", "hour": EIGHT, "chat": "staff", "body": f"#1 {cause}"} | more
    return Mention(HOME, cause=cause, tickets=(1,), messages=(7, 8), **fields)


async def noted(database: Any, *leaves: Leave) -> list[Leave]:
    async with database.store.work() as work:
        return [await work.leaves.note(one) for one in leaves]


async def current(database: Any, day: date, community: str = HOME) -> list[Leave]:
    async with database.store.work() as work:
        return list(await work.leaves.current(community, day))


async def test_a_leave_comes_back_as_it_was(database: Any) -> None:
    (one,) = await noted(database, leave(last=date(2026, 11, 30), since=time(12), until=time(9, 30)))
    assert one.id is not None
    async with database.store.work() as work:
        assert await work.leaves.get(HOME, one.id) == one
        assert await work.leaves.get("other", one.id) is None
        assert await work.leaves.get(HOME, 999) is None


async def test_leaves_are_current_until_their_last_day_and_while_they_are_not_ended(database: Any) -> None:
    first, second = await noted(database, leave(), leave(person="liu"))
    assert await current(database, FRIDAY) == [first, second]
    assert await current(database, FRIDAY + DAY) == []
    assert await current(database, FRIDAY, "other") == []
    async with database.store.work() as work:
        assert await work.leaves.end(first, NOW + MINUTE)
    assert await current(database, FRIDAY) == [second]
    async with database.store.work() as work:
        ended = await work.leaves.get(HOME, first.id)
    assert ended == replace(first, ended_at=NOW + MINUTE)


async def test_a_persons_leaves_are_known_after_they_have_ended(database: Any) -> None:
    first, _, later = await noted(database, leave(), leave(person="liu"), leave(last=FRIDAY + DAY))
    async with database.store.work() as work:
        assert await work.leaves.end(first, NOW + MINUTE)
        assert list(await work.leaves.of(HOME, "chen", FRIDAY)) == [replace(first, ended_at=NOW + MINUTE), later]
        assert list(await work.leaves.of(HOME, "chen", FRIDAY + DAY)) == [later]
        assert list(await work.leaves.of("other", "chen", FRIDAY)) == []


async def test_a_leave_ends_once(database: Any) -> None:
    (one,) = await noted(database, leave())
    async with database.store.work() as work:
        assert [await work.leaves.end(one, NOW) for _ in range(2)] == [True, False]


async def test_covered_tickets_are_the_open_ones_held_for_that_person(database: Any) -> None:
    async with database.store.work() as work:
        await work.tickets.add(ticket(1, covers_for="chen"), step(1))
        await work.tickets.add(ticket(2, covers_for="chen", state=State.CLOSED, closed_at=NOW), step(2))
        await work.tickets.add(ticket(3), step(3))
        await work.tickets.add(ticket(4, covers_for="chen"), step(4))
        assert [one.number for one in await work.tickets.covered_for(HOME, "chen")] == [4, 1]
        assert list(await work.tickets.covered_for("other", "chen")) == []


async def promise(database: Any, number: int, due: datetime, person: str = "li", **more: Any) -> Promise:
    made = Promise(HOME, number, person, NOW, due)
    async with database.store.work() as work:
        if await work.tickets.get(HOME, number) is None:
            opened = ticket(number, **more)
            await work.tickets.add(opened, step(number, target=opened.state))
        await work.promises.make(made)
    return made


async def moves(database: Any, number: int, at: datetime, target: State, move: Move = Move.RESOLVE) -> None:
    async with database.store.work() as work:
        before = await work.tickets.get(HOME, number)
        after = replace(before, state=target)
        await work.tickets.save(after, Step(HOME, number, at, before.state, target, move, "li"))


async def kept(database: Any, grid: str = "", until: datetime = NOW + 5 * DAY) -> tuple[int, int]:
    async with database.store.work() as work:
        counted: tuple[int, int] = await work.promises.kept(HOME, NOW, until, NOW + 3 * DAY, grid)
        return counted


async def test_open_promises_come_soonest_first_and_without_those_of_ended_tickets(database: Any) -> None:
    late = await promise(database, 1, NOW + 2 * DAY)
    soon = await promise(database, 2, NOW + DAY, person="chen")
    await promise(database, 3, NOW + DAY, state=State.WITHDRAWN)
    async with database.store.work() as work:
        assert list(await work.promises.open(HOME)) == [soon, late]
        assert list(await work.promises.open(HOME, "li")) == [late]
        assert list(await work.promises.open("other")) == []
        await work.promises.done(HOME, 1, NOW + DAY)
        assert list(await work.promises.open(HOME)) == [soon]


async def test_promises_about_a_complaint_count_for_others_and_in_no_group(database: Any) -> None:
    await promise(database, 1, NOW + DAY, about=("zhao",))
    async with database.store.work() as work:
        span = HOME, NOW, NOW + 5 * DAY, NOW + 3 * DAY, ""
        assert [await work.promises.kept(*span, reader=who) for who in ("", "zhao", "lin")] == [(0, 0), (0, 0), (0, 1)]


async def test_kept_are_those_done_by_their_day_of_all_that_are_done_or_due(database: Any) -> None:
    await promise(database, 1, NOW + DAY, grid="g1")
    await promise(database, 2, NOW + DAY, grid="g2")
    await promise(database, 3, NOW + 4 * DAY)
    await promise(database, 4, NOW + 9 * DAY)
    await promise(database, 5, NOW + DAY, state=State.DECLINED)
    assert await kept(database) == (0, 2)
    await moves(database, 1, NOW + DAY, State.CONFIRMING)
    await moves(database, 2, NOW + DAY + MINUTE, State.CONFIRMING)
    assert await kept(database) == (1, 2)
    assert await kept(database, "g1") == (1, 1)
    await moves(database, 3, NOW + 2 * DAY, State.CONFIRMING)
    assert await kept(database) == (2, 3)


async def test_the_first_time_done_counts_until_it_is_taken_back(database: Any) -> None:
    await promise(database, 1, NOW + DAY)
    await moves(database, 1, NOW, State.CONFIRMING)
    await moves(database, 1, NOW + MINUTE, State.CONFIRMING, Move.NOTE)
    assert await kept(database) == (1, 1)
    await moves(database, 1, NOW + 2 * DAY, State.ASSIGNED, Move.REOPEN)
    assert await kept(database) == (0, 1)
    await moves(database, 1, NOW + 3 * DAY, State.CONFIRMING)
    assert await kept(database) == (0, 1)


async def test_what_became_of_a_promise_after_the_span_changes_nothing_in_it(database: Any) -> None:
    await promise(database, 1, NOW + DAY, grid="g1")
    await promise(database, 2, NOW + DAY)
    await moves(database, 1, NOW, State.CONFIRMING)
    await moves(database, 1, NOW + 2 * DAY, State.ASSIGNED, Move.REOPEN)
    await moves(database, 2, NOW + 2 * DAY, State.WITHDRAWN, Move.WITHDRAW)
    assert await kept(database, until=NOW + 2 * DAY) == (1, 2)
    assert await kept(database, "g1", until=NOW + 2 * DAY) == (1, 1)
    assert await kept(database) == (0, 1)


async def test_an_hour_holds_so_many_calls_of_a_person(database: Any) -> None:
    async with database.store.work() as work:
        assert [await work.mentions.book(mention(cause), 2) for cause in ("a", "b", "c")] == [True, True, False]
        assert await work.mentions.book(mention("d", person="liu"), 2)
        assert await work.mentions.book(mention("e", hour=EIGHT + HOUR), 2)
        assert await work.mentions.book(replace(mention("f"), community="other"), 2)


async def test_the_same_call_is_counted_once_and_stays_what_it_was(database: Any) -> None:
    async with database.store.work() as work:
        assert [await work.mentions.book(mention("a"), 1) for _ in range(3)] == [True] * 3
        assert [await work.mentions.book(mention("b"), 1) for _ in range(2)] == [False] * 2
        assert not await work.mentions.book(mention("b"), 9)


async def test_what_was_held_is_given_out_once_and_in_order(database: Any) -> None:
    async with database.store.work() as work:
        for cause in ("a", "b", "c"):
            await work.mentions.book(mention(cause), 1)
        await work.mentions.book(mention("d", hour=EIGHT + HOUR), 0)
    async with database.store.work() as work:
        assert list(await work.mentions.held(HOME, "chen", EIGHT)) == [mention("b"), mention("c")]
        assert list(await work.mentions.held(HOME, "chen", EIGHT)) == []


@pytest.mark.parametrize(("ago", "listed"), [(timedelta(), ["几点开门"]), (DAY, [])])
async def test_unanswered_questions_are_listed_by_their_day(database: Any, ago: timedelta, listed: list[str]) -> None:
    async with database.store.work() as work:
        await work.unanswered.note(HOME, "几点开门", NOW)
        assert list(await work.unanswered.between(HOME, NOW - ago, NOW - ago + MINUTE)) == listed
        assert list(await work.unanswered.between("other", NOW, NOW + MINUTE)) == []
