"""A meal that is not wanted, alone or beside one that is."""

from datetime import date, datetime

import pytest

from bot.domain.requests import CancelMeal, OrderMeal, Request
from intents.canteen import unwanted
from intents.normalise import normalise
from tests.intents.conftest import Read

TUESDAY = date(2026, 11, 24)
NOW = datetime.fromisoformat("2026-11-23T08:00:00+08:00")


def kinds(asked: tuple[Request, ...]) -> list[tuple[str, str | None, date | None, int | None]]:
    return [
        (type(one).__name__, one.service, one.day, one.quantity if isinstance(one, OrderMeal) else None)
        for one in asked
        if isinstance(one, OrderMeal | CancelMeal)
    ]


@pytest.mark.parametrize(
    ("said", "wanted", "quantity", "against", "day"),
    [
        ("不要早饭，要午饭一份", "lunch", 1, "breakfast", None),
        ("要午饭一份，不要早饭", "lunch", 1, "breakfast", None),
        ("早饭不要了，要两份午饭", "lunch", 2, "breakfast", None),
        ("晚饭不订，午饭订一份", "lunch", 1, "dinner", None),
        ("不要午饭了，晚上来一份", "dinner", 1, "lunch", None),
        ("明天不订早饭，订三份午饭", "lunch", 3, "breakfast", TUESDAY),
    ],
)
def test_a_meal_refused_beside_another_is_no_order(
    read: Read, said: str, wanted: str, quantity: int, against: str, day: date | None
) -> None:
    asked = read(said).requests
    assert kinds(asked) == [("OrderMeal", wanted, day, quantity), ("CancelMeal", against, day, None)]
    assert [one.besides for one in asked if isinstance(one, CancelMeal)] == [True]


@pytest.mark.parametrize(
    ("said", "service", "day"),
    [
        ("不订饭", None, None),
        ("我就不订餐了，谢谢", None, None),
        ("明天中午不订饭", "lunch", TUESDAY),
        ("明天不订晚饭了", "dinner", TUESDAY),
        ("明天中午先不订饭", "lunch", TUESDAY),
        ("不点餐", None, None),
    ],
)
def test_to_order_nothing_is_a_cancellation_and_never_an_order(
    read: Read, said: str, service: str | None, day: date | None
) -> None:
    assert kinds(read(said).requests) == [("CancelMeal", service, day, None)]


@pytest.mark.parametrize(
    "said",
    [
        "我不订饭，我就问下有没有位置坐",
        "不订饭的人多吗",
        "张阿姨不订饭",
        "怎么不订饭",
        "订一份饭",
        "感觉自己胖了，明天不吃晚饭",
    ],
)
def test_what_says_more_than_that_is_left_to_the_weighing(now: datetime, said: str) -> None:
    assert unwanted.read(normalise(said), now) is None


@pytest.mark.parametrize(
    "said", ["午饭不要辣，来一份", "要一份午饭，不要香菜", "早饭午饭各一份", "不要午饭，要两份午饭"]
)
def test_a_line_that_refuses_no_other_meal_is_read_whole(said: str) -> None:
    assert unwanted.split(said) == unwanted.Split(said)


@pytest.mark.parametrize("line", ["明天中午不要了", "周五的不要了", "明天中午的不用了", "今晚不要了", "晚饭不用了谢谢"])
def test_a_meal_that_is_not_wanted_any_more_is_cancelled_in_few_words(line: str) -> None:
    assert isinstance(unwanted.read(normalise(line), NOW), CancelMeal)


@pytest.mark.parametrize("line", ["明天不用了", "不要了", "明天中午不要辣", "门口的垃圾不要了", "周五的会不开了"])
def test_what_may_be_about_anything_cancels_no_meal(line: str) -> None:
    assert unwanted.read(normalise(line), NOW) is None
