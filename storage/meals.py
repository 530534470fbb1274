"""Meal orders."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, select, update

from bot.domain.meals import Order, OrderState
from storage import codec
from storage.gates import Connection, Values
from storage.schema import orders

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


class SqlMeals:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, order: Order) -> Order:
        statement = insert(orders).values(_values(order)).returning(orders.c.id)
        return replace(order, id=(await self._connection.execute(statement)).scalar_one())

    async def save(self, order: Order) -> None:
        await self._connection.execute(update(orders).where(orders.c.id == order.id).values(_values(order)))

    async def live_of(self, community: str, person: str, since: date) -> Sequence[Order]:
        mine = (orders.c.community == community) & (orders.c.person == person) & (orders.c.day >= since)
        statement = select(orders).where(mine, _LIVE).order_by(orders.c.day, orders.c.id).with_for_update()
        return [_order(row) for row in await self._connection.execute(statement)]

    async def roll(self, community: str, service: str, day: date) -> Sequence[Order]:
        which = (orders.c.community == community) & (orders.c.service == service) & (orders.c.day == day)
        statement = select(orders).where(which, _LIVE).order_by(orders.c.id)
        return [_order(row) for row in await self._connection.execute(statement)]


def _values(order: Order) -> Values:
    return {name: getattr(order, name) for name in _PLAIN} | {
        "place": codec.from_place(order.place),
        "diet": codec.from_words(order.diet),
        "state": order.state.value,
    }


def _order(row: Row[Any]) -> Order:
    fields = row._mapping
    return Order(
        id=row.id,
        place=codec.to_place(row.place),
        diet=codec.to_words(row.diet),
        state=OrderState(row.state),
        **{name: fields[name] for name in _PLAIN},
    )
