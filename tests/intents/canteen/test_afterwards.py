"""Short words about a meal that was ordered before."""

from datetime import date

import pytest

from bot.domain.requests import CancelMeal, ChangeMeal, MoveMeal, OrderMeal, Pending
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    "said",
    [
        "送到家里",
        "送家里来",
        "麻烦送上来",
        "还是送到家吧",
        "要送的",
        "改送到我家",
        "送到家行吧",
        "给送上来中不",
        "能送上来吗",
    ],
)
def test_where_it_goes_is_said_of_the_order_that_stands(read: Read, said: str) -> None:
    (asked,) = read(said, "wang").requests
    assert isinstance(asked, ChangeMeal)
    assert asked.delivery is True
    assert asked.place is not None
    assert asked.place.room == "501"


def test_a_door_named_with_it_is_where_it_goes(read: Read) -> None:
    (asked,) = read("要送的 3栋2单元301", "wang").requests
    assert isinstance(asked, ChangeMeal)
    assert asked.place is not None
    assert asked.place.room == "301"


@pytest.mark.parametrize("said", ["自己来取", "不用送了，我自己来拿", "还是自取吧", "到食堂取"])
def test_who_comes_for_it_changes_the_order(read: Read, said: str) -> None:
    (asked,) = read(said).requests
    assert isinstance(asked, ChangeMeal)
    assert asked.delivery is False


@pytest.mark.parametrize(
    "said", ["全部取消", "饭全部取消", "订的饭都退了", "后面的都不要了", "都取消吧", "所有的都取消掉", "往后都不要送了"]
)
def test_all_that_stands_can_be_cancelled(read: Read, said: str) -> None:
    assert [(type(one), getattr(one, "every", False)) for one in read(said).requests] == [(CancelMeal, True)]


@pytest.mark.parametrize("said", ["取消", "取消吧", "那份取消掉", "把饭取消"])
def test_the_word_we_tell_people_to_say_cancels(read: Read, said: str) -> None:
    assert [(type(one), getattr(one, "every", True)) for one in read(said).requests] == [(CancelMeal, False)]


@pytest.mark.parametrize(
    "said", ["送货的到哪了", "谁送的", "送医院了", "快递送到3栋门口没人管", "送到了", "谢谢送来的饭"]
)
def test_other_words_about_sending_are_no_change(read: Read, said: str) -> None:
    assert not any(isinstance(one, ChangeMeal) for one in read(said).requests)


def test_the_answer_to_our_question_where_to_is_that_answer(read: Read) -> None:
    waiting = OrderMeal("明天中午两份送家里", "lunch", None, 2, delivery=True)
    (asked,) = read("送到3栋2单元501", pending=Pending("place", waiting)).requests
    assert isinstance(asked, OrderMeal)


WEDNESDAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("said", "service", "day"),
    [
        ("改成后天", None, WEDNESDAY),
        ("改成晚上", "dinner", None),
        ("挪到周五中午", "lunch", FRIDAY),
        ("不是明天，是后天", None, WEDNESDAY),
        ("我说错了，是晚饭", "dinner", None),
        ("换成后天吧", None, WEDNESDAY),
        ("我说后天", None, WEDNESDAY),
        ("刚才说错了是后天中午嘛", "lunch", WEDNESDAY),
        ("周三中午吧", "lunch", WEDNESDAY),
        ("周五中午好了", "lunch", FRIDAY),
    ],
)
def test_an_order_is_moved_to_another_day_or_meal(read: Read, said: str, service: str | None, day: date | None) -> None:
    assert read(said, "wang").requests == (MoveMeal(said, service, day),)


@pytest.mark.parametrize("said", ["取消周三的", "周三那天免了", "周三那天就不要了"])
def test_one_day_may_be_put_off(read: Read, said: str) -> None:
    assert read(said, "wang").requests == (CancelMeal(said, None, WEDNESDAY),)


@pytest.mark.parametrize("said", ["改成三份", "改成送到家", "换成鱼", "时间改到周五", "会议改到后天下午三点"])
def test_what_changes_something_else_moves_no_order(read: Read, said: str) -> None:
    assert not any(isinstance(one, MoveMeal) for one in read(said, "wang").requests)


@pytest.mark.parametrize("said", ["不要了", "退了", "订错了", "不是我要吃", "谁让你订的"])
def test_a_bare_no_is_about_what_was_ordered_just_before(read: Read, said: str) -> None:
    assert read(said, "wang").requests == (CancelMeal(said, lately=True),)


def test_why_it_is_to_be_brought_may_be_said_with_it(read: Read) -> None:
    (asked,) = read("送上来 我腿不行", "wang").requests
    assert isinstance(asked, ChangeMeal)
    assert asked.delivery


@pytest.mark.parametrize(("said", "service"), [("是晚上那顿", "dinner"), ("中午的", "lunch")])
def test_which_meal_was_meant_may_be_all_that_is_said(read: Read, said: str, service: str) -> None:
    assert read(said).requests == (MoveMeal(said, service, None),)


def test_what_is_not_wanted_in_it_is_said_of_the_order_that_stands(read: Read) -> None:
    assert read("不要肥肉").requests == (ChangeMeal("不要肥肉", diet=("不要肥肉",)),)


@pytest.mark.parametrize("said", ["算了不要了", "哦，那不要了", "算了 我不要了"])
def test_a_bare_no_may_begin_with_a_sigh(read: Read, said: str) -> None:
    assert read(said, "wang").requests == (CancelMeal(said, lately=True),)


@pytest.mark.parametrize("said", ["晚饭不要", "不是 我说的是晚饭不要", "我是说晚饭不要", "晚饭我不要"])
def test_what_is_refused_is_never_ordered(read: Read, said: str) -> None:
    (asked,) = read(said, "wang").requests
    assert isinstance(asked, CancelMeal)
    assert asked.service == "dinner"


@pytest.mark.parametrize("said", ["不用送了 我侄子帮我拿", "别送了，我儿子去拿", "不用送上来了 邻居来拿"])
def test_whoever_comes_for_it_in_ones_place_it_is_not_brought(read: Read, said: str) -> None:
    assert read(said, "wang").requests == (ChangeMeal(said, delivery=False),)


@pytest.mark.parametrize(
    ("said", "service", "day"),
    [
        ("后天也要", None, WEDNESDAY),
        ("周五也一样", None, FRIDAY),
        ("晚上也要", "dinner", None),
        ("后天也订上", None, WEDNESDAY),
    ],
)
def test_another_day_may_be_wanted_like_the_last(read: Read, said: str, service: str | None, day: date | None) -> None:
    assert read(said, "wang").requests == (MoveMeal(said, service, day, too=True),)


@pytest.mark.parametrize("said", ["我也要去", "明天也要上班", "也要", "楼下也要修", "后天也要下雨"])
def test_other_things_wanted_too_order_nothing(read: Read, said: str) -> None:
    assert not any(isinstance(one, MoveMeal) for one in read(said, "wang").requests)


@pytest.mark.parametrize(
    ("said", "whose", "noted"),
    [
        ("她不吃辣", "", ("不辣",)),
        ("老头子糖尿病 他那份别放糖", "", ("无糖",)),
        ("我妈那份不要葱", "妈", ("不要葱",)),
        ("老人牙不好要软一点", "", ("软烂",)),
    ],
)
def test_what_somebody_cannot_eat_is_noted_and_orders_nothing(
    read: Read, said: str, whose: str, noted: tuple[str, ...]
) -> None:
    assert read(said, "wang").requests == (ChangeMeal(said, for_whom=whose, diet=noted),)


@pytest.mark.parametrize("said", ["我有糖尿病", "菜太辣了孩子不吃", "他不吃药"])
def test_an_illness_alone_is_no_taste(read: Read, said: str) -> None:
    assert not any(isinstance(one, ChangeMeal) for one in read(said, "wang").requests)


def test_a_bare_yes_to_bringing_it_is_about_the_order(read: Read) -> None:
    assert read("咁就送啦", "wang").requests == (ChangeMeal("咁就送啦", delivery=True),)


@pytest.mark.parametrize("said", ["不用了 我儿子回来煮", "唔使喇 我仔返嚟煮", "别送了，我们出去吃"])
def test_whoever_eats_elsewhere_cancels(read: Read, said: str) -> None:
    assert read(said, "wang").requests == (CancelMeal(said),)


def test_what_is_put_right_with_a_reason_is_no_second_order(read: Read) -> None:
    (asked,) = read("不对 明天周二我在公司 两份就行", "wang").requests
    assert isinstance(asked, ChangeMeal)
    assert asked.quantity == 2


@pytest.mark.parametrize("said", ["不用了 我儿子回来修", "不用了 自己做好了灯架"])
def test_whoever_mends_it_cancels_no_meal(read: Read, said: str) -> None:
    assert not any(isinstance(one, CancelMeal) for one in read(said, "wang").requests)


def test_a_greeting_before_an_order_takes_nothing_from_it(read: Read) -> None:
    (asked,) = read("你好 我想订明天的饭", "wang").requests
    assert isinstance(asked, OrderMeal)


def test_a_reason_may_stand_before_what_is_not_wanted(read: Read) -> None:
    assert read("周三她要去医院 不要", "wang").requests == (CancelMeal("周三她要去医院 不要", None, WEDNESDAY),)


def test_of_numbers_put_right_the_last_counts(read: Read) -> None:
    (asked,) = read("明天中午一份 不对 两份 不 三份", "wang").requests
    assert isinstance(asked, OrderMeal)
    assert asked.quantity == 3


def test_so_many_days_are_ordered_from_the_first(read: Read) -> None:
    days = [one.day for one in read("订三天的饭 明天开始", "wang").requests if isinstance(one, OrderMeal)]
    assert days == [date(2026, 11, 24), WEDNESDAY, date(2026, 11, 26)]
