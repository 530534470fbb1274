"""Withdrawn, and wanted after all: the same matter is filed anew, with its own number, clocks and points."""

from datetime import timedelta

from bot import ports
from bot.domain import requests, tickets
from bot.handlers import choosing, deadlines, opening
from bot.handlers.context import Context, Reply, refuse

#: The slot under which a withdrawal can be taken back without its number.
SLOT = "refile"
#: So long after the withdrawal.
_PATIENCE = timedelta(days=1)


async def refile_ticket(request: requests.RefileTicket, ctx: Context) -> Reply:
    """By its reporter, and no later than a closed one could be opened again."""
    ticket = await choosing.by_number(ctx, request.number)
    if isinstance(ticket, Reply):
        return ticket
    if ticket.reporter != ctx.person or ticket.state is not tickets.State.WITHDRAWN:
        return refuse("nothing_withdrawn", str(ticket.number))
    ended = ticket.closed_at or ticket.created_at
    if ctx.now > deadlines.in_days(ctx, ticket, ended, ctx.community.tickets.reopen_days):
        return refuse("reopen_too_late", str(ticket.number))
    anew = requests.OpenTicket(
        ticket.text, ticket.kind, ticket.category, ticket.urgency, ticket.place,
        private=ticket.confidential, about=ticket.about,
    )  # fmt: skip
    return await opening.open_ticket(anew, ctx)


async def offer(ctx: Context, ticket: tickets.Ticket) -> None:
    """For a day, 还是要修 is enough."""
    where = (ctx.community.code, ctx.chat, ctx.person)
    waiting = requests.RefileTicket(ticket.number)
    await ctx.work.questions.ask(ports.Question(*where, SLOT, waiting, ctx.now, ctx.now + _PATIENCE))
