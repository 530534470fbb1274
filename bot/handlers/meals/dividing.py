"""其中一份送到3栋1单元202: a part of an order goes somewhere else; 送家里, of meals for several days at once."""

from dataclasses import replace

from bot.domain import meals, requests
from bot.domain.requests import Slot
from bot.handlers import clarifying
from bot.handlers.context import Context, Reply
from bot.handlers.meals import mealtimes, ordering
from bot.handlers.saying import describing
from bot.handlers.tickets import whereabouts
from bot.wording import meals as say
from intents.canteen import portions


async def order_meal(request: requests.OrderMeal, ctx: Context) -> Reply:
    """An order, or a part of the one that stands; to a building that is not there nothing can be brought."""
    if request.delivery and request.place and whereabouts.unheard_of(request.place, ctx):
        return await clarifying.clarify(requests.Clarify(Slot.PLACE, replace(request, place=None)), ctx)
    count = portions.part_of(request.text)
    found = await mealtimes.open_orders(ctx, request.service, request.day, "") if count and request.place else None
    if count and found and not isinstance(found, Reply) and found[0].quantity > count:
        return await _divided(request, count, found[0], ctx)
    return await ordering.order_meal(request, ctx)


async def change_meal(request: requests.ChangeMeal, ctx: Context) -> Reply:
    """A change; where nothing is said but how it comes to them, it is said of all the meals ordered at once."""
    only_where = request.delivery is not None and replace(request, delivery=None, place=None, text="") == _NOTHING
    found = await mealtimes.open_orders(ctx, None, None, "") if only_where else None
    together = mealtimes.last_spoken_of(found, ctx) if isinstance(found, list) else []
    if len({one.day for one in together}) < 2:
        return await ordering.change_meal(request, ctx)
    replies = [await ordering.change_meal(replace(request, service=one.service, day=one.day), ctx) for one in together]
    return replace(replies[0], text="\n".join(one.text for one in replies))


_NOTHING = requests.ChangeMeal("")


async def _divided(request: requests.OrderMeal, count: int, order: meals.Order, ctx: Context) -> Reply:
    """Two orders: what is left as it was, and the part at its own door, which is somebody's whom we do not know."""
    left = replace(meals.with_quantity(order, order.quantity - count), created_at=ctx.now, chat=ctx.chat)
    place = describing.place(ctx, request.place)
    part = replace(
        meals.with_quantity(order, count), id=None, for_whom=say.another(), delivery=True, place=place,
        created_at=ctx.now, chat=ctx.chat,
    )  # fmt: skip
    await ctx.work.meals.save(left)
    await ctx.work.meals.add(part)
    return Reply("\n".join(say.changed(one, alone=ctx.in_private) for one in (left, part)))
