"""A trend tells of each month what is told of that month alone."""

from datetime import timedelta

import pytest

from bot.domain.cases import Measure
from bot.domain.requests import ShowFigure
from bot.domain.tickets import Move
from tests.builders import CHEN, LIGHT, OTHER_LIGHT, RESIDENTS, SECRETARY, STAFF, WANG, World


@pytest.fixture
async def two_months(world: World) -> World:
    """One in November that is closed in December, two in December."""
    await world.reported()
    await world.passes(timedelta(days=15))
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.hears(WANG, "满意", RESIDENTS)
    await world.reported(OTHER_LIGHT)
    await world.hears(WANG, "1栋门口井盖松了", RESIDENTS)
    return world


async def test_each_month_stands_on_its_own(two_months: World) -> None:
    said = await two_months.hears(SECRETARY, "近两个月每个月多少")
    assert said.splitlines()[:4] == [
        "近两个月（11月1日周日—12月8日周二）每月新增：",
        "2026年11月 1件",
        "2026年12月（到今天） 2件",
        "最多的是2026年12月。",
    ]
    assert "口径：新增=" in said


async def test_a_month_that_is_over_is_told_as_it_was_at_its_end(two_months: World) -> None:
    said = await two_months.hears(SECRETARY, "近两个月每个月办结率")
    alone = await two_months.says(SECRETARY, ShowFigure(Measure.CLOSE_RATE, first=None, last=None))
    assert "2026年11月 0.0%（1件）" in said
    assert "2026年12月（到今天） 0.0%（2件）" in said
    assert "办结率 0.0%（2件）" in alone


async def test_how_things_stand_now_has_no_trend(world: World) -> None:
    assert "没有以前每个月的" in await world.hears(SECRETARY, "每个月没办完几件")


async def test_it_is_for_those_who_head_the_others(world: World) -> None:
    assert "只给社区书记和网格长看" in await world.hears(CHEN, "每个月多少件", STAFF)
    assert "私聊" in await world.hears(SECRETARY, "每个月多少件", RESIDENTS)


async def test_what_is_too_little_for_a_group_is_told_as_that(two_months: World) -> None:
    said = await two_months.hears(SECRETARY, "近两个月陈静每个月办了几件", STAFF)
    assert "2026年11月 不到3件\n2026年12月（到今天） 不到3件\n口径" in said


async def test_a_report_of_nothing_is_counted_and_named(world: World) -> None:
    await world.reported(LIGHT)
    await world.reported(OTHER_LIGHT)
    await world.hears(CHEN, "1 误报，灯没坏", STAFF)
    await world.hears(CHEN, "2 看了，没坏，换了个灯泡", STAFF)
    said = await world.hears(SECRETARY, "这个月误报几件")
    assert said.splitlines()[0].endswith("误报 1件。")
    assert "#1" in said
    assert "口径：误报=" in said


async def test_a_report_of_nothing_that_comes_back_is_no_longer_counted(world: World) -> None:
    await world.reported(LIGHT)
    await world.hears(CHEN, "1 误报，灯没坏", STAFF)
    await world.hears(WANG, "没修好", RESIDENTS)
    assert "误报 0件" in await world.hears(SECRETARY, "误报几件")


async def test_what_staff_call_no_hazard_counts_too(world: World) -> None:
    await world.reported(LIGHT)
    await world.hears(CHEN, "1 这条不是隐患", STAFF)
    assert "误报 1件" in await world.hears(SECRETARY, "误报几件")
