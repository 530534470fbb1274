"""Several figures in one line."""

import pytest

from bot.domain.cases import Measure
from bot.domain.requests import ShowFigure
from tests.intents.conftest import NOW, Read


@pytest.mark.parametrize("line", ["今天收了几件，办了几件", "今天收了几件；办结了几件"])
def test_each_is_of_the_span_that_the_first_one_names(read: Read, line: str) -> None:
    asked = read(line, "chen").requests
    assert [one.measure for one in asked if isinstance(one, ShowFigure)] == [Measure.OPENED, Measure.CLOSED]
    assert all(isinstance(one, ShowFigure) and one.first == one.last == NOW.date() for one in asked)


@pytest.mark.parametrize("line", ["今天收了几件，灯坏了", "今天收了几件，", "几点开饭，几点关门"])
def test_a_line_with_anything_else_in_it_is_none(read: Read, line: str) -> None:
    assert len([one for one in read(line, "chen").requests if isinstance(one, ShowFigure)]) < 2


@pytest.mark.parametrize("line", ["陈静这个月办得怎么样", "陈静这个月表现如何"])
def test_how_somebody_works_is_several_figures_of_theirs(read: Read, line: str) -> None:
    asked = read(line, "chen").requests
    measures = [one.measure for one in asked if isinstance(one, ShowFigure)]
    assert measures == [Measure.OPENED, Measure.CLOSED, Measure.OVERDUE, Measure.FINISHING]
    assert {(one.worker, one.label) for one in asked if isinstance(one, ShowFigure)} == {("chen", "这个月")}


def test_what_somebody_has_in_hand_is_listed(read: Read) -> None:
    assert read("陈静手上的活", "chen").requests == (ShowFigure(Measure.WAITING, worker="chen", listed=True),)


@pytest.mark.parametrize("line", ["表现怎么样", "这个活怎么干", "王芳表现如何", "手上的活放一放"])
def test_of_nobody_on_the_staff_it_is_none(read: Read, line: str) -> None:
    assert not [one for one in read(line, "chen").requests if isinstance(one, ShowFigure) and one.worker]
