"""我回来了, 我周五不请假了, 下周一我还是来上班的: a leave ends early, is cancelled or is shortened."""

from datetime import date, timedelta

from bot.domain import leaves, requests
from bot.handlers.context import Context, Reply
from bot.handlers.duty import leaving
from bot.wording import leaves as say

_A_DAY = timedelta(days=1)


async def end_leave(request: requests.EndLeave, ctx: Context) -> Reply:
    """我回来了 ends a leave before its last day; 我周五不请假了 cancels it."""
    if request.cancelled:
        return await _cancel(request, ctx)
    away = await ctx.work.leaves.current(ctx.community.code, ctx.now.date())
    mine = next((one for one in away if one.person == ctx.person and one.covers(ctx.now)), None)
    if mine is None:
        return Reply(say.not_away())
    return Reply(say.welcome_back(), await leaving.over(ctx, mine))


async def _cancel(request: requests.EndLeave, ctx: Context) -> Reply:
    """Cancel the leave on that day; without a day the only leave there is, else ask one question."""
    noted = await ctx.work.leaves.current(ctx.community.code, ctx.now.date())
    mine = [one for one in noted if one.person == ctx.person and one.ends(ctx.now.tzinfo) > ctx.now]
    meant = [one for one in mine if request.day is None or one.first <= request.day <= one.last]
    if not meant:
        return Reply(say.not_away())
    if len(meant) > 1:
        return Reply(say.which(meant), outcome=requests.Action.ASK)
    if request.alone and request.day and meant[0].first < meant[0].last:
        return await _all_but(request.day, meant[0], ctx)
    posts = await leaving.over(ctx, meant[0])
    return Reply(say.cancelled(meant[0]), (*posts, *leaving.tell_released(ctx, meant[0])))


async def _all_but(day: date, leave: leaves.Leave, ctx: Context) -> Reply:
    """The leave without its first or its last day; for a day in the middle ask one question."""
    if day not in {leave.first, leave.last}:
        return Reply(say.needs_order((leave.first, leave.last)), outcome=requests.Action.ASK)
    at_first = day == leave.first
    shorter = requests.TakeLeave(
        "",
        leave.first + _A_DAY if at_first else leave.first,
        leave.last if at_first else leave.last - _A_DAY,
        leave.stand_in,
        since=None if at_first else leave.since,
        until=leave.until if at_first else None,
    )
    return await leaving.take_leave(shorter, ctx)
