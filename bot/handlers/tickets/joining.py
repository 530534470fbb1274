"""12 我也是: a neighbour joins a ticket that somebody else reported."""

from dataclasses import replace

from bot.domain import events, places, requests, tickets
from bot.handlers import clarifying
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.meals import ordering
from bot.handlers.saying import describing
from bot.handlers.tickets import choosing, opening, raising, supporting
from bot.wording import neighbours
from bot.wording import tickets as say
from intents import places as homes
from intents.talk import joining as reading


async def join_ticket(request: requests.JoinTicket, ctx: Context) -> Reply:
    """Join the ticket, if it is of a kind that several people can mean.

    Without a number the only thing reported here just before is meant; several are one question.
    """
    if request.number is not None:
        return await _join(request.number, request, ctx)
    found = await supporting.just_reported(ctx)
    if len(found) > 1:
        return await clarifying.which(found, request, ctx)
    if found:
        return await _join(found[0].number, request, ctx)
    order = requests.OrderMeal(request.text)
    return await ordering.order_meal(order, ctx) if request.meal else Reply(outcome=requests.Action.SILENT)


def _elsewhere(ticket: tickets.Ticket, request: requests.JoinTicket, ctx: Context) -> places.Place | None:
    """Another building, as it is said or as the roster knows the speaker's home: its broken door is a matter of its
    own. What fails for a whole neighbourhood is one matter."""
    home = homes.home_of(ctx.who) if request.number is None and reading.speaks_of_home(request.text) else None
    where = request.place or (replace(home, text=home.public(), room=None) if home else None)
    if where is None or ticket.place is None or reading.outage(ticket.text):
        return None
    return where if where.building and ticket.place.building not in (None, where.building) else None


async def _join(number: int, request: requests.JoinTicket, ctx: Context) -> Reply:
    ticket = await choosing.held(ctx, number)
    if ticket is None:
        return refuse("no_ticket", str(number))
    text = request.text
    if ticket.ended:
        return Reply(say.over(ticket))
    if ticket.reporter == ctx.person or tickets.Actor.ASSIGNEE in ctx.actors(ticket):
        return await opening.add_to(ticket, text, raising.heard(ticket, ticket.urgency), ctx)
    if ticket.private or not events.shared(ticket.kind, ticket.category, ticket.place):
        return refuse("join_nothing", str(ticket.number))
    if there := _elsewhere(ticket, request, ctx):
        same = neighbours.same_elsewhere(text, ticket, describing.label(ctx, ticket))
        return await opening.open_ticket(
            requests.OpenTicket(same, ticket.kind, ticket.category, ticket.urgency, there), ctx
        )
    if ticket.state is tickets.State.CONFIRMING:
        return Reply(neighbours.just_done(ticket, describing.label(ctx, ticket)))
    if await supporting.followed(ctx, ticket.number):
        return Reply(neighbours.counted_already(ticket))
    return await opening.join(ticket, text, ticket.urgency, ctx)
