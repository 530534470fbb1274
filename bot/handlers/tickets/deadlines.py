"""The reminders a ticket needs in its present state: unique rows, planned ahead, never timers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import reminders, routing, tickets, ties, workday
from bot.domain.reminders import Reminder, Step
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
    """The ticket at a more urgent level, in a new round; no clock runs longer than before. Below red, a date that staff
    set (deferred, referred) stays, and a ticket that is overdue keeps its clocks: its reminders have been sent and
    are not sent again."""
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


def may_reopen(ctx: Context, ticket: tickets.Ticket, ended: datetime) -> bool:
    """True while what ended at that moment can still be taken up again, by the community's rule."""
    return ctx.now <= in_days(ctx, ticket, ended, ctx.community.tickets.reopen_days)


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
    await ctx.work.reminders.cancel(ticket.community, ticket.number, keep=keep, occurrence=reminders.round_of(ticket))
    await ctx.work.reminders.plan([reminder for step, due in wanted for reminder in _ladder(ctx, ticket, step, due)])


def _wanted(ticket: tickets.Ticket) -> Iterator[tuple[Step, datetime]]:
    """Each step that is being waited for, with the moment by which it is due."""
    if ticket.state is tickets.State.DEFERRED and ticket.resolve_due:
        yield Step.RESUME, ticket.resolve_due
        return
    if ticket.state is tickets.State.REFERRED and ticket.resolve_due:
        yield Step.ANSWER, ticket.resolve_due
        return
    if ticket.state in {tickets.State.NEW, tickets.State.ASSIGNED, tickets.State.RETURNED} and ticket.accept_due:
        yield Step.ACCEPT, ticket.accept_due
    if ticket.state is tickets.State.CONFIRMING and ticket.confirm_due:
        yield Step.CONFIRM, ticket.confirm_due
    elif not ticket.ended and ticket.resolve_due:
        yield Step.RESOLVE, ticket.resolve_due


def next_due(ticket: tickets.Ticket) -> datetime | None:
    """The earliest moment by which something is waited for; None when nothing is."""
    return min((due for _, due in _wanted(ticket)), default=None)


def called(ctx: Context, ticket: tickets.Ticket) -> tuple[str, ...]:
    """Whom a call about the ticket names: the first on the ladder; for red the next one too, at once."""
    return people_on_ladder(ctx, ticket)[: 2 if ticket.urgency is Urgency.RED else 1]


def called_so_far(ctx: Context, ticket: tickets.Ticket) -> tuple[str, ...]:
    """As `called`, and everybody whom the ladder has called since, because nobody had taken the ticket on."""
    due = ticket.accept_due
    fallen = [one for one in _ladder(ctx, ticket, Step.ACCEPT, due) if one.due_at <= ctx.now] if due else []
    return tuple(dict.fromkeys(filter(None, (*called(ctx, ticket), *(rung(ctx, ticket, one.level) for one in fallen)))))


def rung(ctx: Context, ticket: tickets.Ticket, level: int) -> str:
    """Whom level 0, 1, 2 … of the ladder calls; past its end whoever of the community stands at its top.

    "" where nobody is to be called at all.
    """
    ladder = _with_street(ctx, ticket)[: 1 + len(ctx.community.tickets.escalate_after_minutes)]
    top = people_on_ladder(ctx, ticket)[-1:]
    return next(iter((*ladder[level : level + 1], *top)), "")


async def again(ctx: Context, ticket: tickets.Ticket, fallen: Reminder) -> None:
    """After the last rung the reminder is repeated, level by level, until somebody acts: nothing late is forgotten.
    Below red, once a ticket is overdue its *accept* reminder stops: only the *resolve* one goes on."""
    step, red = Step(fallen.step), ticket.urgency is Urgency.RED
    overdue = not red and ticket.resolve_due is not None and ticket.resolve_due <= ctx.now
    due = ticket.accept_due if step is Step.ACCEPT else ticket.resolve_due
    if due is None or (step is Step.ACCEPT and overdue):
        return
    above = _ladder(ctx, ticket, step, due)[fallen.level + 1 :]
    if above:  # planned already, unless somebody on the ladder was away at the time
        await ctx.work.reminders.plan(above)
        return
    hourly = red and step is Step.ACCEPT
    at = ctx.now + AGAIN_RED if hourly else in_days(ctx, ticket, ctx.now, AGAIN_DAYS[ticket.urgency])
    await ctx.work.reminders.plan([reminders.of_ticket(ticket, step, fallen.level + 1, at)])


def people_on_ladder(ctx: Context, ticket: tickets.Ticket) -> tuple[str, ...]:
    """Who is called, one after the other: see `ties.ladder`."""
    return ties.ladder(ticket, ctx.community, ctx.duty)


def _with_street(ctx: Context, ticket: tickets.Ticket) -> tuple[str, ...]:
    """The ladder, and above the secretary the street where the file names its people; private matters never reach the
    street."""
    street = () if ticket.private else routing.street(ctx.community)
    return tuple(dict.fromkeys((*people_on_ladder(ctx, ticket), *street)))


def _ladder(ctx: Context, ticket: tickets.Ticket, step: Step, due: datetime) -> list[Reminder]:
    if step in {Step.CONFIRM, Step.RESUME}:
        return [reminders.of_ticket(ticket, step, 0, due)]
    size = len(_with_street(ctx, ticket))
    red = ticket.urgency is Urgency.RED
    return [
        reminders.of_ticket(ticket, step, level, ctx.due(due, wait, red=red) if wait else due)
        for level, wait in enumerate(_waits(ctx, ticket, step)[:size])
    ]


def _waits(ctx: Context, ticket: tickets.Ticket, step: Step) -> list[timedelta]:
    """How long after the deadline each rung is called. Until somebody has taken a red ticket on, a rung takes no longer
    than the first deadline did: minutes."""
    waits = [timedelta(minutes=one) for one in (0, *ctx.community.tickets.escalate_after_minutes)]
    if step is not Step.ACCEPT or ticket.urgency is not Urgency.RED:
        return waits
    first, _ = ctx.community.tickets.spans(ticket.kind.value, ticket.category, ticket.urgency)
    return [min(wait, level * first) for level, wait in enumerate(waits)]
