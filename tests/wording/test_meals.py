"""What is said about meals."""

from dataclasses import replace
from datetime import date

from bot.domain.meals import Order, kitchen_roll
from bot.wording import meals as say
from tests.builders import HOME, NINE

ORDER = Order("c", 1, "wang", "lunch", date(2026, 11, 24), 2, NINE, delivery=True, place=HOME, price_fen=1200)


def test_an_order_is_read_back_with_date_weekday_number_and_price() -> None:
    said = say.ordered([ORDER], alone=True)
    assert "11月24日周二午餐2份" in said
    assert "送到3栋2单元501" in said
    assert "共24元" in said


def test_in_a_group_neither_the_door_nor_the_eater_nor_the_diet_is_said() -> None:
    order = replace(ORDER, for_whom="张奶奶", diet=("无糖",))
    for said in (
        say.ordered([order], alone=False),
        say.changed(order, alone=False),
        say.same_again(order, alone=False),
        say.mine([order], alone=False),
        say.cancelled([order], alone=False),
    ):
        assert "501" not in said
        assert "张奶奶" not in said
        assert "无糖" not in said


def test_the_kitchen_reads_the_count_and_each_stop_with_its_doors() -> None:
    orders = (ORDER, replace(ORDER, id=2, delivery=False, place=None, quantity=1, diet=("少盐",)))
    said = say.kitchen("lunch", ORDER.day, kitchen_roll(orders), {"wang": "王"})
    assert said.splitlines() == [
        "11月24日周二午餐截止：共3份，自取1份，送餐2份。",
        "忌口：少盐1份",
        "送3栋 2份：3栋2单元501 王 2份",
    ]


def test_every_dish_is_read_back_with_its_own_number_and_the_sum() -> None:
    order = replace(ORDER, quantity=3, dishes=(("红烧肉", 2), ("青菜", 1)))
    said = say.ordered([order], alone=True)
    assert said.startswith("订好了：11月24日周二午餐：红烧肉 2、青菜 1，共3份，送到")
    assert "共36元" not in said


def test_a_dish_that_tells_of_a_person_is_not_said_in_a_group() -> None:
    order = replace(ORDER, dishes=(("糖尿病餐", 1), ("红烧肉", 1)))
    said = say.ordered([order], alone=False)
    assert "红烧肉 1，共2份" in said
    assert "糖尿病" not in said + say.no_such_dish(order, "糖尿病餐", alone=False)


def test_the_kitchen_reads_each_dish_in_all_and_at_each_door() -> None:
    mine = replace(ORDER, quantity=3, dishes=(("红烧肉", 2), ("青菜", 1)), diet=("少盐",))
    other = replace(ORDER, id=2, person="li", quantity=1, dishes=(("青菜", 1),), delivery=False, place=None)
    said = say.kitchen("lunch", ORDER.day, kitchen_roll((mine, other)), {"wang": "王"})
    assert said.splitlines() == [
        "11月24日周二午餐截止：共4份，自取1份，送餐3份。",
        "点了菜的：红烧肉2份，青菜2份",
        "忌口：少盐3份",
        "送3栋 3份：3栋2单元501 王 3份：红烧肉 2、青菜 1（少盐）",
    ]


def test_the_kitchen_reads_for_whom_somebody_else_has_ordered() -> None:
    for_li = replace(ORDER, for_whom="李大爷", quantity=1)
    said = say.kitchen(
        "lunch", ORDER.day, kitchen_roll((for_li, replace(for_li, id=2, delivery=False, place=None))), {"wang": "王"}
    )
    assert said.splitlines()[1:] == ["替人订、自取的：李大爷1份（王订）", "送3栋 1份：3栋2单元501 王（给李大爷） 1份"]


def test_an_empty_kitchen_is_told_so_in_one_line() -> None:
    assert say.kitchen("lunch", ORDER.day, kitchen_roll(()), {}) == "11月24日周二午餐截止：共0份。"


def test_a_diet_typed_by_a_person_has_no_powers() -> None:
    order = replace(ORDER, diet=("<@all>",), dishes=(("<@all>面", 1),))
    assert "<" not in say.kitchen("lunch", ORDER.day, kitchen_roll((order,)), {})
    assert "<" not in say.ordered([order], alone=True)
