"""How to reach whoever reported: given 1:1 to whoever has to act, and to nobody else.

Numbers that people leave with a ticket are kept sealed. Of what is red or private the reporter is named besides, with
their home from the roster: somebody must be able to go there.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain import delivery, tickets
from bot.domain.urgency import Urgency
from bot.handlers import addressing
from bot.handlers.context import Context
from bot.wording import phones as say
from intents import phones


async def left(ctx: Context, ticket: tickets.Ticket, text: str, *, new: bool = False) -> tuple[delivery.Post, ...]:
    """What the speaker has just said may hold the number to call them at: kept with the ticket, and handed over.

    `new`: the ticket has just been filed; the first call about a private one says by itself who reports it.
    """
    found = phones.find(text)
    if found:
        await ctx.work.phones.keep(ticket.community, ticket.number, ctx.person, found[0].number)
    who = reporter(ctx, ticket) if new and not ticket.private else ""
    return _handed(ctx, ticket, who, [one.number for one in found])


async def handed_on(ctx: Context, before: tickets.Ticket, after: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """Another assignee gets what the first one got."""
    if after.assignee in {before.assignee, ""}:
        return ()
    return await handed_to(ctx, after)


async def handed_to(ctx: Context, ticket: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """All numbers kept with it, to its assignee, while there is something to do."""
    if ticket.ended:
        return ()
    return _handed(ctx, ticket, reporter(ctx, ticket), await ctx.work.phones.of(ticket.community, ticket.number))


async def shown(ctx: Context, ticket: tickets.Ticket) -> str:
    """The same for an assignee who asks 1:1, which is the only way where no channel reaches them unasked."""
    if not ctx.in_private or ticket.ended or ctx.person != ticket.assignee:
        return ""
    return _told(ticket, reporter(ctx, ticket), await ctx.work.phones.of(ticket.community, ticket.number))


def reporter(ctx: Context, ticket: tickets.Ticket) -> str:
    """Who reported what is red or private, and where somebody must find them; "" for anything else."""
    if not ticket.reporter or not (ticket.urgency is Urgency.RED or ticket.private):
        return ""
    group = ctx.community.group(ticket.chat)
    return say.reporter(ticket, ctx.community.person(ticket.reporter), group.name if group else "")


def _handed(ctx: Context, ticket: tickets.Ticket, who: str, numbers: Sequence[str]) -> tuple[delivery.Post, ...]:
    """Urgent and never red: a red post that fails takes the next route, and that may be a group."""
    body = _told(ticket, who, numbers)
    if not body or ticket.assignee == ticket.reporter:
        return ()
    cause = f"ticket:{ticket.number}:phone:{ctx.cause}"
    post = addressing.privately(ctx, ticket.assignee, cause, body, priority=delivery.Priority.URGENT)
    if post is None:
        return ()
    return (replace(post, not_before=ctx.now) if ticket.urgency is Urgency.RED else post,)


def _told(ticket: tickets.Ticket, who: str, numbers: Sequence[str]) -> str:
    return "\n".join(part for part in (who, say.handed(ticket, numbers) if numbers else "") if part)
