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
