"""1 周五前修好, said by a head of what somebody else has: that day is the deadline, and whoever has it is told."""

from dataclasses import replace
from datetime import date, datetime, time

from bot.domain import roster, tickets
from bot.domain.tickets import Actor, Move, State
from bot.domain.urgency import Urgency
from bot.handlers.context import Context, Reply
from bot.handlers.saying import addressing, describing
from bot.handlers.tickets import deadlines
from bot.wording import offices, words
from bot.wording import terms as say
from bot.wording import tickets as say_tickets

#: What is put off has a day already, and what waits for its reporter or has ended needs none.
_UNDER_WAY = frozenset(State) - tickets.ENDED - {State.CONFIRMING, State.DEFERRED}


def may_set(ctx: Context, ticket: tickets.Ticket, until: date | None) -> bool:
    """Is the speaker, who heads those who do it, the one to name that day?"""
    ahead = until is not None and until >= ctx.now.date()
    heads = ctx.roles & roster.HEADS and ctx.actors(ticket) & {Actor.SECRETARY, Actor.LEADER}
    return bool(ahead and heads and ctx.person != ticket.assignee and ticket.state in _UNDER_WAY)


async def set_term(ctx: Context, ticket: tickets.Ticket, until: date, said: str) -> Reply:
    """Whoever is called about the ticket hears the day and the words; the speaker, in one line, who that is."""
    after = due_by(ctx, ticket, until)
    await ctx.note(after, Move.TERM, say.noted(until, words.masked(said)))
    await deadlines.plan(ctx, after)
    red = after.resolve_due == ticket.resolve_due and after.urgency is Urgency.RED
    people = tuple(one for one in deadlines.called(ctx, after) if one != ctx.person)
    who = ctx.community.person(people[0]) if people else None
    reply = say.set_for(after, until, who.name if who else "", red=red)
    if not people:
        return Reply(reply)
    label = describing.label(ctx, after)

    def told(sight: say_tickets.Sight) -> str:
        asked = words.discreet(said) if sight is not say_tickets.Sight.RESIDENTS else ""
        return say.told(after, label, until, offices.highest(ctx.roles), asked, sight)

    return Reply(reply, addressing.to_staff(ctx, after, f"{ctx.cause}:term:{after.number}", told, people))


async def stands_against(ctx: Context, ticket: tickets.Ticket, until: date) -> bool:
    """Has a head named a sooner day than `until`, which whoever has the ticket would put off?"""
    if ctx.roles & roster.HEADS or ticket.resolve_due is None or end_of_work(ctx, until) <= ticket.resolve_due:
        return False
    steps = await ctx.work.tickets.history(ticket.community, ticket.number)
    named = [one.move for one in steps if one.move in {Move.TERM, Move.PROMISE, Move.REOPEN}]
    return named[-1:] == [Move.TERM]


def due_by(ctx: Context, ticket: tickets.Ticket, until: date) -> tickets.Ticket:
    """To be done by the end of that day's work, in a new round of reminders; what is red never later than before."""
    due = end_of_work(ctx, until)
    red = ticket.urgency is Urgency.RED and ticket.resolve_due is not None and ticket.resolve_due < due
    return replace(ticket, resolve_due=ticket.resolve_due if red else due, round=ticket.round + 1)


def end_of_work(ctx: Context, day: date) -> datetime:
    """The end of that day's working hours; of the day itself where they are over."""
    end = datetime.combine(day, ctx.community.work_hours[-1][1], ctx.now.tzinfo)
    return end if end > ctx.now else datetime.combine(day, time(23, 59), ctx.now.tzinfo)
