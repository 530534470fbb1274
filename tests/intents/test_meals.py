"""What an order says."""

from datetime import datetime

import pytest

from intents import meals


def test_an_order_gives_up_all_its_slots(now: datetime) -> None:
    words = meals.read("给我妈订明天中午两份饭，少盐，不要香菜，送到3栋501", now, "3栋501")
    assert words.services == ("lunch",)
    assert words.quantity == 2
    assert str(words.day) == "2026-11-24"
    assert words.delivery is True
    assert words.for_whom.endswith("妈")
    assert words.diet == ("少盐", "不要香菜")


def test_the_number_of_a_building_is_no_quantity(now: datetime) -> None:
    assert meals.read("饭送到3栋2个单元", now, "3栋2个单元").quantity is None


@pytest.mark.parametrize(
    ("said", "delivery"), [("自己来取", False), ("送上门", True), ("不用送，我下楼", False), ("两份", None)]
)
def test_delivery_is_said_or_left_open(now: datetime, said: str, delivery: bool | None) -> None:
    assert meals.read(said, now).delivery is delivery


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("明天中午一份", "order"),
        ("取消明天的饭", "cancel"),
        ("我那份不要了", "cancel"),
        ("改成三份", "change"),
        ("我订了没", "show"),
        ("我昨天订的饭呢", "show"),
        ("今儿别给我送饭了", "cancel"),
        ("饭停一天,去县里喝喜酒", "cancel"),
        ("来碗面,别放辣", "order"),
        ("午饭数错了,不是五是四", "change"),
        ("晚饭我改自取了", "change"),
        ("帮我查一下订了没，没订就订一份", "order"),
    ],
)
def test_the_kitchen_is_told_what_is_wanted(said: str, act: str) -> None:
    assert meals.act_of(said) == act


def test_a_past_day_is_no_day_to_eat(now: datetime) -> None:
    assert meals.read("昨天的两份", now).day is None
