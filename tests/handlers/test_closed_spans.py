"""What was counted for a span that is over stays so, whatever becomes of its tickets later."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import requests
from bot.domain.cases import NOW, By, Measure
from bot.domain.requests import Correct, MoveTicket, Rating, ShowFigure, ShowStatistics
from bot.domain.tickets import Move, State
from bot.domain.urgency import Urgency
from tests.builders import CHEN, LI, LIGHT, LIU, OTHER_LIGHT, RESIDENTS, SECRETARY, SHANGHAI, STAFF, WANG, World

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
MONTH_END = datetime(2026, 12, 1, tzinfo=SHANGHAI)
LATER = timedelta(days=40)
NOVEMBER = ShowFigure(Measure.CLOSE_RATE, first=FIRST, last=LAST, label="11月")
MOVES = (Move.ACCEPT, Move.START, Move.RESOLVE, Move.RETURN, Move.DECLINE, Move.REOPEN, Move.REFER)
STEPS: list[tuple[str, requests.Request]] = [
    *(
        (person, MoveTicket(move, number, "已换灯泡"))
        for person in (CHEN, SECRETARY)
        for move in MOVES
        for number in (1, 2)
    ),
    *((SECRETARY, MoveTicket(Move.REASSIGN, number, to="刘敏")) for number in (1, 2)),
    (SECRETARY, MoveTicket(Move.MERGE, 2, to="1")),
    (SECRETARY, MoveTicket(Move.DEFER, 1, until=date(2026, 12, 9))),
    (SECRETARY, Correct(1, category="manhole", urgency=Urgency.YELLOW)),
    *((WANG, requests.AnswerClosing(rating, 1)) for rating in Rating),
    (LI, requests.AnswerClosing(Rating.SATISFIED, 2)),
    (CHEN, requests.Promise(1, date(2026, 11, 27), "1 周五前修好", "yes")),
    (WANG, requests.WithdrawTicket(1)),
    (WANG, LIGHT),
    (LI, OTHER_LIGHT),
]
lives = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 2_000)), max_size=12)


async def live(world: World, life: list[tuple[tuple[str, requests.Request], int]]) -> None:
    for (person, asked), minutes in life:
        await world.passes(timedelta(minutes=minutes))
        await world.says(person, asked, chat=RESIDENTS if person in {WANG, LI} else STAFF)


async def november(world: World) -> list[str]:
    """Every answer about it, the privacy notice of a first answer left out."""
    asked: list[requests.Request] = [ShowStatistics(FIRST, LAST, "11月"), ShowStatistics(FIRST, LAST, "11月", "g1")]
    asked += [replace(NOVEMBER, measure=one, by=by) for one in set(Measure) - NOW for by in (None, *By)]
    return [(await world.says(SECRETARY, one)).split("\n（")[0] for one in asked]


@given(lives, lives)
async def test_a_figure_of_a_past_month_is_the_same_forty_days_and_many_moves_later(
    during: list[tuple[tuple[str, requests.Request], int]], after: list[tuple[tuple[str, requests.Request], int]]
) -> None:
    world = World()
    await world.reported()
    await live(world, during)
    await world.until(max(MONTH_END, world.clock.now()))
    before = await november(world)
    await live(world, after)
    await world.passes(LATER)
    assert await november(world) == before


@pytest.mark.parametrize(
    ("measure", "counted"),
    [
        (Measure.OPENED, "新增 1件"),
        (Measure.CLOSED, "办结 1件"),
        (Measure.CLOSE_RATE, "办结率 100.0%（1件）"),
        (Measure.SATISFACTION, "满意率 100.0%（1件）"),
        (Measure.ACCEPTING, "接单用时 平均1小时（1件）"),
        (Measure.FINISHING, "办理用时 平均1小时（1件）"),
    ],
)
async def test_what_was_closed_in_a_month_stays_closed_in_it_when_it_is_opened_again(
    measure: Measure, counted: str
) -> None:
    world = World(start=datetime(2026, 11, 30, 9, tzinfo=SHANGHAI))
    await world.reported()
    await world.passes(timedelta(hours=1))
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(WANG, requests.AnswerClosing(Rating.SATISFIED), chat=RESIDENTS)
    await world.until(MONTH_END + timedelta(hours=9))
    await world.says(WANG, requests.AnswerClosing(Rating.DISSATISFIED, 1, "没修好"), chat=RESIDENTS)
    await world.moved(Move.ACCEPT)
    said = await world.says(SECRETARY, replace(NOVEMBER, measure=measure))
    assert counted in said
    assert "截至11月30日周一，以后的变化不算。" in said


async def test_what_fell_late_after_the_month_was_not_late_in_it() -> None:
    world = World(start=datetime(2026, 11, 30, 9, tzinfo=SHANGHAI))
    await world.reported()
    await world.passes(LATER)
    assert "没有超时的" in await world.says(SECRETARY, replace(NOVEMBER, measure=Measure.OVERDUE, by=By.WORKER))
    assert "超时 0 件" in await world.says(SECRETARY, ShowStatistics(FIRST, LAST, "11月"))


async def test_a_promise_kept_in_the_month_stays_kept_when_the_matter_is_opened_again_later() -> None:
    world = World(start=datetime(2026, 11, 26, 9, tzinfo=SHANGHAI))
    await world.reported()
    await world.says(CHEN, requests.Promise(1, date(2026, 11, 27), "1 周五前修好", "yes"), chat=STAFF)
    await world.moved(Move.RESOLVE)
    await world.says(WANG, requests.AnswerClosing(Rating.SATISFIED), chat=RESIDENTS)
    await world.until(MONTH_END + timedelta(hours=9))
    before = await november(world)
    assert "承诺兑现 1/1 件" in before[0]
    await world.says(WANG, requests.AnswerClosing(Rating.DISSATISFIED, 1, "没修好"), chat=RESIDENTS)
    assert world.ticket().state is not State.CLOSED
    assert await november(world) == before


async def test_whose_it_was_then_is_counted() -> None:
    world = World(start=datetime(2026, 11, 30, 9, tzinfo=SHANGHAI))
    await world.reported()
    await world.until(MONTH_END + timedelta(hours=9))
    await world.says(SECRETARY, MoveTicket(Move.REASSIGN, 1, to="刘敏"), chat=STAFF)
    assert world.ticket().assignee == LIU
    said = await world.says(SECRETARY, replace(NOVEMBER, measure=Measure.OPENED, by=By.WORKER))
    assert "新增最多的网格员：陈静，1件" in said
    assert "按当时的经办人算" in said
