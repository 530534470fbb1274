"""Which ticket is meant, when the number was said, quoted, or left out."""

from collections.abc import Callable, Sequence

from bot.domain import tickets
from bot.domain.requests import Action
from bot.handlers import describing
from bot.handlers.context import Context, Reply, refuse
from bot.wording import tickets as say

Fits = Callable[[tickets.Ticket], bool]


async def by_number(ctx: Context, number: int) -> tickets.Ticket | Reply:
    """The ticket, if the person has anything to do with it."""
    found = await known(ctx, number)
    if found is None:
        return refuse("no_ticket", str(number))
    return found if ctx.actors(found) else refuse("not_yours", str(number))


async def known(ctx: Context, number: int) -> tickets.Ticket | None:
    """The ticket of that number; None also for a private one that does not concern the speaker."""
    found = await ctx.work.tickets.get(ctx.community.code, number)
    return None if found and found.private and not ctx.actors(found) else found


async def of_reporter(ctx: Context, number: int | None, fits: Fits, example: str) -> tickets.Ticket | Reply | None:
    """The reporter's ticket: by number, else the only one that fits; one question when several do; None when none."""
    if number is not None:
        return await by_number(ctx, number)
    mine = await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person)
    return only(ctx, [one for one in mine if fits(one)], example)


async def of_assignee(ctx: Context, number: int | None, fits: Sequence[Fits], example: str) -> tickets.Ticket | Reply:
    """The worker's ticket: by number, else the only one that fits; one question, with an example, when several do.

    `fits`: the first of these that any ticket meets decides.
    """
    if number is not None:
        return await by_number(ctx, number)
    mine = await ctx.work.tickets.open_of_assignee(ctx.community.code, ctx.person)
    for each in fits:
        found = only(ctx, [one for one in mine if each(one)], example)
        if found:
            return found
    return refuse("no_open_ticket")


def only(ctx: Context, fitting: Sequence[tickets.Ticket], example: str) -> tickets.Ticket | Reply | None:
    """The ticket when it is one; one question when they are several; None when there is none."""
    if len(fitting) > 1:
        return Reply(say.which(described(ctx, fitting), example), outcome=Action.ASK)
    return fitting[0] if fitting else None


def described(ctx: Context, found: Sequence[tickets.Ticket]) -> list[tuple[tickets.Ticket, str]]:
    """Each with the name of its category."""
    return [(one, describing.label(ctx, one)) for one in found]
