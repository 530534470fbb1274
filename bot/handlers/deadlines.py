"""The reminders a ticket needs in its present state: unique rows, planned ahead, never timers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import routing, tickets, workday
from bot.domain.urgency import Urgency
from bot.handlers.context import Context

#: How many days (working days, but for red) until what nobody has acted on rings again.
AGAIN_DAYS = {Urgency.RED: 1, Urgency.YELLOW: 1, Urgency.BLUE: 3}
#: What is red rings on at this pace, day and night, until somebody takes it on.
AGAIN_RED = timedelta(hours=1)


def deadlines(ctx: Context, ticket: tickets.Ticket) -> tuple[datetime, datetime]:
    """(accept_due, resolve_due) counted from now by the community's rules; with nobody to assign it rings sooner."""
    red, place = ticket.urgency is Urgency.RED, ctx.community
    accept, resolve = place.tickets.spans(ticket.kind.value, ticket.category, ticket.urgency)
    grid = place.grid(ticket.grid)
    if not red and not ticket.about and routing.unmanned(place, grid, ticket.party, ticket.assignee, ctx.duty.on_duty):
        accept = routing.hastened(accept)
    return ctx.due(ctx.now, accept, red=red), ctx.due(ctx.now, resolve, red=red)


def sooner(ctx: Context, ticket: tickets.Ticket, urgency: Urgency) -> tickets.Ticket:
    """The ticket at a more urgent level: a new round of its clocks, none of which runs longer than before.

    Short of red, a date that staff set (deferred, passed up) stays, and what is late already stays late: its reminders
    have rung and do not ring again.
    """
    louder, red = replace(ticket, urgency=urgency), urgency is Urgency.RED
    late = ticket.resolve_due is not None and ticket.resolve_due <= ctx.now
    if not red and (late or ticket.state in {tickets.State.DEFERRED, tickets.State.REFERRED}):
        return louder
    accept, resolve = deadlines(ctx, louder)
    if ticket.accept_due and ticket.accept_due > ctx.now:
        accept = min(accept, ticket.accept_due)
    resolve = min(resolve, ticket.resolve_due or resolve) if not late else resolve
    return replace(louder, accept_due=accept, resolve_due=resolve, round=ticket.round + 1)


def in_days(ctx: Context, ticket: tickets.Ticket, start: datetime, days: int) -> datetime:
    """`days` after `start`: working days, for red days of 24 hours."""
    red = ticket.urgency is Urgency.RED
    length = timedelta(days=1) if red else workday.day_length(ctx.community.work_hours)
    return ctx.due(start, days * length, red=red)


def paused(ticket: tickets.Ticket, now: datetime, until: datetime) -> datetime | None:
    """The resolve deadline of a ticket that waits for its reporter from now `until` a moment: later by the wait.

    What was done too late stays too late.
    """
    due = ticket.resolve_due
    return due + (until - now) if due and due >= now else due


async def plan(ctx: Context, ticket: tickets.Ticket) -> None:
    """Keep and add the reminders that the ticket's state asks for; cancel the others and those of earlier rounds."""
    wanted = tuple(_wanted(ticket))
    keep = [step for step, _ in wanted]
    await ctx.work.reminders.cancel(ticket.community, ticket.number, keep=keep, occurrence=str(ticket.round))
    await ctx.work.reminders.plan([reminder for step, due in wanted for reminder in _ladder(ctx, ticket, step, due)])


def _wanted(ticket: tickets.Ticket) -> Iterator[tuple[str, datetime]]:
    """What is being waited for, and until when."""
    if ticket.state is tickets.State.DEFERRED and ticket.resolve_due:
        yield "resume", ticket.resolve_due
        return
    if ticket.state is tickets.State.REFERRED and ticket.resolve_due:
        yield "answer", ticket.resolve_due
        return
    if ticket.state in {tickets.State.NEW, tickets.State.ASSIGNED, tickets.State.RETURNED} and ticket.accept_due:
        yield "accept", ticket.accept_due
    if ticket.state is tickets.State.CONFIRMING and ticket.confirm_due:
        yield "confirm", ticket.confirm_due
    elif not ticket.ended and ticket.resolve_due:
        yield "resolve", ticket.resolve_due


def next_due(ticket: tickets.Ticket) -> datetime | None:
    """The earliest moment by which something is waited for; None when nothing is."""
    return min((due for _, due in _wanted(ticket)), default=None)


def called(ctx: Context, ticket: tickets.Ticket) -> tuple[str, ...]:
    """Whom a call about the ticket names: the first on the ladder; for red the next one too, at once."""
    return people_on_ladder(ctx, ticket)[: 2 if ticket.urgency is Urgency.RED else 1]


def called_so_far(ctx: Context, ticket: tickets.Ticket) -> tuple[str, ...]:
    """The same, and all whom the ladder has called since because nobody took it on."""
    due = ticket.accept_due
    fallen = [one for one in _ladder(ctx, ticket, "accept", due) if one.due_at <= ctx.now] if due else []
    return tuple(dict.fromkeys(filter(None, (*called(ctx, ticket), *(rung(ctx, ticket, one.level) for one in fallen)))))


def rung(ctx: Context, ticket: tickets.Ticket, level: int) -> str:
    """Whom level 0, 1, 2 … of the ladder calls; past its end whoever of the community stands at its top.

    "" where nobody is to be called at all.
    """
    ladder = _with_street(ctx, ticket)[: 1 + len(ctx.community.tickets.escalate_after_minutes)]
    top = people_on_ladder(ctx, ticket)[-1:]
    return next(iter((*ladder[level : level + 1], *top)), "")


async def again(ctx: Context, ticket: tickets.Ticket, fallen: tickets.Reminder) -> None:
    """After the last rung it rings on, level by level, until somebody acts: what is late is never forgotten.

    Short of red, who has not taken on what is overdue by now hears of that alone.
    """
    red = ticket.urgency is Urgency.RED
    overdue = not red and ticket.resolve_due is not None and ticket.resolve_due <= ctx.now
    due = ticket.accept_due if fallen.step == "accept" else ticket.resolve_due
    if due is None or (fallen.step == "accept" and overdue):
        return
    above = _ladder(ctx, ticket, fallen.step, due)[fallen.level + 1 :]
    if above:  # planned already, unless somebody on the ladder was away at the time
        await ctx.work.reminders.plan(above)
        return
    hourly = red and fallen.step == "accept"
    at = ctx.now + AGAIN_RED if hourly else in_days(ctx, ticket, ctx.now, AGAIN_DAYS[ticket.urgency])
    await ctx.work.reminders.plan([_reminder(ticket, fallen.step, fallen.level + 1, at)])


def people_on_ladder(ctx: Context, ticket: tickets.Ticket) -> tuple[str, ...]:
    """The assignee, then the leader, then the secretary; each once, and for those on leave their stand-in.

    Where nobody stands in, the next on the ladder is called sooner. Whom it complains of is on no rung.
    """
    above = routing.overseers(ctx.community, ctx.community.grid(ticket.grid), ticket.about)
    acting = (ctx.duty.on_duty(one) for one in (ticket.assignee, *above) if one)
    return tuple(dict.fromkeys(one for one in acting if one and one not in ticket.about))


def _with_street(ctx: Context, ticket: tickets.Ticket) -> tuple[str, ...]:
    """Above the secretary stands the street, where the file names its people; of private matters it hears nothing."""
    street = () if ticket.private else routing.street(ctx.community)
    return tuple(dict.fromkeys((*people_on_ladder(ctx, ticket), *street)))


def _ladder(ctx: Context, ticket: tickets.Ticket, step: str, due: datetime) -> list[tickets.Reminder]:
    if step in {"confirm", "resume"}:
        return [_reminder(ticket, step, 0, due)]
    size = len(_with_street(ctx, ticket))
    red = ticket.urgency is Urgency.RED
    return [
        _reminder(ticket, step, level, ctx.due(due, wait, red=red) if wait else due)
        for level, wait in enumerate(_waits(ctx, ticket, step)[:size])
    ]


def _waits(ctx: Context, ticket: tickets.Ticket, step: str) -> list[timedelta]:
    """From the deadline to each rung. Until somebody has taken on what is red, a rung takes no longer than the first
    deadline did: minutes."""
    waits = [timedelta(minutes=one) for one in (0, *ctx.community.tickets.escalate_after_minutes)]
    if step != "accept" or ticket.urgency is not Urgency.RED:
        return waits
    first, _ = ctx.community.tickets.spans(ticket.kind.value, ticket.category, ticket.urgency)
    return [min(wait, level * first) for level, wait in enumerate(waits)]


def _reminder(ticket: tickets.Ticket, step: str, level: int, due: datetime) -> tickets.Reminder:
    return tickets.Reminder(ticket.community, ticket.number, step, level, str(ticket.round), due)
