"""A meal that did not come, or came wrong, is told to the canteen by whoever has ordered it."""

from datetime import timedelta

import pytest

from bot.domain import requests
from tests.builders import CANTEEN, HOME, NINE, RESIDENTS, WANG, World

LUNCH = requests.OrderMeal("…", "lunch", NINE.date(), 2, delivery=True, place=HOME)


@pytest.mark.parametrize(
    "said",
    [
        "饭没送来", "我没收到饭", "饭呢", "十二点半了还没来", "汤洒了", "饭凉了", "送错了", "菜太咸了", "没给筷子",
        "送饭的怎么还没来", "给我送的是别人的饭", "我的饭被人拿走了", "饭少送了一份", "饭里有糖",
        "饭来了 凉透了", "少了个汤",
    ],
)  # fmt: skip
async def test_the_canteen_hears_whose_meal_it_is(world: World, said: str) -> None:
    await world.says(WANG, LUNCH, chat=RESIDENTS)
    await world.passes(timedelta(hours=3, minutes=20))
    assert await world.hears(WANG, said, RESIDENTS) == "已经告诉食堂了，请稍等。"
    body = world.posts(CANTEEN)[-1].body
    assert body.startswith("3栋2单元501 王，午餐2份：")
    assert said in body
    assert not world.store.state.tickets


@pytest.mark.parametrize("said", ["饭凉了", "送错了", "汤洒了", "菜太咸了"])
async def test_from_somebody_who_has_ordered_nothing_it_is_chatter(world: World, said: str) -> None:
    assert await world.hears(WANG, said, RESIDENTS) == ""


async def test_from_somebody_who_has_ordered_nothing_too_few_meals_are_a_matter(world: World) -> None:
    await world.hears(WANG, "食堂少给了一份饭", RESIDENTS)
    assert world.ticket().category == "dining"


async def test_long_before_it_is_served_nothing_is_missing(world: World) -> None:
    await world.says(WANG, LUNCH, chat=RESIDENTS)
    assert "午餐2份" in await world.hears(WANG, "我的饭还没到", RESIDENTS)
    assert all("请看看怎么补上" not in one.body for one in world.posts(CANTEEN))


@pytest.mark.parametrize("said", ["快递送错了", "水太冷了", "暖气太冷", "今天太冷了", "水管还没修来", "菜市场太远了"])
async def test_what_is_no_meal_never_reaches_the_canteen(world: World, said: str) -> None:
    await world.says(WANG, LUNCH, chat=RESIDENTS)
    await world.passes(timedelta(hours=3, minutes=20))
    await world.hears(WANG, said, RESIDENTS)
    assert all("请看看怎么补上" not in one.body for one in world.posts(CANTEEN))
