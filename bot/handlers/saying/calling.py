"""Somebody new has a ticket, or somebody has it again: they are called, with all they need."""

from bot.domain import delivery, tickets
from bot.handlers.context import Context
from bot.handlers.saying import addressing, carding, describing, phoning
from bot.handlers.tickets import deadlines
from bot.wording import handovers, words
from bot.wording import tickets as say


async def news_to_assignee(
    ctx: Context, before: tickets.Ticket, after: tickets.Ticket, said: str = ""
) -> tuple[delivery.Post, ...]:
    """Call the present assignee, unless they took the ticket themselves, with what was `said` when it came to them."""
    if after.assignee in {before.assignee, ""}:
        return ()
    if after.assignee == ctx.person:
        return await phoning.handed_to(ctx, after)
    return await call_anew(ctx, after, said)


async def call_anew(ctx: Context, ticket: tickets.Ticket, handed: str = "") -> tuple[delivery.Post, ...]:
    """The call to an assignee of a later round."""
    label, said = describing.label(ctx, ticket), words.masked(ticket.text)
    who = ctx.who.name if ctx.who else ""
    photos = await ctx.work.photos.album(ticket.community, ticket.number)
    cause = delivery.cause_of_call(ticket.number, ticket.round)
    posts = addressing.to_staff(
        ctx,
        ticket,
        cause,
        lambda sight: say.assigned(ticket, label, said, photos, sight, handovers.handed(ticket, who, handed, sight)),
        deadlines.called(ctx, ticket),
        carding.for_call(ctx, ticket, photos),
    )
    return (*posts, *await phoning.handed_to(ctx, ticket))
