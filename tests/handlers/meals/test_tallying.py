"""How many meals there were: with span and definition, for those who answer for them."""

from datetime import timedelta

import pytest

from bot.domain import requests
from tests.builders import CHEN, COOK, LI, NINE, RESIDENTS, SECRETARY, WANG, World

TOMORROW = NINE.date() + timedelta(days=1)
MONTH = requests.ShowMealCount(NINE.date().replace(day=1), TOMORROW, "", "这个月")
LUNCH = requests.ShowMealCount(TOMORROW, TOMORROW, "lunch")


async def ordered(world: World) -> None:
    await world.says(WANG, requests.OrderMeal("…", "lunch", TOMORROW, 3))
    await world.says(LI, requests.OrderMeal("…", "lunch", TOMORROW, 2))
    await world.says(LI, requests.OrderMeal("…", "dinner", TOMORROW, 1))
    await world.says(LI, requests.OrderMeal("…", "lunch", TOMORROW - timedelta(days=1), 1))
    await world.says(LI, requests.CancelMeal("…", "lunch", TOMORROW - timedelta(days=1)))


@pytest.mark.parametrize("person", [SECRETARY, COOK])
async def test_the_portions_of_a_span_are_told_by_meal_with_their_definition(world: World, person: str) -> None:
    await ordered(world)
    said = await world.says(person, MONTH)
    assert said.startswith("这个月（11月1日周日—11月24日周二）午餐 5 份，晚餐 1 份，共 6 份。\n口径：")
    assert (await world.says(person, LUNCH)).startswith("11月24日周二午餐 5 份。")


async def test_only_of_what_is_still_to_come_it_is_said_that_it_may_change(world: World) -> None:
    await ordered(world)
    assert "还会变" in await world.says(COOK, MONTH)
    world.clock.set(NINE + timedelta(days=2))
    said = await world.says(COOK, MONTH)
    assert "午餐 5 份" in said
    assert said.endswith("这些天都过了，份数不会再变。")


async def test_in_a_group_a_few_are_not_told(world: World) -> None:
    await ordered(world)
    said = await world.says(SECRETARY, MONTH, chat=RESIDENTS)
    assert "1 份" not in said
    assert "私聊" in said


@pytest.mark.parametrize("person", [WANG, CHEN])
async def test_nobody_else_is_told(world: World, person: str) -> None:
    await ordered(world)
    assert "份" not in await world.says(person, MONTH)


async def test_whoever_asks_for_the_budget_hears_what_there_is_instead(world: World) -> None:
    said = await world.says(SECRETARY, requests.ShowBudget())
    assert "没有总预算" in said
    assert f"每人每天最多得{world.place.points.daily_cap}分" in said
