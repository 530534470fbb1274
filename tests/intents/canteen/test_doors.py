"""Where a meal is left, in words that name no building."""

import pytest

from bot.domain.requests import ChangeMeal, OrderMeal
from tests.intents.conftest import Read


@pytest.mark.parametrize("said", ["放门口就行", "挂门把手上", "麻烦放家门口"])
def test_at_the_door_is_at_home(read: Read, said: str) -> None:
    (asked,) = read(said, "wang").requests
    assert isinstance(asked, ChangeMeal)
    assert asked.delivery
    assert asked.place is not None
    assert asked.place.room == "501"


@pytest.mark.parametrize(("said", "spot"), [("放物业就行 我自己下来拿", "物业"), ("送到楼下保安室", "楼下保安室")])
def test_somebody_keeps_it(read: Read, said: str, spot: str) -> None:
    (asked,) = read(said, "wang").requests
    assert isinstance(asked, ChangeMeal)
    assert asked.delivery
    assert asked.place is not None
    assert asked.place.landmark == spot


@pytest.mark.parametrize(
    ("said", "door"), [("明天中午一份 放快递柜", "快递柜"), ("明天中午一份 送隔壁301张家", "3栋2单元301")]
)
def test_an_order_goes_there_at_once(read: Read, said: str, door: str) -> None:
    (asked,) = read(said, "wang").requests
    assert isinstance(asked, OrderMeal)
    assert asked.delivery
    assert asked.place is not None
    assert asked.place.exact() == door


@pytest.mark.parametrize("said", ["快递放快递柜了", "楼道里别放门口的鞋柜", "我要加个快递柜"])
def test_a_parcel_is_no_meal(read: Read, said: str) -> None:
    assert not any(isinstance(one, ChangeMeal | OrderMeal) for one in read(said, "wang").requests)
