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


@pytest.mark.parametrize("named", ["陈静", "小陈", "陈师傅", "物业"])
def test_whoever_is_named_may_be_named(named: str) -> None:
    assert narrowing.read(f"{named}办了几件", NINE, example()).worker
    assert narrowing.may_name(f"{named}办了几件", example(), by_nickname=True)


def test_a_line_may_name_nobody_or_none_but_in_full() -> None:
    assert not narrowing.may_name("路灯坏了几盏", example(), by_nickname=True)
    assert not narrowing.may_name("小区的路灯坏了几盏", example(), by_nickname=False)
    assert narrowing.may_name("陈静那边的路灯坏了几盏", example(), by_nickname=False)


def test_a_party_of_several_people_has_no_figure_of_its_own() -> None:
    home = example()
    parties = tuple(replace(one, people=(*one.people, CHEN)) if one.code == "wuye" else one for one in home.parties)
    assert narrowing.read("物业办了几件", NINE, replace(home, parties=parties)).worker == ""
