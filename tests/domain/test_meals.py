"""The kitchen's count: total = collections + stops, whatever was ordered, changed and cancelled."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meals import Order, OrderState, kitchen_roll
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
