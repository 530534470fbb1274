"""From words to requests of the kitchen."""

import pytest

from bot.domain import requests
from tests.intents.conftest import Read


def test_every_day_that_is_named_becomes_an_order(read: Read) -> None:
    asked = read("周三和周五中午各订一份饭").requests
    assert [(str(one.day), one.quantity) for one in asked if isinstance(one, requests.OrderMeal)] == [
        ("2026-11-25", 1),
        ("2026-11-27", 1),
    ]


def test_one_portion_for_each_of_two_meals_is_two_orders_of_one(read: Read) -> None:
    asked = read("明天中午和晚上各订一份饭").requests
    assert [(one.service, one.quantity) for one in asked if isinstance(one, requests.OrderMeal)] == [
        ("lunch", 1),
        ("dinner", 1),
    ]


@pytest.mark.parametrize(
    ("said", "slot"),
    [("明天中午订两三份饭", "quantity"), ("过几天中午订两份饭", "date"), ("午饭改成两三份", "quantity")],
)
def test_what_the_words_leave_open_is_asked_for_once(read: Read, said: str, slot: str) -> None:
    (asked,) = read(said).requests
    assert isinstance(asked, requests.Clarify)
    assert asked.slot == slot


@pytest.mark.parametrize(
    ("said", "quantity", "more"), [("午饭再加一份", None, 1), ("午饭少订一份", None, -1), ("明天的午饭改成三份", 3, 0)]
)
def test_a_change_counts_from_before_or_anew(read: Read, said: str, quantity: int | None, more: int) -> None:
    (asked,) = read(said).requests
    assert isinstance(asked, requests.ChangeMeal)
    assert (asked.quantity, asked.more) == (quantity, more)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("从明天开始停三天，去住院", [("2026-11-24", "2026-11-26")]),
        ("把我礼拜三到礼拜五的饭都停了", [("2026-11-25", "2026-11-27")]),
        ("周三和周五的饭都取消", [("2026-11-25", "None"), ("2026-11-27", "None")]),
        ("取消明天的饭", [("2026-11-24", "None")]),
    ],
)
def test_every_day_that_is_named_is_cancelled(read: Read, said: str, days: list[tuple[str, str]]) -> None:
    asked = read(said).requests
    assert [(str(one.day), str(one.last_day)) for one in asked if isinstance(one, requests.CancelMeal)] == days
