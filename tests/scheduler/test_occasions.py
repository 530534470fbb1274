from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.clock import ManualClock
from bot.domain.errors import StoreUnavailable
from bot.domain.reminders import Reminder
from bot.domain.roster import Community
from scheduler.occasions import MORNING, Planner, occasions
from tests.fakes.store import FakeStore
from tests.scheduler.places import community

ZONE = ZoneInfo("Asia/Shanghai")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def planned(store: FakeStore) -> list[tuple[datetime, str, str]]:
    rows = [(one.due_at, one.step, one.occurrence) for one in store.state.reminders.values()]
    return sorted(row for row in rows if row[1] != "morning")


def test_a_day_has_a_morning_and_per_service_a_forecast_and_a_cutoff() -> None:
    rows = {(one.step, one.occurrence): one.due_at for one in occasions(community(), date(2026, 11, 23))}
    assert rows == {
        ("morning", "2026-11-22"): datetime.combine(date(2026, 11, 23), MORNING.moment("c1"), ZONE),
        ("forecast", "lunch:2026-11-23"): at(23, 9, 50),
        ("cutoff", "lunch:2026-11-23"): at(23, 10),
        ("forecast", "dinner:2026-11-23"): at(23, 15, 20),
        ("cutoff", "dinner:2026-11-23"): at(23, 15, 30),
    }


def test_every_occasion_belongs_to_the_community_itself() -> None:
    rows = occasions(community(), date(2026, 11, 23))
    assert {(one.community, one.ticket, one.level) for one in rows} == {("c1", 0, 0)}


async def test_today_and_tomorrow_are_planned_and_what_has_passed_is_left_out() -> None:
    store = FakeStore()
    await Planner(store, {"c1": community()}, ManualClock(at(23, 9, 55))).run("c1")
    assert [(step, occurrence) for _, step, occurrence in planned(store)] == [
        ("cutoff", "lunch:2026-11-23"),
        ("forecast", "dinner:2026-11-23"),
        ("cutoff", "dinner:2026-11-23"),
        ("forecast", "lunch:2026-11-24"),
        ("cutoff", "lunch:2026-11-24"),
        ("forecast", "dinner:2026-11-24"),
        ("cutoff", "dinner:2026-11-24"),
    ]


async def test_planning_twice_plans_once() -> None:
    store = FakeStore()
    planner = Planner(store, {"c1": community()}, ManualClock(at(23, 1)))
    await planner.run_all()
    before = planned(store)
    await planner.run_all()
    assert planned(store) == before


async def test_a_cutoff_that_has_changed_moves_what_was_planned_for_it() -> None:
    store, clock, before = FakeStore(), ManualClock(at(23, 1)), community()
    await Planner(store, {"c1": before}, clock).run("c1")
    lunch, dinner = before.services
    after = replace(before, services=(replace(lunch, cutoff=time(11)), dinner))
    await Planner(store, {"c1": after}, clock).run("c1")
    moved = [(due, step) for due, step, occurrence in planned(store) if occurrence == "lunch:2026-11-23"]
    assert moved == [(at(23, 10, 50), "forecast"), (at(23, 11), "cutoff")]


async def test_a_cutoff_that_has_been_moved_into_the_past_falls_at_once() -> None:
    store, before = FakeStore(), community()
    await Planner(store, {"c1": before}, ManualClock(at(23, 1))).run("c1")
    lunch, dinner = before.services
    after = replace(before, services=(replace(lunch, cutoff=time(9)), dinner))
    await Planner(store, {"c1": after}, ManualClock(at(23, 9, 30))).run("c1")
    assert ("cutoff", "lunch:2026-11-23") in [
        (one.step, one.occurrence) for one in await store.agenda.due(at(23, 9, 30), 9)
    ]


async def test_the_day_is_that_of_the_community_not_of_the_clock() -> None:
    store = FakeStore()
    midnight_in_utc = datetime(2026, 11, 22, 17, tzinfo=ZoneInfo("UTC"))
    await Planner(store, {"c1": community()}, ManualClock(midnight_in_utc)).run("c1")
    assert planned(store)[0][2] == "lunch:2026-11-23"


class Torn(FakeStore):
    """The reminders of one community cannot be planned."""

    def __init__(self, failure: Exception) -> None:
        super().__init__()
        self.failure = failure

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Any]:
        async with super().work() as work:
            yield SimpleNamespace(reminders=self)
            for one in self.rows:
                if one.community == "torn":
                    raise self.failure
            await work.reminders.plan(self.rows)

    async def move(self, reminders: Sequence[Reminder]) -> None:
        self.rows = reminders

    async def plan(self, reminders: Sequence[Reminder]) -> None:
        self.rows = reminders


def several() -> dict[str, Community]:
    return {code: replace(community(), code=code) for code in ("c1", "torn", "c2")}


async def test_a_community_that_cannot_be_planned_is_told_and_the_others_are_planned() -> None:
    store = Torn(KeyError("lunch"))
    with capture_logs() as said:
        assert await Planner(store, several(), ManualClock(at(23, 0))).run_all() == 20
    assert {one.community for one in store.state.reminders.values()} == {"c1", "c2"}
    assert [(one["action"], one["community"]) for one in said] == [("plan_failed", "torn")]


async def test_of_a_database_that_is_away_the_plan_speaks_once() -> None:
    with pytest.raises(StoreUnavailable):
        await Planner(Torn(StoreUnavailable("away")), several(), ManualClock(at(23, 0))).run_all()
