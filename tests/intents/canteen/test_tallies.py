"""How many meals were ordered, asked in words."""

from datetime import date

import pytest

from bot.domain import requests, roster
from intents import reader
from intents.canteen import tallies
from intents.scene import Scene

TODAY = date(2026, 11, 23)
COOK = roster.Person("cook", "胡师傅", frozenset({roster.Role.CANTEEN}))


def by_cook(scene: Scene) -> Scene:
    return Scene(scene.now, scene.community, COOK, scene.in_group, scene.addressed, scene.bot_name)


@pytest.mark.parametrize(
    ("said", "first", "last", "service"),
    [
        ("午餐这个月多少份", date(2026, 11, 1), TODAY, "lunch"),
        ("上个月晚饭一共多少份?", date(2026, 10, 1), date(2026, 10, 31), "dinner"),
        ("明天午餐订了几份", date(2026, 11, 24), date(2026, 11, 24), "lunch"),
        ("今天一共多少份饭", TODAY, TODAY, ""),
        ("午餐多少份", TODAY, TODAY, "lunch"),
        ("本周订餐份数", TODAY, TODAY, ""),
        ("助餐多少份", TODAY, TODAY, ""),
        ("食堂今天多少份", TODAY, TODAY, ""),
        ("午餐晚餐各多少", TODAY, TODAY, ""),
        ("11月份一共多少份饭", date(2026, 11, 1), TODAY, ""),
        ("本月助餐多少人次", date(2026, 11, 1), TODAY, ""),
        ("昨天中午吃饭的有多少人", date(2026, 11, 22), date(2026, 11, 22), "lunch"),
    ],
)
def test_the_canteen_asks_for_its_figures_in_words(
    scene: Scene, said: str, first: date, last: date, service: str
) -> None:
    asked = tallies.read(said, by_cook(scene))
    assert isinstance(asked, requests.ShowMealCount)
    assert (asked.first, asked.last, asked.service) == (first, last, service)


@pytest.mark.parametrize("said", ["明天中午几份要送", "明天午餐送餐多少份"])
def test_how_many_are_brought_stands_in_the_list_of_the_kitchen(scene: Scene, said: str) -> None:
    assert tallies.read(said, by_cook(scene)) == requests.ShowKitchen(date(2026, 11, 24), "lunch")


@pytest.mark.parametrize("said", ["明天午餐两份", "我订了几份", "3栋多少份垃圾", "要几份", "红烧肉还有多少份"])
def test_another_question_is_left_alone(scene: Scene, said: str) -> None:
    assert tallies.read(said, by_cook(scene)) is None


def test_of_a_resident_it_is_no_command(scene: Scene) -> None:
    assert tallies.read("午餐这个月多少份", scene) is None


def test_what_is_left_of_the_budget_is_asked_in_words(scene: Scene) -> None:
    for said in ("红包还剩多少预算", "积分还有多少额度"):
        assert reader.read(said, scene).requests == (requests.ShowBudget(),)
