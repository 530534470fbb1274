"""Which dishes an order names, and how many of each."""

import pytest

from bot.domain import requests
from intents.canteen import dishes
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("红烧肉两份,青菜一份,米饭三个", (("红烧肉", 2), ("青菜", 1), ("米饭", 3))),
        ("红烧肉两份青菜一份", (("红烧肉", 2), ("青菜", 1))),
        ("来仨馒头一份小米粥", (("馒头", 3), ("小米粥", 1))),
        ("小米粥一碗俩花卷", (("小米粥", 1), ("花卷", 2))),
        ("鱼和青菜各两份", (("鱼", 2), ("青菜", 2))),
        ("我要两份红烧肉,再加一份青菜", (("红烧肉", 2), ("青菜", 1))),
        ("红烧肉 2、青菜 1", (("红烧肉", 2), ("青菜", 1))),
        ("中午红烧肉一份,红烧肉再来一份", (("红烧肉", 2),)),
        ("俺要一碗疙瘩汤多搁点香菜", (("疙瘩汤", 1),)),
        ("鱼香肉丝盖饭x1 送到楼上", (("鱼香肉丝盖饭", 1),)),
    ],
)
def test_each_dish_has_its_own_number(said: str, named: tuple[tuple[str, int], ...]) -> None:
    assert dishes.read(said) == named


@pytest.mark.parametrize("said", ["佛跳墙两份", "两份佛跳墙", "佛跳墙两份,青菜一份"])
def test_a_dish_we_have_never_heard_of_is_kept_as_it_was_said(said: str) -> None:
    assert dishes.read(said)[0] == ("佛跳墙", 2)


@pytest.mark.parametrize(
    "said",
    [
        "午饭两份", "来两份", "两份盒饭", "老李两份,老赵一份", "周桂兰一份", "王阿姨两份", "三个人的饭", "两份少盐",
        "一份带走", "今天依旧一份", "刚说的一份再加一份", "俩大一小", "改成三份", "九块九的早餐", "给送两份上来",
    ],
)  # fmt: skip
def test_people_meals_and_words_about_the_portion_are_no_dishes(said: str) -> None:
    assert dishes.read(said) == ()


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("红烧肉不要了", ("红烧肉",)), ("红烧肉和青菜不要了", ("红烧肉", "青菜")),
        ("青菜退掉,鱼不要了", ("青菜", "鱼")), ("午饭不要了", ()), ("我那份不要了", ()),
    ],
)  # fmt: skip
def test_a_dish_is_taken_back_by_its_name(said: str, gone: tuple[str, ...]) -> None:
    assert dishes.dropped(said) == gone


def test_the_quantity_of_an_order_is_the_sum_of_its_dishes(read: Read) -> None:
    (order,) = read("明天中午红烧肉两份，青菜一份，米饭三个").requests
    assert isinstance(order, requests.OrderMeal)
    assert order.quantity == sum(count for _, count in order.dishes) == 6


@pytest.mark.parametrize(
    ("said", "named", "more"),
    [
        ("青菜改成两份", (("青菜", 2),), 0),
        ("红烧肉两份改成三份", (("红烧肉", 3),), 0),
        ("红烧肉不要了", (("红烧肉", 0),), 0),
        ("明天的红烧肉不要了，青菜两份", (("红烧肉", 0), ("青菜", 2)), 0),
        ("再加一份青菜", (("青菜", 1),), 1),
        ("红烧肉少一份", (("红烧肉", 1),), -1),
    ],
)
def test_a_change_names_the_dish_it_is_about(
    read: Read, said: str, named: tuple[tuple[str, int], ...], more: int
) -> None:
    (change,) = read(said).requests
    assert isinstance(change, requests.ChangeMeal)
    assert (change.dishes, change.quantity, change.more) == (named, None, more)


def test_a_whole_meal_that_is_not_wanted_is_still_cancelled(read: Read) -> None:
    (gone,) = read("午饭不要了").requests
    assert isinstance(gone, requests.CancelMeal)


@pytest.mark.parametrize(
    "line", ["我的资料给我一份", "合同给我一份", "保险一份", "帮我打印两份", "表格要三份", "今天的菜辣不辣"]
)
def test_papers_and_questions_about_the_food_order_nothing(read: Read, line: str) -> None:
    assert not any(isinstance(one, requests.OrderMeal) for one in read(line).requests)
