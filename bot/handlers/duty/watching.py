"""谁请假了, 陈静的事谁管, 志愿者有几个: who is there, who stands in, and who works here at all."""

from bot.domain import leaves, requests, roster
from bot.handlers.context import Context, Reply, refuse
from bot.wording import leaves as say
from bot.wording import posts as say_posts
from bot.wording.tickets import Sight


async def show_leaves(request: requests.ShowLeaves, ctx: Context) -> Reply:
    """Who is away, now and later, with their stand-ins: for the secretary and the leaders, never where residents
    read. Others of the staff see only the leaves in which they are away or stand in themselves."""
    heads = bool(ctx.roles & roster.HEADS)
    if not heads and not ctx.roles & roster.STAFF:
        return refuse("heads_only")
    if ctx.sight is Sight.RESIDENTS:
        return refuse("alone_only")
    noted = await ctx.work.leaves.current(ctx.community.code, ctx.now.date())
    coming = [one for one in noted if one.ends(ctx.now.tzinfo) > ctx.now]
    gaps = {one.id for one in coming if leaves.uncovered(one, coming)}
    told = [one for one in coming if request.person in {"", one.person}]
    if not heads:
        told = [one for one in told if ctx.person in {one.person, one.stand_in}]
        if not told:
            return refuse("heads_only")
    if request.person and not told:
        return Reply(say.nobody_away(ctx.community, request.person))
    return Reply(say.listed(ctx.community, sorted(told, key=lambda one: one.begins(ctx.now.tzinfo)), gaps, ctx.now))


async def show_roster(request: requests.ShowRoster, ctx: Context) -> Reply:
    """Who is in the community's file, grid by grid; volunteers, who are residents, by name only 1:1."""
    if not ctx.roles & roster.HEADS:
        return refuse("heads_only")
    if ctx.sight is Sight.RESIDENTS:
        return refuse("alone_only")
    known = {one.userid: one for one in ctx.community.with_role(request.role)}
    if request.role is roster.Role.VOLUNTEER:
        named = (ctx.community.person(name) for grid in ctx.community.grids for name in grid.volunteers)
        known |= {one.userid: one for one in named if one}
    by_name = ctx.in_private or request.role is not roster.Role.VOLUNTEER
    return Reply(say_posts.listed(request.role, ctx.community, sorted(known), by_name=by_name))
