"""What the canteen has to say goes to those who ordered, once it has been agreed to."""

from datetime import timedelta

import pytest

from bot.domain import requests
from tests.builders import CANTEEN, CHEN, COOK, HOME, LI, NINE, RESIDENTS, RESIDENTS_2, WANG, ZHOU, World, bodies

TODAY = NINE.date()


@pytest.fixture
async def lunch(world: World) -> World:
    """Wang has hers brought; Zhou and Li come for theirs."""
    await world.says(WANG, requests.OrderMeal("…", "lunch", TODAY, 2, delivery=True, place=HOME), chat=RESIDENTS)
    await world.says(ZHOU, requests.OrderMeal("…", "lunch", TODAY, 1), chat=RESIDENTS)
    await world.says(LI, requests.OrderMeal("…", "lunch", TODAY, 1), chat=RESIDENTS_2)
    return world


async def test_we_ask_once_and_then_everybody_hears_where_they_ordered(lunch: World) -> None:
    before = len(lunch.posts())
    asked = await lunch.hears(COOK, "青菜没了换成豆腐", CANTEEN)
    assert asked.startswith("告诉订了11月23日周一午餐的3人：“青菜没了换成豆腐”，对吗？")
    assert len(lunch.posts()) == before
    assert await lunch.hears(COOK, "是", CANTEEN) == "好的，正在告诉3人。"
    told = lunch.posts()[before:]
    assert {(one.target, one.mentions) for one in told} == {(RESIDENTS, (WANG, ZHOU)), (RESIDENTS_2, (LI,))}
    assert set(bodies(told)) == {"食堂说（11月23日周一午餐）：青菜没了换成豆腐。您订的还在，不要了请打电话给食堂。"}


async def test_a_late_delivery_concerns_those_who_have_it_brought(lunch: World) -> None:
    assert "的1人：" in await lunch.hears(COOK, "晚半个小时送", CANTEEN)
    before = len(lunch.posts())
    await lunch.hears(COOK, "好", CANTEEN)
    assert [one.mentions for one in lunch.posts()[before:]] == [(WANG,)]


async def test_the_meal_that_was_asked_about_is_told_of_whenever_the_answer_comes(lunch: World) -> None:
    await lunch.says(LI, requests.OrderMeal("…", "dinner", TODAY, 1), chat=RESIDENTS_2)
    await lunch.until(NINE + timedelta(hours=4, minutes=50))
    assert "周一午餐的3人" in await lunch.hears(COOK, "今天没有汤", CANTEEN)
    await lunch.passes(timedelta(minutes=30))
    before = len(lunch.posts())
    assert await lunch.hears(COOK, "是", CANTEEN) == "好的，正在告诉3人。"
    assert all("周一午餐" in one for one in bodies(lunch.posts()[before:]))


async def test_whoever_ordered_for_several_is_told_once_and_counted_once(lunch: World) -> None:
    await lunch.says(LI, requests.OrderMeal("…", "lunch", TODAY, 1, for_whom="张奶奶"), chat=RESIDENTS_2)
    assert "周一午餐的3人" in await lunch.hears(COOK, "青菜没了换成豆腐", CANTEEN)


@pytest.mark.parametrize(
    "news", ["3栋2单元501的鱼没了换成豆腐", "王阿姨的鱼没了换成豆腐", "鱼没了换成豆腐 有糖尿病的别吃"]
)
async def test_what_names_somebody_is_told_to_nobody(lunch: World, news: str) -> None:
    before = len(lunch.posts())
    assert "我没有发" in await lunch.says(COOK, requests.TellEaters(news, TODAY, "lunch"), chat=CANTEEN)
    assert len(lunch.posts()) == before


async def test_a_no_tells_nobody(lunch: World) -> None:
    await lunch.hears(COOK, "青菜没了换成豆腐", CANTEEN)
    before = len(lunch.posts())
    assert await lunch.hears(COOK, "不用", CANTEEN) == "好的，没有告诉大家。"
    assert len(lunch.posts()) == before


async def test_a_meal_on_the_table_is_still_the_one_that_is_meant(lunch: World) -> None:
    await lunch.until(NINE + timedelta(hours=3, minutes=20))
    assert "11月23日周一午餐的3人" in await lunch.hears(COOK, "今天没有汤", CANTEEN)


async def test_where_nobody_ordered_nobody_is_told(world: World) -> None:
    assert "没有订的人，不用告诉" in await world.hears(COOK, "青菜没了换成豆腐", CANTEEN)
    assert "没有要送的人" in await world.hears(COOK, "晚饭晚半个小时送", CANTEEN)


async def test_it_is_for_the_canteen_alone(lunch: World) -> None:
    assert "只给食堂的人看" in await lunch.says(CHEN, requests.TellEaters("换菜了"))


async def test_a_door_that_nobody_opens_is_told_as_that(lunch: World) -> None:
    assert "陈静" in await lunch.hears(COOK, "王阿姨家敲门没人", CANTEEN)
    assert any("送饭去敲门没人应" in one and "13900000011" in one for one in bodies(lunch.posts(CHEN)))
