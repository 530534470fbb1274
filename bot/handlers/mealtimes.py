"""Which meal and which order is meant: what was named, what was spoken of last, or the soonest."""

from datetime import date, datetime, timedelta

from bot.domain import meals, roster
from bot.domain.errors import Refused
from bot.handlers.context import Context, Reply, refuse
from bot.wording import words

#: So long after an order was spoken of, what is said without a day is said of it.
LATELY = timedelta(hours=2)


def last_spoken_of(orders: list[meals.Order], ctx: Context) -> list[meals.Order]:
    """Those of the open orders of which the person spoke last here, not long ago."""
    return meals.spoken_of(orders, ctx.chat, ctx.now - LATELY)


async def slot(ctx: Context, service: str | None, day: date | None) -> tuple[roster.MealService, date] | Refused:
    """The meal that is meant: that of the order spoken of last, when nothing of it is said."""
    last: list[meals.Order] = []
    if service is None and day is None:
        found = await open_orders(ctx, None, None, "")
        last = [] if isinstance(found, Reply) else last_spoken_of(found, ctx)
    return next_slot(ctx, last[0].service, last[0].day) if last else next_slot(ctx, service, day)


def next_slot(ctx: Context, service: str | None, day: date | None) -> tuple[roster.MealService, date] | Refused:
    """The meal that is meant: what was said, else the soonest whose cut-off has not passed."""
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
    return Refused("after_cutoff", (words.day(days[0]), late.name, f"{late.cutoff:%H:%M}"))


def cutoff(ctx: Context, service: roster.MealService, day: date) -> datetime:
    """The last moment to order this meal."""
    return datetime.combine(day, service.cutoff, ctx.now.tzinfo)


async def open_orders(
    ctx: Context, service: str | None, day: date | None, for_whom: str, last_day: date | None = None
) -> list[meals.Order] | Reply:
    """The orders meant that may still be changed, that spoken of last before the soonest; or why there are none."""
    meant = await meant_orders(ctx, service, day, for_whom, last_day)
    still_open = [one for one in meant if _before_cutoff(ctx, one)]
    if still_open:
        last = last_spoken_of(still_open, ctx)
        return [*last, *(one for one in still_open if one not in last)]
    if not meant:
        return refuse("no_order")
    late = ctx.community.service(meant[0].service)
    return refuse("after_cutoff", words.day(meant[0].day), meant[0].service, f"{late.cutoff:%H:%M}" if late else "")


async def meant_orders(
    ctx: Context, service: str | None, day: date | None, for_whom: str, last_day: date | None = None
) -> list[meals.Order]:
    """The person's live orders from today on, as far as they are named."""
    live = await ctx.work.meals.live_of(ctx.community.code, ctx.person, ctx.now.date())
    return [one for one in live if matches(one, service, day, for_whom, last_day)]


def matches(
    order: meals.Order, service: str | None, day: date | None, for_whom: str, last_day: date | None = None
) -> bool:
    """Is the order one of those that are named? What was not said fits any."""
    then = day is None or day <= order.day <= (last_day or day)
    return service in {None, order.service} and then and for_whom in {"", order.for_whom}


def _before_cutoff(ctx: Context, order: meals.Order) -> bool:
    service = ctx.community.service(order.service)
    return service is not None and ctx.now < cutoff(ctx, service, order.day)
