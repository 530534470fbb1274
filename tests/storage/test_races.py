"""Two processes on one database: each opens it by itself, so nothing is shared but the rows."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.domain import points
from bot.domain.delivery import Priority, Route
from bot.domain.requests import Action, OpenTicket
from bot.domain.tickets import Kind
from bot.ports import Accepted
from storage.engine import Database, open_store
from tests.contracts.values import HOME, MINUTE, NOW, delivery, incoming, post, put, reading, reminder


@pytest.fixture
async def both(url: str) -> AsyncIterator[tuple[Database, Database]]:
    async with open_store(url) as one, open_store(url) as other:
        yield one, other


async def test_the_same_deliveries_at_two_processes_are_one_row_each(both: tuple[Database, Database]) -> None:
    deliveries = [delivery(incoming(msgid=f"m{n}"), nonce=f"n{n}") for n in range(20)]
    answers = await asyncio.gather(*(one.inbox.accept(each) for each in deliveries for one in both))
    assert all(isinstance(one, Accepted) for one in answers)
    assert sum(not one.known for one in answers if isinstance(one, Accepted)) == 20
    assert len(await both[0].inbox.pending(NOW, 100)) == 20


async def test_deliveries_that_come_in_another_order_to_each_process_hold_nobody_up(
    both: tuple[Database, Database],
) -> None:
    """Of two transactions that wait for each other's rows PostgreSQL ends one, and its callbacks would hear a 503."""
    for batch in range(10):
        some = [
            delivery(incoming(msgid=f"{batch}-{n}", chat=f"unlisted{n % 7}"), nonce=f"{batch}-{n}", listed=False)
            for n in range(100)
        ]
        orders = some, some[::-1]
        answers = await asyncio.gather(
            *(one.inbox.accept(each) for one, order in zip(both, orders, strict=True) for each in order)
        )
        assert sum(isinstance(one, Accepted) and not one.known for one in answers) == len(some)


async def test_a_message_is_handled_by_one_process(both: tuple[Database, Database]) -> None:
    accepted = await both[0].inbox.accept(delivery())
    assert isinstance(accepted, Accepted)

    async def handle(database: Database) -> bool:
        async with database.store.work() as work:
            message = await work.messages.take(accepted.id)
            if message is None:
                return False
            await asyncio.sleep(0)
            understood = reading(OpenTicket("", Kind.HAZARD, "lighting"))
            await work.messages.finish(message, Action.ACT, understood, "#1", NOW)
            return True

    assert sorted(await asyncio.gather(*(handle(one) for one in (*both, *both)))) == [False, False, False, True]


async def test_a_reminder_is_sent_by_one_process(both: tuple[Database, Database]) -> None:
    async with both[0].store.work() as work:
        await work.reminders.plan([reminder(level) for level in range(5)])

    async def take(database: Database, level: int) -> bool:
        async with database.store.work() as work:
            return await work.reminders.take(reminder(level), NOW)

    taken = await asyncio.gather(*(take(one, level) for level in range(5) for one in both))
    assert sum(taken) == 5


async def test_numbers_are_never_given_twice(both: tuple[Database, Database]) -> None:
    async def number(database: Database) -> int:
        async with database.store.work() as work:
            return await work.tickets.next_number(HOME)

    numbers = await asyncio.gather(*(number(one) for _ in range(10) for one in both))
    assert sorted(numbers) == list(range(1, 21))


async def test_a_reward_is_entered_by_one_process(both: tuple[Database, Database]) -> None:
    async def reward(database: Database) -> bool:
        async with database.store.work() as work:
            return await work.points.enter(points.hold(HOME, 1, "wang", 5, NOW, ""))

    assert sorted(await asyncio.gather(*(reward(one) for one in (*both, *both)))) == [False, False, False, True]


async def test_together_they_do_not_exceed_the_limit(both: tuple[Database, Database]) -> None:
    await put(both[0], *(post(f"c{n}") for n in range(30)), post("red", priority=Priority.RED))

    async def claim(database: Database) -> list[str]:
        claimed = await database.queue.claim("robot", "group1", NOW, limit=20, span=MINUTE, most=3)
        return [one.post.cause for one in claimed]

    batches = await asyncio.gather(*(claim(one) for _ in range(8) for one in both))
    causes = [cause for batch in batches for cause in batch]
    assert len(causes) == len(set(causes)) == 20
    assert "red" in causes


async def test_the_callback_and_the_outbox_never_both_send_a_reply(both: tuple[Database, Database]) -> None:
    await put(both[0], *(post(f"r{n}", route=Route.REPLY, target=str(n)) for n in range(10)))

    async def by_queue(target: str) -> int:
        return len(await both[1].queue.claim("reply", target, NOW, limit=1, span=MINUTE))

    for n in range(10):
        body, claimed = await asyncio.gather(both[0].inbox.claim_answer(n, NOW), by_queue(str(n)))
        assert (body is not None) + claimed == 1


async def test_a_retry_and_the_callback_that_gives_its_answer_back_never_both_send_it(
    both: tuple[Database, Database],
) -> None:
    for n in range(10):
        async with both[0].store.work() as work:
            assert await work.outbox.hand_over(post(f"r{n}", route=Route.REPLY, target=str(n)), NOW)
        body, _ = await asyncio.gather(
            both[1].inbox.claim_answer(n, NOW, again=True), both[0].inbox.release_answer(n, NOW, handed=True)
        )
        assert body is not None
        assert await both[0].queue.due_keys(NOW) == []
