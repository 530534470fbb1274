"""Not done after all: the ticket goes back to its assignee with a new clock."""

from dataclasses import replace

from bot.domain import tickets
from bot.domain.errors import Refused
from bot.domain.tickets import Move
from bot.handlers import addressing, covering, deadlines, describing, redrawing
from bot.handlers.context import Context, Reply, refuse
from bot.wording import refusals, words
from bot.wording import tickets as say


async def reopen(ctx: Context, ticket: tickets.Ticket, said: str) -> Reply:
    """By the reporter or the secretary, within the window counted from the stored closing time."""
    if ticket.closed_at:
        last = deadlines.in_days(ctx, ticket, ticket.closed_at, ctx.community.tickets.reopen_days)
        if ctx.now > last:
            return refuse("reopen_too_late", str(ticket.number))
    moved = tickets.advance(
        ticket, Move.REOPEN, ctx.actors(ticket), now=ctx.now, by=ctx.person, reason=words.masked(said)
    )
    if isinstance(moved, Refused):
        return Reply(refusals.refused(moved))
    accept, resolve = deadlines.deadlines(ctx, ticket)
    after = replace(
        moved[0], accept_due=accept, resolve_due=resolve, confirm_due=None, closed_at=None, round=ticket.round + 1
    )
    after = covering.covered(ctx, after)
    await ctx.work.tickets.save(after, moved[1])
    await ctx.work.promises.done(after.community, after.number, None)
    await deadlines.plan(ctx, after)
    await redrawing.redraw(ctx, after)
    label, masked = describing.label(ctx, after), words.masked(said)
    posts = addressing.to_staff(
        ctx,
        after,
        f"ticket:{after.number}:reopened:{after.round}",
        lambda sight: say.reopened_for_staff(after, label, masked, sight),
        deadlines.called(ctx, after),
    )
    return Reply(say.reopened(after), posts)
