"""A ticket has gone to somebody else, or back to somebody: they are called, with all they need."""

from bot.domain import delivery, tickets
from bot.handlers import addressing, carding, deadlines, describing, phoning
from bot.handlers.context import Context
from bot.wording import tickets as say
from bot.wording import words


async def news_to_assignee(ctx: Context, before: tickets.Ticket, after: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """Whoever has it now is called, unless they took it themselves."""
    if after.assignee in {before.assignee, ""}:
        return ()
    if after.assignee == ctx.person:
        return await phoning.handed_to(ctx, after)
    return await call_anew(ctx, after)


async def call_anew(ctx: Context, ticket: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """The call to an assignee of a later round."""
    label, said = describing.label(ctx, ticket), words.masked(ticket.text)
    photos = await ctx.work.photos.album(ticket.community, ticket.number)
    cause = f"ticket:{ticket.number}:assigned:{ticket.round}"
    posts = addressing.to_staff(
        ctx,
        ticket,
        cause,
        lambda sight: say.assigned(ticket, label, said, photos, sight),
        deadlines.called(ctx, ticket),
        carding.for_call(ctx, ticket, photos),
    )
    return (*posts, *await phoning.handed_to(ctx, ticket))
