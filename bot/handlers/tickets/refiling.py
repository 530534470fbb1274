"""还是要修: what its reporter has withdrawn is filed anew, with a new number, clocks and points."""

from datetime import timedelta

from bot.domain import requests, tickets
from bot.handlers import questions
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.tickets import choosing, deadlines, opening

#: So long after the withdrawal.
_PATIENCE = timedelta(days=1)


async def refile_ticket(request: requests.RefileTicket, ctx: Context) -> Reply:
    """File it anew for its reporter, as long as a closed ticket could be reopened."""
    ticket = await choosing.by_number(ctx, request.number)
    if isinstance(ticket, Reply):
        return ticket
    if ticket.reporter != ctx.person or ticket.state is not tickets.State.WITHDRAWN:
        return refuse("nothing_withdrawn", str(ticket.number))
    if not deadlines.may_reopen(ctx, ticket, ticket.closed_at or ticket.created_at):
        return refuse("reopen_too_late", str(ticket.number))
    anew = requests.OpenTicket(
        ticket.text, ticket.kind, ticket.category, ticket.urgency, ticket.place,
        private=ticket.confidential, about=ticket.about,
    )  # fmt: skip
    return await opening.open_ticket(anew, ctx)


async def offer(ctx: Context, ticket: tickets.Ticket) -> None:
    """Let 还是要修 be enough for a day, without a number."""
    await questions.ask(ctx, requests.Slot.REFILE, requests.RefileTicket(ticket.number), _PATIENCE)
