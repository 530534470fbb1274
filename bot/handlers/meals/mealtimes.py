"""Which meal and which order somebody means: the one named, the one spoken of last, or the soonest."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain import meals, requests, roster
from bot.domain.errors import Refused
from bot.handlers.context import Context, Reply, refuse
from bot.wording import meals as say
from bot.wording import refusals, words
from intents import phrases

#: So long after an order was spoken of, what is said without a day is said of it.
LATELY = timedelta(hours=2)
#: So long after an order "不要了" alone is about it.
JUST_NOW = timedelta(minutes=10)


def last_spoken_of(orders: list[meals.Order], ctx: Context) -> list[meals.Order]:
    """Those of the open orders of which the person spoke last in this chat, a short time ago."""
    return meals.spoken_of(orders, ctx.chat, ctx.now - LATELY)


def spoken_now(order: meals.Order, ctx: Context) -> meals.Order:
    """The order as the one of which the person speaks last."""
    return replace(order, created_at=ctx.now, channel=ctx.channel, chat=ctx.chat)


def noted(said: tuple[str, ...], order: meals.Order, ctx: Context) -> meals.Order:
    """The same with these notes added."""
    return spoken_now(meals.with_diet(order, said, phrases.spice()), ctx)


async def slot(ctx: Context, service: str | None, day: date | None) -> tuple[roster.MealService, date] | Refused:
    """The meal that is meant; the one of the order spoken of last, when the words name none."""
    last: list[meals.Order] = []
    if service is None and day is None:
        found = await open_orders(ctx, None, None, "")
        last = [] if isinstance(found, Reply) else last_spoken_of(found, ctx)
    return next_slot(ctx, last[0].service, last[0].day) if last else next_slot(ctx, service, day)


def next_slot(ctx: Context, service: str | None, day: date | None) -> tuple[roster.MealService, date] | Refused:
    """The meal that was named, else the soonest whose cut-off has not passed."""
    if not ctx.community.services:
        return Refused("no_meals")
    offered = [one for one in ctx.community.services if service in {None, one.name}]
    if not offered:
        return Refused("no_service", (service or "",))
    if day is not None and day < ctx.now.date():
        return Refused("past_day", (words.day(day),))
    days = [day] if day else [ctx.now.date(), ctx.now.date() + timedelta(days=1)]
    for candidate in days:
        for one in sorted(offered, key=lambda each: each.serve):
            if ctx.now < cutoff(ctx, one, candidate):
                return one, candidate
    late = offered[-1]
    return Refused("after_cutoff", (words.day(days[0]), late.name, f"{late.cutoff:%H:%M}", phone(ctx)))


def phone(ctx: Context) -> str:
    """Of whoever answers in the canteen; "" where it may not be said."""
    cooks = ctx.community.with_role(roster.Role.CANTEEN) if ctx.in_private else ()
    return next((one.phone for one in cooks if one.phone), "")


def cutoff(ctx: Context, service: roster.MealService, day: date) -> datetime:
    """The last moment to order this meal."""
    return datetime.combine(day, service.cutoff, ctx.now.tzinfo)


async def open_orders(
    ctx: Context, service: str | None, day: date | None, for_whom: str, last_day: date | None = None
) -> list[meals.Order] | Reply:
    """The orders meant that may still be changed, the one spoken of last first; or why there are none."""
    meant = await meant_orders(ctx, service, day, for_whom, last_day)
    still_open = [one for one in meant if _before_cutoff(ctx, one)]
    if still_open:
        last = last_spoken_of(still_open, ctx)
        return [*last, *(one for one in still_open if one not in last)]
    if not meant:
        return refuse("no_order")
    late = ctx.community.service(meant[0].service)
    at = f"{late.cutoff:%H:%M}" if late else ""
    return refuse("after_cutoff", words.day(meant[0].day), meant[0].service, at, phone(ctx))


async def meant_orders(
    ctx: Context, service: str | None, day: date | None, for_whom: str, last_day: date | None = None
) -> list[meals.Order]:
    """The person's live orders from today on that fit what was named."""
    live = await ctx.work.meals.live_of(ctx.community.code, ctx.person, ctx.now.date())
    return [one for one in live if matches(one, service, day, for_whom, last_day)]


def matches(
    order: meals.Order, service: str | None, day: date | None, for_whom: str, last_day: date | None = None
) -> bool:
    """Does the order fit what was named? What was not said fits any order."""
    then = day is None or day <= order.day <= (last_day or day)
    return service in {None, order.service} and then and for_whom in {"", order.for_whom}


async def just_ordered(ctx: Context) -> list[meals.Order]:
    """What the person has ordered here in the last minutes, and can still change."""
    found = await open_orders(ctx, None, None, "")
    return [] if isinstance(found, Reply) else meals.spoken_of(found, ctx.chat, ctx.now - JUST_NOW)


async def move_meal(request: requests.MoveMeal, ctx: Context) -> Reply:
    """The order spoken of last goes to another day or meal, or stands then too, all else as it was; silence in a group
    where none was."""
    found = await open_orders(ctx, None, None, "")
    orders = [] if isinstance(found, Reply) else last_spoken_of(found, ctx) or (found if ctx.in_private else [])
    if not orders:
        return found if isinstance(found, Reply) and ctx.in_private else Reply()
    order = orders[0]
    goes = next_slot(ctx, request.service or order.service, request.day or order.day)
    if isinstance(goes, Refused):
        return Reply(refusals.refused(goes))
    service, day = goes
    if service.name in await ctx.work.meals.closed(ctx.community.code, day):
        return refuse("meal_closed", words.day(day), service.name)
    for other in await meant_orders(ctx, service.name, day, order.for_whom):
        if other.for_whom == order.for_whom:
            return Reply(say.same_again(other, alone=ctx.in_private))
    moved = replace(
        order, service=service.name, day=day, price_fen=service.price_fen, created_at=ctx.now, chat=ctx.chat
    )
    if request.too:
        again = replace(moved, id=None)
        return Reply(say.ordered([again], alone=ctx.in_private), order=await ctx.work.meals.add(again))
    await ctx.work.meals.save(moved)
    return Reply(say.changed(moved, alone=ctx.in_private))


def _before_cutoff(ctx: Context, order: meals.Order) -> bool:
    service = ctx.community.service(order.service)
    return service is not None and ctx.now < cutoff(ctx, service, order.day)
