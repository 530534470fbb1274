"""What the canteen's people ask and say, and what anybody may ask of the canteen."""

from datetime import date, timedelta

import pytest

from bot.domain import requests
from bot.domain.meals import OrderState
from tests.builders import CANTEEN, CHEN, COOK, HOME, LI, NINE, RESIDENTS, SECRETARY, WANG, ZHOU, World, bodies

TODAY = NINE.date()
LUNCH = requests.OrderMeal("…", "lunch", TODAY, 2)


async def ordered(world: World) -> None:
    await world.says(WANG, requests.OrderMeal("…", "lunch", TODAY, 2, delivery=True, place=HOME), chat=RESIDENTS)
    await world.says(LI, requests.OrderMeal("…", "lunch", TODAY, 1))


def states(world: World) -> set[OrderState]:
    return {one.state for one in world.store.state.orders.values()}


@pytest.mark.parametrize("chat", ["", CANTEEN])
@pytest.mark.parametrize("said", ["名单", "谁订了", "今天有谁要送", "送餐单"])
async def test_the_canteen_sees_its_list_as_it_stands(world: World, chat: str, said: str) -> None:
    await ordered(world)
    told = (await world.hears(COOK, said, chat)).splitlines()
    assert told[0] == "11月23日周一午餐到现在：共3份，自取1份，送餐2份。"
    assert "3栋2单元501 王 2份" in told[1]


async def test_after_the_cut_off_the_list_is_the_one_that_counts(world: World) -> None:
    await ordered(world)
    await world.passes(timedelta(hours=2))
    assert "午餐截止：共3份" in await world.hears(COOK, "名单", CANTEEN)


async def test_another_meal_may_be_named(world: World) -> None:
    await ordered(world)
    assert "11月24日周二晚餐到现在：共0份。" in await world.hears(COOK, "明天晚上的名单", CANTEEN)


async def test_the_list_is_shown_nowhere_else_and_to_nobody_else(world: World) -> None:
    await ordered(world)
    assert "501" not in await world.hears(COOK, "名单", RESIDENTS)
    for person in (WANG, CHEN, SECRETARY):
        assert "501" not in await world.says(person, requests.ShowKitchen())


@pytest.mark.parametrize("said", ["今天中午不开火", "今天停电，中午做不了饭了"])
async def test_a_meal_that_cannot_be_cooked_is_asked_about_once_and_nothing_is_ordered(world: World, said: str) -> None:
    await ordered(world)
    asked = await world.hears(COOK, said, CANTEEN)
    assert asked.startswith("11月23日周一午餐不做了，已经订的3份会取消，并告诉订的人和书记，对吗？")
    assert states(world) == {OrderState.LIVE}


async def test_after_a_yes_it_is_closed_and_everybody_concerned_hears(world: World) -> None:
    await ordered(world)
    await world.hears(COOK, "今天中午不开火", CANTEEN)
    assert "记下了：11月23日周一午餐不做" in await world.hears(COOK, "对", CANTEEN)
    assert states(world) == {OrderState.CANCELLED}
    (in_group,) = [one for one in world.posts(RESIDENTS) if "做不了饭" in one.body]
    assert in_group.mentions == (WANG,)
    assert "您订的取消了" in world.posts(LI)[-1].body
    assert "原来订了3份" in world.posts(SECRETARY)[-1].body
    assert "食堂不做，订不了" in await world.says(ZHOU, LUNCH, chat=RESIDENTS)
    assert "晚餐2份" in await world.says(ZHOU, requests.OrderMeal("…", "dinner", TODAY, 2), chat=RESIDENTS)


async def test_after_a_no_nothing_has_changed(world: World) -> None:
    await ordered(world)
    await world.hears(COOK, "今天中午不开火", CANTEEN)
    assert "照常" in await world.hears(COOK, "不是", CANTEEN)
    assert states(world) == {OrderState.LIVE}
    assert "订不了" not in await world.says(ZHOU, LUNCH, chat=RESIDENTS)


async def test_when_they_cook_after_all_it_can_be_ordered_again(world: World) -> None:
    await world.hears(COOK, "今天不开火", CANTEEN)
    await world.hears(COOK, "是", CANTEEN)
    assert "又可以订了" in await world.hears(COOK, "今天照常开饭", CANTEEN)
    assert "订好了" in await world.says(ZHOU, LUNCH, chat=RESIDENTS)
    assert "没有停过" in await world.hears(COOK, "今天照常开饭", CANTEEN)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("明后两天不开火", [24, 25]),
        ("周四周五不做饭", [26, 27]),
        ("从明天到周五不开火", [24, 25, 26, 27]),
        ("这三天不开火", [23, 24, 25]),
    ],
)
async def test_several_days_are_closed_each_of_them(world: World, said: str, days: list[int]) -> None:
    asked = await world.hears(COOK, said, CANTEEN)
    assert [day for day in range(20, 30) if f"11月{day}日" in asked] == days
    await world.hears(COOK, "对", CANTEEN)
    for day in range(23, 28):
        order = requests.OrderMeal("…", "dinner", date(2026, 11, day), 1)
        assert ("不做，订不了" in await world.says(ZHOU, order, chat=RESIDENTS)) == (day in days)


async def test_nobody_else_closes_a_meal(world: World) -> None:
    await ordered(world)
    await world.says(WANG, requests.CloseMeals((TODAY,), "lunch", agreed="yes"))
    assert states(world) == {OrderState.LIVE}
    assert "不做了" not in await world.hears(WANG, "今天中午不开火", RESIDENTS)


async def test_whoever_did_not_come_for_their_meal_is_called_on_by_their_worker(world: World) -> None:
    assert "已经告诉网格员陈静" in await world.hears(COOK, "王阿姨今天的饭没来拿", CANTEEN)
    (told,) = world.posts(CHEN)
    assert told.body == "食堂说：3栋2单元501 王阿姨的饭没来拿，电话13900000011。请打个电话或上门看看。"
    assert not any("王阿姨" in one for one in bodies(world.posts(RESIDENTS)))


async def test_the_door_says_as_much_as_the_name(world: World) -> None:
    await world.hears(COOK, "4栋1单元601的饭没来拿", CANTEEN)
    assert "4栋1单元601" in world.posts(CHEN)[-1].body


async def test_of_a_name_nobody_knows_the_door_is_asked_for(world: World) -> None:
    assert "请说门牌" in await world.hears(COOK, "钱奶奶今天的饭没来拿", CANTEEN)


@pytest.mark.parametrize("said", ["多少钱一份", "食堂几点开饭", "午饭多少钱"])
async def test_anybody_may_ask_what_a_meal_costs_and_when_it_is_served(world: World, said: str) -> None:
    told = await world.hears(WANG, said, RESIDENTS)
    assert told.splitlines()[:2] == ["午餐：12元一份，12:00开饭，10:00前订。", "晚餐：10元一份，17:30开饭，15:30前订。"]


async def test_how_to_order_says_also_how_to_have_it_brought(world: World) -> None:
    for said in ("能送吗", "怎么订饭"):
        told = await world.hears(WANG, said, RESIDENTS)
        assert told.startswith("午餐：12元一份")
        assert "要送就说“送到家”" in told


async def test_what_only_the_canteen_knows_is_listed_and_its_phone_said_one_to_one(world: World) -> None:
    assert "13900000005" not in await world.hears(WANG, "明天吃啥", RESIDENTS)
    assert "胡师傅，电话13900000005" in await world.hears(WANG, "老人有优惠吗")
    await world.passes(timedelta(days=1))
    account = await world.says(SECRETARY, requests.ShowDailyAccount())
    assert "明天吃啥" in account
    assert "老人有优惠吗" in account


async def test_whether_i_have_a_meal_shows_my_orders(world: World) -> None:
    await ordered(world)
    assert "11月23日周一午餐1份" in await world.hears(LI, "我明天有饭吗")


async def test_a_resident_hears_how_much_they_have_ordered_this_month(world: World) -> None:
    assert "没有订过饭" in await world.hears(WANG, "我吃了几顿")
    await world.hears(WANG, "今天中午两份")
    await world.hears(WANG, "明天中午一份")
    assert "您订了2份，共24元" in await world.hears(WANG, "这个月一共多少钱")
