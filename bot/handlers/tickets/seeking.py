"""3栋那个灯修好了没, 王阿姨那事办了没: staff ask for a ticket without its number."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import requests, tickets
from bot.handlers.asked import asking
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.tickets import choosing
from bot.wording import tickets as say
from bot.wording.examples import Example
from intents.slots import persons

#: What has been 办结 longer ago is asked for by its number.
_SINCE = timedelta(days=30)


async def find_ticket(request: requests.FindTicket, ctx: Context) -> Reply:
    """How far the one ticket is that fits; one question where several do. Open tickets come first, then those closed
    lately.

    Tickets found by the name of their reporter are told 1:1 only, whatever their kind, so that no group learns which
    are private; and only to those whose tickets they are.
    """
    if request.who and not ctx.in_private:
        return refuse("alone_only")
    known = await ctx.work.tickets.current(ctx.community.code, ctx.now - _SINCE)
    theirs = persons.residents(ctx.community, request.who) if request.who else frozenset()
    fitting = [one for one in known if _fits(request, one) and _may_be_told(request, one, theirs, ctx)]
    found = choosing.only(ctx, [one for one in fitting if not one.ended] or fitting, Example.HOW_FAR)
    if isinstance(found, tickets.Ticket):
        return await asking.show_ticket(requests.ShowTicket(found.number), ctx)
    return found or Reply(say.none_of_theirs() if request.who else say.none_such())


def _may_be_told(request: requests.FindTicket, one: tickets.Ticket, theirs: frozenset[str], ctx: Context) -> bool:
    if not request.who:
        return bool(ctx.actors(one)) or not one.private
    return one.reporter in theirs and bool(ctx.actors(replace(one, confidential=True)))


def _fits(request: requests.FindTicket, one: tickets.Ticket) -> bool:
    named = request.place.building if request.place else None
    here = named is None or (one.place is not None and one.place.building == named)
    return here and (not request.categories or one.category in request.categories)
