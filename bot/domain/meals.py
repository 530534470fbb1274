"""Meal orders: who eats what, when, and what the kitchen must cook."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.errors import Refused
from bot.domain.places import Place

#: Dishes by the names that people gave them, each once, with how many.
Dishes = tuple[tuple[str, int], ...]


class OrderState(StrEnum):
    LIVE = "live"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Order:
    """`person` ordered it, `for_whom` eats it ("" = the same). One live order a (person, for_whom, date, service).

    `dishes`: what was named of the `quantity`, never more than that in all; () when nobody named a dish.
    `created_at` and `chat`: when and where it was spoken of last, whether ordered or changed.
    """

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
    dishes: Dishes = ()
    price_fen: int = 0
    state: OrderState = OrderState.LIVE
    channel: str = ""
    chat: str = ""


@dataclass(frozen=True, slots=True)
class KitchenRoll:
    """What the kitchen gets. `total` = collections + sum of stops, always. `dishes`: the most wanted first.

    `for_others`: those of the collected orders that somebody else than who ordered them eats.
    """

    total: int
    collections: int
    stops: tuple[tuple[str, tuple[Order, ...]], ...]
    diets: tuple[tuple[str, int], ...]
    dishes: Dishes = ()
    for_others: tuple[Order, ...] = ()


def portions(dishes: Dishes) -> int:
    """How many portions these dishes add up to."""
    return sum(count for _, count in dishes)


def with_quantity(order: Order, quantity: int) -> Order:
    """The order for so many portions. A single dish follows; several dishes stay while they fit, because nobody said
    which changes."""
    dishes = order.dishes
    if len(dishes) == 1 and portions(dishes) == order.quantity:
        dishes = ((dishes[0][0], quantity),)
    return replace(order, quantity=quantity, dishes=dishes if portions(dishes) <= quantity else ())


def with_dishes(order: Order, said: Dishes, more: int = 0) -> Order | Refused:
    """The order after "青菜改成两份", "红烧肉不要了" (0 of it); by the sign of `more`, so many more or fewer of each.

    Its quantity follows. Refused "no_dish" (facts: the dish) for one that the order does not hold.
    """
    if not order.dishes and not more and portions(said):
        return replace(order, quantity=portions(said), dishes=_some(dict(said)))
    counts, quantity = dict(order.dishes), order.quantity
    for name, count in said:
        held = _held(counts, name)
        if held is None and more <= 0:
            return Refused("no_dish", (name,))
        before = counts.get(held or name, 0)
        after = max(before + (count if more > 0 else -count), 0) if more else count
        counts[held or name] = after
        quantity += after - before
    return replace(order, quantity=quantity, dishes=_some(counts))


def _some(counts: dict[str, int]) -> Dishes:
    return tuple((name, count) for name, count in counts.items() if count)


def names_any(order: Order, said: Dishes) -> bool:
    """Does the order hold any of these dishes?"""
    counts = dict(order.dishes)
    return any(_held(counts, name) for name, _ in said)


def _held(counts: dict[str, int], name: str) -> str | None:
    """The dish that is meant: by its whole name, else the only one that holds it or is held by it (青菜, 炒青菜)."""
    alike = [one for one in counts if one in name or name in one]
    return name if name in counts else alike[0] if len(alike) == 1 else None


def with_diet(order: Order, said: tuple[str, ...], apart: Collection[str]) -> Order:
    """The order with these notes added. No meal is two of what stands `apart` (不辣, 加辣): the new one stays."""
    again = any(note in apart for note in said)
    kept = tuple(note for note in order.diet if not (again and note in apart))
    return replace(order, diet=tuple(dict.fromkeys((*kept, *said))))


#: "1份不辣": a note about some portions of an order.
_OF_SOME = re.compile(r"(\d+)份(.+)")


def for_some(said: tuple[str, ...], count: int) -> tuple[str, ...]:
    """The notes as notes about so many portions of an order, and not about all of it."""
    return tuple(f"{count}份{note}" for note in said)


def of_some(note: str) -> tuple[int | None, str]:
    """(how many portions the note is about, the note itself); None: all of the order."""
    found = _OF_SOME.fullmatch(note)
    return (int(found[1]), found[2]) if found else (None, note)


def spoken_of(orders: Sequence[Order], chat: str, since: datetime) -> list[Order]:
    """The orders spoken of last in this chat, since that moment: several if they were named together."""
    lately = [one for one in orders if one.chat == chat and one.created_at >= since]
    last = max((one.created_at for one in lately), default=since)
    return [one for one in lately if one.created_at == last]


def kitchen_roll(orders: tuple[Order, ...]) -> KitchenRoll:
    """The live orders of one service on one day, added up; stops are buildings, in order of name."""
    live = tuple(one for one in orders if one.state is OrderState.LIVE)
    stops: dict[str, list[Order]] = {}
    for order in live:
        if order.delivery:
            stops.setdefault(order.place.building or "" if order.place else "", []).append(order)
    diets: dict[str, int] = {}
    dishes: dict[str, int] = {}
    for order in live:
        for note in order.diet:
            count, said = of_some(note)
            diets[said] = diets.get(said, 0) + min(count or order.quantity, order.quantity)
        for name, count in order.dishes:
            dishes[name] = dishes.get(name, 0) + count
    return KitchenRoll(
        total=sum(one.quantity for one in live),
        collections=sum(one.quantity for one in live if not one.delivery),
        stops=tuple((name, tuple(stops[name])) for name in sorted(stops, key=lambda name: (len(name), name))),
        diets=tuple(sorted(diets.items())),
        dishes=tuple(sorted(dishes.items(), key=lambda one: (-one[1], one[0]))),
        for_others=tuple(one for one in live if one.for_whom and not one.delivery),
    )
