"""The kitchen's count: total = collections + stops, whatever was ordered, changed and cancelled."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refused
from bot.domain.meals import (
    Dishes,
    Order,
    OrderState,
    kitchen_roll,
    portions,
    spoken_of,
    with_diet,
    with_dishes,
    with_quantity,
)
from bot.domain.places import Place

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ORDER = Order("c", 1, "wang", "lunch", date(2026, 11, 24), 1, NOW)

changes = st.tuples(
    st.integers(0, 6),
    st.sampled_from(["order", "change", "cancel"]),
    st.integers(1, 20),
    st.sampled_from([None, "3", "12", "甲3", ""]),
    st.lists(st.sampled_from(["少盐", "无糖"]), unique=True),
)


@given(st.lists(changes, max_size=40))
def test_the_kitchen_identity_holds_after_any_interleaving(
    steps: list[tuple[int, str, int, str | None, list[str]]],
) -> None:
    orders: dict[int, Order] = {}
    for number, what, quantity, building, diet in steps:
        if what == "cancel":
            if number in orders:
                orders[number] = replace(orders[number], state=OrderState.CANCELLED)
            continue
        place = Place("", building or None) if building is not None else None
        orders[number] = replace(
            ORDER, id=number, quantity=quantity, delivery=building is not None, place=place, diet=tuple(diet)
        )
    roll = kitchen_roll(tuple(orders.values()))
    live = [one for one in orders.values() if one.state is OrderState.LIVE]
    delivered = [one for _, stop in roll.stops for one in stop]
    assert roll.total == sum(one.quantity for one in live)
    assert roll.total == roll.collections + sum(one.quantity for one in delivered)
    assert sorted(one.id or 0 for one in delivered) == sorted(one.id or 0 for one in live if one.delivery)
    assert all(
        (one.place.building or "") == name if one.place else not name for name, stop in roll.stops for one in stop
    )
    for note, count in roll.diets:
        assert count == sum(one.quantity for one in live if note in one.diet)


def test_stops_come_in_the_order_in_which_one_walks() -> None:
    places = [replace(ORDER, delivery=True, place=Place("", name)) for name in ("12", "3", "10")]
    assert [name for name, _ in kitchen_roll(tuple(places)).stops] == ["3", "10", "12"]


NAMED = replace(ORDER, quantity=3, dishes=(("红烧肉", 2), ("青菜", 1)))


@pytest.mark.parametrize(
    ("said", "more", "quantity", "dishes"),
    [
        ((("青菜", 2),), 0, 4, (("红烧肉", 2), ("青菜", 2))),
        ((("红烧肉", 0),), 0, 1, (("青菜", 1),)),
        ((("红烧肉", 0), ("青菜", 3)), 0, 3, (("青菜", 3),)),
        ((("炒青菜", 2),), 0, 4, (("红烧肉", 2), ("青菜", 2))),
        ((("米饭", 2),), 2, 5, (("红烧肉", 2), ("青菜", 1), ("米饭", 2))),
        ((("红烧肉", 1),), -1, 2, (("红烧肉", 1), ("青菜", 1))),
    ],
)
def test_one_dish_changes_and_the_others_stay(said: Dishes, more: int, quantity: int, dishes: Dishes) -> None:
    assert with_dishes(NAMED, said, more) == replace(NAMED, quantity=quantity, dishes=dishes)


@pytest.mark.parametrize(("said", "more"), [((("鱼", 0),), 0), ((("鱼", 2),), 0), ((("鱼", 1),), -1)])
def test_a_dish_that_was_not_ordered_is_not_guessed_at(said: Dishes, more: int) -> None:
    assert with_dishes(NAMED, said, more) == Refused("no_dish", ("鱼",))


def test_an_order_that_named_no_dish_takes_the_number_of_the_one_named_now() -> None:
    assert with_dishes(replace(ORDER, quantity=3), (("青菜", 2),)) == replace(ORDER, quantity=2, dishes=(("青菜", 2),))


@pytest.mark.parametrize(
    ("before", "quantity", "after"),
    [
        ((("红烧肉", 2),), 3, (("红烧肉", 3),)),
        ((("红烧肉", 1), ("青菜", 1)), 3, (("红烧肉", 1), ("青菜", 1))),
        ((("红烧肉", 1), ("青菜", 1)), 1, ()),
    ],
)
def test_another_number_in_all_keeps_the_dishes_that_fit(before: Dishes, quantity: int, after: Dishes) -> None:
    assert with_quantity(replace(ORDER, quantity=2, dishes=before), quantity).dishes == after


SPICE = frozenset({"不辣", "加辣"})


def test_notes_are_added_and_only_the_last_word_on_spice_stays() -> None:
    order = replace(ORDER, diet=("少盐", "加辣"))
    assert with_diet(order, ("不辣", "少盐"), SPICE).diet == ("少盐", "不辣")
    assert with_diet(order, (), SPICE).diet == order.diet


def test_what_was_spoken_of_last_here_is_what_was_named_together() -> None:
    one, other = replace(ORDER, id=1, chat="g"), replace(ORDER, id=2, chat="g")
    later = replace(ORDER, id=3, chat="g", created_at=NOW + timedelta(minutes=5))
    elsewhere = replace(later, id=4, chat="", created_at=NOW + timedelta(minutes=9))
    assert spoken_of([one, other], "g", NOW) == [one, other]
    assert spoken_of([one, other, later, elsewhere], "g", NOW) == [later]
    assert spoken_of([one, other], "g", NOW + timedelta(minutes=1)) == []


dishes_said = st.dictionaries(st.sampled_from(["红烧肉", "青菜", "鱼"]), st.integers(0, 4), max_size=3)


@given(st.lists(st.tuples(dishes_said, st.sampled_from([-1, 0, 1]), st.integers(1, 9)), max_size=12))
def test_the_dishes_of_an_order_never_exceed_its_quantity(steps: list[tuple[dict[str, int], int, int]]) -> None:
    order = replace(ORDER, quantity=5)
    for said, more, quantity in steps:
        after = with_dishes(order, tuple(said.items()), more)
        order = order if isinstance(after, Refused) or after.quantity < 1 else after
        assert portions(order.dishes) <= order.quantity
        order = with_quantity(order, quantity)
        assert portions(order.dishes) <= order.quantity
        assert all(count > 0 for _, count in order.dishes)


def test_the_kitchen_is_told_how_many_of_each_dish() -> None:
    cancelled = replace(NAMED, state=OrderState.CANCELLED)
    roll = kitchen_roll((NAMED, replace(ORDER, quantity=2, dishes=(("青菜", 2),)), cancelled))
    assert roll.dishes == (("青菜", 3), ("红烧肉", 2))
