"""What the canteen's people ask of their own list."""

from datetime import date

import pytest

from bot.domain import roster
from bot.domain.requests import ShowKitchen
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
