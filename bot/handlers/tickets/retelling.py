"""Somebody goes on telling of what they have reported: it is added to their ticket, and is no new one."""

from datetime import timedelta

from bot.domain import requests, tickets
from bot.domain.urgency import Urgency
from bot.handlers.context import Context
from intents.guard import dangers, safety
from intents.slots import buildings

#: The same person on the same matter within this span is adding to it, not reporting anew.
SAME_MATTER = timedelta(hours=24)
#: And so long they may go on telling of one emergency without saying again where it is.
SAME_EMERGENCY = timedelta(minutes=30)


async def same_matter(request: requests.OpenTicket, ctx: Context) -> tickets.Ticket | None:
    """The reporter's own open ticket of this category at what may be this place, or of the emergency that they go on
    telling of; another danger is another matter."""
    if not ctx.person:
        return None
    for one in await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person):
        kept = one.about == request.about and (one.private or not request.private)
        if kept and (_told_again(request, one, ctx) or _goes_on(request, one, ctx)):
            found = await locked(ctx, one)
            return None if found.ended else found
    return None


async def locked(ctx: Context, ticket: tickets.Ticket) -> tickets.Ticket:
    """As it stands now: somebody may have moved it since it was looked up; nobody can before we are done."""
    return await ctx.work.tickets.hold(ticket.community, ticket.number) or ticket


def _told_again(request: requests.OpenTicket, one: tickets.Ticket, ctx: Context) -> bool:
    place = request.place
    if not place or not place.building or one.created_at < ctx.now - SAME_MATTER:
        return False
    same = one.category == request.category and one.place is not None and one.place.may_be(place)
    return same and (not request.safety or safety.danger_of(one.text) in {"", request.safety})


def _goes_on(request: requests.OpenTicket, one: tickets.Ticket, ctx: Context) -> bool:
    """Frightened people tell of one emergency in many short lines, and name the place once."""
    if not request.safety or one.urgency is not Urgency.RED or one.created_at < ctx.now - SAME_EMERGENCY:
        return False
    place = request.place
    named = place is not None and buildings.named(place.text) and place.text in request.text
    elsewhere = place is not None and place.building and one.place is not None and not one.place.may_be(place)
    return not named and not elsewhere and dangers.one_emergency(safety.danger_of(one.text), request.safety)
