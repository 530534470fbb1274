"""What a move of staff brings about on the ticket: its assignee, its deadlines, its result."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import requests, roster, tickets
from bot.domain.tickets import Move, State
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.duty import covering
from bot.handlers.tickets import choosing, deadlines, referring
from bot.wording import words
from intents.slots import persons


@dataclass(frozen=True, slots=True)
class Made:
    """A move that the table of moves allows. `ticket`: in its new state, and otherwise as it was; `left`: the old
    state."""

    request: requests.MoveTicket
    ctx: Context
    ticket: tickets.Ticket
    left: State | None


async def of(
    request: requests.MoveTicket, ctx: Context, ticket: tickets.Ticket, step: tickets.Step
) -> tickets.Ticket | Reply:
    """The ticket after `step`, with all that the move asks; or why it cannot be."""
    change = CONSEQUENCES.get(step.move)
    return await change(Made(request, ctx, ticket, step.source)) if change else ticket


async def _accepted(made: Made) -> tickets.Ticket | Reply:
    accepted = covering.taken_on(made.ctx, made.ticket)
    return with_full_clock(made.ctx, accepted) if made.left in {State.DEFERRED, State.REFERRED} else accepted


async def _resolved(made: Made) -> tickets.Ticket | Reply:
    ctx, ticket = made.ctx, made.ticket
    due = deadlines.in_days(ctx, ticket, ctx.now, ctx.community.tickets.confirm_days)
    later = deadlines.paused(ticket, ctx.now, due)
    return replace(ticket, result=made.request.text.strip(), confirm_due=due, resolve_due=later)


async def _assigned(made: Made) -> tickets.Ticket | Reply:
    found = persons.whom(made.ctx.community, made.request.to)
    if found is None:
        return refuse("no_person", made.request.to)
    if found.person in made.ticket.about:
        return refuse("complained_of", str(made.ticket.number))
    named = replace(made.ticket, assignee=found.person, party=found.party, covers_for="")
    return with_full_clock(made.ctx, covering.covered(made.ctx, named))


async def _split(made: Made) -> tickets.Ticket | Reply:
    return with_full_clock(made.ctx, made.ticket)


async def _referred(made: Made) -> tickets.Ticket | Reply:
    return referring.referred(made.request, made.ctx, made.ticket)


async def _returned(made: Made) -> tickets.Ticket | Reply:
    """To the secretary, unless it complains of her."""
    heads = [one.userid for one in made.ctx.community.with_role(roster.Role.SECRETARY)]
    to = next((one for one in heads if one not in made.ticket.about), "")
    returned = replace(made.ticket, assignee=to, party="", covers_for="")
    return with_full_clock(made.ctx, covering.covered(made.ctx, returned))


async def _deferred(made: Made) -> tickets.Ticket | Reply:
    until, ctx = made.request.until, made.ctx
    if until is None:
        return made.ticket
    begins = datetime.combine(until, ctx.community.work_hours[0][0], ctx.now.tzinfo)
    if begins <= ctx.now:
        return refuse("past_date", words.day(until))
    return replace(made.ticket, resolve_due=begins, round=made.ticket.round + 1)


async def _declined(made: Made) -> tickets.Ticket | Reply:
    return replace(made.ticket, result=made.request.text.strip(), closed_at=made.ctx.now)


async def _merged(made: Made) -> tickets.Ticket | Reply:
    """Into another open one; a private matter only into a private one, and a complaint only into one about the same
    people, who would answer for it otherwise."""
    to, ticket = made.request.to, made.ticket
    other = await choosing.known(made.ctx, int(to)) if to.isdecimal() else None
    if other is None or other.number == ticket.number:
        return refuse("no_ticket", words.harmless(to, 8))
    if other.ended:
        return refuse("merged_too_late", str(other.number), other.state.value)
    if other.private is not ticket.private or set(other.about) != set(ticket.about):
        told = ("kept_apart", str(ticket.number), str(other.number))
        return refuse(*told) if made.ctx.in_private else refuse("no_ticket", str(other.number))
    return replace(ticket, merged_into=other.number, closed_at=made.ctx.now)


#: What a move changes beside the state; a move that is not here changes nothing else.
CONSEQUENCES: dict[Move, Callable[[Made], Awaitable[tickets.Ticket | Reply]]] = {
    Move.ACCEPT: _accepted,
    Move.RESOLVE: _resolved,
    Move.ASSIGN: _assigned,
    Move.REASSIGN: _assigned,
    Move.SPLIT: _split,
    Move.REFER: _referred,
    Move.RETURN: _returned,
    Move.DEFER: _deferred,
    Move.DECLINE: _declined,
    Move.MERGE: _merged,
}


def with_full_clock(ctx: Context, ticket: tickets.Ticket) -> tickets.Ticket:
    """A new assignee starts with a full clock and a new round of reminders."""
    accept, resolve = deadlines.deadlines(ctx, ticket)
    return replace(ticket, accept_due=accept, resolve_due=resolve, round=ticket.round + 1)
