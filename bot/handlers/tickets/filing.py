"""A ticket that nobody said in words: from a device, an import, an inspection."""

from dataclasses import replace
from datetime import datetime

from bot.domain import tickets
from bot.handlers.context import Context
from bot.handlers.saying import describing
from bot.handlers.tickets import deadlines


async def file(
    ctx: Context, ticket: tickets.Ticket, *, by: str = "bot", reason: str = "", resolve_due: datetime | None = None
) -> tickets.Ticket:
    """Give the ticket its number and its clocks, write it with its first step, and plan its reminders.

    `resolve_due`: a deadline set by somebody else; the deadline for taking the ticket on is then no later either.
    """
    number = await ctx.work.tickets.next_number(ctx.community.code)
    accept, resolve = deadlines.deadlines(ctx, ticket)
    if resolve_due:
        accept, resolve = min(accept, resolve_due), resolve_due
    state = tickets.State.ASSIGNED if ticket.assignee else tickets.State.NEW
    private = ticket.confidential or describing.confidential(ctx, ticket.category)
    filed = replace(ticket, number=number, state=state, accept_due=accept, resolve_due=resolve, confidential=private)
    await ctx.work.tickets.add(filed, filed.first_step(at=ctx.now, by=by, reason=reason))
    await deadlines.plan(ctx, filed)
    return filed
