"""Meals: order, change, cancel until the cut-off; read back with weekday."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain import meals, places, requests, roster
from bot.domain.errors import Refused
from bot.handlers import clarifying, describing
from bot.handlers.context import Context, Reply, refuse
from bot.wording import meals as say
from bot.wording import refusals, words

#: More than that in one order is a mistake or a banquet: a human should hear of it.
MOST = 20


async def order_meal(request: requests.OrderMeal, ctx: Context) -> Reply:
    """A new order; the same again changes nothing; another quantity for the same meal changes it."""
    if not 1 <= request.quantity <= MOST:
        return refuse("too_many", str(MOST))
    slot = choose_slot(ctx, request.service, request.day)
    if isinstance(slot, Refused):
        return Reply(refusals.refused(slot))
    service, day = slot
    existing = await _find(ctx, service.name, day, request.for_whom)
    wanted = _wanted(request, ctx, service, day, existing)
    if wanted.delivery and wanted.place is None:
        return await clarifying.clarify(requests.Clarify("place", request), ctx)
    alone = ctx.in_private
    if existing is None:
        return Reply(say.ordered(await ctx.work.meals.add(wanted), alone=alone))
    if wanted == replace(existing, price_fen=wanted.price_fen, channel=wanted.channel, chat=wanted.chat):
        return Reply(say.same_again(existing, alone=alone))
    await ctx.work.meals.save(wanted)
    return Reply(say.changed(wanted, alone=alone))


def _wanted(
    request: requests.OrderMeal, ctx: Context, service: roster.MealService, day: date, existing: meals.Order | None
) -> meals.Order:
    """The order as it shall stand; what an order that is there already says, and this one does not, stays."""
    delivery = request.delivery or bool(existing and existing.delivery)
    place = request.place or (existing.place if existing else None) or _home(ctx)
    return meals.Order(
        community=ctx.community.code,
        id=existing.id if existing else None,
        person=ctx.person,
        service=service.name,
        day=day,
        quantity=request.quantity,
        created_at=existing.created_at if existing else ctx.now,
        for_whom=request.for_whom,
        delivery=delivery,
        place=describing.place(ctx, place) if delivery else None,
        diet=request.diet or (existing.diet if existing else ()),
        dishes=request.dishes or (meals.with_quantity(existing, request.quantity).dishes if existing else ()),
        price_fen=service.price_fen,
        channel=ctx.channel,
        chat=ctx.chat,
    )


async def change_meal(request: requests.ChangeMeal, ctx: Context) -> Reply:
    """What was said changes; the rest stays. The soonest order that is still open is meant."""
    found = await _open_orders(ctx, request.service, request.day, request.for_whom)
    if isinstance(found, Reply):
        return found
    order = next((one for one in found if meals.names_any(one, request.dishes)), found[0])
    counted = _counted(request, order)
    if isinstance(counted, Refused):
        return Reply(say.no_such_dish(order, *counted.facts, alone=ctx.in_private))
    if counted.quantity < 1 and (request.more < 0 or request.dishes):
        return await _cancelled([order], ctx)
    if not 1 <= counted.quantity <= MOST:
        return refuse("too_many", str(MOST))
    delivery = order.delivery if request.delivery is None else request.delivery
    place = request.place or order.place or _home(ctx)
    if delivery and place is None:
        return await clarifying.clarify(requests.Clarify("place", request), ctx)
    where = describing.place(ctx, place) if delivery else None
    after = replace(counted, delivery=delivery, place=where, diet=request.diet or order.diet)
    await ctx.work.meals.save(after)
    return Reply(say.changed(after, alone=ctx.in_private))


def _counted(request: requests.ChangeMeal, order: meals.Order) -> meals.Order | Refused:
    """The order with as many, in all or of a dish, as was said."""
    if request.dishes:
        return meals.with_dishes(order, request.dishes, request.more)
    if request.quantity is None and not request.more:
        return order
    return meals.with_quantity(order, order.quantity + request.more if request.quantity is None else request.quantity)


async def cancel_meal(request: requests.CancelMeal, ctx: Context) -> Reply:
    """Cancels what was named; the soonest open order when nothing was, or no day beside another order."""
    if not await _meant(ctx, request.service, request.day, request.for_whom, request.last_day):
        what = (words.day(request.day) if request.day else "", request.service or "")
        return Reply() if request.besides else refuse("not_ordered", *what)
    found = await _open_orders(ctx, request.service, request.day, request.for_whom, request.last_day)
    if isinstance(found, Reply):
        return found
    named = request.day or (request.service and not request.besides)
    return await _cancelled(found if named else found[:1], ctx)


async def _cancelled(gone: list[meals.Order], ctx: Context) -> Reply:
    for order in gone:
        await ctx.work.meals.save(replace(order, state=meals.OrderState.CANCELLED))
    return Reply(say.cancelled(gone, alone=ctx.in_private))


async def unlisted(request: requests.Unlisted, ctx: Context) -> Reply:
    """The speaker's own line is not in the 接龙: whoever stands with an order is asked once whether it stays.

    Only a no cancels it. Whoever has ordered nothing is asked how many.
    """
    slot = choose_slot(ctx, request.order.service, request.order.day)
    if isinstance(slot, Refused):
        return Reply(refusals.refused(slot))
    service, day = slot
    existing = await _find(ctx, service.name, day, "")
    if existing is None:
        return refuse("no_order") if request.agreed else await _how_many(request.order, ctx)
    if request.agreed == "no":
        return await _cancelled([existing], ctx)
    if request.agreed == "yes":
        return Reply(say.kept(existing, alone=ctx.in_private))
    asked = replace(request, order=replace(request.order, service=service.name, day=day))
    return await clarifying.clarify(requests.Clarify("gone", asked, (say.gone(existing, alone=ctx.in_private),)), ctx)


async def _how_many(order: requests.OrderMeal, ctx: Context) -> Reply:
    return await clarifying.clarify(requests.Clarify("quantity", order), ctx)


async def show_my_orders(request: requests.ShowMyOrders, ctx: Context) -> Reply:
    """The person's live orders from today on."""
    live = await ctx.work.meals.live_of(ctx.community.code, ctx.person, ctx.now.date())
    meant = [one for one in live if _matches(one, request.service, request.day, "")]
    return Reply(say.mine(meant, alone=ctx.in_private))


def choose_slot(ctx: Context, service: str | None, day: date | None) -> tuple[roster.MealService, date] | Refused:
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


async def _find(ctx: Context, service: str, day: date, for_whom: str) -> meals.Order | None:
    live = await ctx.work.meals.live_of(ctx.community.code, ctx.person, day)
    return next((one for one in live if (one.service, one.day, one.for_whom) == (service, day, for_whom)), None)


async def _open_orders(
    ctx: Context, service: str | None, day: date | None, for_whom: str, last_day: date | None = None
) -> list[meals.Order] | Reply:
    """The orders meant that may still be changed, soonest first; or why there are none."""
    meant = await _meant(ctx, service, day, for_whom, last_day)
    still_open = [one for one in meant if _before_cutoff(ctx, one)]
    if still_open:
        return still_open
    if not meant:
        return refuse("no_order")
    late = ctx.community.service(meant[0].service)
    return refuse("after_cutoff", words.day(meant[0].day), meant[0].service, f"{late.cutoff:%H:%M}" if late else "")


async def _meant(
    ctx: Context, service: str | None, day: date | None, for_whom: str, last_day: date | None = None
) -> list[meals.Order]:
    """The person's live orders from today on, as far as they are named."""
    live = await ctx.work.meals.live_of(ctx.community.code, ctx.person, ctx.now.date())
    return [one for one in live if _matches(one, service, day, for_whom, last_day)]


def _matches(
    order: meals.Order, service: str | None, day: date | None, for_whom: str, last_day: date | None = None
) -> bool:
    then = day is None or day <= order.day <= (last_day or day)
    return service in {None, order.service} and then and for_whom in {"", order.for_whom}


def _before_cutoff(ctx: Context, order: meals.Order) -> bool:
    service = ctx.community.service(order.service)
    return service is not None and ctx.now < cutoff(ctx, service, order.day)


def _home(ctx: Context) -> places.Place | None:
    who = ctx.who
    if who is None or not who.building:
        return None
    return places.Place("", who.building, who.unit or None, who.room or None, known=True)
