"""Which ticket is meant, when the number was said, quoted, or left out."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.domain import alarms, tickets
from bot.domain.requests import Action
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.saying import describing
from bot.wording import tickets as say
from bot.wording.examples import Example

#: So long after the end somebody may still ask how it ended; to take it up again at most 30 working days.
SPOKEN_OF = timedelta(days=90)

Fits = Callable[[tickets.Ticket], bool]


async def by_number(ctx: Context, number: int) -> tickets.Ticket | Reply:
    """The ticket, to be moved, if the person has anything to do with it."""
    return _theirs(ctx, number, await held(ctx, number))


async def shown(ctx: Context, number: int) -> tickets.Ticket | Reply:
    """The ticket, to be looked at, if the person has anything to do with it."""
    return _theirs(ctx, number, await known(ctx, number))


def _theirs(ctx: Context, number: int, found: tickets.Ticket | None) -> tickets.Ticket | Reply:
    if found is None:
        return refuse("no_ticket", str(number))
    return found if ctx.actors(found) else refuse("not_yours", str(number))


async def known(ctx: Context, number: int) -> tickets.Ticket | None:
    """The ticket of that number, to be looked at; None also for a private one that does not concern the speaker."""
    return _visible(ctx, await ctx.work.tickets.get(ctx.community.code, number))


async def all_known(ctx: Context, numbers: Sequence[int]) -> list[tickets.Ticket]:
    """Those of the tickets that there are and that the speaker may know of, in the order of the numbers."""
    found = await ctx.work.tickets.several(ctx.community.code, numbers)
    return [one for number in numbers if (one := _visible(ctx, found.get(number)))]


async def held(ctx: Context, number: int) -> tickets.Ticket | None:
    """The ticket of that number, to be moved; None also for a private one that does not concern the speaker."""
    return _visible(ctx, await ctx.work.tickets.hold(ctx.community.code, number))


def _visible(ctx: Context, found: tickets.Ticket | None) -> tickets.Ticket | None:
    return None if found and found.private and not ctx.actors(found) else found


async def of_reporter(ctx: Context, number: int | None, fits: Fits, example: Example) -> tickets.Ticket | Reply | None:
    """The reporter's ticket, or the alarm at their home: by number, else the only one that fits; one question when
    several do; None when none."""
    if number is not None:
        return await by_number(ctx, number)
    mine = await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person)
    return only(ctx, [one for one in (*mine, *await at_home(ctx)) if fits(one)], example)


async def at_home(ctx: Context) -> list[tickets.Ticket]:
    """The open alarms of the door behind which the speaker lives, newest first: they can say what it was."""
    if ctx.who is None or not ctx.who.building or not ctx.who.room:
        return []
    categories, here = list(alarms.CATEGORIES.values()), [ctx.who.building]
    found = await ctx.work.tickets.at_places(ctx.community.code, categories, here, ctx.now)
    return [one for one in found if alarms.at_home(one, ctx.who)]


async def closed_lately(ctx: Context) -> Sequence[tickets.Ticket]:
    """The closed tickets of which the reporter may still speak, the last closed first."""
    return await ctx.work.tickets.closed_of_reporter(ctx.community.code, ctx.person, ctx.now - SPOKEN_OF)


async def of_assignee(
    ctx: Context, number: int | None, fits: Sequence[Fits], example: Example
) -> tickets.Ticket | Reply:
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


def only(ctx: Context, fitting: Sequence[tickets.Ticket], example: Example) -> tickets.Ticket | Reply | None:
    """The ticket if there is one, a question if there are several, None if there is none."""
    if len(fitting) > 1:
        return Reply(say.which(described(ctx, fitting), example), outcome=Action.ASK)
    return fitting[0] if fitting else None


def described(ctx: Context, found: Sequence[tickets.Ticket]) -> list[tuple[tickets.Ticket, str]]:
    """Each with the name of its category."""
    return [(one, describing.label(ctx, one)) for one in found]
