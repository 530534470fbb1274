"""A photo alone: it completes the 办结 that waits for one, shows what staff have just done, or goes to a report."""

from dataclasses import replace

from bot.domain import requests, roster, tickets
from bot.handlers import clarifying, gating, opening, working
from bot.handlers.context import Context, Reply


async def add_to_ticket(request: requests.AddToTicket, ctx: Context) -> Reply:
    """More about something open; see `opening.add_to_ticket`."""
    waiting = await gating.completed_by_photo(ctx) if not request.text else None
    if waiting and request.number in {None, waiting.number}:
        return await working.move_ticket(waiting, ctx)
    if request.text or request.number is not None:
        return await opening.add_to_ticket(request, ctx)
    done = await _done(ctx) if ctx.roles & roster.STAFF else []
    if len(done) > 1:
        return await clarifying.which(done, request, ctx)
    return await opening.add_to_ticket(replace(request, number=done[0].number) if done else request, ctx)


async def _done(ctx: Context) -> list[tickets.Ticket]:
    """What a photo of staff can be of: what they have said is done; and what they have reported themselves, if open."""
    theirs = await ctx.work.tickets.open_of_assignee(ctx.community.code, ctx.person)
    done = [one for one in theirs if one.state is tickets.State.CONFIRMING]
    reported = await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person) if done else ()
    own = [one for one in reported if not one.ended and one not in done]
    return [*done, *own[:1]]
