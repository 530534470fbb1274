"""Joint inspections: a finding with a day by which it must be put right, and a second look when that day has come."""

from datetime import datetime, timedelta

from bot.domain import delivery, requests, roster, routing, tickets, workday
from bot.domain.errors import Refused
from bot.domain.reminders import Reminder, Step, Term, of_community
from bot.domain.urgency import Urgency
from bot.handlers import clarifying
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.saying import addressing
from bot.handlers.tickets import deadlines, filing
from bot.wording import inspections as say
from bot.wording import words


async def open_inspection(request: requests.OpenInspection, ctx: Context) -> Reply:
    """File the finding with its own deadline, for the party that must mend it, or for the inspector where no party is
    named."""
    if not ctx.roles & roster.STAFF:
        return refuse("inspectors_only")
    deadline = _deadline(request, ctx)
    if deadline is None:
        return await clarifying.clarify(requests.Clarify(requests.Slot.TERM, request), ctx)
    if deadline <= ctx.now:
        return refuse("past_date", words.day(deadline.date()))
    ticket = await filing.file(ctx, _ticket(request, ctx), by=ctx.person, resolve_due=deadline)
    if ticket.assignee == ctx.person:
        ticket = await _taken_on(ctx, ticket)
    await ctx.work.reminders.plan([_recheck(ticket, deadline)])
    return Reply(say.opened(ticket, deadline, ctx.sight), _call(ctx, ticket, deadline))


def _deadline(request: requests.OpenInspection, ctx: Context) -> datetime | None:
    """The end of the working hours of the day named, or of the last of so many working days from tomorrow on."""
    ends = ctx.community.work_hours[-1][1]
    if request.until:
        return datetime.combine(request.until, ends, ctx.now.tzinfo)
    if not request.working_days:
        return None
    tomorrow = ctx.midnight() + timedelta(days=1)
    span = request.working_days * workday.day_length(ctx.community.work_hours)
    return workday.due(tomorrow, span, ctx.community.work_hours, ctx.calendar)


def _ticket(request: requests.OpenInspection, ctx: Context) -> tickets.Ticket:
    party = next((one for one in ctx.community.parties if one.people and _named(one, request.subject)), None)
    grid = routing.grid_of(ctx.community, request.place, ctx.group, ctx.who.grid if ctx.who else "")
    return tickets.Ticket(
        community=ctx.community.code,
        number=0,
        kind=tickets.Kind.HAZARD,
        category=request.category,
        urgency=Urgency.BLUE,
        state=tickets.State.NEW,
        text=say.finding(request.subject, request.finding),
        reporter=ctx.person,
        channel=ctx.channel,
        created_at=ctx.now,
        chat=ctx.chat,
        place=request.place,
        grid=grid.code if grid else "",
        party=party.code if party else "",
        assignee=party.people[0] if party else ctx.person,
    )


def _named(party: roster.Party, subject: str) -> bool:
    return party.name in subject or (len(subject) > 1 and subject in party.name)


async def _taken_on(ctx: Context, ticket: tickets.Ticket) -> tickets.Ticket:
    """The ticket as accepted already, where inspectors have to see to their own finding."""
    moved = tickets.advance(ticket, tickets.Move.ACCEPT, ctx.actors(ticket), now=ctx.now, by=ctx.person)
    if isinstance(moved, Refused):
        return ticket
    await ctx.work.tickets.save(*moved)
    await deadlines.plan(ctx, moved[0])
    return moved[0]


def _call(ctx: Context, ticket: tickets.Ticket, deadline: datetime) -> tuple[delivery.Post, ...]:
    if ticket.assignee == ctx.person:
        return ()
    cause = delivery.cause_of_call(ticket.number, ticket.round)
    return addressing.to_staff(
        ctx, ticket, cause, lambda sight: say.call(ticket, deadline, sight), deadlines.called(ctx, ticket)
    )


def _recheck(ticket: tickets.Ticket, due: datetime) -> Reminder:
    return of_community(ticket.community, Step.RECHECK, Term(ticket.number, due), due)


async def recheck(reminder: Reminder, ctx: Context) -> Reply:
    """The term has ended: the inspector is asked to look again. When the term was moved, the second look
    moves with it."""
    ticket = await ctx.work.tickets.get(reminder.community, Term.read(reminder.occurrence).ticket)
    if ticket is None or ticket.ended:
        return Reply()
    if ticket.resolve_due and ticket.resolve_due > ctx.now:
        await ctx.work.reminders.plan([_recheck(ticket, ticket.resolve_due)])
        return Reply()
    cause = f"recheck:{reminder.occurrence}"
    return Reply(
        posts=addressing.to_staff(ctx, ticket, cause, lambda sight: say.recheck(ticket, sight), (ticket.reporter,))
    )
