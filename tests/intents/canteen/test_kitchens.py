"""What the canteen's people ask of their own list."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain import roster
from bot.domain.requests import CloseMeals, Explain, OpenTicket, ShowKitchen
from intents import normalise
from intents.canteen import kitchens
from intents.scene import Scene

COOK = roster.Person("cook", "胡师傅", frozenset({roster.Role.CANTEEN}))


@pytest.mark.parametrize(
    ("line", "day"),
    [("谁忌口", None), ("明天有没有忌口的", date(2026, 11, 24)), ("后天有人订吗", date(2026, 11, 25)), ("名单", None)],
)
def test_diets_and_whether_anybody_has_ordered_stand_in_the_list(scene: Scene, line: str, day: date | None) -> None:
    here = Scene(scene.now, scene.community, COOK, scene.in_group, scene.addressed, scene.bot_name)
    assert kitchens.told(normalise.normalise(line), here) == ShowKitchen(day)
    assert kitchens.told(normalise.normalise(line), scene) is None


@pytest.mark.parametrize(
    ("line", "place"),
    [("蒸箱坏了", "食堂"), ("冰柜不制冷了 肉要坏", "食堂"), ("消毒柜不通电", "食堂"), ("2号楼蒸箱坏了", "2")],
)
def test_what_breaks_in_the_kitchen_is_reported_from_there(scene: Scene, line: str, place: str) -> None:
    here = replace(scene, person=COOK)
    opened = kitchens.told(normalise.normalise(line), here)
    assert isinstance(opened, OpenTicket)
    assert opened.place is not None
    assert place in (opened.place.building, opened.place.landmark)
    assert kitchens.told(normalise.normalise(line), scene) is None


@pytest.mark.parametrize("line", ["我明天请假，孩子发烧", "我后天休息", "明天我来不了"])
def test_a_cook_who_is_away_is_told_what_to_say(scene: Scene, line: str) -> None:
    assert kitchens.told(normalise.normalise(line), replace(scene, person=COOK)) == Explain("cook_away")


@pytest.mark.parametrize(("line", "again"), [("明天不供晚饭", False), ("明天晚饭又能做了", True)])
def test_one_meal_of_a_day_is_closed_and_opened(scene: Scene, line: str, again: bool) -> None:
    closed = kitchens.told(normalise.normalise(line), replace(scene, person=COOK))
    assert closed == CloseMeals((date(2026, 11, 24),), "dinner", again=again)


def test_what_the_canteen_has_earned_is_no_price(scene: Scene) -> None:
    assert kitchens.asked(normalise.normalise("食堂这个月收了多少钱"), scene) is None
    assert kitchens.asked(normalise.normalise("午饭多少钱一份"), scene) is not None
