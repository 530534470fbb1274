"""Questions for figures as people shorten them."""

import pytest

from bot.domain.cases import By, Measure
from bot.domain.requests import ShowFigure
from intents import normalise, reader
from intents.scene import Scene
from intents.staff import rephrased
from tests.builders import CHEN, LIU, NINE, SECRETARY, example


def asked(text: str) -> ShowFigure | None:
    home = example()
    found = reader.read(text, Scene(NINE, home, home.person(SECRETARY), False, True, "连心")).requests
    return found[0] if found and isinstance(found[0], ShowFigure) else None


@pytest.mark.parametrize(
    ("text", "measure", "by", "lowest", "among"),
    [
        ("谁慢", Measure.FINISHING, By.WORKER, False, ()),
        ("谁办得快", Measure.FINISHING, By.WORKER, True, ()),
        ("谁最磨蹭", Measure.FINISHING, By.WORKER, False, ()),
        ("哪类多", Measure.OPENED, By.CATEGORY, False, ()),
        ("上个月哪个网格快", Measure.FINISHING, By.GRID, True, ()),
        ("1网格和2网格哪个多", Measure.OPENED, By.GRID, False, ("g1", "g2")),
        ("陈静和刘敏比谁快", Measure.FINISHING, By.WORKER, True, (CHEN, LIU)),
        ("陈静比刘敏多办了几件", Measure.CLOSED, By.WORKER, False, (CHEN, LIU)),
        ("这个月小陈和刘敏各办了几件", Measure.CLOSED, By.WORKER, False, (CHEN, LIU)),
    ],
)
def test_the_most_and_which_of_two_need_not_be_spelled_out(
    text: str, measure: Measure, by: By, lowest: bool, among: tuple[str, ...]
) -> None:
    found = asked(text)
    assert found is not None
    assert (found.measure, found.by, found.lowest, found.among) == (measure, by, lowest, among)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("没人管的有吗", Measure.UNACCEPTED),
        ("没派出去的有吗", Measure.UNACCEPTED),
        ("哪些没动", Measure.UNACCEPTED),
        ("超时的有吗", Measure.OVERDUE),
        ("逾期的列给我", Measure.OVERDUE),
        ("今天超时的", Measure.OVERDUE),
        ("明天到期的", Measure.DUE),
        ("误报几件", Measure.UNFOUNDED),
        ("有没有误报的", Measure.UNFOUNDED),
    ],
)
def test_a_list_may_be_asked_for_in_half_a_sentence(text: str, measure: Measure) -> None:
    found = asked(text)
    assert found is not None
    assert (found.measure, found.by) == (measure, None)


@pytest.mark.parametrize("text", ["谁报得最多", "有多少居民用过", "王阿姨和李大爷谁报得多", "多少志愿者"])
def test_what_would_tell_of_residents_is_no_figure_of_ours(text: str) -> None:
    assert asked(text) is None


def test_a_resident_who_says_so_asks_for_nothing() -> None:
    home = example()
    scene = Scene(NINE, home, home.person("wangayi"), True, True, "连心")
    read = reader.read(normalise.normalise("谁办得慢").raw, scene)
    assert not any(isinstance(one, ShowFigure) and one.by is None for one in read.requests)


def test_what_is_longer_than_any_question_for_figures_stays_as_it_is() -> None:
    line = "哪个少" * 700
    assert rephrased.told(line, example(), NINE.date()).line == line
