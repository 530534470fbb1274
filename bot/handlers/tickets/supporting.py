"""Neighbours who report the same event (+1): each is counted once and told at the end; the reward goes to the first
reporter."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain import delivery, events, requests, tickets
from bot.domain.places import Place
from bot.domain.tickets import Move, State, Supporter
from bot.handlers.context import Context
from bot.handlers.saying import addressing, describing
from bot.wording import neighbours as say
from bot.wording.tickets import Sight
from intents.talk import joining

#: Of the first so many who join, staff hear each time.
_EACH_TOLD = 5
#: So long after a report, 我也是 alone is about it.
JUST_NOW = timedelta(minutes=30)
#: What supporters hear of: done, and not to be done.
_TOLD = frozenset({State.CONFIRMING, State.DECLINED, State.WITHDRAWN})


async def known_here(request: requests.OpenTicket, ctx: Context) -> events.Known:
    """The event that the report belongs to, or the matter that comes back with it."""
    place = describing.place(ctx, request.place)
    private = request.private or describing.confidential(ctx, request.category)
    if place is None or private or not events.shared(request.kind, request.category, place):
        return events.Known()
    since = ctx.now - events.COMES_BACK
    here = [request.category], [place.building or ""]
    found = await ctx.work.tickets.at_places(ctx.community.code, *here, since)
    known = events.meets(place, found, ctx.person, ctx.now)
    if known.event or not joining.as_well(request.text):
        return known
    return await _out_next_door(request, place, ctx) or known


async def _out_next_door(request: requests.OpenTicket, place: Place, ctx: Context) -> events.Known | None:
    """我们4栋也没水: what fails for a whole neighbourhood is one event in all buildings of the grid."""
    grid = ctx.community.grid_of_building(place.building or "")
    around = list(grid.buildings) if grid else []
    for one in await ctx.work.tickets.at_places(ctx.community.code, [request.category], around, ctx.now):
        if joining.outage(one.text) and events.joinable(one, ctx.person, ctx.now):
            return events.Known(event=one)
    return None


async def just_reported(ctx: Context) -> list[tickets.Ticket]:
    """What 我也是 alone can mean: what others reported in this group just before."""
    found = await ctx.work.tickets.current(ctx.community.code, ctx.now) if ctx.chat else ()
    here = [one for one in found if one.chat == ctx.chat and ctx.now - one.created_at <= JUST_NOW]
    return [one for one in here if _shared(one) and events.joinable(one, ctx.person, ctx.now)]


def _shared(ticket: tickets.Ticket) -> bool:
    return events.shared(ticket.kind, ticket.category, ticket.place)


async def count_in(ctx: Context, ticket: tickets.Ticket) -> str:
    """Count the speaker in; the text that tells them so."""
    mine = Supporter(ticket.community, ticket.number, ctx.person, ctx.channel, ctx.now, ctx.chat)
    first = await ctx.work.tickets.support(mine)
    return say.joined(ticket, describing.label(ctx, ticket)) if first else say.joined_already(ticket)


async def crowded(ctx: Context, ticket: tickets.Ticket) -> bool:
    """Have so many joined that staff are told of every tenth only?"""
    count = len(await ctx.work.tickets.supporters(ticket.community, ticket.number))
    return count > _EACH_TOLD and count % 10 != 0


async def followed(ctx: Context, number: int) -> tickets.Ticket | None:
    """The ticket, if the speaker is one of those who joined it."""
    code = ctx.community.code
    joined = any(one.person == ctx.person for one in await ctx.work.tickets.supporters(code, number))
    return await ctx.work.tickets.get(code, number) if joined else None


async def joined(ctx: Context, fits: Callable[[tickets.Ticket], bool]) -> list[tickets.Ticket]:
    """The open tickets that the speaker has joined, as far as they fit."""
    found = await ctx.work.tickets.supported_by(ctx.community.code, ctx.person)
    return [one for one in found if fits(one)]


async def tell(ctx: Context, ticket: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """Tell the end of the ticket to all who joined: one post per group, one to each of the others."""
    if ticket.state not in _TOLD:
        return ()
    found = await ctx.work.tickets.supporters(ticket.community, ticket.number)
    waiting = [one for one in found if one.person not in {ticket.reporter, ctx.person}]
    cause = f"ticket:{ticket.number}:supporters:{ticket.state}:{ticket.round}"
    return to_each(ctx, ticket, cause, waiting, lambda sight: _news(ctx, ticket, sight))


def to_each(
    ctx: Context, ticket: tickets.Ticket, cause: str, waiting: Sequence[Supporter], text: Callable[[Sight], str]
) -> tuple[delivery.Post, ...]:
    """One post per group in which they joined, one to each of the others."""
    groups = {one.chat: ctx.community.group(one.chat) for one in waiting}
    posts: list[delivery.Post] = []
    for chat, group in groups.items():
        people, about = tuple(one.person for one in waiting if one.chat == chat), (ticket.number,)
        if group and group.webhook_key and not ticket.private:
            body = text(addressing.sight_of(group))
            posts.append(addressing.to_group(ctx, group, f"{cause}:{chat}", body, mentions=people, about=about))
        else:
            posts += addressing.each(ctx, people, f"{cause}:{chat}", text(Sight.RESIDENTS), about=about)
    return tuple(posts)


def _news(ctx: Context, ticket: tickets.Ticket, sight: Sight) -> str:
    label, result = describing.label(ctx, ticket), describing.result(ctx, ticket, sight)
    return (say.resolved if ticket.state is State.CONFIRMING else say.ended)(ticket, label, result, sight)


async def move_over(ctx: Context, merged: tickets.Ticket, into: int) -> None:
    """The reporter of a merged ticket, and all who joined it, wait for the other one from now on."""
    reporter = Supporter(merged.community, into, merged.reporter, merged.channel, ctx.now, merged.chat)
    found = await ctx.work.tickets.supporters(merged.community, merged.number)
    for one in (reporter, *(replace(one, ticket=into) for one in found)):
        if one.person:
            await ctx.work.tickets.support(one)


async def take_over(ctx: Context, ticket: tickets.Ticket) -> tickets.Ticket | None:
    """The reporter no longer needs the ticket but a neighbour does: the first who joined becomes its reporter.

    None when nobody joined.
    """
    found = await ctx.work.tickets.supporters(ticket.community, ticket.number)
    heir = next((one for one in found if one.person != ticket.reporter), None)
    if heir is None:
        return None
    after = replace(ticket, reporter=heir.person, channel=heir.channel, chat=heir.chat)
    await ctx.note(after, Move.ADD, say.taken_over())
    return after
