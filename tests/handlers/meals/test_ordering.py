"""Meals: order, change, cancel until the cut-off."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import requests
from bot.domain.meals import OrderState, kitchen_roll
from bot.domain.places import Place
from bot.handlers.meals import ordering
from tests.builders import HOME, LI, NINE, RESIDENTS, RIDER, WANG, ZHOU, Weekdays, World, changed, example

TODAY, TOMORROW = NINE.date(), NINE.date() + timedelta(days=1)


def order(
    quantity: int = 1, service: str | None = "lunch", day: date | None = TOMORROW, **more: object
) -> requests.OrderMeal:
    return requests.OrderMeal("…", service, day, quantity, **more)  # type: ignore[arg-type]


async def test_an_order_is_read_back_with_date_and_weekday(world: World) -> None:
    said = await world.says(WANG, order(2, delivery=True, place=HOME))
    assert said.startswith("订好了：11月24日周二午餐2份，送到3栋2单元501，共24元。")


async def test_in_a_group_the_room_is_not_read_back(world: World) -> None:
    said = await world.says(WANG, order(2, delivery=True, place=HOME), chat=RESIDENTS)
    assert "送到3栋2单元，" in said
    assert "501" not in said


@pytest.mark.parametrize(
    ("diet", "told"),
    [
        (("不辣", "少盐"), "到食堂取，不辣，少盐，共12元"),
        (("不要香菜", "无糖"), "到食堂取，不要香菜，别的忌口也记下了，共12元"),
        (("无糖",), "到食堂取，忌口记下了，共12元"),
    ],
)
async def test_a_taste_is_read_back_in_a_group_and_what_tells_of_an_illness_is_not(
    world: World, diet: tuple[str, ...], told: str
) -> None:
    assert told in await world.says(WANG, order(diet=diet), chat=RESIDENTS)


async def test_a_delivery_goes_home_when_nothing_else_was_said(world: World) -> None:
    assert "3栋2单元501" in await world.says(WANG, order(delivery=True))


async def test_a_delivery_to_nowhere_is_asked_about(world: World) -> None:
    assert "送到哪栋楼" in await world.says(RIDER, order(delivery=True))
    assert world.store.state.orders == {}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("昨天中午一份", "11月22日周日已经过去了，订不了，请说要订哪一天，例如“明天中午一份”。"),
        ("2月30号中午一份", "没有2月30号。是哪一天？例如“明天”或“周五”。"),
        ("取消2月30号的饭", "没有2月30号。是哪一天？例如“明天”或“周五”。"),
    ],
)
async def test_nothing_is_ordered_for_a_day_that_is_over_or_never_comes(world: World, words: str, told: str) -> None:
    assert (await world.hears(WANG, words)).startswith(told)
    assert world.store.state.orders == {}


async def test_the_day_that_is_told_then_is_ordered_for(world: World) -> None:
    await world.hears(WANG, "2月30号中午两份")
    assert "11月25日周三午餐2份" in await world.hears(WANG, "后天")


@pytest.mark.parametrize(
    ("hour", "service", "day", "expected"),
    [
        (9, None, None, (TODAY, "lunch")),
        (10, None, None, (TODAY, "dinner")),
        (16, None, None, (TOMORROW, "lunch")),
        (16, "dinner", None, (TOMORROW, "dinner")),
        (9, "dinner", None, (TODAY, "dinner")),
        (9, None, TOMORROW, (TOMORROW, "lunch")),
    ],
)
async def test_what_was_not_said_is_the_next_meal_that_can_be_ordered(
    hour: int, service: str | None, day: date | None, expected: tuple[date, str]
) -> None:
    world = World(start=NINE.replace(hour=hour))
    await world.says(WANG, order(1, service, day))
    assert [(one.day, one.service) for one in world.store.state.orders.values()] == [expected]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (order(day=TODAY - timedelta(days=1)), "已经过去了"),
        (order(service="breakfast"), "社区没有早餐"),
        (order(quantity=21), "一次最多订20份"),
        (order(quantity=0), "一次最多订20份"),
    ],
)
async def test_what_cannot_be_cooked_is_refused_in_words(world: World, what: requests.OrderMeal, said: str) -> None:
    assert said in await world.says(WANG, what)
    assert world.store.state.orders == {}


async def test_at_the_cutoff_ordering_changing_and_cancelling_end(world: World) -> None:
    await world.says(WANG, order(day=TODAY))
    world.clock.set(NINE.replace(hour=10))
    for late in (
        order(2, day=TODAY),
        requests.ChangeMeal("…", "lunch", TODAY, 3),
        requests.CancelMeal("…", "lunch", TODAY),
    ):
        assert "已截止" in await world.says(LI if isinstance(late, requests.OrderMeal) else WANG, late)
    (kept,) = world.store.state.orders.values()
    assert (kept.quantity, kept.state) == (1, OrderState.LIVE)


async def test_the_last_moment_before_the_cutoff_is_early_enough() -> None:
    world = World(start=NINE.replace(hour=9, minute=59, second=59))
    assert "订好了" in await world.says(WANG, order(day=TODAY))


async def test_a_community_without_a_canteen_says_so() -> None:
    world = World(changed(example(), services=()))
    assert "还没有开订餐" in await world.says(WANG, order())


async def test_the_same_order_again_changes_nothing(world: World) -> None:
    await world.says(WANG, order(2))
    assert "已经订着了" in await world.says(WANG, order(2))
    assert len(world.store.state.orders) == 1


async def test_another_quantity_for_the_same_meal_changes_it_and_keeps_the_rest(world: World) -> None:
    await world.says(WANG, order(1, delivery=True, place=HOME, diet=("少盐",)))
    assert "改好了" in await world.says(WANG, order(2))
    (kept,) = world.store.state.orders.values()
    assert (kept.quantity, kept.delivery, kept.place, kept.diet) == (2, True, HOME, ("少盐",))


async def test_an_order_for_somebody_else_stands_beside_ones_own(world: World) -> None:
    await world.says(WANG, order(1))
    await world.says(WANG, order(1, for_whom="张奶奶"))
    assert len(world.store.state.orders) == 2


async def test_a_change_names_what_changes_and_the_rest_stays(world: World) -> None:
    await world.says(WANG, order(2, delivery=True, place=HOME))
    said = await world.says(WANG, requests.ChangeMeal("…", quantity=3))
    assert "午餐3份，送到3栋2单元501" in said
    said = await world.says(WANG, requests.ChangeMeal("…", delivery=False))
    assert "午餐3份，到食堂取" in said


async def test_one_more_portion_is_added_to_those_ordered_before(world: World) -> None:
    await world.says(WANG, order(2))
    assert "午餐3份" in await world.says(WANG, requests.ChangeMeal("…", more=1))
    assert "午餐1份" in await world.says(WANG, requests.ChangeMeal("…", more=-2))


async def test_taking_away_the_last_portion_cancels_the_order(world: World) -> None:
    await world.says(WANG, order(1))
    await world.says(WANG, requests.ChangeMeal("…", more=-1))
    (gone,) = world.store.state.orders.values()
    assert gone.state is OrderState.CANCELLED


async def test_more_than_may_be_ordered_at_once_is_not_added(world: World) -> None:
    await world.says(WANG, order(2))
    await world.says(WANG, requests.ChangeMeal("…", more=ordering.MOST))
    (kept,) = world.store.state.orders.values()
    assert kept.quantity == 2


async def test_a_stretch_of_days_is_cancelled_and_the_others_stay(world: World) -> None:
    for ahead in range(4):
        await world.says(WANG, order(1, day=TODAY + timedelta(days=ahead)))
    await world.says(WANG, requests.CancelMeal("…", None, TODAY + timedelta(days=1), "", TODAY + timedelta(days=2)))
    live = [one.day for one in world.store.state.orders.values() if one.state is OrderState.LIVE]
    assert live == [TODAY, TODAY + timedelta(days=3)]


MEAT_AND_GREENS = (("红烧肉", 2), ("青菜", 1))


async def test_each_dish_is_kept_with_its_number_and_read_back_wherever_it_is_asked_for(world: World) -> None:
    assert "午餐：红烧肉 2、青菜 1，共3份" in await world.says(WANG, order(3, dishes=MEAT_AND_GREENS))
    assert "午餐：红烧肉 2、青菜 1，共3份（到食堂取）" in await world.says(WANG, requests.ShowMyOrders())
    assert "已经订着了" in await world.says(WANG, order(3, dishes=MEAT_AND_GREENS))


async def test_one_dish_is_changed_or_taken_back_and_the_others_stay(world: World) -> None:
    await world.says(WANG, order(3, dishes=MEAT_AND_GREENS))
    assert "红烧肉 2、青菜 2，共4份" in await world.says(WANG, requests.ChangeMeal("…", dishes=(("青菜", 2),)))
    assert "午餐：青菜 2，共2份" in await world.says(WANG, requests.ChangeMeal("…", dishes=(("红烧肉", 0),)))
    said = await world.says(WANG, requests.ChangeMeal("…", dishes=(("鱼", 0),)))
    assert said.startswith("您订的里面没有鱼，没有改：11月24日周二午餐：青菜 2，共2份")


async def test_the_last_dish_taken_back_cancels_the_order(world: World) -> None:
    await world.says(WANG, order(2, dishes=(("红烧肉", 2),)))
    assert "取消了" in await world.says(WANG, requests.ChangeMeal("…", dishes=(("红烧肉", 0),)))
    (gone,) = world.store.state.orders.values()
    assert gone.state is OrderState.CANCELLED


async def test_a_dish_means_the_order_that_holds_it(world: World) -> None:
    await world.says(WANG, order(1, day=TODAY))
    await world.says(WANG, order(3, dishes=MEAT_AND_GREENS))
    said = await world.says(WANG, requests.ChangeMeal("…", dishes=(("红烧肉", 0),)))
    assert "11月24日周二午餐：青菜 1，共1份" in said


async def test_a_change_of_nothing_is_refused_in_words(world: World) -> None:
    assert "没有找到您的订餐" in await world.says(WANG, requests.ChangeMeal("…", quantity=3))


async def test_cancelling_without_a_name_means_the_soonest_order(world: World) -> None:
    await world.says(WANG, order(service="dinner", day=TOMORROW))
    await world.says(WANG, order(service="dinner", day=TODAY))
    await world.passes(timedelta(hours=3))
    assert "取消了：11月23日周一晚餐1份。" in await world.says(WANG, requests.CancelMeal("…"))
    live = [one.day for one in world.store.state.orders.values() if one.state is OrderState.LIVE]
    assert live == [TOMORROW]


async def test_nobody_cancels_what_somebody_else_ordered(world: World) -> None:
    await world.says(WANG, order())
    assert "您没有订11月24日周二的午餐" in await world.says(LI, requests.CancelMeal("…", "lunch", TOMORROW))


async def test_ones_own_orders_are_shown(world: World) -> None:
    assert "您没有订餐" in await world.says(WANG, requests.ShowMyOrders())
    await world.says(WANG, order(2))
    assert "11月24日周二午餐2份（到食堂取）" in await world.says(WANG, requests.ShowMyOrders())


MISSING = requests.Unlisted(order(1))


async def test_whoever_is_missing_from_a_list_and_has_an_order_is_asked_once(world: World) -> None:
    await world.says(WANG, order(2))
    assert "11月24日周二午餐2份还要吗" in await world.says(WANG, MISSING)
    assert "给您留着：11月24日周二午餐2份，到食堂取" in await world.says(WANG, replace(MISSING, agreed="yes"))
    assert "取消了：11月24日周二午餐2份" in await world.says(WANG, replace(MISSING, agreed="no"))


async def test_a_question_about_a_missing_line_that_nobody_answers_keeps_the_order(world: World) -> None:
    await world.says(WANG, order(2))
    await world.says(WANG, MISSING)
    await world.passes(timedelta(hours=30))
    (kept,) = world.store.state.orders.values()
    assert (kept.quantity, kept.state) == (2, OrderState.LIVE)


async def test_whoever_is_missing_from_a_list_and_has_ordered_nothing_is_asked_how_many(world: World) -> None:
    await world.says(WANG, order(2))
    assert "要几份" in await world.says(LI, MISSING)


async def test_after_the_cutoff_a_missing_line_cancels_nothing(world: World) -> None:
    await world.says(WANG, order(2, day=TODAY))
    world.clock.set(NINE.replace(hour=10))
    assert "已截止" in await world.says(WANG, requests.Unlisted(order(1, day=TODAY), agreed="no"))
    (kept,) = world.store.state.orders.values()
    assert kept.state is OrderState.LIVE


turns = st.tuples(
    st.sampled_from([WANG, LI, RIDER]),
    st.sampled_from(["order", "proxy", "change", "cancel"]),
    st.integers(1, 20),
    st.booleans(),
)


@given(st.lists(turns, max_size=12))
async def test_the_kitchen_identity_holds_after_any_interleaving(steps: list[tuple[str, str, int, bool]]) -> None:
    world = World()
    place = Place("", "5", "1", "101")
    for person, what, quantity, delivery in steps:
        turn: dict[str, requests.Request] = {
            "order": order(quantity, delivery=delivery, place=place),
            "proxy": order(quantity, delivery=delivery, place=place, for_whom="张奶奶"),
            "change": requests.ChangeMeal("…", quantity=quantity, delivery=delivery, place=place),
            "cancel": requests.CancelMeal("…"),
        }
        await world.says(person, turn[what])
    orders = list(world.store.state.orders.values())
    live = [one for one in orders if one.state is OrderState.LIVE]
    roll = kitchen_roll(tuple(orders))
    delivered = sum(one.quantity for _, stop in roll.stops for one in stop)
    assert roll.total == roll.collections + delivered == sum(one.quantity for one in live)
    keys = [(one.person, one.for_whom, one.day, one.service) for one in live]
    assert len(keys) == len(set(keys))


async def test_a_meal_refused_beside_an_order_is_cancelled_if_it_was_ordered(world: World) -> None:
    await world.says(WANG, order(service="dinner"))
    await world.says(WANG, order(service="dinner", day=TOMORROW + timedelta(days=1)))
    refused = requests.CancelMeal("…", "dinner", besides=True)
    said = await world.says(WANG, order(service="lunch"), refused)
    assert said == (
        "订好了：11月24日周二午餐1份，到食堂取，共12元。不对请说“改成…”或“取消”。\n取消了：11月24日周二晚餐1份。"
    )
    live = [(one.service, one.day) for one in world.store.state.orders.values() if one.state is OrderState.LIVE]
    assert sorted(live) == [("dinner", TOMORROW + timedelta(days=1)), ("lunch", TOMORROW)]


async def test_a_meal_refused_beside_an_order_and_never_ordered_is_not_spoken_of(world: World) -> None:
    said = await world.says(WANG, order(service="lunch"), requests.CancelMeal("…", "dinner", TOMORROW, besides=True))
    assert said.startswith("订好了：")
    assert "取消了" not in said
    assert "没有订" not in said


@pytest.mark.parametrize(
    ("service", "day", "told"),
    [
        ("lunch", TOMORROW, "您没有订11月24日周二的午餐，不用取消。"),
        (None, TOMORROW, "您没有订11月24日周二的饭，不用取消。"),
        ("lunch", None, "您没有订午餐，不用取消。"),
        (None, None, "您没有订饭，不用取消。"),
    ],
)
async def test_who_has_ordered_nothing_is_told_that_there_is_nothing_to_cancel(
    world: World, service: str | None, day: date | None, told: str
) -> None:
    assert (await world.says(WANG, requests.CancelMeal("…", service, day))).startswith(told)
    assert not world.store.state.orders


async def talk(world: World, *lines: str, chat: str = RESIDENTS) -> str:
    """The answer to the last of the lines, each said a minute after the other."""
    said = ""
    for line in lines:
        said = await world.hears(ZHOU, line, chat)
        await world.passes(timedelta(minutes=1))
    return said.split("（幸福里")[0].strip()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["明天中午两份", "改成三份"], "改好了：11月24日周二午餐3份，到食堂取。"),
        (["明天中午两份", "改成三份", "不对，还是两份"], "改好了：11月24日周二午餐2份，到食堂取。"),
        (["明天中午一份", "再来一份"], "改好了：11月24日周二午餐2份，到食堂取。"),
        (["明天晚上两份", "老伴那份送家里"], "改好了：11月24日周二晚餐2份，送到4栋1单元。"),
        (["明天晚上两份", "送到家里"], "改好了：11月24日周二晚餐2份，送到4栋1单元。"),
        (["明天晚上两份", "要送的 4栋601"], "改好了：11月24日周二晚餐2份，送到4栋。"),
        (["明天晚上两份送到家", "我自己来拿吧"], "改好了：11月24日周二晚餐2份，到食堂取。"),
        (["明天中午一份", "今天晚上一份", "后天中午一份", "改成两份"], "改好了：11月25日周三午餐2份，到食堂取。"),
        (["后天中午一份", "明天中午一份", "取消"], "取消了：11月24日周二午餐1份。"),
        (["明天中午一份", "后天中午一份", "取消"], "取消了：11月25日周三午餐1份。"),
        (["周三和周五中午各一份", "取消"], "取消了：11月25日周三午餐1份；11月27日周五午餐1份。"),
        (["明天中午两份，加辣", "我那份不要辣"], "改好了：11月24日周二午餐2份，到食堂取，不辣。"),
    ],
)
async def test_a_correction_goes_to_the_meal_spoken_of_last(world: World, lines: list[str], told: str) -> None:
    assert await talk(world, *lines) == told


async def test_an_addition_for_somebody_else_is_of_the_meal_spoken_of_last(world: World) -> None:
    for also in ("给我儿子也加一份", "给我妈再加一份"):
        await talk(world, "明天晚上一份", also)
    ordered = [(one.for_whom, one.service, one.day, one.quantity) for one in world.store.state.orders.values()]
    assert ordered == [(who, "dinner", TOMORROW, 1) for who in ("", "儿子", "妈")]


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("给3栋501的张奶奶订明天中午一份，送到家", "3栋501"),
        ("帮3栋2单元501张奶奶订明天中午一份送上门", "3栋2单元501"),
        ("帮3栋501的张奶奶订明天中午一份，送到我家", "4栋1单元601"),
        ("给我妈订明天中午一份，送到家", "4栋1单元601"),
    ],
)
async def test_a_meal_for_another_door_goes_to_that_door(world: World, said: str, where: str) -> None:
    assert f"送到{where}，给" in await talk(world, said, chat="")


async def test_a_neighbours_meal_goes_to_nobodys_door_before_it_is_named(world: World) -> None:
    assert (await talk(world, "给张奶奶订明天中午一份，送到家", chat="")).startswith("饭送到哪栋楼、哪一户？")
    assert not world.store.state.orders
    assert "送到3栋501，给张奶奶" in await talk(world, "3栋501", chat="")


async def test_a_neighbours_meal_leaves_the_speakers_own_alone(world: World) -> None:
    await talk(world, "明天中午一份", "给3栋501的张奶奶订明天中午一份，送到家")
    ordered = [(one.for_whom, one.delivery) for one in world.store.state.orders.values()]
    assert ordered == [("", False), ("张奶奶", True)]


async def test_home_said_of_a_neighbours_meal_asks_whose(world: World) -> None:
    assert (await talk(world, "给张奶奶订明天中午一份", "送到家里")).startswith("饭送到哪栋楼、哪一户？")
    assert await talk(world, "送到我家") == "改好了：11月24日周二午餐1份，送到4栋1单元，替别人订的。"


@pytest.mark.parametrize("chat", [RESIDENTS, ""])
async def test_after_two_hours_or_elsewhere_what_is_said_without_a_day_is_the_next_meal(chat: str) -> None:
    world = World()
    await talk(world, "明天晚上一份")
    await world.passes(timedelta(hours=2) if chat else timedelta(minutes=5))
    assert "11月23日周一" in await talk(world, "来两份", chat=chat)


async def test_without_an_order_a_word_about_delivery_says_how_to_order(world: World) -> None:
    assert (await talk(world, "送到家里")).startswith("没有找到您的订餐。")


async def test_a_standing_wish_is_a_working_week_and_says_so(world: World) -> None:
    said = await talk(world, "以后天天中午给我送一份")
    assert said == (
        "订好了：11月23日周一—11月27日周五，每天午餐1份，送到4栋1单元。"
        "一次只能订到11月27日周五，往后的到时请再说一声“天天订一份”。不对请@我说“改成…”或“取消”。"
    )
    assert (
        await talk(world, "取消")
        == "取消了："
        + "；".join(f"11月{day}日周{weekday}午餐1份" for day, weekday in zip(range(23, 28), "一二三四五", strict=True))
        + "。"
    )


async def test_a_standing_wish_passes_over_days_off_and_keeps_its_exceptions() -> None:
    world = World(calendar=Weekdays(free=frozenset({TOMORROW})))
    said = await talk(world, "以后天天晚上两份，周三不要，周五要三份")
    assert said.startswith("订好了：11月23日周一、11月25日周三—11月27日周五、11月30日周一，每天晚餐2份")
    live = {one.day.day: one.quantity for one in world.store.state.orders.values() if one.state is OrderState.LIVE}
    assert live == {23: 2, 26: 2, 27: 3, 30: 2}


async def test_a_standing_delivery_to_nowhere_is_asked_about_once(world: World) -> None:
    assert "饭送到哪栋楼" in await world.hears(RIDER, "以后天天中午送一份")
    assert "每天午餐1份，送到4栋2单元301。" in await world.hears(RIDER, "4栋2单元301")


async def test_all_that_stands_is_cancelled_and_read_back_with_its_days(world: World) -> None:
    said = await talk(world, "明天中午一份", "周五晚上两份", "后面的饭都取消掉吧，我妈住院了")
    assert said == "取消了：11月24日周二午餐1份；11月27日周五晚餐2份。"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "周二到周五中午各一份",
            "订好了：11月24日周二—11月27日周五，每天午餐1份，到食堂取，共48元。不对请@我说“改成…”或“取消”。",
        ),
        (
            "周二到周五中午各一份，周三不要",
            "订好了：11月24日周二、11月26日周四—11月27日周五，每天午餐1份，到食堂取，共36元。"
            "不对请@我说“改成…”或“取消”。",
        ),
        (
            "周三和周五中午各一份",
            "订好了：11月25日周三、11月27日周五，每天午餐1份，到食堂取，共24元。不对请@我说“改成…”或“取消”。",
        ),
    ],
)
async def test_days_that_are_alike_are_read_back_in_one_line(world: World, said: str, told: str) -> None:
    assert await talk(world, said) == told


async def test_a_day_with_a_number_of_its_own_has_a_line_of_its_own(world: World) -> None:
    said = await talk(world, "周二到周四中午各一份，周五要三份")
    assert [one.split("，到食堂取")[0] for one in said.splitlines()] == [
        "订好了：11月24日周二—11月26日周四，每天午餐1份",
        "订好了：11月27日周五午餐3份",
    ]


async def test_a_day_that_was_ordered_before_is_told_by_itself(world: World) -> None:
    said = await talk(world, "周三中午一份", "周二到周四中午各一份")
    assert [one.split("，到食堂取")[0] for one in said.splitlines()] == [
        "订好了：11月24日周二、11月26日周四，每天午餐1份",
        "已经订着了：11月25日周三午餐1份",
    ]


async def test_a_remark_about_one_portion_leaves_the_others(world: World) -> None:
    await world.says(WANG, order(2), chat=RESIDENTS)
    said = await world.hears(WANG, "一份不要辣", RESIDENTS)
    assert "2份" in said
    (stands,) = world.store.state.orders.values()
    assert (stands.quantity, stands.diet) == (2, ("1份不辣",))
    assert kitchen_roll((stands,)).diets == (("不辣", 1),)
    fewer = replace(stands, quantity=1, diet=("2份不辣",))
    assert kitchen_roll((fewer,)).diets == (("不辣", 1),)


async def test_cancelling_a_neighbours_share_leaves_ones_own(world: World) -> None:
    await world.hears(WANG, "明天中午给李大爷也带一份，我一份", RESIDENTS)
    assert "李大爷" not in await world.hears(WANG, "李大爷那份不要了", RESIDENTS)
    assert {one.for_whom: one.state for one in world.store.state.orders.values()} == {
        "李大爷": OrderState.CANCELLED,
        "": OrderState.LIVE,
    }


@pytest.mark.parametrize(
    ("said", "service", "day"),
    [
        ("改成后天", "lunch", TODAY + timedelta(days=2)),
        ("改成晚上", "dinner", TOMORROW),
        ("挪到周五晚上", "dinner", date(2026, 11, 27)),
    ],
)
async def test_an_order_is_moved_as_a_whole(world: World, said: str, service: str, day: date) -> None:
    await world.says(WANG, order(2, diet=("不辣",)), chat=RESIDENTS)
    assert "改好了" in await world.hears(WANG, said, RESIDENTS)
    (stands,) = world.store.state.orders.values()
    assert (stands.service, stands.day, stands.quantity, stands.diet) == (service, day, 2, ("不辣",))


async def test_nothing_is_moved_or_dropped_where_nothing_was_ordered_just_before(world: World) -> None:
    assert await world.hears(WANG, "改成后天", RESIDENTS) == ""
    await world.says(WANG, order(2), chat=RESIDENTS)
    await world.passes(timedelta(minutes=11))
    assert await world.hears(WANG, "不要了", RESIDENTS) == ""
    assert [one.state for one in world.store.state.orders.values()] == [OrderState.LIVE]


async def test_a_bare_no_right_after_the_order_cancels_it(world: World) -> None:
    await world.says(WANG, order(2), chat=RESIDENTS)
    assert "取消了" in await world.hears(WANG, "不要了", RESIDENTS)
    assert [one.state for one in world.store.state.orders.values()] == [OrderState.CANCELLED]


async def test_an_order_is_not_moved_onto_another_one(world: World) -> None:
    await world.says(WANG, order(1, service="dinner"), chat=RESIDENTS)
    await world.says(WANG, order(2), chat=RESIDENTS)
    assert "晚餐1份" in await world.hears(WANG, "改成晚上", RESIDENTS)
    assert sorted(one.quantity for one in world.store.state.orders.values()) == [1, 2]


async def test_a_portion_for_ones_mother_is_one_more(world: World) -> None:
    await world.hears(ZHOU, "明天中午一份", RESIDENTS)
    assert (await world.hears(ZHOU, "我妈也要一份", RESIDENTS)).startswith("订好了：11月24日周二午餐1份")
    assert (await world.hears(ZHOU, "我的订餐", RESIDENTS)).count("午餐1份") == 2


async def test_the_same_again_on_another_day_is_an_order_of_its_own(world: World) -> None:
    await world.says(WANG, order(2, delivery=True, place=HOME, diet=("少盐",)))
    said = await world.says(WANG, requests.MoveMeal("后天也要", None, TOMORROW + timedelta(days=1), too=True))
    assert "11月25日周三午餐2份，送到3栋2单元501，少盐" in said
    assert len(world.store.state.orders) == 2


async def test_the_same_again_where_it_stands_already_changes_nothing(world: World) -> None:
    await world.says(WANG, order(2))
    await world.says(WANG, requests.MoveMeal("明天也要", None, TOMORROW, too=True))
    assert len(world.store.state.orders) == 1
