"""Meal orders."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, update

from bot.domain.meals import Order, OrderState
from storage import codec
from storage.gates import Connection, Values, add_once
from storage.schema import closed_meals, orders

_LIVE = orders.c.state == OrderState.LIVE.value
_PLAIN = (
    "community",
    "person",
    "for_whom",
    "service",
    "day",
    "quantity",
    "created_at",
    "delivery",
    "price_fen",
    "channel",
    "chat",
)
_ADD = insert(orders).returning(orders.c.id)
_SAVE = update(orders).where(orders.c.id == bindparam("order"))
_LIVE_OF = (
    select(orders)
    .where(orders.c.community == bindparam("where"), orders.c.person == bindparam("who"))
    .where(orders.c.day >= bindparam("since"), _LIVE)
    .order_by(orders.c.day, orders.c.id)
    .with_for_update()
)


class SqlMeals:
    """`bot.ports.Meals`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, order: Order) -> Order:
        return replace(order, id=(await self._connection.execute(_ADD, _values(order))).scalar_one())

    async def save(self, order: Order) -> None:
        await self._connection.execute(_SAVE, _values(order) | {"order": order.id})

    async def live_of(self, community: str, person: str, since: date) -> Sequence[Order]:
        mine = {"where": community, "who": person, "since": since}
        return [_order(row) for row in await self._connection.execute(_LIVE_OF, mine)]

    async def roll(self, community: str, service: str, day: date) -> Sequence[Order]:
        which = (orders.c.community == community) & (orders.c.service == service) & (orders.c.day == day)
        statement = select(orders).where(which, _LIVE).order_by(orders.c.id)
        return [_order(row) for row in await self._connection.execute(statement)]

    async def close(self, community: str, service: str, day: date) -> bool:
        row = {"community": community, "service": service, "day": day}
        return await add_once(self._connection, closed_meals, row)

    async def reopen(self, community: str, service: str, day: date) -> bool:
        row = closed_meals.c
        mine = (row.community == community) & (row.service == service) & (row.day == day)
        return (await self._connection.execute(delete(closed_meals).where(mine))).rowcount == 1

    async def closed(self, community: str, day: date) -> frozenset[str]:
        row = closed_meals.c
        which = select(row.service).where(row.community == community, row.day == day)
        return frozenset((await self._connection.execute(which)).scalars())

    async def tally(self, community: str, first: date, last: date) -> Sequence[tuple[str, int]]:
        which = (orders.c.community == community) & orders.c.day.between(first, last)
        portions = func.sum(orders.c.quantity).label("portions")
        statement = select(orders.c.service, portions).where(which, _LIVE).group_by(orders.c.service)
        rows = await self._connection.execute(statement.order_by(orders.c.service))
        return [(row.service, int(row.portions)) for row in rows]


def _values(order: Order) -> Values:
    return {name: getattr(order, name) for name in _PLAIN} | {
        "place": codec.from_place(order.place),
        "diet": codec.from_words(order.diet),
        "dishes": codec.from_dishes(order.dishes),
        "state": order.state.value,
    }


def _order(row: Row[Any]) -> Order:
    fields = row._mapping
    return Order(
        id=row.id,
        place=codec.to_place(row.place),
        diet=codec.to_words(row.diet),
        dishes=codec.to_dishes(row.dishes),
        state=OrderState(row.state),
        **{name: fields[name] for name in _PLAIN},
    )
