"""When nobody of a grid is on duty, the secretary hears of it with the first matter there, once per gap."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain import delivery, leaves, roster, routing, tickets
from bot.handlers.context import Context
from bot.handlers.saying import addressing
from bot.wording import leaves as say


async def told(ctx: Context, ticket: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """The post to the secretary; none while somebody of the grid acts. The cause names the gap, so that a second matter
    repeats nothing."""
    grid = ctx.community.grid(ticket.grid)
    if grid is None or ticket.party or ticket.about or routing.staffed(grid, ctx.duty.on_duty):
        return ()
    away = missing(grid, await ctx.work.leaves.current(ctx.community.code, ctx.now.date()), ctx.now)
    since = max((one.begins(ctx.now.tzinfo) for one in away), default=None)
    called = ctx.community.person(ticket.assignee)
    if since is None and (called is None or roster.Role.SECRETARY in called.roles):
        return ()  # the file names nobody there: the call itself went to the secretary, and says so
    body = say.gap_of_grid(ctx.community, grid, away, since, ticket.assignee)
    cause = f"gap:{grid.code}:{since.isoformat() if since else 'nobody'}"
    return addressing.to_secretaries(ctx, cause, lambda _: body, priority=delivery.Priority.URGENT)


def missing(grid: roster.Grid, noted: Sequence[leaves.Leave], now: datetime) -> list[leaves.Leave]:
    """The leaves by which the grid has nobody: of its worker, of its stand-in, of whoever was to act for them."""
    running = [one for one in noted if one.covers(now)]
    people = {grid.worker, grid.stand_in} - {""}
    people |= {one.stand_in for one in running if one.person in people}
    found = [one for one in running if one.person in people]
    return sorted(found, key=lambda one: (one.person != grid.worker, one.person != grid.stand_in))
