"""拆分: two matters in one report become two tickets of the same reporter."""

from dataclasses import replace

from bot.domain import requests, tickets
from bot.domain.requests import Intent
from bot.handlers import addressing, opening
from bot.handlers.context import Context, Reply
from bot.wording import splits as say
from intents import classify, composing, normalise, places


async def second(request: requests.MoveTicket, ctx: Context, ticket: tickets.Ticket) -> Reply:
    """File what `request` says as a ticket of its own for the reporter, who is told its number."""
    speaking = replace(ctx.spoken_by(ticket.reporter, ticket.chat), channel=ticket.channel)
    filed = await opening.file_anew(_matter(request.text, ctx, ticket), speaking)
    told = addressing.to_reporter(
        ctx, ticket, f"ticket:{ticket.number}:split:{ticket.round}", lambda _: say.told(ticket, filed.text)
    )
    return Reply(filed.text, (*filed.posts, *(told if ticket.reporter else ())))


def _matter(text: str, ctx: Context, ticket: tickets.Ticket) -> requests.OpenTicket:
    """Read like a report; what cannot be read stays of the kind and category of the first."""
    normal = normalise.normalise(text, ctx.bot_name)
    place = places.find(normal, ctx.community) or ticket.place
    own = ctx.community.vocabulary
    verdict = classify.judge(normal.text, own, building=place is not None and place.building is not None)
    if verdict.intent in {Intent.HAZARD, Intent.WISH} and not ticket.private:
        return composing.ticket(normal, verdict, place, own)
    private, about = ticket.confidential, ticket.about
    return requests.OpenTicket(text, ticket.kind, ticket.category, ticket.urgency, place, private=private, about=about)
