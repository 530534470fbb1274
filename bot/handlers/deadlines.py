"""The reminders a ticket needs in its present state: unique rows, planned ahead, never timers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import routing, tickets, workday
from bot.domain.urgency import Urgency
from bot.handlers.context import Context


def deadlines(ctx: Context, ticket: tickets.Ticket) -> tuple[datetime, datetime]:
    """(accept_due, resolve_due) counted from now by the community's rules."""
    red = ticket.urgency is Urgency.RED
    accept, resolve = ctx.community.tickets.spans(ticket.kind.value, ticket.category, ticket.urgency)
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


def rung(ctx: Context, ticket: tickets.Ticket, level: int) -> str:
    """Whom level 0, 1, 2 … of the ladder calls; "" past its end."""
    ladder = people_on_ladder(ctx, ticket)
    return ladder[level] if level < len(ladder) else ""


def people_on_ladder(ctx: Context, ticket: tickets.Ticket) -> tuple[str, ...]:
    """The assignee, then the leader, then the secretary; each once, and for those on leave their stand-in.

    Where nobody stands in, the next on the ladder is called sooner.
    """
    above = routing.overseers(ctx.community, ctx.community.grid(ticket.grid))
    acting = (ctx.duty.on_duty(one) for one in (ticket.assignee, *above) if one)
    return tuple(dict.fromkeys(one for one in acting if one))


def _ladder(ctx: Context, ticket: tickets.Ticket, step: str, due: datetime) -> list[tickets.Reminder]:
    if step in {"confirm", "resume"}:
        return [_reminder(ticket, step, 0, due)]
    waits = (0, *ctx.community.tickets.escalate_after_minutes)
    size = len(people_on_ladder(ctx, ticket))
    red = ticket.urgency is Urgency.RED
    return [
        _reminder(ticket, step, level, ctx.due(due, timedelta(minutes=wait), red=red) if wait else due)
        for level, wait in enumerate(waits[:size])
    ]


def _reminder(ticket: tickets.Ticket, step: str, level: int, due: datetime) -> tickets.Reminder:
    return tickets.Reminder(ticket.community, ticket.number, step, level, str(ticket.round), due)
