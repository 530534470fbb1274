"""The register of households: the card for staff alone, and a finder's code that calls the worker."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import delivery, requests, roster, routing
from bot.domain.places import Place
from bot.domain.register import Resident
from bot.handlers.asked import narrowing
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.saying import addressing
from bot.wording import register as say
from bot.wording import words

_READERS = frozenset({roster.Role.WORKER, roster.Role.LEADER, roster.Role.SECRETARY})
_OVERSEERS = frozenset({roster.Role.LEADER, roster.Role.SECRETARY})


async def show_household(request: requests.ShowHousehold, ctx: Context) -> Reply:
    """户卡 3栋2单元501: 1:1, to those who answer for that building; the look is written down, a refused one too."""
    place = request.place
    door = (place.building or "", place.unit or "", place.room or "")
    if why := _kept_from(ctx, place):
        await ctx.work.register.refused(ctx.community.code, *door, by=ctx.person, now=ctx.now)
        return refuse(why)
    if not place.building or not place.room:
        return refuse("which_door")
    if not ctx.work.register.on:
        return refuse("register_off")
    found = await ctx.work.register.at_door(ctx.community.code, *door, by=ctx.person, now=ctx.now)
    return Reply(say.card(found))


def _kept_from(ctx: Context, place: Place) -> str:
    """Why the speaker may not look there; "" if they may."""
    if not ctx.roles & _READERS:
        return "staff_only"
    if not ctx.in_private:
        return "alone_only"
    return "" if not place.building or _answers_for(ctx, place.building) else "other_grid"


async def show_looks(request: requests.ShowLooks, ctx: Context) -> Reply:
    """谁看过户卡: for the secretary, 1:1; of the last thirty days where no span is named. Nobody who lives there is
    named."""
    if not ctx.is_secretary:
        return refuse("secretary_only")
    if not ctx.in_private:
        return refuse("alone_only")
    if not ctx.work.register.on:
        return refuse("register_off")
    today = ctx.now.date()
    first, last = request.first or today - timedelta(days=29), request.last or today
    span = narrowing.span(ctx, first, last)
    found = await ctx.work.register.looks(ctx.community.code, span.first, span.last)
    people = {one.by: ctx.community.person(one.by) for one in found}
    told = [(replace(one, at=one.at.astimezone(ctx.now.tzinfo)), who.name) for one in found if (who := people[one.by])]
    head = say.span(first, last, request.label)
    return Reply(say.looks(head, told, len(found) - len(told)))


async def find_family(request: requests.FindFamily, ctx: Context) -> Reply:
    """码 AB12CD: the worker is called with the code and where; whoever found somebody learns nothing of the family."""
    if not ctx.work.register.on:
        return refuse("register_off")
    found = await ctx.work.register.of_code(ctx.community.code, request.code, by=ctx.person, now=ctx.now)
    if found is None:
        return Reply(say.no_such_code())
    if ctx.in_private and ctx.roles & _READERS and _answers_for(ctx, found.building):
        return Reply(say.card((found,)))
    return Reply(say.finder(), _call(ctx, found, request))


def _call(ctx: Context, found: Resident, request: requests.FindFamily) -> tuple[delivery.Post, ...]:
    """The worker 1:1 with the contact; where no channel reaches them so, a group of staff with the code alone."""
    grid = ctx.community.grid_of_building(found.building)
    worker = ctx.duty.on_duty(grid.worker) if grid and grid.worker else ""
    people = tuple(dict.fromkeys(one for one in (worker, *routing.overseers(ctx.community, grid)) if one))[:2]
    spot, red, cause = ctx.group.name if ctx.group else "", delivery.Priority.RED, f"{ctx.cause}:found"
    body = say.found_alone(found, spot, words.masked(request.text))
    group = routing.group_for_staff(ctx.community, grid.code if grid else "")
    posts = addressing.short_lived(addressing.each(ctx, people, cause, body, priority=red))
    if group and group.kind is roster.GroupKind.STAFF:
        place = words.masked(request.place.public()) if request.place else ""
        text = say.found(found.code, spot, place)
        posts += (addressing.to_group(ctx, group, cause, text, mentions=people, priority=red),)
    return posts


def _answers_for(ctx: Context, building: str) -> bool:
    """Those above, the worker of the grid, and whoever stands in for them at this moment."""
    if ctx.roles & _OVERSEERS:
        return True
    grid = ctx.community.grid_of_building(building)
    if grid is None:
        return False
    acting = ctx.duty.on_duty(grid.worker) if grid.worker else grid.stand_in
    return ctx.person in {grid.worker, grid.leader, acting}
