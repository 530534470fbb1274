"""A figure beside an earlier one: both, and by how much they differ."""

from datetime import date, timedelta

import pytest

from bot.domain.cases import Measure
from bot.domain.requests import Period, ShowFigure
from bot.domain.tickets import Move
from tests.builders import LI, LIGHT, OTHER_LIGHT, STAFF, WANG, World
from tests.handlers.asked.test_figuring import FIVE, lines

THAN = Period(date(2026, 11, 23), date(2026, 11, 29), "上周")


def figure(measure: Measure, **more: object) -> ShowFigure:
    return ShowFigure(measure, first=date(2026, 11, 30), last=date(2026, 11, 30), label="本周", than=THAN, **more)  # type: ignore[arg-type]


@pytest.fixture
async def two_weeks(world: World) -> World:
    """One of last week, closed; three of this week."""
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.passes(timedelta(days=7))
    for one, person in ((LIGHT, WANG), (OTHER_LIGHT, LI), (FIVE, WANG)):
        await world.reported(one, person=person)
    return world


async def test_both_are_told_with_their_spans_and_the_difference(two_weeks: World) -> None:
    said = await lines(two_weeks, figure(Measure.OPENED))
    assert said[0] == ("本周（11月30日周一）新增 3件；上周（11月23日周一—11月29日周日）1件：多了2件（200.0%）。")
    assert said[1].startswith("口径：新增=")


async def test_rates_differ_by_points_and_times_by_time(two_weeks: World) -> None:
    assert "低了100.0个百分点" in (await lines(two_weeks, figure(Measure.CLOSE_RATE)))[0]
    assert (await lines(two_weeks, figure(Measure.FINISHING)))[0].endswith("（1件）。比不了。")


async def test_how_things_stand_now_is_not_compared(two_weeks: World) -> None:
    said = await lines(two_weeks, figure(Measure.WAITING))
    assert said[0] == "现在没办完 3件。"
    assert said[-1].endswith("比不了。")


async def test_in_a_group_a_few_in_one_building_are_not_counted_out(two_weeks: World) -> None:
    said = await lines(two_weeks, figure(Measure.OPENED, building="3"), chat=STAFF)
    assert "群里不细说" in said[0]


async def test_as_many_as_before_is_said(world: World) -> None:
    assert "一样多" in (await lines(world, figure(Measure.OPENED)))[0]
