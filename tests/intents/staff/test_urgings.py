"""A head urges several at once."""

import pytest

from bot.domain.cases import Measure
from bot.domain.requests import UrgeMany
from intents import reader
from intents.scene import Scene
from tests.builders import CHEN, NINE, SECRETARY, example

LATE = (Measure.UNACCEPTED, Measure.OVERDUE)


def read(line: str, person: str = SECRETARY) -> object:
    home = example()
    found = reader.read(line, Scene(NINE, home, home.person(person), False, True, "连心")).requests
    return found[0] if found else None


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("没接单的都催一下", UrgeMany((Measure.UNACCEPTED,))),
        ("催一下没接单的", UrgeMany((Measure.UNACCEPTED,))),
        ("把超时的都催一遍", UrgeMany((Measure.OVERDUE,))),
        ("2网格没办完的催一下", UrgeMany((Measure.WAITING,), grid="g2")),
        ("快到期的都催催", UrgeMany((Measure.DUE,))),
        ("催一下陈静", UrgeMany(LATE, CHEN)),
        ("陈静没接单的都催一下", UrgeMany((Measure.UNACCEPTED,), CHEN)),
    ],
)
def test_which_are_urged_is_said_in_few_words(line: str, meant: UrgeMany) -> None:
    assert read(line) == meant
    assert not isinstance(read(line, CHEN), UrgeMany)


@pytest.mark.parametrize("line", ["催一下", "1 催一下", "催一下3栋的灯", "催办情况"])
def test_what_names_no_sort_of_tickets_is_something_else(line: str) -> None:
    assert not isinstance(read(line), UrgeMany)
