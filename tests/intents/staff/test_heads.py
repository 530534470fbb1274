"""Those who answer for the work ask for figures in any words, and never report by asking."""

from typing import Any

import pytest

from bot.domain import requests, roster
from bot.domain.cases import By, Measure
from bot.domain.requests import ShowFigure
from bot.domain.tickets import Kind
from intents import reader
from intents.scene import Scene
from tests.intents.conftest import NOW, _community


def hears(line: str, *roles: roster.Role) -> requests.Reading:
    lin = roster.Person("lin", "林书记", frozenset(roles or {roster.Role.SECRETARY}))
    xiaochen = roster.Person("chen", "陈静", frozenset({roster.Role.WORKER}), grid="g1")
    place = _community()
    people: Any = (lin, xiaochen)
    place = roster.Community(**{**vars(place), "people": people})
    return reader.read(line, Scene(NOW, place, lin, in_group=True, addressed=True, bot_name="连心"))


@pytest.mark.parametrize(
    ("line", "figure"),
    [
        ("垃圾和路灯各几件", {"by": By.CATEGORY, "among": ("lighting", "waste")}),
        ("5栋报了几次", {"measure": Measure.OPENED, "building": "5"}),
        ("路灯坏了几个", {"measure": Measure.OPENED, "category": "lighting"}),
        ("垃圾的事有几件", {"measure": Measure.OPENED, "category": "waste"}),
        ("电梯这个月坏了几次", {"measure": Measure.OPENED, "category": "lift", "label": "这个月"}),
        ("上个礼拜漏水报了多少次", {"measure": Measure.OPENED, "category": "water", "label": "上个礼拜"}),
        ("3栋灯坏了几个？", {"measure": Measure.OPENED, "category": "lighting", "building": "3"}),
        ("这个礼拜哪个楼事最多", {"measure": Measure.OPENED, "by": By.BUILDING, "label": "这个礼拜"}),
        ("谁手上压着最多", {"measure": Measure.WAITING, "by": By.WORKER}),
        ("谁手里活最多", {"measure": Measure.WAITING, "by": By.WORKER}),
        ("小陈办了几件", {"measure": Measure.CLOSED, "worker": "chen"}),
        ("有没有投诉", {"measure": Measure.OPENED, "category": "rights"}),
        ("有没有超时的", {"measure": Measure.OVERDUE}),
        ("12345转来几件", {"measure": Measure.OPENED, "kind": Kind.HOTLINE}),
    ],
)
@pytest.mark.parametrize("role", [roster.Role.SECRETARY, roster.Role.LEADER])
def test_a_figure_is_asked_for_in_ordinary_words(line: str, figure: dict[str, Any], role: roster.Role) -> None:
    (asked,) = hears(line, role).requests
    assert isinstance(asked, ShowFigure)
    assert {name: getattr(asked, name) for name in figure} == figure


@pytest.mark.parametrize(
    "line", ["网格里独居老人有多少", "我们社区有多少户", "赵刚排名第几", "5栋灯坏了几个人去修了几次"]
)
def test_what_there_is_no_figure_for_is_kept_as_a_question(line: str) -> None:
    assert hears(line).requests == (requests.Guide(line),)


@pytest.mark.parametrize(
    "line", ["3栋漏水几天了没人管", "5栋有几个灯不亮", "3栋路灯坏了好几个", "楼道灯坏了几个，快来修"]
)
def test_a_defect_told_plainly_is_a_report_with_a_number_in_it_too(line: str) -> None:
    opened = [one.request if isinstance(one, requests.Clarify) else one for one in hears(line).requests]
    assert [type(one) for one in opened] == [requests.OpenTicket]


def test_a_residents_line_in_the_same_words_is_no_question_for_figures() -> None:
    asked = hears("路灯坏了几个", roster.Role.RESIDENT).requests
    assert not any(isinstance(one, ShowFigure) for one in asked)


def test_what_the_directory_answers_is_answered_from_it() -> None:
    assert hears("老年证有几种？").requests == (requests.ShowDirectory("老年证"),)


@pytest.mark.parametrize("line", ["几个老人订餐", "多少老人订餐"])
def test_how_many_people_is_asked_and_nothing_is_ordered(line: str) -> None:
    assert all(isinstance(one, requests.Guide) for one in hears(line).requests)
