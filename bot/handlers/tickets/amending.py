"""说错了，是4栋: the reporter puts right where it is."""

from dataclasses import replace

from bot.domain import requests, routing, tickets
from bot.domain.places import Place
from bot.handlers.asked import asking
from bot.handlers.context import Context, Reply
from bot.handlers.saying import calling, describing
from bot.handlers.tickets import deadlines, opening, raising
from bot.wording import corrections as say
from intents.talk import amends


async def put_right(request: requests.AddToTicket, place: Place, ctx: Context) -> Reply:
    """The latest open ticket of the speaker is at `place`. Whoever has it hears the words; in another grid it is
    another worker's, who is called."""
    mine = await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person)
    ticket = await ctx.work.tickets.get(ctx.community.code, mine[0].number) if mine else None
    if ticket is None or ticket.ended:
        return await asking.guide(requests.Guide(), ctx)
    after = _rerouted(replace(ticket, place=describing.place(ctx, amends.amended(ticket.place, place))), ctx)
    added = await opening.add_to(after, request.text, raising.heard(after, request.urgency), ctx)
    if after.assignee == ticket.assignee:
        return replace(added, text=say.put_right(after, describing.label(ctx, after)))
    await deadlines.plan(ctx, after)
    posts = (*added.posts, *await calling.call_anew(ctx, after))
    return Reply(say.put_right(after, describing.label(ctx, after)), posts)


def _rerouted(ticket: tickets.Ticket, ctx: Context) -> tickets.Ticket:
    """In the hands of the worker of its new place, for whom a new clock starts."""
    there = ctx.community.grid_of_building(ticket.place.building or "") if ticket.place else None
    if there is None or there.code == ticket.grid or ticket.party:
        return ticket
    about = ticket.about
    named = routing.assign(ctx.community, ticket.place, ticket.category, None, "", ctx.duty.on_duty, about=about)
    after = replace(ticket, assignee=named.assignee, grid=named.grid, party=named.party, covers_for=named.covers_for)
    state = tickets.State.ASSIGNED if ticket.state is tickets.State.ACCEPTED else ticket.state
    accept, resolve = deadlines.deadlines(ctx, after)
    return replace(after, state=state, accept_due=accept, resolve_due=resolve, round=ticket.round + 1)
