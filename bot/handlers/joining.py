"""12 我也是: a neighbour counts themselves in with what somebody has reported."""

from bot.domain import events, requests, tickets
from bot.handlers import choosing, clarifying, describing, opening, raising, supporting
from bot.handlers.context import Context, Reply, refuse
from bot.wording import neighbours
from bot.wording import tickets as say


async def join_ticket(request: requests.JoinTicket, ctx: Context) -> Reply:
    """Only what several people can mean can be joined.

    Without a number it is the one thing that was just reported here; one question when there are several.
    """
    if request.number is not None:
        return await _join(request.number, request.text, ctx)
    found = await supporting.just_reported(ctx)
    if len(found) > 1:
        return await clarifying.which(found, request, ctx)
    return await _join(found[0].number, request.text, ctx) if found else Reply(outcome=requests.Action.SILENT)


async def _join(number: int, text: str, ctx: Context) -> Reply:
    ticket = await choosing.known(ctx, number)
    if ticket is None:
        return refuse("no_ticket", str(number))
    if ticket.ended:
        return Reply(say.over(ticket))
    if ticket.reporter == ctx.person or tickets.Actor.ASSIGNEE in ctx.actors(ticket):
        return await opening.add_to(ticket, text, raising.heard(ticket, ticket.urgency), ctx)
    if ticket.private or not events.shared(ticket.kind, ticket.category, ticket.place):
        return refuse("join_nothing", str(ticket.number))
    if ticket.state is tickets.State.CONFIRMING:
        return Reply(neighbours.just_done(ticket, describing.label(ctx, ticket)))
    if await supporting.followed(ctx, ticket.number):
        return Reply(neighbours.counted_already(ticket))
    return await opening.join(ticket, text, ticket.urgency, ctx)
