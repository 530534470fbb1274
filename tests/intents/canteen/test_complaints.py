"""Too little was brought: a complaint, and no order."""

import pytest

from bot.domain import requests
from bot.domain.tickets import Kind
from intents.canteen import complaints
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    "said", ["食堂少给一份饭", "今天的饭少送了两份", "我订了两份只送来一份", "送餐师傅少给了我们一盒", "午饭漏送了"]
)
def test_too_few_meals_are_a_complaint_for_the_canteen(read: Read, said: str) -> None:
    (told,) = read(said).requests
    assert isinstance(told, requests.TellKitchen)
    opened = told.otherwise
    assert opened is not None
    assert (opened.kind, opened.category, opened.text) == (Kind.WISH, "dining", said)


@pytest.mark.parametrize(
    "said",
    [
        "明天少送一份",
        "少送一份",
        "麻烦食堂少送一份",
        "少了一份,补一份送上来",
        "食堂少放点盐",
        "订了两份",
        "少给点米饭",
    ],
)
def test_fewer_meals_that_are_wished_for_are_no_complaint(said: str) -> None:
    assert not complaints.is_short(said)


def test_fewer_portions_of_a_meal_to_come_change_the_order(read: Read) -> None:
    (change,) = read("明天中午少送一份").requests
    assert isinstance(change, requests.ChangeMeal)
    assert change.more == -1
