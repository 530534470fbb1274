"""Notes among staff: kept in the history, shown to staff only."""

from collections.abc import Sequence

from bot.domain import requests, roster, tickets
from bot.domain.tickets import Actor, Move
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.tickets import choosing
from bot.wording import asides as say
from bot.wording import words

_STAFF = frozenset({Actor.ASSIGNEE, Actor.STAFF, Actor.LEADER, Actor.SECRETARY})
#: Moves whose reason is among staff.
_TOLD = frozenset({Move.NOTE, Move.RETURN, Move.REASSIGN, Move.ASSIGN, Move.DEFER, Move.REFER, Move.URGE, Move.TERM})
#: So many of the newest are shown.
SHOWN = 3


async def note_ticket(request: requests.NoteTicket, ctx: Context) -> Reply:
    """Write the note down; nobody is called for it."""
    ticket = await choosing.by_number(ctx, request.number)
    if isinstance(ticket, Reply):
        return ticket
    return await keep(ctx, ticket, request.text)


async def not_done(request: requests.HalfOrder, ctx: Context) -> Reply:
    """What was not done, and what to say for it to be done."""
    ticket = await choosing.by_number(ctx, request.number)
    if isinstance(ticket, Reply):
        return ticket
    if not ctx.actors(ticket) & _STAFF:
        return refuse("staff_only")
    return Reply(say.not_done(ticket.number, request.near), outcome=requests.Action.ASK)


async def keep(ctx: Context, ticket: tickets.Ticket, text: str) -> Reply:
    """Keep what staff said as a note on the ticket."""
    if not ctx.actors(ticket) & _STAFF:
        return refuse("staff_only")
    await ctx.note(ticket, Move.NOTE, words.masked(text))
    public = bool(ctx.group and ctx.group.kind is not roster.GroupKind.STAFF)
    return Reply(say.noted(ticket, in_public=public))


def newest(ctx: Context, steps: Sequence[tickets.Step]) -> list[str]:
    """The latest notes of a history, and what was said when it was passed on or back, oldest first; what they say of
    somebody's health 1:1 only."""
    told = [one for one in steps if one.move in _TOLD and one.reason and one.by != "bot"][-SHOWN:]
    return [
        say.line(one.move, _name(ctx, one.by), one.reason if ctx.in_private else words.discreet(one.reason))
        for one in told
    ]


def _name(ctx: Context, userid: str) -> str:
    person = ctx.community.person(userid)
    return person.name if person else ""
