"""One figure for each month, week or day."""

from datetime import date

import pytest

from bot.domain.cases import Measure
from bot.domain.requests import ShowTrend, Unit
from intents import reader
from intents.scene import Scene
from tests.builders import NINE, SECRETARY, WANG, example


def asked(text: str, person: str = SECRETARY) -> ShowTrend | None:
    home = example()
    found = reader.read(text, Scene(NINE, home, home.person(person), False, True, "连心")).requests
    return found[0] if found and isinstance(found[0], ShowTrend) else None


@pytest.mark.parametrize(
    ("text", "unit", "measure", "first"),
    [
        ("每个月多少件", Unit.MONTH, Measure.OPENED, date(2026, 6, 1)),
        ("近三个月每个月多少", Unit.MONTH, Measure.OPENED, date(2026, 9, 1)),
        ("哪个月报得最多", Unit.MONTH, Measure.OPENED, date(2026, 6, 1)),
        ("今年每个月办结率", Unit.MONTH, Measure.CLOSE_RATE, date(2026, 1, 1)),
        ("趋势怎么样", Unit.MONTH, Measure.OPENED, date(2026, 6, 1)),
        ("每周办结几件", Unit.WEEK, Measure.CLOSED, date(2026, 10, 19)),
        ("本月每天几件", Unit.DAY, Measure.OPENED, date(2026, 11, 1)),
        ("每天办几件", Unit.DAY, Measure.CLOSED, date(2026, 11, 17)),
    ],
)
def test_it_is_asked_for_in_ordinary_words(text: str, unit: Unit, measure: Measure, first: date) -> None:
    found = asked(text)
    assert found is not None
    assert (found.unit, found.of.measure, found.of.first, found.of.last) == (unit, measure, first, date(2026, 11, 23))


@pytest.mark.parametrize("text", ["每周一几点开会", "哪天有空", "每天都这样", "每个月的例会改到周三"])
def test_other_talk_of_months_and_days_is_none(text: str) -> None:
    assert asked(text) is None


def test_a_resident_asks_for_none() -> None:
    assert asked("每个月多少件", WANG) is None
