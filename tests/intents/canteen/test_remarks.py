"""What sounds like an order and is none."""

from dataclasses import replace

import pytest

from bot.domain import roster
from bot.domain.requests import ChangeMeal, Clarify, Guide, OrderMeal
from intents import reader
from intents.scene import Scene
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    ("said", "diet"),
    [
        ("我查出高血压，饭能不能做少盐的", ("少盐",)),
        ("我妈牙不好饭要软一点，不吃海鲜", ("软烂", "不要海鲜")),
        ("饭能不能软一点", ("软烂",)),
    ],
)
def test_a_remark_on_a_diet_is_noted_for_the_order_that_stands(read: Read, said: str, diet: tuple[str, ...]) -> None:
    (asked,) = read(said).requests
    assert isinstance(asked, ChangeMeal)
    assert (asked.diet, asked.quantity, asked.day) == (diet, None, None)


def test_a_worry_is_asked_about(read: Read) -> None:
    (asked,) = read("今天停电，中午做不了饭了").requests
    assert isinstance(asked, Clarify)
    assert asked.slot == "quantity"


def test_an_offer_to_help_orders_nothing(read: Read) -> None:
    assert read("我当志愿者，想给老人送饭").requests == (Guide("我当志愿者，想给老人送饭"),)


@pytest.mark.parametrize("said", ["王阿姨今天的饭没来拿", "今天中午的饭还没人领", "我妈的午饭没取"])
def test_a_meal_that_was_left_behind_orders_no_other(read: Read, said: str) -> None:
    assert not any(isinstance(one, OrderMeal) for one in read(said).requests)


@pytest.mark.parametrize("said", ["中午的饭不够，要少做两份", "明天中午两份", "今天中午一份"])
def test_the_canteens_own_words_are_no_order(scene: Scene, said: str) -> None:
    cook = roster.Person("hu", "胡师傅", roles=frozenset({roster.Role.CANTEEN}))
    asked = reader.read(said, replace(scene, person=cook)).requests
    assert not any(isinstance(one, OrderMeal) for one in asked)


@pytest.mark.parametrize(
    "said",
    [
        "能不能给我送一份午饭",
        "给我妈送饭，软一点",
        "我要酸辣粉，不要香菜",
        "还是老规矩，不放葱",
        "做不了饭了，中午来一份",
        "我查出高血压，明天中午要一份少盐的",
    ],
)
def test_who_wants_one_says_so_and_gets_it(read: Read, said: str) -> None:
    asked = read(said, "wang").requests
    assert [type(one) for one in asked] == [OrderMeal]
