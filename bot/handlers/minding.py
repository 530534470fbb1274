"""Own words about one's own matter: nobody who has reported something need say a number or the right word."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain import meaning, roster
from bot.domain.concerns import Concern, Mood
from bot.domain.requests import Action, Clarify, FindTicket, Reading, Request, ShowMyTickets, ShowTicket, UrgeTicket
from bot.domain.tickets import State, Ticket
from bot.handlers import asking
from bot.handlers.context import Context

#: So long after the news that it is done, a bare 好的 is the answer to it.
FRESH = timedelta(days=1)


async def minded(reading: Reading, ctx: Context) -> Reading:
    """`reading`, or what its words ask for where they are about a matter that the speaker has reported.

    In a group only what was reported there; in a 1:1 chat whatever they have reported.
    """
    concern = reading.concern
    if concern is None:
        return reading
    here = await _reported(concern, ctx)
    meant = meaning.meant(concern, here, await _fresh(concern, here, ctx), ctx.now)
    meant = meant or await _joined(concern, ctx)
    meant = meant or _of_others(concern, reading, ctx)
    if meant is None:
        return reading
    action = Action.ASK if isinstance(meant, Clarify) else Action.ACT
    return replace(reading, action=action, requests=(meant,), silence="")


def _of_others(concern: Concern, reading: Reading, ctx: Context) -> Request | None:
    """Staff, who ask how far it is and have not reported it themselves."""
    asks = Mood.ASKS in concern.moods and reading.action is not Action.ACT
    named = bool(concern.things or (concern.place and concern.place.building))
    return FindTicket(concern.place, concern.categories) if asks and named and _by_staff(ctx) else None


def _by_staff(ctx: Context) -> bool:
    return bool(ctx.roles & roster.STAFF)


async def _reported(concern: Concern, ctx: Context) -> list[Ticket]:
    """What the speaker can mean: the ticket they name, however it ended, else those that stand open or ended lately."""
    if concern.number is not None:
        named = await ctx.work.tickets.get(ctx.community.code, concern.number)
        return [named] if named and named.reporter == ctx.person else []
    reported = await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person)
    return [one for one in reported if ctx.in_private or one.chat == ctx.chat]


async def _joined(concern: Concern, ctx: Context) -> Request | None:
    """Whoever joined a neighbour's report may ask and urge like its reporter, and no more."""
    if concern.number is not None or not concern.moods & {Mood.ASKS, Mood.URGES}:
        return None
    joined = await ctx.work.tickets.supported_by(ctx.community.code, ctx.person)
    meant = meaning.meant(concern, joined, frozenset(), ctx.now)
    return meant if isinstance(meant, ShowTicket | ShowMyTickets | UrgeTicket) else None


async def _fresh(concern: Concern, here: Sequence[Ticket], ctx: Context) -> frozenset[int]:
    """Those of which the speaker has been told lately that they are done; staff say 好的 to many things."""
    if Mood.PLEASED not in concern.moods or _by_staff(ctx):
        return frozenset()
    waiting = [one for one in here if one.state is State.CONFIRMING]
    told = [(one.number, await asking.moved_at(ctx, one)) for one in waiting]
    return frozenset(number for number, at in told if at and at >= ctx.now - FRESH)
