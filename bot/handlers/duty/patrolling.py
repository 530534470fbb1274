"""Volunteers and workers log their rounds; a hazard they name becomes a ticket like anybody's report."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.domain import delivery, patrols, requests, roster, routing
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.tickets import opening
from bot.wording import patrols as say
from bot.wording import words

WALKERS = roster.STAFF | {roster.Role.VOLUNTEER}


async def log_patrol(request: requests.LogPatrol, ctx: Context) -> Reply:
    """Count the round; open a ticket for each hazard that was named."""
    if not may_walk(ctx):
        return refuse("walkers_only")
    grid = routing.grid_of(ctx.community, request.place, ctx.group, ctx.who.grid if ctx.who else "")
    place = request.where or words.where(request.place, exact=False)
    await ctx.work.patrols.add(
        patrols.Patrol(ctx.community.code, ctx.person, ctx.now, grid.code if grid else "", place, request.findings)
    )
    lines = [say.logged(place, request.findings, settled=request.settled)]
    posts: list[delivery.Post] = []
    for index, hazard in enumerate(request.hazards):
        reply = await opening.open_ticket(hazard, replace(ctx, cause=f"{ctx.cause}:found:{index}"))
        lines.append(reply.text)
        posts += reply.posts
    if request.findings and not request.hazards and not request.settled:
        lines.append(say.unnamed())
    return Reply("\n".join(lines), tuple(posts))


def may_walk(ctx: Context) -> bool:
    return bool(ctx.roles & WALKERS) or any(ctx.person in one.volunteers for one in ctx.community.grids)


async def show_my_patrols(request: requests.ShowMyPatrols, ctx: Context) -> Reply:
    """The person's own counts, of the month and the year."""
    code, end = ctx.community.code, ctx.now + timedelta(microseconds=1)
    month = await ctx.work.patrols.tally(code, _midnight(ctx, day=1), end, person=ctx.person)
    year = await ctx.work.patrols.tally(code, _midnight(ctx, month=1, day=1), end, person=ctx.person)
    return Reply(say.mine(month, year))


def _midnight(ctx: Context, **first: int) -> datetime:
    return datetime.combine(ctx.now.date().replace(**first), time(), ctx.now.tzinfo)
