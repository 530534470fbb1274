import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.clock import ManualClock, MovedBack
from bot.domain import errors, requests
from bot.domain.delivery import Outcome, Post, Priority, Verdict
from bot.domain.messages import Channel
from bot.domain.reminders import Reminder
from scheduler.housekeeping import PhotoRound, Retention
from scheduler.jobs import Parts, timetable
from scheduler.occasions import Planner
from scheduler.runner import ManualRunner, SystemRunner
from scheduler.sweeps import Redrive, Reminding
from tests.fakes.store import FakeStore
from tests.scheduler.places import community
from tests.scheduler.test_housekeeping import Darkroom, NotingHouse
from tests.scheduler.test_sweeps import PendingInbox
from tests.scheduler.world import START, World, post, put, seconds

HOUR = timedelta(hours=1)


class Installation:
    """Everything the runner wakes, on one clock."""

    def __init__(self) -> None:
        self.store = FakeStore()
        self.world = World(self.store)
        self.clock: ManualClock = self.world.clock
        self.inbox = PendingInbox({})
        self.house = NotingHouse()
        self.room = Darkroom()
        self.parts = self._parts()
        self.timers = timetable([community()], UTC)

    def _parts(self) -> Parts:
        dispatcher = self.world.dispatcher
        return Parts(
            Redrive(self.inbox, dispatcher, self.clock),  # type: ignore[arg-type]
            Reminding(self.store.agenda, dispatcher, self.clock),
            self.world.sender(),
            PhotoRound(self.room.shelf, dict.fromkeys(Channel, self.room.photographer), self.clock),
            Planner(self.store, {"c1": community()}, self.clock),
            Retention(self.house, self.clock),
        )

    def manual(self) -> ManualRunner:
        return ManualRunner(self.parts, self.timers, self.clock)

    async def plan(self, *reminders: Reminder) -> None:
        async with self.store.work() as work:
            await work.reminders.plan(reminders)


def reminder(step: str, due: timedelta) -> Reminder:
    return Reminder("c1", 1, step, 0, "0", START + due)


async def settled(condition: Any) -> None:
    """Let the loop turn until something has happened, but not for ever."""
    for _ in range(10_000):
        if condition():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never happened")


async def test_moving_the_clock_runs_what_is_due_in_due_order_at_its_own_time() -> None:
    house = Installation()
    await house.plan(reminder("late", 2 * HOUR), reminder("early", HOUR), reminder("after", 4 * HOUR))
    await put(house.store, post("held", at=START + 90 * timedelta(minutes=1)))
    await house.manual().advance(START + 3 * HOUR)
    assert house.world.dispatcher.fallen == [(START + HOUR, "early"), (START + 2 * HOUR, "late")]
    assert [send.at for send in house.world.courier.sends] == [START + timedelta(minutes=90)]
    assert house.clock.now() == START + 3 * HOUR


async def test_what_a_reminder_says_is_sent_at_the_reminders_own_moment() -> None:
    house = Installation()

    def says(request: requests.Request, now: datetime) -> Sequence[Post]:
        return [post("said", at=now)] if isinstance(request, requests.Fall) else []

    house.world.dispatcher.says = says
    await house.plan(reminder("accept", HOUR))
    assert await house.manual().advance(START + 2 * HOUR) == 2
    assert [send.at for send in house.world.courier.sends] == [START + HOUR]


async def test_back_offs_are_lived_through_each_at_its_moment() -> None:
    house = Installation()
    house.world.courier.script["p"] = [Outcome(Verdict.RETRY)] * 3
    await put(house.store, post("p"))
    await house.manual().advance(START + HOUR)
    assert [(send.at - START).total_seconds() for send in house.world.courier.sends] == [0, 2, 12, 72]


async def test_a_full_window_is_waited_out() -> None:
    house = Installation()
    await put(house.store, *(post(f"u{number}", Priority.URGENT) for number in range(40)))
    await house.manual().advance(START + timedelta(minutes=10))
    times = [(send.at - START).total_seconds() for send in house.world.courier.sends]
    assert times == [0] * 16 + [60] * 16 + [120] * 8


async def test_days_are_planned_and_cleaned_as_they_come() -> None:
    house = Installation()
    runner = house.manual()
    await runner.start()
    await runner.advance(START + timedelta(days=5))
    await runner.stop(5)
    steps = [step for _, step in house.world.dispatcher.fallen]
    assert {step: steps.count(step) for step in set(steps)} == {"morning": 5, "forecast": 10, "cutoff": 10}
    assert all(at.minute not in (0, 30) for at, step in house.world.dispatcher.fallen if step == "morning")
    assert len(house.house.asked) == 1 + 5


async def test_what_may_not_be_kept_is_deleted_at_the_start_too_because_a_machine_may_be_off_at_night() -> None:
    house = Installation()
    runner = house.manual()
    await runner.start()
    await runner.stop(5)
    assert [at for at, _ in house.house.asked] == [START]


async def test_the_answer_counts_what_ran_and_nothing_runs_twice() -> None:
    house = Installation()
    await house.plan(reminder("accept", HOUR))
    runner = house.manual()
    assert await runner.advance(START + HOUR) == 1
    assert await runner.advance(START + HOUR) == 0


async def test_time_never_moves_back() -> None:
    house = Installation()
    with pytest.raises(MovedBack):
        await house.manual().advance(START - seconds(1))


async def test_a_reminder_that_always_fails_does_not_stop_the_clock() -> None:
    house = Installation()
    await house.plan(reminder("broken", seconds(1)), reminder("sound", HOUR))
    house.world.dispatcher.broken = {"broken"}
    await house.manual().advance(START + 2 * HOUR)
    assert (START + HOUR, "sound") in house.world.dispatcher.fallen


async def test_while_time_stands_still_a_wake_sends_at_once() -> None:
    house = Installation()
    runner = house.manual()
    await runner.start()
    await put(house.store, post("p"))
    runner.wake()
    await settled(lambda: house.world.courier.causes == ["p"])
    assert house.clock.now() == START
    await runner.stop(5)


async def test_a_wake_fetches_photos_at_once() -> None:
    house = Installation()
    runner = house.manual()
    await runner.start()
    house.room.shelf.add(1)
    runner.wake_photos()
    await settled(lambda: house.room.shelf.kept)
    await runner.stop(5)


async def test_the_start_takes_up_what_a_stopped_process_left() -> None:
    house = Installation()
    house.inbox.received[7] = START
    await put(house.store, post("p"))
    runner = house.manual()
    await runner.start()
    await settled(lambda: house.world.courier.causes == ["p"])
    await runner.stop(5)
    assert [number for _, number in house.world.dispatcher.handled] == [7]


async def test_by_the_machines_time_a_wake_sends_at_once_and_the_stop_waits_for_it() -> None:
    house = Installation()
    runner = SystemRunner(house.parts, house.timers, UTC, house.clock)
    await runner.start()
    await put(house.store, post("p"))
    runner.wake()
    await settled(lambda: house.world.courier.sends)
    await runner.stop(5)
    assert [one.state.value for one in house.store.posts()] == ["sent"]


async def test_by_the_machines_time_the_start_plans_and_takes_up_pending_messages() -> None:
    house = Installation()
    house.inbox.received[7] = START
    runner = SystemRunner(house.parts, house.timers, UTC, house.clock)
    await runner.start()
    await settled(lambda: house.world.dispatcher.handled and house.store.state.reminders)
    await runner.stop(5)


async def test_a_sweep_that_raises_is_logged_and_the_next_wake_works() -> None:
    house = Installation()
    runner = house.manual()
    await runner.start()
    house.room.shelf.add(1)
    kept, house.room.shelf.rows = house.room.shelf.rows, None  # type: ignore[assignment]
    runner.wake_photos()
    for _ in range(20):
        await asyncio.sleep(0)
    house.room.shelf.rows = kept
    runner.wake_photos()
    await settled(lambda: house.room.shelf.kept)
    await runner.stop(5)


async def test_a_database_that_is_away_is_told_once_by_a_sweep_and_once_when_it_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    house = Installation()
    runner = house.manual()
    runs: list[str] = []

    async def away() -> int:
        runs.append("away")
        raise errors.StoreUnavailable("the disk is full")

    async def back() -> int:
        runs.append("back")
        return 0

    with capture_logs() as lines:
        for work in (away, away, back, back):
            monkeypatch.setattr(house.parts.redrive, "run_all", work)
            await runner.begin()
    told = [(line["action"], line.get("reason")) for line in lines if line.get("sweep") == "redrive"]
    assert told == [("sweep_failed", "the disk is full"), ("sweep_works_again", None)]
    assert runs == ["away", "away", "back", "back"]


async def test_the_stop_waits_no_longer_than_it_is_given_and_leaves_the_rest_to_its_lease() -> None:
    house = Installation()
    never = asyncio.Event()
    house.world.courier.carry = lambda *_: never.wait()  # type: ignore[assignment]
    house.room.photographer.fetch = lambda *_: never.wait()  # type: ignore[assignment]
    runner = SystemRunner(house.parts, house.timers, UTC, house.clock)
    await runner.start()
    await put(house.store, post("p"))
    house.room.shelf.add(1)
    await settled(lambda: [one.state.value for one in house.store.posts()] == ["sending"])
    await asyncio.wait_for(runner.stop(0), 20)
    assert [one.state.value for one in house.store.posts()] == ["sending"]
    assert not house.room.shelf.kept


async def test_a_re_drive_that_fails_at_the_start_leaves_the_occasions_to_be_planned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    house = Installation()
    monkeypatch.setattr(house.inbox, "pending", None)
    runner = house.manual()
    await runner.start()
    assert runner.started
    assert house.store.state.reminders
    await runner.stop(5)


async def test_what_never_started_can_be_stopped() -> None:
    house = Installation()
    await SystemRunner(house.parts, house.timers, UTC, house.clock).stop(5)


async def test_a_clock_that_was_put_back_does_not_make_the_sweeps_rest_until_it_has_caught_up() -> None:
    house = Installation()
    await house.plan(reminder("due", timedelta()))
    yesterday = ManualClock(datetime.now(UTC) - timedelta(days=1))
    runner = SystemRunner(house.parts, house.timers, UTC, yesterday)
    await runner.start()
    await settled(lambda: house.world.dispatcher.fallen)
    await runner.stop(5)


async def test_daily_work_that_raises_does_not_stop_a_clock_that_is_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    house = Installation()
    runner = house.manual()
    monkeypatch.setattr(house.house, "rules", None)
    await house.plan(reminder("due", timedelta(days=1)))
    await runner.advance(START + timedelta(days=2))
    assert "due" in [step for _, step in house.world.dispatcher.fallen]
