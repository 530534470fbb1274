"""Free questions for figures, and lines that only sound like them."""

from datetime import date
from typing import Any

import pytest

from bot.domain import requests, roster
from bot.domain.cases import By, Measure
from bot.domain.requests import ShowFigure
from bot.domain.tickets import Kind, State
from bot.domain.urgency import Urgency
from intents import commands
from tests.intents.conftest import Said

MONTH = (date(2026, 11, 1), date(2026, 11, 23))
LAST_MONTH = (date(2026, 10, 1), date(2026, 10, 31))


def asked(measure: Measure, by: By | None = None, lowest: bool = False, **more: Any) -> ShowFigure:
    first, last = more.pop("days", (None, None))
    return ShowFigure(measure, by, lowest, first, last, **more)


@pytest.mark.parametrize(
    ("line", "figure"),
    [
        ("谁超时最多", asked(Measure.OVERDUE, By.WORKER)),
        ("超时最多的是谁？", asked(Measure.OVERDUE, By.WORKER)),
        ("哪个网格最慢", asked(Measure.FINISHING, By.GRID)),
        ("最慢的网格员是谁", asked(Measure.FINISHING, By.WORKER)),
        ("这个月办得最多的是谁", asked(Measure.CLOSED, By.WORKER, days=MONTH, label="这个月")),
        ("谁办得最快", asked(Measure.FINISHING, By.WORKER, lowest=True)),
        ("谁接单最慢", asked(Measure.ACCEPTING, By.WORKER)),
        ("谁手上的单最多", asked(Measure.WAITING, By.WORKER)),
        ("每个网格员办了多少", asked(Measure.CLOSED, By.WORKER)),
        ("哪类问题最多", asked(Measure.OPENED, By.CATEGORY)),
        ("上个月哪类隐患最多", asked(Measure.OPENED, By.CATEGORY, days=LAST_MONTH, label="上个月", kind=Kind.HAZARD)),
        ("哪类事复发最多", asked(Measure.RECURRING, By.CATEGORY)),
        ("复发的有多少", asked(Measure.RECURRING)),
        ("哪栋楼报修最多", asked(Measure.OPENED, By.BUILDING)),
        ("平均多久接单", asked(Measure.ACCEPTING)),
        ("接单平均要多久", asked(Measure.ACCEPTING)),
        ("上个月平均办结时间", asked(Measure.FINISHING, days=LAST_MONTH, label="上个月")),
        ("满意率是多少", asked(Measure.SATISFACTION)),
        ("满意率最低的网格", asked(Measure.SATISFACTION, By.GRID, lowest=True)),
        ("办结率最高的网格是哪个", asked(Measure.CLOSE_RATE, By.GRID)),
        ("各网格办结率", asked(Measure.CLOSE_RATE, By.GRID)),
        ("红色的有几件", asked(Measure.OPENED, urgency=Urgency.RED)),
        ("红色的超时了几件", asked(Measure.OVERDUE, urgency=Urgency.RED)),
        ("没接单的有哪些", asked(Measure.UNACCEPTED)),
        ("还有多少没办完", asked(Measure.WAITING)),
        ("10月电梯的有多少件", asked(Measure.OPENED, days=LAST_MONTH, label="10月", category="lift")),
        ("2网格谁超时最多", asked(Measure.OVERDUE, By.WORKER, grid="g2")),
        ("3栋这个月报了几件", asked(Measure.OPENED, days=MONTH, label="这个月", building="3")),
        ("陈静这个月办了多少件", asked(Measure.CLOSED, days=MONTH, label="这个月", worker="chen")),
        ("谁的单子最多", asked(Measure.OPENED, By.WORKER)),
        ("哪个网格员最忙", asked(Measure.WAITING, By.WORKER)),
        ("谁没按时办完", asked(Measure.OVERDUE, By.WORKER)),
        ("超时排名", asked(Measure.OVERDUE, By.WORKER)),
        ("超时的单子", asked(Measure.OVERDUE)),
        ("复发率", asked(Measure.RECURRING_RATE)),
        ("什么问题反复发生", asked(Measure.RECURRING, By.CATEGORY)),
        ("各类工单数量", asked(Measure.OPENED, By.CATEGORY)),
        ("红色平均多久有人接", asked(Measure.ACCEPTING, urgency=Urgency.RED)),
        ("哪些快超时了", asked(Measure.DUE)),
        ("快到期的有哪些", asked(Measure.DUE)),
        ("今天要办的有哪些", asked(Measure.DUE, days=(MONTH[1], MONTH[1]), label="今天")),
        ("街道手上有几件", asked(Measure.WAITING, state=State.REFERRED)),
        ("上报的有几件", asked(Measure.WAITING, state=State.REFERRED)),
        ("退回的有几件", asked(Measure.WAITING, state=State.RETURNED)),
        ("这个月撤回的有几件", asked(Measure.OPENED, days=MONTH, label="这个月", state=State.WITHDRAWN)),
        ("没办完的列一下", asked(Measure.WAITING)),
        ("今天有新单吗", asked(Measure.OPENED, days=(MONTH[1], MONTH[1]), label="今天")),
        ("我这个月办了几件", asked(Measure.CLOSED, days=MONTH, label="这个月", worker=requests.MYSELF)),
        ("我的满意率", asked(Measure.SATISFACTION, worker=requests.MYSELF)),
        ("隐患多少件，心愿多少件", asked(Measure.OPENED, By.KIND, among=("hazard", "wish"))),
        ("心愿和隐患各多少", asked(Measure.OPENED, By.KIND, among=("wish", "hazard"))),
        ("照明和电梯哪个多", asked(Measure.OPENED, By.CATEGORY, among=("lighting", "lift"))),
        (
            "3-5号红色的有几件",
            asked(Measure.OPENED, days=(date(2026, 11, 3), date(2026, 11, 5)), label="3-5号", urgency=Urgency.RED),
        ),
        (
            "最近7天超时率",
            asked(Measure.OVERDUE_RATE, days=(date(2026, 11, 17), date(2026, 11, 23)), label="最近7天"),
        ),
    ],
)
def test_a_question_for_a_figure_is_understood(said: Said, line: str, figure: ShowFigure) -> None:
    assert said(line) == figure


@pytest.mark.parametrize(
    "line",
    [
        "哪个菜最多",
        "谁有梯子借我一下",
        "谁处理的",
        "谁来修一下",
        "几点开门",
        "多少钱一份",
        "哪个楼没电",
        "停电了多久来电",
        "有多少人报名",
        "谁最多",
        "谁办得最差",
        "哪天发鸡蛋",
        "最近老是跳闸，谁来管管",
        "3栋电梯又坏了，都第几次了",
    ],
)
def test_what_only_sounds_like_one_is_none(said: Said, line: str) -> None:
    assert not isinstance(said(line), ShowFigure)


@pytest.mark.parametrize(
    "line",
    [
        "统计",
        "本周统计",
        "2网格上个月",
        "10月统计",
        "最近7天统计",
        "2网格呢",
        "那2网格呢",
        "周报",
        "本季度",
        "昨天怎么样",
    ],
)
def test_the_short_forms_still_give_all_figures_at_once(said: Said, line: str) -> None:
    assert isinstance(said(line), requests.ShowStatistics)


def test_leaders_and_the_secretary_are_told_what_they_may_ask() -> None:
    for role, told in ((roster.Role.LEADER, True), (roster.Role.SECRETARY, True), (roster.Role.WORKER, False)):
        lines = commands.help_lines(frozenset({role}))
        assert any("谁超时最多" in line for line in lines) is told


@pytest.mark.parametrize("line", ["我有几件没办完", "我手上还有几件没办", "我报的有几件", "我手上还有什么"])
def test_how_many_of_my_own_shows_my_own_to_anybody(said: Said, line: str) -> None:
    assert isinstance(said(line), requests.ShowMyTickets)


@pytest.mark.parametrize("line", ["未办结", "未办结的"])
def test_what_is_not_done_yet_may_be_all_that_is_said(said: Said, line: str) -> None:
    assert said(line) == asked(Measure.WAITING)
    assert isinstance(said(line, staff=False), requests.ShowMyTickets)


@pytest.mark.parametrize("line", ["有几个网格员", "网格员有多少", "几个网格", "今天有几个人", "多少人没办", "谁有时间"])
def test_who_asks_for_people_or_grids_is_not_told_how_many_tickets_there_are(said: Said, line: str) -> None:
    assert not isinstance(said(line), requests.ShowFigure)


@pytest.mark.parametrize("line", ["几个网格员超时了", "各网格有几个没办", "帮我查一下还有几件没办完"])
def test_the_words_for_people_and_for_me_may_stand_in_a_question_for_figures(said: Said, line: str) -> None:
    assert isinstance(said(line), ShowFigure)


@pytest.mark.parametrize("line", ["多久能修好", "几天能办好", "谁在办", "电梯多久能修好"])
@pytest.mark.parametrize("staff", [True, False])
def test_said_to_a_post_about_a_ticket_it_is_a_question_about_that_ticket(
    said: Said, line: str, *, staff: bool
) -> None:
    post = "#12 【一般·隐患】3栋2单元 照明"
    assert said(line, post, staff=staff) == requests.ShowTicket(12)


def test_a_resident_who_asks_how_long_it_takes_means_their_own_matter(said: Said) -> None:
    found = said("多久能修好", staff=False)
    assert isinstance(found, requests.ShowMyTickets)


@pytest.mark.parametrize("line", ["电梯多久能修好", "心愿有哪些", "还剩多少", "谁在办", "哪栋楼最高", "热线多少"])
def test_what_a_resident_asks_for_themselves_is_no_question_for_figures(said: Said, line: str) -> None:
    assert said(line, staff=False) is None


@pytest.mark.parametrize(
    ("line", "measure"),
    [
        ("还有几件没弄完", Measure.WAITING),
        ("哪件快超时了", Measure.DUE),
        ("一共处理了多少居民诉求", Measure.CLOSED),
        ("开张以来一共多少件", Measure.OPENED),
    ],
)
def test_figures_are_asked_for_in_everyday_words(said: Said, line: str, measure: Measure) -> None:
    found = said(line)
    assert isinstance(found, requests.ShowFigure)
    assert found.measure is measure


def test_how_many_i_have_taken_shows_ones_own(said: Said) -> None:
    assert isinstance(said("我接了几单"), requests.ShowMyTickets)
