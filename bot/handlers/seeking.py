"""3栋那个灯修好了没: staff ask for a ticket without its number."""

from datetime import timedelta

from bot.domain import requests, tickets
from bot.handlers import asking, choosing
from bot.handlers.context import Context, Reply
from bot.wording import tickets as say

#: What has been 办结 longer ago is asked for by its number.
_SINCE = timedelta(days=30)


async def find_ticket(request: requests.FindTicket, ctx: Context) -> Reply:
    """How far the one is that fits; one question where several do: the open ones first, else those 办结 lately."""
    known = await ctx.work.tickets.current(ctx.community.code, ctx.now - _SINCE)
    fitting = [one for one in known if _fits(request, one) and (ctx.actors(one) or not one.private)]
    found = choosing.only(ctx, [one for one in fitting if not one.ended] or fitting, "到哪了")
    if isinstance(found, tickets.Ticket):
        return await asking.show_ticket(requests.ShowTicket(found.number), ctx)
    return found or Reply(say.none_such())


def _fits(request: requests.FindTicket, one: tickets.Ticket) -> bool:
    named = request.place.building if request.place else None
    here = named is None or (one.place is not None and one.place.building == named)
    return here and (not request.categories or one.category in request.categories)
