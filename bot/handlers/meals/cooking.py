"""The canteen asks and tells: its list, a meal that is not cooked, a meal that nobody came for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain import delivery, meals, places, requests, roster
from bot.handlers import clarifying
from bot.handlers.asked import asking
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.meals import mealtimes
from bot.handlers.saying import addressing
from bot.wording import kitchen as say
from bot.wording import meals as say_meals
from bot.wording.tickets import Sight


async def show_kitchen(request: requests.ShowKitchen, ctx: Context) -> Reply:
    """Who has ordered, as at the cut-off: for the canteen's people, in their group or 1:1."""
    if not _for_the_kitchen(ctx):
        return refuse("canteen_only")
    day = request.day or ctx.now.date()
    offered = [one for one in ctx.community.services if request.service in {"", one.name}]
    if not request.service and day == ctx.now.date():
        offered = [one for one in offered if ctx.now.time() <= one.serve][:1] or offered[-1:]
    lists = []
    for one in offered:
        roll = meals.kitchen_roll(tuple(await ctx.work.meals.roll(ctx.community.code, one.name, day)))
        still_open = ctx.now < mealtimes.cutoff(ctx, one, day)
        lists.append(say_meals.kitchen(one.name, day, roll, surnames(ctx.community), so_far=still_open))
    return Reply("\n".join(lists))


def surnames(community: roster.Community) -> dict[str, str]:
    """By person, for the door."""
    return {one.userid: one.name[:1] for one in community.people}


async def close_meals(request: requests.CloseMeals, ctx: Context) -> Reply:
    """今天不开火: we ask once; then the meal can no longer be ordered, its orders are cancelled, and everybody
    concerned hears."""
    if roster.Role.CANTEEN not in ctx.roles:
        return refuse("canteen_only")
    named = [one.name for one in ctx.community.services if request.service in {"", one.name}]
    days = [day for day in request.days if day >= ctx.now.date()]
    if not days or not named:
        return Reply(say.nothing_to_close())
    each = [(name, day) for day in days for name in named]
    if request.again:
        again = {(name, day) for name, day in each if await ctx.work.meals.reopen(ctx.community.code, name, day)}
        opened = [name for name in named if any(one == name for one, _ in again)]
        return Reply(say.opened_again([day for day in days if any(one == day for _, one in again)], opened))
    orders = [one for name, day in each for one in await ctx.work.meals.roll(ctx.community.code, name, day)]
    if request.agreed == "no":
        return Reply(say.left_open())
    if not request.agreed:
        asked = (say.whether_closed(days, named, sum(one.quantity for one in orders)),)
        return await clarifying.clarify(requests.Clarify(requests.Slot.CONFIRM, request, asked), ctx)
    for name, day in each:
        await ctx.work.meals.close(ctx.community.code, name, day)
    for one in orders:
        await ctx.work.meals.save(replace(one, state=meals.OrderState.CANCELLED))
    return _closed(days, named, orders, ctx)


def _closed(days: Sequence[date], named: Sequence[str], orders: Sequence[meals.Order], ctx: Context) -> Reply:
    cause = f"closed:{days[0]}:{len(days)}:{'+'.join(named)}:{ctx.cause}"
    told, missed = tell(orders, cause, say.not_cooked(days, named), ctx)
    count = sum(one.quantity for one in orders)
    report = say.closed_for_secretary(days, named, count)
    posts = addressing.to_secretaries(ctx, f"{cause}:secretary", lambda _: report, priority=delivery.Priority.URGENT)
    names = surnames(ctx.community)
    unreached = [names.get(one, "") for one in missed] if ctx.in_private or in_the_kitchen(ctx) else []
    return Reply(say.closed(days, named, count, len(missed), unreached), (*told, *posts))


def tell(
    orders: Sequence[meals.Order], cause: str, body: str, ctx: Context
) -> tuple[list[delivery.Post], tuple[str, ...]]:
    """Something about their orders.

    (posts to the chats where people had ordered, one each; the userids of those whom no channel reaches)
    """
    posts: list[delivery.Post] = []
    missed: list[str] = []
    for chat in dict.fromkeys(one.chat for one in orders):
        people = tuple(dict.fromkeys(one.person for one in orders if one.chat == chat))
        group = ctx.community.group(chat) if chat else None
        if group and group.webhook_key:
            urgent = delivery.Priority.URGENT
            posts.append(addressing.to_group(ctx, group, f"{cause}:{chat}", body, mentions=people, priority=urgent))
            continue
        for person in people:
            told = addressing.each(ctx, (person,), cause, body, priority=delivery.Priority.URGENT)
            posts += told
            missed += [] if told else [person]
    return posts, tuple(missed)


async def note_uncollected(request: requests.NoteUncollected, ctx: Context) -> Reply:
    """A meal was not collected: the worker of that household is told, 1:1 where a channel allows."""
    if roster.Role.CANTEEN not in ctx.roles:
        return refuse("canteen_only")
    who = next((one for one in ctx.community.people if one.name == request.who), None)
    building = (request.place.building if request.place else None) or (who.building if who else None)
    grid = ctx.community.grid_of_building(building) if building else None
    worker = (ctx.duty.on_duty(grid.worker) or grid.leader) if grid else ""
    known = ctx.community.person(worker)
    if known is None:
        return Reply(say.whose_meal(), outcome=requests.Action.ASK)
    home = request.place or (places.Place("", who.building, who.unit or None, who.room or None) if who else None)

    def knock(sight: Sight) -> str:
        alone = sight is Sight.ALONE
        return say.knock(who, request.who, home, alone=alone, unanswered=request.unanswered)

    posts = addressing.to_person(ctx, worker, f"{ctx.cause}:uncollected", knock)
    return Reply(say.knocked(known.name), addressing.short_lived(posts))


async def show_meal_times(request: requests.ShowMealTimes, ctx: Context) -> Reply:
    """What each meal costs, when it is served and until when it can be ordered, from the community's own file; how to
    order. What only the canteen can say is kept for the secretary; who answers there, and the phone, is said 1:1."""
    services = ctx.community.services
    if not services:
        return Reply()
    if request.about is requests.Asked.HOW:
        return Reply(say.how_to_order(services))
    if request.about is requests.Asked.OWN:
        return await _own_month(ctx)
    if request.about is requests.Asked.CANTEEN:
        await asking.list_unanswered(request.text, ctx)
        cook = next((one for one in ctx.community.with_role(roster.Role.CANTEEN) if one.phone), None)
        name, phone = (cook.name, cook.phone) if cook else ("", "")
        return Reply(say.ask_canteen(services, name, phone, alone=ctx.in_private))
    return Reply(say.meal_times(services))


async def _own_month(ctx: Context) -> Reply:
    """The speaker's own orders of this month whose day has come."""
    today = ctx.now.date()
    live = await ctx.work.meals.live_of(ctx.community.code, ctx.person, today.replace(day=1))
    eaten = [one for one in live if one.day <= today]
    fen = sum(one.price_fen * one.quantity for one in eaten)
    return Reply(say.own_month(today.month, sum(one.quantity for one in eaten), fen))


def in_the_kitchen(ctx: Context) -> bool:
    """Is it said in the canteen's group?"""
    return ctx.group is not None and ctx.group.kind is roster.GroupKind.CANTEEN


def _for_the_kitchen(ctx: Context) -> bool:
    return roster.Role.CANTEEN in ctx.roles and (ctx.in_private or in_the_kitchen(ctx))
