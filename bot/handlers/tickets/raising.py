"""A matter becomes more urgent than its words: at night, for whom it is, by how many mean it, by coming back."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.domain import delivery, events, households, quiet, roster, tickets, urgency
from bot.handlers.context import Context
from bot.handlers.saying import addressing
from bot.handlers.tickets import deadlines
from bot.wording import urgency as say
from intents import categories

#: Those who may look into the register may know that a household needs care.
_CLOSE = frozenset({roster.Role.WORKER, roster.Role.LEADER, roster.Role.SECRETARY})


async def opening(ctx: Context, ticket: tickets.Ticket, times: int) -> urgency.Verdict:
    """The urgency of what is about to be filed. `times`: how often it happened there within thirty days."""
    night = quiet.inside(ctx.now, ctx.community.push.quiet)
    return await _with_care(ctx, ticket, urgency.Facts(ticket.category, night=night, times=times))


def heard(ticket: tickets.Ticket, words: urgency.Urgency) -> urgency.Verdict:
    """The urgency after something was added; `words`: how urgent the addition sounds."""
    return urgency.judge(ticket.urgency, urgency.Facts(ticket.category, words))


async def joined(ctx: Context, event: tickets.Ticket, words: urgency.Urgency) -> urgency.Verdict:
    """The urgency after the speaker has joined."""
    facts = urgency.Facts(event.category, words, households=await _households(ctx, event))
    return await _with_care(ctx, event, facts, await _before(ctx, event))


async def record(ctx: Context, ticket: tickets.Ticket, verdict: urgency.Verdict) -> None:
    """Write the row of history that says why the urgency was raised; none where it was not. `ticket` has the new
    urgency already."""
    if verdict.grounds:
        await ctx.note(ticket, tickets.Move.RAISE, urgency.written(verdict), by="bot")


async def after_merger(ctx: Context, number: int) -> tuple[delivery.Post, ...]:
    """Raise the urgency when those who joined the merged ticket make a crowd together with those of this one; the
    assignee is told once."""
    ticket = await ctx.work.tickets.hold(ctx.community.code, number)
    if ticket is None or ticket.ended:
        return ()
    facts = urgency.Facts(ticket.category, households=await _households(ctx, ticket))
    verdict = urgency.judge(ticket.urgency, facts, await _before(ctx, ticket))
    if not verdict.grounds:
        return ()
    after = deadlines.sooner(ctx, ticket, verdict.urgency)
    await record(ctx, after, verdict)
    await deadlines.plan(ctx, after)
    cause = f"ticket:{number}:raised:{after.urgency}:{after.round}"
    return addressing.to_staff(ctx, after, cause, lambda _: say.louder(after), deadlines.called(ctx, after))


async def why(ctx: Context, ticket: tickets.Ticket) -> str:
    """Why the ticket is as urgent as it is, also when nothing has raised it; for staff only."""
    lines = lifted(ctx, ticket, await ctx.work.tickets.history(ticket.community, ticket.number))
    if lines:
        return lines
    known = categories.find(ticket.category, ctx.community.vocabulary)
    return say.plain(ticket.urgency, own=known is not None and known.urgency == ticket.urgency)


def lifted(ctx: Context, ticket: tickets.Ticket, steps: Sequence[tickets.Step]) -> str:
    """A line for each time the urgency was raised, for staff only; "" if it never was.

    That a household needs care is said 1:1 to those on the ladder of the ticket, and to nobody else.
    """
    hidden = () if _may_know(ctx, ticket) else (urgency.Ground.PERSON,)
    verdicts = _verdicts(steps)
    lines = [say.became(one, hidden) for one in verdicts]
    if verdicts and verdicts[-1].urgency is not ticket.urgency:
        lines.append(say.set_by_staff(ticket.urgency))
    return "\n".join(lines)


async def _with_care(
    ctx: Context, ticket: tickets.Ticket, facts: urgency.Facts, before: Collection[urgency.Ground] = ()
) -> urgency.Verdict:
    """The facts, with whether somebody at home needs care: looked up only where this would raise the urgency."""
    cared = urgency.judge(ticket.urgency, replace(facts, care=True), before)
    if urgency.Ground.PERSON in cared.grounds and await _needs_care(ctx, ticket):
        return cared
    return urgency.judge(ticket.urgency, facts, before)


async def _needs_care(ctx: Context, ticket: tickets.Ticket) -> bool:
    """Does somebody at this door need care, by the roster or the register? The register gives only yes or no."""
    if ctx.who and ctx.who.care and households.at_home(ticket.place, ctx.who):
        return True
    door = households.concerned(ticket.place, ctx.who)
    if door is None or not door.building or not door.room:
        return False
    if households.needs_care(ctx.community, door):
        return True
    at = (door.building, door.unit or "", door.room)
    register = ctx.work.register
    return register.on and await register.needs_care(ctx.community.code, *at, by="bot", now=ctx.now)


async def _households(ctx: Context, event: tickets.Ticket) -> int:
    """How many households report the same; 1 for a private or single matter."""
    if not events.shared(event.kind, event.category, event.place):
        return 1
    joined = await ctx.work.tickets.supporters(event.community, event.number)
    return households.number(ctx.community, (event.reporter, *(one.person for one in joined)))


async def _before(ctx: Context, ticket: tickets.Ticket) -> set[urgency.Ground]:
    """The circumstances that raised the urgency earlier."""
    steps = await ctx.work.tickets.history(ticket.community, ticket.number)
    return {ground for one in _verdicts(steps) for ground in one.grounds}


def _verdicts(steps: Sequence[tickets.Step]) -> list[urgency.Verdict]:
    found = (urgency.read_back(one.reason) for one in steps if one.move is tickets.Move.RAISE)
    return [one for one in found if one]


def _may_know(ctx: Context, ticket: tickets.Ticket) -> bool:
    answers = ctx.person in deadlines.people_on_ladder(ctx, ticket) or ctx.is_secretary
    return ctx.in_private and answers and bool(ctx.roles & _CLOSE)
