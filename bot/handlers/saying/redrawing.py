"""The cards that people have before them are drawn anew when their ticket has moved."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import delivery, tickets
from bot.domain.cards import Card
from bot.domain.photos import NONE, Album
from bot.handlers.asked import asking
from bot.handlers.context import Context
from bot.handlers.saying import addressing, carding
from bot.wording import cards as say

#: A code changes a card once within 72 hours [DOC 90236].
CODE_LIFE = timedelta(hours=72)


async def redraw(ctx: Context, ticket: tickets.Ticket) -> None:
    """Replace, silently, every card about the ticket that was shown and not changed since.

    Whoever a private matter no longer concerns sees only that it has gone to somebody else.
    """
    shown = await ctx.work.outbox.take_shown(ticket.community, ticket.number, ctx.now - CODE_LIFE)
    photos = await ctx.work.photos.album(ticket.community, ticket.number) if shown else NONE
    await ctx.work.outbox.put([post for one in shown for post in _changed(ctx, ticket, one, photos)])


def change(
    ctx: Context, ticket: tickets.Ticket, person: str, card: Card, response_code: str
) -> tuple[delivery.Post, ...]:
    """The post that replaces, by its code, a card that was shown."""
    cause, body = f"ticket:{ticket.number}:card:{card.task_id}:{ctx.cause}", say.refreshed(ticket.number)
    answer, about = delivery.Priority.ANSWER, (ticket.number,)
    post = addressing.privately(ctx, person, cause, body, priority=answer, about=about)
    if post is None:
        return ()
    return (replace(post, card=card, response_code=response_code, expires_at=ctx.now + CODE_LIFE),)


def _changed(ctx: Context, ticket: tickets.Ticket, one: delivery.ShownCard, photos: Album) -> tuple[delivery.Post, ...]:
    if asking.concerned(replace(ctx, person=one.person), ticket):
        card = carding.of(ctx, ticket, one.person, one.card.task_id, at=ctx.now, photos=photos)
    else:
        card = say.gone_on(one.card)
    return change(ctx, ticket, one.person, card, one.response_code)
