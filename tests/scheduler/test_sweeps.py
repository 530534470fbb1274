from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise

import pytest

from bot.clock import ManualClock
from bot.domain import errors, requests
from bot.domain.delivery import BACKOFF, Post
from bot.domain.reminders import Reminder
from scheduler.sweeps import AGE, Redrive, Reminding
from tests.fakes.store import FakeStore
from tests.scheduler.world import START, NotingDispatcher, post, seconds


def reminder(step: str, due: float = 0) -> Reminder:
    return Reminder("c1", 1, step, 0, "0", START + seconds(due))


async def plan(store: FakeStore, *reminders: Reminder) -> None:
    async with store.work() as work:
        await work.reminders.plan(reminders)


@dataclass
class Reminders:
    store: FakeStore = field(default_factory=FakeStore)
    clock: ManualClock = field(default_factory=lambda: ManualClock(START))

    def __post_init__(self) -> None:
        self.dispatcher = NotingDispatcher(self.store, self.clock)
        self.round = Reminding(self.store.agenda, self.dispatcher, self.clock)


async def test_due_reminders_fall_in_due_order_and_once() -> None:
    world = Reminders()
    await plan(world.store, reminder("second", -1), reminder("first", -2), reminder("not yet", 1))
    assert await world.round.run() == 2
    assert await world.round.run() == 0
    assert [step for _, step in world.dispatcher.fallen] == ["first", "second"]


async def test_a_reminder_that_fails_does_not_hold_up_the_others_and_comes_back_by_the_table() -> None:
    world = Reminders()
    await plan(world.store, reminder("broken", -1), reminder("sound"))
    world.dispatcher.broken = {"broken"}
    await world.round.run()
    assert [step for _, step in world.dispatcher.fallen] == ["broken", "sound"]
    times = [START]
    for _ in range(len(BACKOFF) + 1):
        moment = await world.round.next_due(world.clock.now())
        assert moment is not None
        world.clock.set(moment)
        await world.round.run()
        times.append(moment)
    waits = [later - sooner for sooner, later in pairwise(times)]
    assert waits == [*BACKOFF, BACKOFF[-1]]


async def test_a_reminder_that_works_at_last_is_not_tried_again() -> None:
    world = Reminders()
    await plan(world.store, reminder("broken"))
    world.dispatcher.broken = {"broken"}
    await world.round.run()
    world.dispatcher.broken = set()
    world.clock.set(START + BACKOFF[0])
    assert await world.round.run() == 1
    assert await world.round.run() == 0
    assert await world.round.next_due(world.clock.now()) is None


async def test_only_what_reminded_somebody_of_a_ticket_is_counted_by_its_level() -> None:
    world = Reminders()
    levels: list[int] = []

    def says(request: requests.Request, now: datetime) -> Sequence[Post]:
        assert isinstance(request, requests.Fall)
        return [] if request.reminder.step == "settled" else [post(request.reminder.step)]

    world.dispatcher.says = says
    world.dispatcher.broken = {"broken"}
    occasion = replace(reminder("morning"), ticket=0)
    await plan(world.store, reminder("broken"), reminder("settled"), occasion, replace(reminder("sound"), level=2))
    await Reminding(world.store.agenda, world.dispatcher, world.clock, levels.append).run()
    assert levels == [2]


async def test_the_next_reminder_is_known_though_an_earlier_one_keeps_failing() -> None:
    world = Reminders()
    await plan(world.store, reminder("broken", -10), reminder("sound", 1))
    world.dispatcher.broken = {"broken"}
    await world.round.run()
    assert await world.round.next_due(START) == START + seconds(1)


@dataclass
class PendingInbox:
    """Only what the re-drive needs: messages with their ages; a failed one is set aside after five times."""

    received: dict[int, datetime]
    failures: list[int] = field(default_factory=list)

    async def pending(self, older_than: datetime, limit: int) -> Sequence[int]:
        waiting = [number for number, at in self.received.items() if at <= older_than]
        return [number for number in waiting if self.failures.count(number) < 5][:limit]

    async def failed(self, message_id: int, error: str, now: datetime) -> None:
        self.failures.append(message_id)


def redrive(received: dict[int, datetime]) -> tuple[Redrive, PendingInbox, NotingDispatcher]:
    clock = ManualClock(START)
    inbox = PendingInbox(received)
    dispatcher = NotingDispatcher(FakeStore(), clock)
    return Redrive(inbox, dispatcher, clock), inbox, dispatcher  # type: ignore[arg-type]


async def test_only_messages_older_than_fifteen_seconds_are_taken_up_again() -> None:
    round_, _, dispatcher = redrive({1: START - AGE, 2: START - AGE + seconds(1)})
    assert await round_.run() == 1
    assert [number for _, number in dispatcher.handled] == [1]


async def test_at_the_start_every_pending_message_is_taken_up_whatever_its_age() -> None:
    round_, _, dispatcher = redrive({1: START - AGE, 2: START})
    await round_.run_all()
    assert {number for _, number in dispatcher.handled} == {1, 2}


async def test_a_message_whose_handling_raises_is_counted_and_the_others_go_on() -> None:
    round_, inbox, dispatcher = redrive({1: START - AGE, 2: START - AGE})
    dispatcher.broken = {1}
    await round_.run()
    assert inbox.failures == [1]
    assert [number for _, number in dispatcher.handled] == [1, 2]


async def test_the_start_ends_although_a_message_keeps_failing() -> None:
    round_, inbox, dispatcher = redrive({1: START - AGE})
    dispatcher.broken = {1}
    assert await round_.run_all() == 1
    assert inbox.failures == [1]


async def test_at_the_start_what_fails_is_tried_once_however_much_comes_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    round_, inbox, dispatcher = redrive({1: START - AGE})
    dispatcher.broken = {1}

    async def pending(older_than: datetime, limit: int) -> Sequence[int]:
        if (number := len(inbox.received) + 1) < 9:
            inbox.received[number] = START
        return await PendingInbox.pending(inbox, older_than, limit)

    monkeypatch.setattr(inbox, "pending", pending)
    await round_.run_all()
    assert inbox.failures == [1]
    assert sorted(number for _, number in dispatcher.handled) == list(range(1, 9))


async def breaks(*_: object) -> None:
    raise KeyError("attempts")


async def test_a_failure_that_cannot_be_noted_does_not_hold_up_the_messages_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    round_, inbox, dispatcher = redrive({1: START - AGE, 2: START - AGE})
    dispatcher.broken = {1}
    monkeypatch.setattr(inbox, "failed", breaks)
    assert await round_.run() == 2
    assert [number for _, number in dispatcher.handled] == [1, 2]


async def test_while_the_database_is_away_the_others_are_not_tried_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    round_, inbox, dispatcher = redrive({1: START - AGE, 2: START - AGE})
    dispatcher.broken = {1}

    async def away(*_: object) -> None:
        raise errors.StoreUnavailable

    monkeypatch.setattr(inbox, "failed", away)
    with pytest.raises(errors.StoreUnavailable):
        await round_.run()
    assert [number for _, number in dispatcher.handled] == [1]
