"""Something is wrong with a meal: the canteen hears it from whoever has ordered one that is being served."""

from datetime import datetime, timedelta

from bot.domain import delivery, meals, requests, roster, routing
from bot.handlers.context import Context, Reply
from bot.handlers.meals import cooking, ordering
from bot.handlers.saying import addressing
from bot.handlers.tickets import opening
from bot.wording import kitchen as say

#: A meal may be missed from so long before it is served, and be complained of so long after.
_BEFORE, _AFTER = timedelta(minutes=30), timedelta(hours=5)


async def tell_kitchen(request: requests.TellKitchen, ctx: Context) -> Reply:
    """Pass it on to the canteen. Without an order that is served now: what else the line may be, what is ordered, or
    silence."""
    served = await _served(ctx)
    if served is None:
        if request.otherwise:
            return await opening.open_ticket(request.otherwise, ctx)
        ahead = await ctx.work.meals.live_of(ctx.community.code, ctx.person, ctx.now.date())
        return await ordering.show_my_orders(requests.ShowMyOrders(), ctx) if ahead else Reply()
    names = cooking.surnames(ctx.community)
    posts = _told(ctx, say.mishap(served, request.text, names.get(served.person, "")))
    return Reply(say.mishap_told() if posts else say.mishap_unheard(), posts)


async def _served(ctx: Context) -> meals.Order | None:
    """The order of today whose meal is on the table, or should be."""
    for order in await ctx.work.meals.live_of(ctx.community.code, ctx.person, ctx.now.date()):
        service = ctx.community.service(order.service)
        if service is None or order.day != ctx.now.date():
            continue
        at = datetime.combine(order.day, service.serve, ctx.now.tzinfo)
        if at - _BEFORE <= ctx.now <= at + _AFTER:
            return order
    return None


def _told(ctx: Context, body: str) -> tuple[delivery.Post, ...]:
    """To the canteen's group; where it has none, to each of its people."""
    cause, group = f"{ctx.cause}:mishap", routing.group_for_canteen(ctx.community)
    if group is not None:
        return addressing.to_kitchen(ctx, group, cause, body)
    cooks = tuple(one.userid for one in ctx.community.with_role(roster.Role.CANTEEN))
    return tuple(addressing.each(ctx, cooks, cause, body, priority=delivery.Priority.URGENT))
