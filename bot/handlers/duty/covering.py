"""Tickets of somebody on leave go to the stand-in when the leave begins and come back when it ends."""

from dataclasses import replace

from bot.domain import leaves, tickets
from bot.handlers.context import Context
from bot.handlers.saying import redrawing
from bot.handlers.tickets import deadlines
from bot.wording import leaves as say


def covered(ctx: Context, ticket: tickets.Ticket) -> tickets.Ticket:
    """The ticket as it is assigned today: to the stand-in, if its assignee is on leave and somebody stands in."""
    acting = ctx.duty.on_duty(ticket.assignee)
    if not acting or acting == ticket.assignee or acting in ticket.about:
        return ticket
    return replace(ticket, assignee=acting, covers_for=ticket.covers_for or ticket.assignee)


def taken_on(ctx: Context, ticket: tickets.Ticket) -> tickets.Ticket:
    """The ticket with the person who takes it on as its assignee; a stand-in holds it for the person on leave."""
    if ctx.person == ticket.assignee:
        return ticket
    stands_in = ctx.duty.on_duty(ticket.assignee) == ctx.person
    owner = ticket.covers_for or ticket.assignee if stands_in else ""
    return replace(ticket, assignee=ctx.person, covers_for=owner)


async def was_called(ctx: Context, ticket: tickets.Ticket, move: tickets.Move) -> frozenset[tickets.Actor]:
    """Whoever stood in for its assignee since it was filed may still say that it is done, when the leave is over."""
    if move is not tickets.Move.RESOLVE or ctx.person in {ticket.assignee, "", *ticket.about}:
        return frozenset()
    since = ticket.created_at.astimezone(ctx.now.tzinfo)
    away = await ctx.work.leaves.of(ticket.community, ticket.assignee, since.date())
    called = leaves.stood_in(ctx.person, away, since, ctx.now)
    return frozenset({tickets.Actor.ASSIGNEE}) if called else frozenset()


async def hand_over(ctx: Context, leave: leaves.Leave) -> tuple[tickets.Ticket, ...]:
    """What falls due before the person is back goes to the stand-in, with its deadlines as they are."""
    back = leave.ends(ctx.now.tzinfo)
    mine = await ctx.work.tickets.open_of_assignee(leave.community, leave.person)
    found = []
    for ticket in mine:
        due = deadlines.next_due(ticket)
        if ticket.state is tickets.State.CONFIRMING or (due and due >= back) or leave.stand_in in ticket.about:
            continue
        owner = ticket.covers_for or leave.person
        after = replace(ticket, assignee=leave.stand_in, covers_for=owner)
        await _save(ctx, after, say.handed_over(ctx.community, leave))
        found.append(after)
    return tuple(found)


async def give_back(ctx: Context, leave: leaves.Leave) -> tuple[tickets.Ticket, ...]:
    """What is still open of the person's tickets comes back to them."""
    found = []
    for ticket in await ctx.work.tickets.covered_for(leave.community, leave.person):
        after = replace(ticket, assignee=leave.person, covers_for="")
        await _save(ctx, after, say.given_back(ctx.community, leave))
        found.append(after)
    return tuple(found)


async def _save(ctx: Context, ticket: tickets.Ticket, reason: str) -> None:
    await ctx.note(ticket, tickets.Move.HAND_OVER, reason, by="bot")
    await deadlines.plan(ctx, ticket)
    await redrawing.redraw(ctx, ticket)
