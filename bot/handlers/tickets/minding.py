"""Own words about one's own ticket: whoever reported something need not know its number or the right word."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain import meaning, roster
from bot.domain.concerns import Concern, Mood
from bot.domain.requests import (
    Action,
    AnswerClosing,
    Clarify,
    FindTicket,
    Guide,
    PassOn,
    Rating,
    Reading,
    Request,
    ShowMyTickets,
    ShowTicket,
    UrgeTicket,
)
from bot.domain.tickets import Actor, State, Ticket
from bot.domain.urgency import Urgency
from bot.handlers.asked import asking
from bot.handlers.context import Context
from bot.handlers.saying import unheard
from bot.handlers.tickets import choosing, deadlines, goingon
from intents.guard import sightings
from intents.slots import persons
from intents.talk import further, inquiring, joining

#: So long after the news that it is done, a bare 好的 is the answer to it.
FRESH = timedelta(days=1)
#: So long after a danger was reported, what neighbours have seen is of that one.
SAME_DANGER = timedelta(hours=3)
#: What may be said of what one has only joined.
_NEIGHBOURS = frozenset({Mood.ASKS, Mood.URGES, Mood.UNDONE, Mood.DENIED})


async def minded(reading: Reading, ctx: Context) -> Reading:
    """The reading, or what the words ask for when they are about a ticket that the speaker has reported.

    In a group only tickets reported there are meant, and what rings at home; in a 1:1 chat any that the speaker
    reported.
    """
    reading = await unheard.shown(reading, ctx)
    concern = reading.concern
    if concern is None:
        return _as(await _of_neighbours(reading, ctx), reading)
    here = await _reported(concern, ctx)
    meant = _of_somebody(concern, reading, ctx)
    guided = any(isinstance(one, Guide) for one in reading.requests)
    asks = guided and further.inquires(concern.text)
    if guided and further.not_seen_yet(concern.text) and any(one.state is State.CONFIRMING for one in here):
        return replace(reading, action=Action.SILENT, requests=(), silence="chatter")
    fresh = frozenset() if asks else await _fresh(concern, here, ctx)
    meant = meant or await goingon.worse(concern, reading, here, ctx)
    meant = meant or meaning.meant(concern, here, fresh, ctx.now)
    meant = meant or await _joined(concern, ctx)
    meant = meant or _of_others(concern, reading, ctx)
    meant = meant or await _of_neighbours(reading, ctx)
    meant = meant or goingon.placed_late(concern, reading, here, ctx)
    meant = meant or await goingon.told_more(concern, reading, here, ctx)
    return _as(meant or goingon.begun(concern, reading, ctx), reading)


def _as(meant: Request | None, reading: Reading) -> Reading:
    if meant is None:
        return reading
    action = Action.ASK if isinstance(meant, Clarify) else Action.ACT
    return replace(reading, action=action, requests=(meant,), silence="")


def _of_somebody(concern: Concern, reading: Reading, ctx: Context) -> Request | None:
    """Staff ask what became of a resident's report, by the resident's name."""
    if reading.action is Action.ACT or not _by_staff(ctx):
        return None
    known = frozenset(one.name for one in ctx.community.people if not one.is_staff)
    who = inquiring.whose(concern.text, known)
    resident = who and persons.whom(ctx.community, who) is None
    return FindTicket(None, concern.categories, who) if resident else None


def _of_others(concern: Concern, reading: Reading, ctx: Context) -> Request | None:
    """Staff ask how far a ticket is that they have not reported themselves."""
    asks = Mood.ASKS in concern.moods and reading.action is not Action.ACT
    named = bool(concern.things or (concern.place and concern.place.building))
    return FindTicket(concern.place, concern.categories) if asks and named and _by_staff(ctx) else None


async def _of_neighbours(reading: Reading, ctx: Context) -> Request | None:
    """A neighbour knows something of a danger that was reported in this group just before."""
    concern = sightings.heard(reading) if ctx.chat else None
    if concern is None:
        return None
    for one in await ctx.work.tickets.current(ctx.community.code, ctx.now):
        here = one.chat == ctx.chat and one.reporter != ctx.person and not one.private
        danger = here and one.urgency is Urgency.RED and one.created_at >= ctx.now - SAME_DANGER
        if danger and sightings.of(concern, one.text):
            return PassOn(one.number, concern.text)
    return None


def _by_staff(ctx: Context) -> bool:
    return bool(ctx.roles & roster.STAFF)


async def _reported(concern: Concern, ctx: Context) -> list[Ticket]:
    """What the speaker can mean: the ticket they name, however it ended, else those that stand open or ended lately."""
    if concern.number is not None:
        named = await ctx.work.tickets.get(ctx.community.code, concern.number)
        return [named] if named and Actor.REPORTER in ctx.actors(named) else []
    reported = await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person)
    closed = await choosing.closed_lately(ctx)
    if concern.moods != {Mood.ASKS}:  # what can no longer be opened again must not swallow a new report
        closed = [one for one in closed if one.closed_at and deadlines.may_reopen(ctx, one, one.closed_at)]
    here = [one for one in (*reported, *closed) if ctx.in_private or one.chat == ctx.chat]
    return [*here, *await choosing.at_home(ctx)]


async def _joined(concern: Concern, ctx: Context) -> Request | None:
    """Whoever joined a neighbour's report may ask and urge like its reporter. When they say after the result that it is
    not done at their home, its assignee is told."""
    if concern.number is not None or not concern.moods & _NEIGHBOURS:
        return None
    joined = await ctx.work.tickets.supported_by(ctx.community.code, ctx.person)
    still = Mood.DENIED in concern.moods and concern.things
    said = replace(concern, moods=concern.moods | {Mood.UNDONE}) if still else concern
    around = [one for one in joined if _reaches(one, concern, ctx)]
    meant = meaning.meant(replace(said, place=None) if around else said, around or joined, frozenset(), ctx.now)
    undone = isinstance(meant, AnswerClosing) and meant.rating is Rating.DISSATISFIED
    return meant if undone or isinstance(meant, ShowTicket | ShowMyTickets | UrgeTicket) else None


def _reaches(ticket: Ticket, concern: Concern, ctx: Context) -> bool:
    """Is the same outage meant, at another building of the grid where staff are working on it?"""
    grid = ctx.community.grid_of_building(concern.place.building or "") if concern.place else None
    here = grid is not None and grid.code == ticket.grid and ticket.state is not State.CONFIRMING
    return here and ticket.category == concern.report and joining.outage(ticket.text)


async def _fresh(concern: Concern, here: Sequence[Ticket], ctx: Context) -> frozenset[int]:
    """The tickets that the speaker was told lately are done; none for staff, who say 好的 to many things."""
    if not concern.moods & {Mood.PLEASED, Mood.UNCLEAR} or _by_staff(ctx):
        return frozenset()
    waiting = [one for one in here if one.state is State.CONFIRMING]
    told = [(one.number, await asking.moved_at(ctx, one)) for one in waiting]
    return frozenset(number for number, at in told if at and at >= ctx.now - FRESH)
