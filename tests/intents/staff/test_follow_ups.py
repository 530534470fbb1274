"""What is said right after a figure, and asks for it anew."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain import requests
from bot.domain.cases import By, Measure
from bot.domain.requests import Pending, ShowFigure, ShowMealCount, ShowStatistics, Slot
from bot.domain.tickets import Kind
from tests.intents.conftest import Read

OCTOBER = {"first": date(2026, 10, 1), "last": date(2026, 10, 31), "label": "上个月"}
LATE = ShowFigure(Measure.OVERDUE, grid="g1")


def said(read: Read, line: str, after: requests.Request) -> requests.Request | None:
    found = read(line, "chen", pending=Pending(Slot.FIGURE, after)).requests
    return found[0] if found else None


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("2网格呢", {"grid": "g2"}),
        ("那2网格呢？", {"grid": "g2"}),
        ("那2网格", {"grid": "g2"}),
        ("上个月呢", OCTOBER),
        ("2网格上个月呢", {"grid": "g2", **OCTOBER}),
        ("陈静呢", {"worker": "chen", "grid": ""}),
        ("照明呢", {"category": "lighting"}),
        ("隐患怎么样", {"kind": Kind.HAZARD}),
        ("3栋呢", {"building": "3"}),
    ],
)
def test_what_is_named_takes_the_place_of_what_was_named_before(read: Read, line: str, changed: dict[str, Any]) -> None:
    assert said(read, line, LATE) == replace(LATE, **changed)


def test_the_one_who_is_named_is_no_ranking_any_more(read: Read) -> None:
    assert said(read, "陈静呢", ShowFigure(Measure.OVERDUE, By.WORKER)) == ShowFigure(Measure.OVERDUE, worker="chen")


def test_the_figure_told_last_is_compared(read: Read) -> None:
    found = said(read, "比上周多了吗", LATE)
    assert isinstance(found, ShowFigure)
    assert (found.measure, found.grid, found.label) == (Measure.OVERDUE, "g1", "本周")
    assert found.than


def test_all_figures_at_once_and_meals_are_asked_for_anew_as_well(read: Read) -> None:
    assert said(read, "2网格呢", ShowStatistics()) == ShowStatistics(grid="g2")
    meals = ShowMealCount(date(2026, 11, 1), date(2026, 11, 23), "lunch", "这个月")
    assert said(read, "上个月呢", meals) == replace(meals, **OCTOBER)  # type: ignore[arg-type]


@pytest.mark.parametrize("line", ["分别是哪些", "是哪些？", "具体是哪几件", "哪几件", "列出来"])
def test_the_tickets_behind_the_figure_are_asked_for(read: Read, line: str) -> None:
    assert said(read, line, replace(LATE, by=By.WORKER)) == replace(LATE, listed=True)
    everything = said(read, line, ShowStatistics(grid="g2"))
    assert everything == ShowFigure(Measure.OPENED, grid="g2", listed=True)


def test_another_meal_is_asked_for(read: Read) -> None:
    meals = ShowMealCount(date(2026, 11, 22), date(2026, 11, 22), "lunch", "昨天")
    assert said(read, "晚饭呢", meals) == replace(meals, service="dinner")


@pytest.mark.parametrize("line", ["陈静", "2网格", "路灯坏了呢", "1 接单", "3栋灯坏了", "好的呢"])
def test_anything_else_is_read_as_if_nothing_had_been_told(read: Read, line: str) -> None:
    assert read(line, "chen", pending=Pending(Slot.FIGURE, LATE)) == read(line, "chen")
