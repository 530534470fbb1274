"""三天了, 晚上看不见很危险的: what is said right after one's own report, and is no matter by itself, belongs to it."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain import meaning, roster, tickets
from bot.domain.concerns import Concern, Mood
from bot.domain.requests import AddToTicket, Clarify, Guide, OpenTicket, Reading, Request, ShowTicket, Slot
from bot.domain.tickets import Kind, Move, State, Ticket
from bot.domain.urgency import Urgency
from bot.handlers.context import Context
from intents.talk import concerns, further, pending, placing

#: So long after a report what we cannot place is taken to go on about it.
GOES_ON_WITHIN = timedelta(minutes=10)
#: Under these almost anything is filed.
_VAGUE = frozenset({"other_hazard", "management", "other_wish", "public_service"})
#: In these moods a line may add to what was told before.
_GOES_ON = frozenset({Mood.UNCLEAR, Mood.URGES, Mood.UNDONE, Mood.DENIED})
#: What is no matter that is clear, or none that names anything of its own.
_MORE = frozenset({Mood.UNCLEAR, Mood.VAGUE})
#: What neighbours are complained of for.
_OF_NEIGHBOURS = frozenset({"quarrel", "family", "noise", "public_facilities"})
_GOOD = frozenset({Mood.OVER, Mood.DONE, Mood.PLEASED, Mood.FINE})
#: So many lines are heard together.
_LINES = 3


async def told_more(concern: Concern, reading: Reading, mine: Sequence[Ticket], ctx: Context) -> Request | None:
    """An addition to the newest of `mine`, if it was reported just now and the line is nothing else; None if it is.

    A question, another building or a matter of its own is no addition, nor what begins with 另外; staff are guided.
    """
    about = _just_reported(mine, ctx)
    if about is None or not concern.moods & _MORE:
        return None
    if pending.dropped(concern.text) or further.own_life(concern.text):
        return None
    if further.asks(concern.text):
        return ShowTicket(about.number) if further.asks_when(concern.text) else None
    if (concern.place and concern.place.building) or not _no_matter(reading, about):
        return None
    return None if await _ordered_since(about, ctx) else AddToTicket(concern.text, about.number)


def placed_late(concern: Concern, reading: Reading, mine: Sequence[Ticket], ctx: Context) -> Request | None:
    """超市门口, hours after 在哪栋楼？ went unanswered: where the newest of `mine` is, which has no place yet.

    None where the line is anything else.
    """
    about = next((one for one in mine if one.state not in tickets.ENDED and one.reporter == ctx.person), None)
    lately = about is not None and about.created_at >= ctx.now - meaning.PLACE_WITHIN
    if about is None or not lately or about.place is not None or reading.requests != (Guide(),):
        return None
    spot = placing.spot(concern.text) if Mood.UNCLEAR in concern.moods else None
    return AddToTicket(concern.text, about.number, spot) if spot else None


async def worse(concern: Concern, reading: Reading, mine: Sequence[Ticket], ctx: Context) -> Request | None:
    """楼顶有人, 坐在边上, 好像要跳: what was said line by line tells of a danger that no line of it tells alone; the
    report of that danger, None where there is none."""
    about = _just_reported(mine, ctx)
    known = any(isinstance(one, OpenTicket) and one.safety for one in reading.requests)
    if about is None or known or about.urgency is Urgency.RED:
        return None
    if not concern.moods & _GOES_ON or concern.moods & _GOOD or further.calms(concern.text):
        return None
    if (concern.place and concern.place.building) or further.asks(concern.text):
        return None
    steps = await ctx.work.tickets.history(about.community, about.number)
    said = [one.reason for one in steps if one.move is Move.ADD and one.by == ctx.person][-_LINES:]
    return further.danger((about.text, *said, concern.text), about.place)


def _just_reported(mine: Sequence[Ticket], ctx: Context) -> Ticket | None:
    """The newest of `mine` that the speaker reported just now; None for staff, who are guided."""
    since = ctx.now - GOES_ON_WITHIN
    lately = (one for one in mine if one.state not in tickets.ENDED and one.created_at >= since)
    about = next((one for one in lately if one.state is not State.CONFIRMING and one.reporter == ctx.person), None)
    return None if ctx.roles & roster.STAFF else about


def begun(concern: Concern, reading: Reading, ctx: Context) -> Request | None:
    """3栋2单元, and nothing else: what is the matter there, said next, belongs to it. None for anything else."""
    where = concern.place if Mood.PLACE in concern.moods else None
    guided = reading.requests == (Guide(),) and not ctx.roles & roster.STAFF
    if where is None or not guided or where.building not in ctx.community.buildings:
        return None
    waiting = OpenTicket(concern.text, Kind.HAZARD, "other_hazard", place=where)
    return Clarify(Slot.MATTER, waiting, ("where", where.public()))


async def _ordered_since(about: Ticket, ctx: Context) -> bool:
    """What was spoken of last is a meal: 今天的."""
    orders = await ctx.work.meals.live_of(ctx.community.code, ctx.person, ctx.now.date())
    return any(one.created_at >= about.created_at for one in orders)


def _no_matter(reading: Reading, about: Ticket) -> bool:
    """Would we only guide, or is what we would ask about or file vague or the same over again?"""
    (one,) = reading.requests if len(reading.requests) == 1 else (None,)
    opened = one.request if isinstance(one, Clarify) else one
    if isinstance(opened, OpenTicket):
        if further.begins_another(opened.text):
            return False
        if about.private and about.category in _OF_NEIGHBOURS and opened.category in _OF_NEIGHBOURS:
            return not opened.safety
        if opened.category == "quarrel" and not opened.private:
            return not further.blames(opened.text)
        return not opened.safety and not opened.private and opened.category in {about.category, *_VAGUE}
    return one == concerns.SCOLDED or (isinstance(one, Guide) and not one.question)
