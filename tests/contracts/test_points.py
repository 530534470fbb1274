"""What every ledger promises, and every report on what is stored."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain import points
from bot.domain.errors import Overdrawn
from bot.domain.meals import OrderState
from bot.domain.points import Entry, Paid, Transfer, TransferState
from bot.domain.requests import Action, MoveTicket, OpenTicket, OrderMeal
from bot.domain.stats import Figures
from bot.domain.tickets import Kind, Move, State
from tests.contracts.values import DAY, HOME, MINUTE, NOW, delivery, incoming, order, reading, step, ticket

WANG, HELD = points.account_of("wang"), points.held_for("wang")


def spend(amount: int, cause: str = "shop:1") -> Transfer:
    return Transfer(HOME, cause, NOW, TransferState.POSTED, (Entry(WANG, -amount), Entry("shop", amount)))


async def test_points_are_held_then_posted(database: Any) -> None:
    async with database.store.work() as work:
        assert await work.points.enter(points.hold(HOME, 1, "wang", 5, NOW, "报告隐患"))
        assert await work.points.enter(points.post(HOME, 1, "wang", 5, NOW + MINUTE, "核实"))
        assert await work.points.balance(HOME, HELD) == 0
        assert await work.points.balance(HOME, WANG) == 5
        assert await work.points.balance(HOME, points.ISSUER) == -5
        [(transfer, entry)] = await work.points.entries(HOME, WANG, 10)
    assert transfer == points.post(HOME, 1, "wang", 5, NOW + MINUTE, "核实")
    assert entry == Entry(WANG, 5)


async def test_what_was_posted_comes_back_once_and_gives_no_room_under_the_cap(database: Any) -> None:
    async with database.store.work() as work:
        await work.points.enter(points.hold(HOME, 1, "wang", 5, NOW, ""))
        await work.points.enter(points.post(HOME, 1, "wang", 5, NOW + MINUTE, ""))
        earned = await work.points.earned_since(HOME, "wang", NOW)
        assert await work.points.enter(points.take_back(HOME, 1, "wang", 5, NOW + 2 * MINUTE, "误报"))
        assert not await work.points.enter(points.take_back(HOME, 1, "wang", 5, NOW + 3 * MINUTE, "误报"))
        assert (await work.points.balance(HOME, WANG), await work.points.balance(HOME, points.ISSUER)) == (0, 0)
        assert await work.points.earned_since(HOME, "wang", NOW) == earned == 5
        [(newest, entry), _] = await work.points.entries(HOME, WANG, 10)
    assert (newest.state, newest.reason, entry) == (TransferState.RETURNED, "误报", Entry(WANG, -5))


async def test_the_same_cause_never_pays_twice(database: Any) -> None:
    async with database.store.work() as work:
        assert await work.points.enter(points.hold(HOME, 1, "wang", 5, NOW, ""))
        assert not await work.points.enter(points.hold(HOME, 1, "wang", 50, NOW, ""))
        assert await work.points.balance(HOME, HELD) == 5
        assert await work.points.transfer(HOME, "ticket:1:hold") == points.hold(HOME, 1, "wang", 5, NOW, "")
        assert await work.points.transfer("other", "ticket:1:hold") is None


async def test_nobody_spends_what_they_do_not_have(database: Any) -> None:
    async with database.store.work() as work:
        with pytest.raises(Overdrawn):
            await work.points.enter(spend(1))
        assert await work.points.transfer(HOME, "shop:1") is None
        assert await work.points.balance(HOME, "shop") == 0


async def test_entries_come_newest_first(database: Any) -> None:
    async with database.store.work() as work:
        for number in (1, 2, 3):
            await work.points.enter(points.hold(HOME, number, "wang", number, NOW, ""))
        newest = await work.points.entries(HOME, HELD, 2)
    assert [entry.amount for _, entry in newest] == [3, 2]


async def test_earned_counts_held_and_posted_but_neither_returned_nor_spent(database: Any) -> None:
    async with database.store.work() as work:
        await work.points.enter(points.hold(HOME, 1, "wang", 100, NOW - DAY, "yesterday"))
        await work.points.enter(points.hold(HOME, 2, "wang", 5, NOW, ""))
        await work.points.enter(points.post(HOME, 2, "wang", 5, NOW, ""))
        await work.points.enter(points.hold(HOME, 3, "wang", 7, NOW, ""))
        await work.points.enter(points.hold(HOME, 4, "wang", 9, NOW, ""))
        await work.points.enter(points.give_back(HOME, 4, "wang", 9, NOW, ""))
        await work.points.enter(spend(2))
        assert await work.points.earned_since(HOME, "wang", NOW) == 12


async def test_what_comes_back_of_an_earlier_day_makes_no_room_under_the_cap(database: Any) -> None:
    async with database.store.work() as work:
        await work.points.enter(points.hold(HOME, 1, "wang", 5, NOW - DAY, ""))
        await work.points.enter(points.hold(HOME, 2, "wang", 20, NOW, ""))
        await work.points.enter(points.give_back(HOME, 1, "wang", 5, NOW, "撤回"))
        assert await work.points.earned_since(HOME, "wang", NOW) == 20


async def test_figures_follow_their_definitions(database: Any) -> None:
    open_late = ticket(1, resolve_due=NOW + MINUTE)
    async with database.store.work() as work:
        for one in (
            open_late,
            ticket(2, state=State.CLOSED, resolve_due=NOW + DAY, closed_at=NOW, kind=Kind.WISH, category="play"),
            ticket(3, state=State.CLOSED, resolve_due=NOW, closed_at=NOW + MINUTE, rating="satisfied"),
            ticket(7, state=State.CLOSED, closed_at=NOW, rating="fair", created_at=NOW + DAY, grid="g2"),
            ticket(4, state=State.MERGED),
            ticket(5, created_at=NOW - DAY),
            ticket(6, created_at=NOW + DAY, grid="g2"),
        ):
            await work.tickets.add(one, replace(step(one.number, target=one.state), at=one.created_at))
        await work.meals.add(order(day=date(2026, 11, 23)))
        await work.meals.add(order(day=date(2026, 11, 24), person="zhao"))
        cancelled = await work.meals.add(order(day=date(2026, 11, 23), person="qian"))
        await work.meals.save(replace(cancelled, state=OrderState.CANCELLED))
        first = NOW.replace(hour=0)
        figures = await work.reports.figures(HOME, first, first + DAY, NOW + 2 * DAY, "")
        elsewhere = await work.reports.figures(HOME, first, first + 9 * DAY, NOW + 2 * DAY, "g2")
    assert figures == Figures(
        opened=3,
        closed=2,
        overdue=2,
        by_kind=(("hazard", 2), ("wish", 1)),
        by_category=(("lighting", 2), ("play", 1)),
        meals=2,
        rated=1,
        satisfied=1,
    )
    assert (elsewhere.opened, elsewhere.meals, elsewhere.rated, elsewhere.satisfied) == (2, 0, 1, 0)


async def test_the_daily_account_always_adds_up(database: Any) -> None:
    handled = [
        (Action.ACT, reading(OpenTicket("", Kind.HAZARD, "lighting"))),
        (Action.ACT, reading(OrderMeal(""))),
        (Action.ACT, reading(MoveTicket(Move.ACCEPT))),
        (Action.ASK, reading(action=Action.ASK)),
        (Action.SILENT, reading(action=Action.SILENT)),
    ]
    for number, (outcome, understood) in enumerate(handled):
        accepted = await database.inbox.accept(delivery(incoming(msgid=f"m{number}")))
        async with database.store.work() as work:
            message = await work.messages.take(accepted.id)
            await work.messages.finish(message, outcome, understood, "", NOW)
    await database.inbox.accept(delivery(incoming(msgid="unfinished")))
    await database.inbox.accept(delivery(incoming(msgid="tomorrow"), received_at=NOW + DAY))
    async with database.store.work() as work:
        account = await work.reports.daily_account(HOME, NOW, NOW + DAY)
    assert account == {
        "ticket": 1,
        "addition": 0,
        "question": 0,
        "command": 1,
        "meal": 1,
        "asked": 1,
        "other": 2,
    }


async def test_a_message_is_counted_where_it_turns_out_to_belong(database: Any) -> None:
    accepted = await database.inbox.accept(delivery(community=""))
    async with database.store.work() as work:
        message = await work.messages.take(accepted.id)
        await work.messages.assign_community(message, HOME)
        assert sum((await work.reports.daily_account(HOME, NOW, NOW + DAY)).values()) == 1


async def test_what_was_paid_in_a_span_is_told_of_each_person(database: Any) -> None:
    async with database.store.work() as work:
        for number, person, at in ((1, "wang", NOW), (2, "li", NOW + MINUTE), (3, "wang", NOW + DAY)):
            await work.points.enter(points.hold(HOME, number, person, 5, at, ""))
            await work.points.enter(points.post(HOME, number, person, 5, at, ""))
        await work.points.enter(points.take_back(HOME, 1, "wang", 5, NOW + DAY, ""))
        await work.points.enter(points.hold(HOME, 4, "zhou", 5, NOW, ""))
        assert list(await work.points.paid(HOME, NOW, NOW + DAY)) == [Paid("li", 5), Paid("wang", 5)]
        assert list(await work.points.paid(HOME, NOW + DAY, NOW + 2 * DAY)) == [Paid("wang", 5, 5)]
        assert list(await work.points.paid("elsewhere", NOW, NOW + DAY)) == []
