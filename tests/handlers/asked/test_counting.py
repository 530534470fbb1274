"""The secretary's figures; others are refused politely."""

from datetime import date, timedelta

import pytest

from bot.domain import requests
from bot.domain.requests import Rating
from bot.domain.tickets import Move
from tests.builders import (
    CHEN,
    LEADER,
    LI,
    NINE,
    OTHER_LIGHT,
    QUARREL,
    RESIDENTS,
    SECRETARY,
    STAFF,
    WANG,
    Weekdays,
    World,
)


async def test_the_secretary_gets_counts_rate_and_overdue_with_span_and_definition(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(WANG, requests.AnswerClosing(Rating.SATISFIED), chat=RESIDENTS)
    await world.reported(OTHER_LIGHT, person=LI)
    said = await world.says(SECRETARY, requests.ShowStatistics())
    assert "本月（11月1日周日—11月23日周一）" in said
    assert "新增工单 2 件（隐患2）" in said
    assert "评价 1 件，满意 1 件，满意率 100.0%" in said
    assert "满意率=办结后说满意的÷说过满意或一般的" in said
    assert "已办结 1 件，办结率 50.0%" in said
    assert "超时 0 件" in said
    assert "口径" in said


async def test_what_nobody_has_taken_on_in_time_is_named_beside_what_is_overdue(world: World) -> None:
    await world.reported()
    await world.passes(timedelta(days=2))
    said = (await world.says(SECRETARY, requests.ShowStatistics())).splitlines()
    assert said[said.index("超时 0 件") + 1] == "另有1件过了接单期限还没人接：#1，不算在超时里。"
    in_group = await world.says(SECRETARY, requests.ShowStatistics(), chat=STAFF)
    assert "还没人接，不算在超时里" in in_group


async def test_the_last_day_of_a_span_counts(world: World) -> None:
    await world.reported()
    today = requests.ShowStatistics(NINE.date(), NINE.date(), "今天")
    yesterday = requests.ShowStatistics(NINE.date() - timedelta(days=1), NINE.date() - timedelta(days=1), "昨天")
    assert "新增工单 1 件" in await world.says(SECRETARY, today)
    assert "新增工单 0 件" in await world.says(SECRETARY, yesterday)


async def test_figures_may_be_of_one_grid(world: World) -> None:
    await world.reported()
    for grid, count in (("g1", 1), ("g2", 0)):
        said = await world.says(SECRETARY, requests.ShowStatistics(grid=grid))
        assert f"新增工单 {count} 件" in said


async def test_figures_of_a_grid_that_does_not_exist_are_not_zero_but_refused(world: World) -> None:
    assert "社区没有“第9网格”" in await world.says(SECRETARY, requests.ShowStatistics(grid="第9网格"))


@pytest.mark.parametrize("person", [WANG, CHEN, LEADER, "stranger"])
@pytest.mark.parametrize("asked", [requests.ShowStatistics(), requests.ShowDailyAccount()])
async def test_anybody_else_is_politely_refused(world: World, person: str, asked: requests.Request) -> None:
    said = await world.says(person, asked)
    assert said.startswith("统计只给社区书记看。")
    assert "新增" not in said


async def test_the_account_of_a_day_holds_every_message_of_that_day(world: World) -> None:
    await world.reported()
    await world.says(LI, chat=RESIDENTS)
    await world.says(LI, requests.Guide(), chat=RESIDENTS)
    world.clock.set(NINE + timedelta(days=1))
    said = await world.says(SECRETARY, requests.ShowDailyAccount())
    assert "11月23日周一 收到 3 条＝建单1＋待确认1＋其他1。" in said
    assert "11月22日周日 收到 0 条＝0。" in await world.says(SECRETARY, requests.ShowDailyAccount(date(2026, 11, 22)))


@pytest.mark.parametrize(
    ("month", "unknown", "named"), [(11, {2027}, ""), (12, {2027}, "2027年"), (3, {2026}, "2026年"), (12, set(), "")]
)
async def test_the_morning_line_names_a_year_whose_holidays_nobody_told(
    month: int, unknown: set[int], named: str
) -> None:
    start = NINE.replace(month=month)
    world = World(start=start, calendar=Weekdays(unknown=frozenset(unknown)))
    said = (await world.falls("morning", (start - timedelta(days=1)).date().isoformat()))[0].body
    assert (f"还不知道{named}的节假日" in said) is bool(named)
    assert ("节假日" in said) is bool(named)


async def test_a_few_private_matters_are_counted_in_a_group_and_never_by_kind(world: World) -> None:
    await world.reported()
    await world.reported(QUARREL, person=LI)
    asked = requests.ShowStatistics()
    said = await world.says(SECRETARY, asked, chat=STAFF)
    assert "新增工单 2 件（隐患1）" in said
    assert "纠纷" not in said
    assert "私聊" in await world.says(SECRETARY, asked, chat=RESIDENTS)
    assert "纠纷1" in await world.says(SECRETARY, asked)


async def test_questions_nobody_answered_are_not_read_out_among_residents(world: World) -> None:
    await world.says(LI, requests.Guide("户口本丢了去哪里补办？"), chat=RESIDENTS)
    today = requests.ShowDailyAccount(NINE.date())
    assert "户口本" not in await world.says(SECRETARY, today, chat=RESIDENTS)
    assert "户口本" in await world.says(SECRETARY, today)


async def test_what_is_late_from_the_month_before_is_named_too(world: World) -> None:
    await world.reported()
    await world.passes(timedelta(days=40))
    said = (await world.says(SECRETARY, requests.ShowStatistics())).splitlines()
    assert "另有1件以前收到的，现在还超时：#1。" in said
