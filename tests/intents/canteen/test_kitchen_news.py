"""What the canteen's people say while they cook and carry is no report and no order."""

import pytest

from bot.domain import requests
from bot.domain.requests import CloseMeals, Explain, NoteUncollected, Request, ShowKitchen, ShowMealTimes, TellEaters
from intents import reader
from intents.scene import Scene
from tests.builders import COOK, NINE, WANG, example


def said(text: str, person: str = COOK, hour: int = 9) -> tuple[Request, ...]:
    home = example()
    scene = Scene(NINE.replace(hour=hour, minute=20), home, home.person(person), False, True, "连心")
    return reader.read(text, scene).requests


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("青菜没了换成豆腐", False),
        ("今天红烧肉没了 换成鸡腿", False),
        ("换菜了，红烧肉改成鸡腿", False),
        ("红烧肉卖完了", False),
        ("今天没有汤", False),
        ("晚饭青菜换成豆腐", False),
        ("今天中午的红烧肉没了换成鸡块", False),
        ("开饭要晚半小时", False),
        ("晚半个小时送", True),
        ("今天送餐要晚20分钟", True),
        ("送饭的路上堵车", True),
    ],
)
def test_news_of_a_meal_is_for_those_who_ordered(text: str, carried: bool) -> None:
    (told,) = said(text)
    assert isinstance(told, TellEaters)
    assert (told.carried, told.agreed) == (carried, "")


@pytest.mark.parametrize(
    ("text", "who", "unanswered"),
    [
        ("王阿姨家敲门没人", "王阿姨", True),
        ("李大爷家没人开门", "李大爷", True),
        ("3栋2单元501敲门没人应", "", True),
        ("周姐没来", "周姐", False),
        ("周姐到现在没来拿", "周姐", False),
    ],
)
def test_a_door_that_nobody_opens_is_looked_into(text: str, who: str, unanswered: bool) -> None:
    (told,) = said(text)
    assert isinstance(told, NoteUncollected)
    assert (told.who, told.unanswered) == (who, unanswered)


@pytest.mark.parametrize(
    "text", ["明天几个人订了", "不辣的几份", "有几个不吃辣的", "最后多少份", "5栋几份", "名单发我"]
)
def test_how_many_of_what_is_on_the_list(text: str) -> None:
    assert isinstance(said(text)[0], ShowKitchen)


@pytest.mark.parametrize("text", ["谁还没来拿", "还有谁没取", "没取的都有谁"])
def test_who_has_not_come_is_the_list_of_the_meal_on_the_table(text: str) -> None:
    assert said(text, hour=12) == (ShowKitchen(None, "lunch"), Explain("cook_fetched"))
    assert said(text, hour=18) == (ShowKitchen(None, "dinner"), Explain("cook_fetched"))
    assert said(text, hour=9) == (ShowKitchen(), Explain("cook_fetched"))


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("今天做多了 剩10份", "cook_surplus"),
        ("剩5份，谁要", "cook_surplus"),
        ("少做了一份", "cook_short"),
        ("米饭不够了", "cook_short"),
        ("都送完了", "cook_fetched"),
        ("王阿姨取了", "cook_fetched"),
    ],
)
def test_what_is_kept_nowhere_is_said_to_be_and_what_can_be_done(text: str, topic: str) -> None:
    assert said(text) == (Explain(topic),)


def test_a_day_off_and_the_cut_off_are_understood() -> None:
    assert isinstance(said("明天食堂停一天")[0], CloseMeals)
    assert isinstance(said("晚饭不做了")[0], CloseMeals)
    assert isinstance(said("今天截止了吗")[0], ShowMealTimes)


@pytest.mark.parametrize("text", ["改成两份", "取消", "蒸箱坏了", "今天没有时间", "今天没人来", "明天有人要来检查"])
def test_other_words_of_theirs_are_no_news_of_a_meal(text: str) -> None:
    mine = (TellEaters, NoteUncollected, Explain)
    assert not any(isinstance(one, mine) for one in said(text))


@pytest.mark.parametrize("text", ["青菜没了换成豆腐", "晚半个小时送", "周姐没来"])
def test_a_resident_who_says_so_tells_nobody(text: str) -> None:
    assert not any(isinstance(one, requests.TellEaters | NoteUncollected) for one in said(text, WANG))
