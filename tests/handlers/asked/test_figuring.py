"""Free questions for figures: exact, with span and definition, for those who answer for the others' work."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain import requests
from bot.domain.cases import By, Measure
from bot.domain.requests import Rating, ShowFigure
from bot.domain.tickets import Kind, Move
from bot.domain.urgency import Urgency
from tests.builders import (
    CHEN,
    LEADER,
    LI,
    LIGHT,
    LIU,
    OTHER_LIGHT,
    PROPERTY,
    QUARREL,
    RESIDENTS,
    SECRETARY,
    STAFF,
    WANG,
    World,
)

FIVE = requests.OpenTicket("5栋的井盖松了", Kind.HAZARD, "manhole", place=replace(LIGHT.place, building="5", unit=None))  # type: ignore[type-var]
OVERDUE = ShowFigure(Measure.OVERDUE, By.WORKER)


async def lines(world: World, asked: ShowFigure, person: str = SECRETARY, chat: str = "") -> list[str]:
    said = await world.says(person, asked, chat=chat)
    return [line for line in said.splitlines() if "privacy" not in line]


async def late(world: World) -> None:
    """Two of Chen's and one of Liu's are overdue."""
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    await world.reported(FIVE)
    await world.passes(timedelta(days=40))


async def test_who_is_overdue_most_is_answered_with_figures_span_and_definition(world: World) -> None:
    await late(world)
    asked = replace(OVERDUE, first=date(2026, 11, 1), last=date(2026, 12, 31), label="年底两个月")
    assert await lines(world, asked) == [
        "年底两个月（2026年11月1日周日—12月31日周四）超时最多的网格员：陈静，2件。",
        "1. 陈静 2件",
        "2. 刘敏 1件",
        "口径：超时=这段时间收到的工单里，过了办理期限的；按当时的经办人算；投诉您本人的不算；截至12月31日周四，以后的变化不算。",
    ]


async def test_what_was_counted_is_named_so_that_it_can_be_looked_at(world: World) -> None:
    await late(world)
    asked = ShowFigure(Measure.OVERDUE, None, first=date(2026, 11, 1), last=date(2026, 12, 31), label="年底两个月")
    said = await lines(world, asked)
    assert said[:2] == ["年底两个月（2026年11月1日周日—12月31日周四）超时 3件。", "#1、#2、#3"]


async def test_the_span_is_this_month_unless_another_is_named(world: World) -> None:
    await world.reported()
    said = await lines(world, ShowFigure(Measure.OPENED))
    assert said[0] == "本月（11月1日周日—11月23日周一）新增 1件。"
    assert (await lines(world, ShowFigure(Measure.WAITING)))[0] == "现在没办完 1件。"


async def test_nothing_to_count_is_said(world: World) -> None:
    assert (await lines(world, OVERDUE))[0] == "本月（11月1日周日—11月23日周一）没有超时的。"
    slow = await lines(world, ShowFigure(Measure.FINISHING, By.GRID))
    assert slow[0] == "本月（11月1日周日—11月23日周一）还算不出办理用时：没有可算的工单。"


async def test_the_average_time_of_acceptance(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    await world.passes(timedelta(minutes=30))
    await world.moved(Move.ACCEPT)
    await world.passes(timedelta(minutes=60))
    await world.moved(Move.ACCEPT, number=2)
    assert (await lines(world, ShowFigure(Measure.ACCEPTING)))[0].endswith("接单用时 平均1小时（2件）。")


async def test_the_slowest_grid(world: World) -> None:
    await world.reported()
    await world.reported(FIVE, person=LI)
    await world.passes(timedelta(hours=1))
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.passes(timedelta(hours=2))
    await world.moved(Move.ACCEPT, Move.RESOLVE, number=2, person=LIU)
    for person, number in ((WANG, 1), (LI, 2)):
        await world.says(person, requests.AnswerClosing(Rating.SATISFIED, number), chat=RESIDENTS)
    said = await lines(world, ShowFigure(Measure.FINISHING, By.GRID))
    assert said[0].endswith("办理用时最长的网格：第二网格，平均3小时（1件）。")
    assert said[1:3] == ["1. 第二网格 平均3小时（1件）", "2. 第一网格 平均1小时（1件）"]
    quick = await lines(world, ShowFigure(Measure.FINISHING, By.GRID, lowest=True))
    assert "办理用时最短的网格：第一网格" in quick[0]
    assert (await lines(world, ShowFigure(Measure.SATISFACTION)))[0].endswith("满意率 100.0%（2件）。")


async def test_who_closed_least_may_have_closed_nothing(world: World) -> None:
    said = await lines(world, ShowFigure(Measure.CLOSED, By.WORKER, lowest=True))
    assert said[0].endswith("办结最少的网格员：陈静、刘敏，0件。")


@pytest.mark.parametrize(
    ("only", "count"),
    [
        ({"urgency": Urgency.RED}, 1),
        ({"category": "manhole"}, 1),
        ({"grid": "g1"}, 2),
        ({"building": "5"}, 1),
        ({"kind": Kind.WISH}, 0),
        ({"worker": LIU}, 1),
    ],
)
async def test_a_question_may_be_narrowed_down(world: World, only: dict[str, object], count: int) -> None:
    await world.reported()
    await world.reported(replace(OTHER_LIGHT, urgency=Urgency.RED), person=LI)
    await world.reported(FIVE)
    said = await lines(world, replace(ShowFigure(Measure.OPENED), **only))  # type: ignore[arg-type]
    assert said[0].endswith(f"新增 {count}件。")


async def test_a_question_narrowed_down_says_so(world: World) -> None:
    said = await lines(world, ShowFigure(Measure.OPENED, urgency=Urgency.RED, grid="g2", category="lift"))
    assert "第二网格紧急电梯新增 0件" in said[0]


async def test_a_grid_nobody_has_is_refused(world: World) -> None:
    assert "社区没有“第9网格”" in (await lines(world, replace(OVERDUE, grid="第9网格")))[0]


async def test_who_was_forgotten_is_counted_without_a_name(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    forgotten = replace(world.ticket(), assignee="gone-0a1b2c")
    async with world.store.work() as work:
        step = replace(world.history()[-1], at=world.clock.now())
        await work.tickets.save(forgotten, step)
    said = await lines(world, ShowFigure(Measure.WAITING, By.WORKER))
    assert "已删去名字的人" in "".join(said)
    assert "gone" not in "".join(said)


async def test_in_a_group_fewer_than_three_are_not_named(world: World) -> None:
    await late(world)
    asked = replace(OVERDUE, first=date(2026, 11, 1), last=date(2026, 12, 31))
    said = await world.says(SECRETARY, asked, chat=STAFF)
    assert "不到3件，群里不细说" in said
    assert "陈静" not in said


async def test_where_residents_read_nobodys_figures_are_told(world: World) -> None:
    assert "私聊" in await world.says(SECRETARY, OVERDUE, chat=RESIDENTS)


async def test_a_leader_may_ask_and_others_may_not(world: World) -> None:
    assert "口径" in await world.says(LEADER, OVERDUE)
    for person in (WANG, CHEN, PROPERTY, "stranger"):
        said = await world.says(person, OVERDUE)
        assert said.startswith("这只给社区书记和网格长看。")


async def test_while_a_span_runs_it_is_counted_as_it_stands(world: World) -> None:
    await world.reported()
    asked = ShowFigure(Measure.OPENED, By.WORKER)
    told = (await lines(world, asked))[-1]
    assert told == "口径：新增=这段时间收到的工单（合并的算一件）；按现在的经办人算；投诉您本人的不算。"


async def test_how_things_stand_now_does_not_ask_for_the_past(world: World) -> None:
    await world.reported()
    asked = ShowFigure(Measure.WAITING, first=date(2026, 10, 1), last=date(2026, 10, 31), label="10月")
    assert (await lines(world, asked))[0] == "现在没办完 1件。"


async def test_in_a_group_a_few_in_one_building_or_of_a_private_kind_are_not_counted_out(world: World) -> None:
    await world.reported(QUARREL)
    await world.reported()
    for asked in (
        ShowFigure(Measure.WAITING, building="3"),
        ShowFigure(Measure.WAITING, worker=CHEN),
        ShowFigure(Measure.WAITING, kind=Kind.DISPUTE),
        ShowFigure(Measure.OPENED, category="quarrel"),
    ):
        told = await lines(world, asked, chat=STAFF)
        assert "不到3件，群里不细说" in told[0]
        assert "#" not in "".join(told)
    assert "没办完 1件" in (await lines(world, ShowFigure(Measure.WAITING, kind=Kind.DISPUTE)))[0]
    assert "没办完 2件" in (await lines(world, ShowFigure(Measure.WAITING), chat=STAFF))[0]


async def test_what_nobody_has_taken_on_in_time_is_told_beside_what_is_overdue(world: World) -> None:
    await world.reported()
    assert "接单期限" not in (await lines(world, OVERDUE))[1]
    await world.passes(timedelta(days=2))
    for asked in (OVERDUE, ShowFigure(Measure.OVERDUE), ShowFigure(Measure.OVERDUE_RATE)):
        assert (await lines(world, asked))[-2] == "另有1件过了接单期限还没人接：#1，不算在超时里。"
    assert "另有1件过了接单期限还没人接，" in (await lines(world, OVERDUE, chat=STAFF))[-2]
    assert "接单期限" not in "".join(await lines(world, replace(OVERDUE, by=None, building="3"), chat=STAFF))
    await world.moved(Move.ACCEPT)
    assert "接单期限" not in "".join(await lines(world, OVERDUE))


async def test_a_day_later_the_same_ticket_is_overdue_and_told_once(world: World) -> None:
    await world.reported()
    await world.passes(timedelta(days=40))
    asked = replace(OVERDUE, by=None, first=date(2026, 11, 1), last=date(2026, 12, 31))
    said = await lines(world, asked)
    assert "超时 1件" in said[0]
    assert "接单期限" not in "".join(said)


async def test_what_is_late_from_before_the_span_is_told_beside_it_and_in_no_closed_span(world: World) -> None:
    await late(world)  # received in November, and it is January
    for asked in (OVERDUE, ShowFigure(Measure.OVERDUE)):
        said = await lines(world, asked)
        assert "另有3件以前收到的，现在还超时：#1、#2、#3。" in said
    assert "另有3件以前收到的，现在还超时。" in await lines(world, ShowFigure(Measure.OVERDUE), chat=STAFF)
    december = ShowFigure(Measure.OVERDUE, first=date(2026, 12, 1), last=date(2026, 12, 31), label="12月")
    assert "以前收到的" not in "".join(await lines(world, december))


async def test_complaints_are_counted_under_their_own_category(world: World) -> None:
    rights = requests.OpenTicket("物业乱收费", Kind.HAZARD, "rights", private=True)
    await world.reported(rights)
    assert "1件" in await world.hears(SECRETARY, "投诉几件")
    assert "1件" in await world.hears(SECRETARY, "有没有投诉")


async def test_those_who_have_to_do_it_are_told_of_their_own_work_with_each_deadline(world: World) -> None:
    await late(world)
    for line in ("还有哪些没办", "没办完的有哪些"):
        said = (await world.hears(CHEN, line)).splitlines()
        assert said[0] == "现在您没办完 2件。"
        assert [one[:2] for one in said[1:3]] == ["#1", "#2"]
        assert all("应在" in one and "周" in one for one in said[1:3])
    assert "现在您没办完 1件" in await world.hears(LIU, "还有哪些没办", chat=STAFF)
    assert "只给社区书记" in await world.hears(CHEN, "刘敏手上几件")
    assert "只给社区书记" in await world.hears(CHEN, "谁超时最多")
    assert "您办结 0件" in await world.hears(CHEN, "我这个月办了几件")


async def test_what_falls_due_soon_is_told_soonest_first_and_what_is_late_beside_it(world: World) -> None:
    await world.reported()
    await world.passes(timedelta(days=35))  # late by now
    await world.reported(OTHER_LIGHT, person=LI)
    await world.reported(replace(FIVE, urgency=Urgency.YELLOW))
    said = await lines(world, ShowFigure(Measure.DUE))
    assert said[0] == "12月29日周二24点前要到期 2件。"
    assert [one[:2] for one in said[1:3]] == ["#3", "#2"]
    assert said[1].endswith("经办：刘敏")
    assert said[3] == "另有1件已经超时：#1。"
    assert "要到期=" in said[-1]
    mine = await world.hears(CHEN, "哪些快超时了")
    assert "12月29日周二24点前您要到期 1件" in mine
    assert "#3" not in mine


async def test_today_ends_at_midnight_and_the_week_on_sunday(world: World) -> None:
    assert "11月23日周一24点前要到期" in await world.hears(SECRETARY, "今天要办的有哪些")
    assert "11月29日周日24点前要到期" in await world.hears(SECRETARY, "本周到期的有哪些")
    assert "11月24日周二24点前要到期" in await world.hears(SECRETARY, "哪些快超时了")


async def test_what_is_in_the_hands_of_the_street_is_no_road(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.says(SECRETARY, requests.MoveTicket(Move.REFER, 1, "街道"))
    said = await world.hears(SECRETARY, "街道手上有几件")
    assert said.startswith("现在已上报的 1件。\n#1\n口径：已上报=")


async def test_two_kinds_are_told_side_by_side_with_one_definition(world: World) -> None:
    await world.reported()
    said = await world.hears(SECRETARY, "隐患多少件，心愿多少件")
    assert "1. 隐患 1件\n2. 心愿 0件\n口径：" in said


async def test_a_figure_since_the_start_names_no_first_day(world: World) -> None:
    await world.reported()
    assert "开张以来（到11月23日周一）新增 1件" in await world.hears(SECRETARY, "开张以来一共多少件")
    assert "开张以来（到11月23日周一）" in await world.hears(SECRETARY, "开张以来统计")
    assert "2026年1月1日周四—11月23日周一" in await world.hears(SECRETARY, "从一月到现在多少件")
