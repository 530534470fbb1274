"""Orders over several days, and the days that are not like the others."""

from datetime import date

import pytest

from bot.domain.requests import CancelMeal, OrderMeal
from intents import meals
from tests.intents.conftest import Read

MON, TUE, WED, THU, FRI = (date(2026, 11, day) for day in range(23, 28))
NEXT = (date(2026, 11, 30), *(date(2026, 12, day) for day in range(1, 5)))


def ordered(read: Read, said: str) -> dict[date | None, int]:
    return {one.day: one.quantity for one in read(said).requests if isinstance(one, OrderMeal)}


def cancelled(read: Read, said: str) -> list[date | None]:
    return [one.day for one in read(said).requests if isinstance(one, CancelMeal) and one.besides]


@pytest.mark.parametrize(
    ("said", "days", "off"),
    [
        ("这周我家老人中饭天天要，周三不要", [MON, TUE, THU, FRI], [WED]),
        ("这周中午每天一份，周四不要", [MON, TUE, WED, FRI], [THU]),
        ("下周一到周五中午都要一份，周三不吃", [NEXT[0], NEXT[1], NEXT[3], NEXT[4]], [NEXT[2]]),
        ("下周天天中午一份，周三、周五不要", [NEXT[0], NEXT[1], NEXT[3]], [NEXT[2], NEXT[4]]),
        ("这周除了周三中午天天要一份", [MON, TUE, THU, FRI], [WED]),
        ("周一到周五中午各一份，但是周四那天的饭不用送了", [MON, TUE, WED, FRI], [THU]),
        ("明天中午不吃，后天来一份", [WED], [TUE]),
        ("下周天天中午一份", list(NEXT), []),
    ],
)
def test_a_day_that_is_left_out_is_the_one_day_not_ordered_for(
    read: Read, said: str, days: list[date], off: list[date]
) -> None:
    assert ordered(read, said) == dict.fromkeys(days, 1)
    assert cancelled(read, said) == off


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("下周一到周五中午各一份，周二要两份", dict(zip(NEXT, (1, 2, 1, 1, 1), strict=True))),
        ("下周中午每天一份，周三两份，周四不要", {NEXT[0]: 1, NEXT[1]: 1, NEXT[2]: 2, NEXT[4]: 1}),
        ("明天中午一份，后天中午两份", {TUE: 1, WED: 2}),
        ("明天一份后天两份", {TUE: 1, WED: 2}),
        ("周三和周五中午各一份", {WED: 1, FRI: 1}),
        ("周一周三周五中午各一份，周五两份", {MON: 1, WED: 1, FRI: 2}),
    ],
)
def test_a_number_belongs_to_the_day_it_is_said_of(read: Read, said: str, days: dict[date, int]) -> None:
    assert ordered(read, said) == days


def test_what_is_said_of_all_days_holds_for_the_one_with_its_own_number(read: Read) -> None:
    asked = read("下周一到周五中午各一份，周二要两份，送到3栋2单元，少盐").requests
    assert {(one.service, one.delivery, one.diet) for one in asked if isinstance(one, OrderMeal)} == {
        ("lunch", True, ("少盐",))
    }


def test_two_meals_of_one_day_have_their_own_numbers(read: Read) -> None:
    asked = read("明天午饭一份，明天晚饭两份").requests
    assert [(one.service, one.quantity) for one in asked if isinstance(one, OrderMeal)] == [
        ("lunch", 1),
        ("dinner", 2),
    ]


@pytest.mark.parametrize("said", ["周三不要了", "周三的饭不要了，周五的也不要", "明天不在家"])
def test_days_alone_on_which_nothing_is_wanted_are_no_order(said: str) -> None:
    assert meals.act_of(said) == "cancel" or meals.only_away(said)


@pytest.mark.parametrize(
    ("said", "service", "delivery", "first"),
    [
        ("以后天天中午给我留一份", "lunch", False, None),
        ("往后天天中午送一份到家", "lunch", True, None),
        ("以后每天中午给我送一份", "lunch", True, None),
        ("以后晚上都给我留一份", "dinner", False, None),
        ("从后天起每天中午一份", "lunch", False, WED),
    ],
)
def test_a_wish_for_every_day_is_a_standing_one(
    read: Read, said: str, service: str, delivery: bool, first: date | None
) -> None:
    (asked,) = read(said, "wang").requests
    assert isinstance(asked, OrderMeal)
    assert (asked.standing, asked.service, asked.delivery, asked.day) == (True, service, delivery, first)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("以后天冷了饭要热一点，今天中午一份", MON),
        ("后天天气冷，送一份午饭", WED),
        ("饭是不是每天都有，有就订一份", None),
        ("后天中午一份", WED),
        ("我以后都在家吃了，明天中午一份", TUE),
    ],
)
def test_other_words_of_days_are_no_standing_wish(read: Read, said: str, day: date | None) -> None:
    (asked,) = read(said, "wang").requests
    assert isinstance(asked, OrderMeal)
    assert (asked.standing, asked.day) == (False, day)


@pytest.mark.parametrize(
    ("said", "service"), [("后面的饭都取消掉吧，我妈住院了", None), ("晚饭都取消", "dinner"), ("我的饭全部退掉", None)]
)
def test_all_that_stands_is_cancelled_by_saying_so(read: Read, said: str, service: str | None) -> None:
    (asked,) = read(said).requests
    assert isinstance(asked, CancelMeal)
    assert (asked.every, asked.service) == (True, service)
