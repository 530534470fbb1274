"""Meals: order, change, cancel until the cut-off; read back with weekday."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain import meals, places, requests, roster, workday
from bot.domain.errors import Refused
from bot.domain.requests import Slot
from bot.handlers import clarifying
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.meals import mealtimes
from bot.handlers.saying import describing
from bot.wording import meals as say
from bot.wording import refusals, words
from intents.canteen import eaters
from intents.places import home_of

#: More than that in one order is a mistake or a banquet: a human should hear of it.
MOST = 20
#: So many days are ordered for whoever wants a meal every day from now on.
DAILY = 5


async def order_meal(request: requests.OrderMeal, ctx: Context) -> Reply:
    """A new order. A repeated order changes nothing; another quantity for the same meal changes the first order."""
    if not 1 <= request.quantity <= MOST:
        return refuse("too_many", str(MOST))
    slot = await mealtimes.slot(ctx, request.service, request.day)
    if isinstance(slot, Refused):
        return Reply(refusals.refused(slot))
    service, day = slot
    if service.name in await ctx.work.meals.closed(ctx.community.code, day):
        return refuse("meal_closed", words.day(day), service.name)
    if request.standing:
        return await _daily(request, ctx, service, day)
    existing = await _find(ctx, service.name, day, request.for_whom)
    if existing and _about_some(request, existing):
        noted = mealtimes.noted(meals.for_some(request.diet, request.quantity), existing, ctx)
        await ctx.work.meals.save(noted)
        return Reply(say.changed(noted, alone=ctx.in_private))
    wanted = _wanted(request, ctx, service, day, existing)
    if wanted.delivery and wanted.place is None:
        return await clarifying.clarify(requests.Clarify(Slot.PLACE, request), ctx)
    alone = ctx.in_private
    if existing is None:
        return Reply(say.ordered([wanted], alone=alone), order=await ctx.work.meals.add(wanted))
    await ctx.work.meals.save(wanted)
    if wanted == replace(mealtimes.spoken_now(existing, ctx), price_fen=wanted.price_fen):
        return Reply(say.same_again(existing, alone=alone))
    return Reply(say.changed(wanted, alone=alone))


def _about_some(request: requests.OrderMeal, existing: meals.Order) -> bool:
    """一份不要辣, of two that are ordered: a remark about one of them, and not a smaller order."""
    named = request.service or request.day or request.dishes
    return bool(request.diet) and not named and request.quantity < existing.quantity


def told(replies: Sequence[Reply], *, alone: bool) -> list[str]:
    """What the answers to one message say, in order; orders alike but for their day in one line."""
    alike: dict[meals.Order, list[meals.Order]] = {}
    for one in replies:
        if one.order:
            alike.setdefault(_any_day(one.order), []).append(one.order)
    lines = []
    for one in replies:
        together = alike.get(_any_day(one.order), []) if one.order else []
        if len(together) < 2:
            lines.append(one.text)
        elif one.order is together[0]:
            lines.append(say.ordered(sorted(together, key=lambda each: each.day), alone=alone))
    return lines


def _any_day(order: meals.Order) -> meals.Order:
    return replace(order, id=None, day=date.min)


async def _daily(request: requests.OrderMeal, ctx: Context, service: roster.MealService, first: date) -> Reply:
    """Orders for a working week of meals; the answer says that more cannot be ordered ahead."""
    days = [
        day
        for day in workday.worked_from(first, DAILY, ctx.calendar)
        if service.name not in await ctx.work.meals.closed(ctx.community.code, day)
    ]
    found = [await _find(ctx, service.name, day, request.for_whom) for day in days]
    wanted = [_wanted(request, ctx, service, day, one) for day, one in zip(days, found, strict=True)]
    if wanted[0].delivery and wanted[0].place is None:
        return await clarifying.clarify(requests.Clarify(Slot.PLACE, request), ctx)
    for order in wanted:
        await (ctx.work.meals.save(order) if order.id else ctx.work.meals.add(order))
    return Reply(say.daily(wanted, alone=ctx.in_private))


def _wanted(
    request: requests.OrderMeal, ctx: Context, service: roster.MealService, day: date, existing: meals.Order | None
) -> meals.Order:
    """The order as it shall stand; details of an earlier order of the same meal stay unless the new words
    change them."""
    delivery = request.delivery or bool(existing and existing.delivery)
    place = request.place or (existing.place if existing else None) or _home(ctx, request.for_whom)
    return meals.Order(
        community=ctx.community.code,
        id=existing.id if existing else None,
        person=ctx.person,
        service=service.name,
        day=day,
        quantity=request.quantity,
        created_at=ctx.now,
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
    """What was said changes; the rest stays. Of several orders the one spoken of last is meant, else the soonest.

    A meal for somebody of whom no order is known is taken as part of the speaker's own; more meals for them are a new
    order.
    """
    found = await mealtimes.open_orders(ctx, request.service, request.day, request.for_whom)
    if isinstance(found, Reply) and (more := _more(request)):
        return await order_meal(more, ctx)
    if isinstance(found, Reply) and request.for_whom and request.quantity is None and not request.dishes:
        found = await mealtimes.open_orders(ctx, request.service, request.day, "")
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
    eater = request.for_whom or order.for_whom
    at = "" if eaters.to_speaker(request.text) else eater
    place = _named(request, at, ctx) or order.place or _home(ctx, at)
    if delivery and place is None:
        asked = requests.Clarify(Slot.PLACE, replace(request, for_whom=eater, place=None))
        return await clarifying.clarify(asked, ctx)
    where = describing.place(ctx, place) if delivery else None
    after = replace(mealtimes.noted(request.diet, counted, ctx), delivery=delivery, place=where)
    await ctx.work.meals.save(after)
    return Reply(say.changed(after, alone=ctx.in_private))


def _more(request: requests.ChangeMeal) -> requests.OrderMeal | None:
    """More meals for somebody who has no order yet are a new order."""
    if request.more <= 0 or request.dishes:
        return None
    return requests.OrderMeal(
        request.text, request.service, request.day, request.more, for_whom=request.for_whom, diet=request.diet
    )


def _counted(request: requests.ChangeMeal, order: meals.Order) -> meals.Order | Refused:
    """The order with the quantity, or the quantity of a dish, that was said."""
    if request.dishes:
        return meals.with_dishes(order, request.dishes, request.more)
    if request.quantity is None and not request.more:
        return order
    return meals.with_quantity(order, order.quantity + request.more if request.quantity is None else request.quantity)


async def cancel_meal(request: requests.CancelMeal, ctx: Context) -> Reply:
    """Cancel the orders that were named; else the one spoken of last, or the soonest. Beside another order, cancel one
    at most."""
    if request.lately:
        ordered = await mealtimes.just_ordered(ctx)
        lately = [one for one in ordered if eaters.may_be(one.for_whom, request.for_whom)]
        return await _cancelled(lately, ctx) if lately else Reply()
    if not await mealtimes.meant_orders(ctx, request.service, request.day, request.for_whom, request.last_day):
        what = (words.day(request.day) if request.day else "", request.service or "")
        return Reply() if request.besides else refuse("not_ordered", *what)
    found = await mealtimes.open_orders(ctx, request.service, request.day, request.for_whom, request.last_day)
    if isinstance(found, Reply):
        return found
    named = request.every or request.day or (request.service and not request.besides)
    together = 1 if request.besides else max(1, len(mealtimes.last_spoken_of(found, ctx)))
    return await _cancelled(found if named else found[:together], ctx)


async def _cancelled(gone: list[meals.Order], ctx: Context) -> Reply:
    gone = sorted(gone, key=lambda one: one.day)
    for order in gone:
        await ctx.work.meals.save(replace(order, state=meals.OrderState.CANCELLED))
    return Reply(say.cancelled(gone, alone=ctx.in_private))


async def unlisted(request: requests.Unlisted, ctx: Context) -> Reply:
    """The speaker's own line is not in the 接龙: whoever stands with an order is asked once whether it stays.

    Only a no cancels it. Whoever has ordered nothing is asked how many.
    """
    slot = mealtimes.next_slot(ctx, request.order.service, request.order.day)
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
    gone = requests.Clarify(Slot.GONE, asked, (say.gone(existing, alone=ctx.in_private),))
    return await clarifying.clarify(gone, ctx)


async def _how_many(order: requests.OrderMeal, ctx: Context) -> Reply:
    return await clarifying.clarify(requests.Clarify(Slot.QUANTITY, order), ctx)


async def show_my_orders(request: requests.ShowMyOrders, ctx: Context) -> Reply:
    """The person's live orders from today on."""
    live = await ctx.work.meals.live_of(ctx.community.code, ctx.person, ctx.now.date())
    meant = [one for one in live if mealtimes.matches(one, request.service, request.day, "")]
    return Reply(say.mine(meant, alone=ctx.in_private))


async def _find(ctx: Context, service: str, day: date, for_whom: str) -> meals.Order | None:
    live = await ctx.work.meals.live_of(ctx.community.code, ctx.person, day)
    return next((one for one in live if (one.service, one.day, one.for_whom) == (service, day, for_whom)), None)


def _home(ctx: Context, for_whom: str) -> places.Place | None:
    """The address of whoever orders, for themselves and their family; a neighbour has to say where their
    own meal goes."""
    return home_of(ctx.who) if eaters.at_speakers(for_whom) else None


def _named(request: requests.ChangeMeal, eater: str, ctx: Context) -> places.Place | None:
    """The address that was named; none for 送到家 when the meal spoken of last was a neighbour's."""
    home = not request.for_whom and request.place == home_of(ctx.who)
    return None if home and not eaters.at_speakers(eater) else request.place
