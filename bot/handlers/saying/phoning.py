"""How to reach whoever reported: told 1:1 to whoever has to act, and to nobody else.

Phone numbers that people leave with a ticket are kept sealed. For red or private tickets, and those without a
place, the reporter and, from the roster, their home are named as well, because somebody must be able to go there.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain import delivery, tickets
from bot.domain.urgency import Urgency
from bot.handlers.context import Context
from bot.handlers.saying import addressing
from bot.handlers.tickets import deadlines
from bot.wording import phones as say
from intents.slots import phones


async def left(ctx: Context, ticket: tickets.Ticket, text: str, *, new: bool = False) -> tuple[delivery.Post, ...]:
    """Keep the phone number that the speaker has just left with the ticket, and hand it over.

    `new`: the ticket has just been filed; the first call about a private one names its reporter anyway.
    """
    found = phones.find(text)
    if found:
        await ctx.work.phones.keep(ticket.community, ticket.number, ctx.person, found[0].number)
    who = reporter(ctx, ticket) if new and not ticket.private else ""
    return _handed(ctx, ticket, who, [one.number for one in found], _called(ctx, ticket))


async def handed_on(ctx: Context, before: tickets.Ticket, after: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """Tell a new assignee the phone numbers that the former one was told."""
    if after.assignee in {before.assignee, ""}:
        return ()
    return await handed_to(ctx, after)


async def handed_to(ctx: Context, ticket: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """Tell the assignee all phone numbers kept with the ticket, while there is something to do."""
    if ticket.ended:
        return ()
    numbers = await ctx.work.phones.of(ticket.community, ticket.number)
    return _handed(ctx, ticket, reporter(ctx, ticket), numbers, (ticket.assignee,))


async def rung(ctx: Context, ticket: tickets.Ticket, person: str) -> tuple[delivery.Post, ...]:
    """The same to whom the ladder of a red ticket calls now."""
    numbers = await ctx.work.phones.of(ticket.community, ticket.number)
    return _handed(ctx, ticket, reporter(ctx, ticket), numbers, (person,))


async def merged(ctx: Context, ticket: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """What was left with a ticket that is part of another from now on, to whoever has that one, if it is not them.

    Where that one may come to somebody whom this one complains of, it stays where it is.
    """
    other = await ctx.work.tickets.get(ticket.community, ticket.merged_into) if ticket.merged_into else None
    if other is None or not set(ticket.about) <= set(other.about):
        return ()
    numbers = await ctx.work.phones.of(ticket.community, ticket.number)
    await ctx.work.phones.copy(ticket.community, ticket.number, other.number)
    if other.assignee == ticket.assignee:
        return ()
    return _handed(ctx, other, reporter(ctx, ticket), numbers, (other.assignee,))


async def shown(ctx: Context, ticket: tickets.Ticket) -> str:
    """The phone numbers for an assignee who asks 1:1: the only way to them where no channel reaches the assignee
    unasked."""
    if not ctx.in_private or ticket.ended or ctx.person not in _called(ctx, ticket):
        return ""
    return _told(ticket, reporter(ctx, ticket), await ctx.work.phones.of(ticket.community, ticket.number))


def on_card(ctx: Context, ticket: tickets.Ticket, person: str) -> tuple[str, str]:
    """Who reported it with their home, and their phone, for the card of `person`; "" where they need not know."""
    if not _named(ticket) or ticket.ended or person == ticket.reporter or person not in _called(ctx, ticket):
        return "", ""
    return say.on_card(ctx.community.person(ticket.reporter))


def reporter(ctx: Context, ticket: tickets.Ticket) -> str:
    """Who reported a red or private ticket, and where to find them; "" for other tickets."""
    if not _named(ticket):
        return ""
    group = ctx.community.group(ticket.chat)
    return say.reporter(ticket, ctx.community.person(ticket.reporter), group.name if group else "")


def _named(ticket: tickets.Ticket) -> bool:
    nowhere = ticket.place is None and ticket.kind is tickets.Kind.HAZARD  # only the reporter can say where it is
    return bool(ticket.reporter) and (ticket.urgency is Urgency.RED or ticket.private or nowhere)


def _called(ctx: Context, ticket: tickets.Ticket) -> tuple[str, ...]:
    """Who must be able to go there: the assignee; of what is red everybody who has been called."""
    red = ticket.urgency is Urgency.RED
    return deadlines.called_so_far(ctx, ticket) if red else (ticket.assignee,)


def _handed(
    ctx: Context, ticket: tickets.Ticket, who: str, numbers: Sequence[str], people: Sequence[str]
) -> tuple[delivery.Post, ...]:
    """The posts that hand over numbers: urgent and never red, because a red post that fails takes the next route, which
    may be a group."""
    body = _told(ticket, who, numbers)
    told = [one for one in people if one not in {ticket.reporter, *ticket.about}]
    if not body:
        return ()
    cause = f"ticket:{ticket.number}:phone:{ctx.cause}"
    urgent, about = delivery.Priority.URGENT, (ticket.number,)
    posts = addressing.each(ctx, told, cause, body, priority=urgent, about=about)
    red = ticket.urgency is Urgency.RED
    return tuple(replace(one, not_before=ctx.now if red else one.not_before, short_lived=True) for one in posts)


def _told(ticket: tickets.Ticket, who: str, numbers: Sequence[str]) -> str:
    return "\n".join(part for part in (who, say.handed(ticket, numbers) if numbers else "") if part)
