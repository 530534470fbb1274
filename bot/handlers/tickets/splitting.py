"""拆分: two matters in one report become two tickets of the same reporter."""

from dataclasses import replace

from bot.domain import requests, tickets
from bot.handlers.context import Context, Reply
from bot.handlers.saying import addressing, describing
from bot.handlers.tickets import opening
from bot.wording import splits as say
from intents.staff import splits


async def second(request: requests.MoveTicket, ctx: Context, ticket: tickets.Ticket) -> Reply:
    """File what `request` says as a ticket of its own, for whoever it is about, who is told its number."""
    matter = splits.matter(request.text, ticket, ctx.community, ctx.bot_name)
    person, chat, channel = await _whose(matter, ctx, ticket)
    other, receipt = await opening.filed(matter, replace(ctx.spoken_by(person, chat), channel=channel))
    told = say.told if person == ticket.reporter else say.told_neighbour
    news = addressing.to_reporter(
        ctx, other, f"ticket:{other.number}:split", lambda _: told(ticket, other, receipt.text)
    )
    text = say.split_off(other, describing.label(ctx, other), ctx.sight)
    return Reply(text, (*receipt.posts, *(news if person else ())))


async def _whose(matter: requests.OpenTicket, ctx: Context, ticket: tickets.Ticket) -> tuple[str, str, str]:
    """(person, chat, channel): the reporter; a neighbour who joined where only they live in the building it is in."""
    building = matter.place.building if matter.place else None
    own = (ticket.reporter, ticket.chat, ticket.channel)
    if not building or _lives_in(ctx, ticket.reporter, building):
        return own
    joined = await ctx.work.tickets.supporters(ticket.community, ticket.number)
    return next(((one.person, one.chat, one.channel) for one in joined if _lives_in(ctx, one.person, building)), own)


def _lives_in(ctx: Context, person: str, building: str) -> bool:
    known = ctx.community.person(person)
    return known is not None and known.building == building
