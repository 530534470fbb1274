"""Whom and what a question for figures names."""

from dataclasses import replace

import pytest

from intents.staff import narrowing
from tests.builders import CHEN, NINE, PROPERTY, example


@pytest.mark.parametrize(
    ("line", "worker", "grid", "span", "left"),
    [
        ("陈静上个月办了几件", CHEN, "", "上个月", "办了几件"),
        ("小陈超时几件", CHEN, "", "", "超时几件"),
        ("2网格几件", "", "g2", "", "几件"),
        ("物业办了几件", PROPERTY, "", "", "办了几件"),
        ("物业管理几件", "", "", "", "物业管理几件"),
        ("几件", "", "", "", "几件"),
    ],
)
def test_what_is_named_is_taken_out(line: str, worker: str, grid: str, span: str, left: str) -> None:
    found = narrowing.read(line, NINE, example())
    assert (found.worker, found.grid, found.line) == (worker, grid, left)
    assert (found.span.words if found.span else "") == span


def test_a_party_of_several_people_has_no_figure_of_its_own() -> None:
    home = example()
    parties = tuple(replace(one, people=(*one.people, CHEN)) if one.code == "wuye" else one for one in home.parties)
    assert narrowing.read("物业办了几件", NINE, replace(home, parties=parties)).worker == ""
