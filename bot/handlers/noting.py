"""Notes among staff: kept in the history, shown to staff only."""

from collections.abc import Sequence

from bot.domain import requests, roster, tickets
from bot.domain.tickets import Actor, Move
from bot.handlers import choosing
from bot.handlers.context import Context, Reply, refuse
from bot.wording import asides as say
from bot.wording import words

_STAFF = frozenset({Actor.ASSIGNEE, Actor.STAFF, Actor.LEADER, Actor.SECRETARY})
#: So many of the newest are shown.
SHOWN = 3


async def note_ticket(request: requests.NoteTicket, ctx: Context) -> Reply:
    """Write it down; nobody is called for it."""
    ticket = await choosing.by_number(ctx, request.number)
    if isinstance(ticket, Reply):
        return ticket
    return await keep(ctx, ticket, request.text)


async def keep(ctx: Context, ticket: tickets.Ticket, text: str) -> Reply:
    """The words of staff as a note to the ticket."""
    if not ctx.actors(ticket) & _STAFF:
        return refuse("staff_only")
    said = words.masked(text)
    step = tickets.Step(
        ticket.community, ticket.number, ctx.now, ticket.state, ticket.state, Move.NOTE, ctx.person, said
    )
    await ctx.work.tickets.save(ticket, step)
    public = bool(ctx.group and ctx.group.kind is not roster.GroupKind.STAFF)
    return Reply(say.noted(ticket, in_public=public))


def newest(steps: Sequence[tickets.Step]) -> list[str]:
    """The latest notes of a history, oldest first."""
    return [one.reason for one in steps if one.move is Move.NOTE and one.reason][-SHOWN:]
