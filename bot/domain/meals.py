"""Meal orders: who eats what, when, and what the kitchen must cook."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.places import Place


class OrderState(StrEnum):
    LIVE = "live"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Order:
    """`person` ordered it, `for_whom` eats it ("" = the same). One live order a (person, for_whom, date, service)."""

    community: str
    id: int | None
    person: str
    service: str
    day: date
    quantity: int
    created_at: datetime
    for_whom: str = ""
    delivery: bool = False
    place: Place | None = None
    diet: tuple[str, ...] = ()
    price_fen: int = 0
    state: OrderState = OrderState.LIVE
    channel: str = ""
    chat: str = ""


@dataclass(frozen=True, slots=True)
class KitchenRoll:
    """What the kitchen gets. `total` = collections + sum of stops, always."""

    total: int
    collections: int
    stops: tuple[tuple[str, tuple[Order, ...]], ...]
    diets: tuple[tuple[str, int], ...]


def kitchen_roll(orders: tuple[Order, ...]) -> KitchenRoll:
    """The live orders of one service on one day, added up; stops are buildings, in order of name."""
    live = tuple(one for one in orders if one.state is OrderState.LIVE)
    stops: dict[str, list[Order]] = {}
    for order in live:
        if order.delivery:
            stops.setdefault(order.place.building or "" if order.place else "", []).append(order)
    diets: dict[str, int] = {}
    for order in live:
        for note in order.diet:
            diets[note] = diets.get(note, 0) + order.quantity
    return KitchenRoll(
        total=sum(one.quantity for one in live),
        collections=sum(one.quantity for one in live if not one.delivery),
        stops=tuple((name, tuple(stops[name])) for name in sorted(stops, key=lambda name: (len(name), name))),
        diets=tuple(sorted(diets.items())),
    )
