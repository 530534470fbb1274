"""12 下周三前修好: asked once, then a deadline and a row of the promise ledger."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.domain import cases, delivery, promises, requests, roster, tickets
from bot.domain.errors import Refused
from bot.domain.tickets import Actor, Move, State
from bot.domain.urgency import Urgency
from bot.handlers import clarifying
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.duty import covering
from bot.handlers.saying import addressing, describing
from bot.handlers.tickets import choosing, deadlines, urging
from bot.wording import promises as say
from bot.wording import refusals, words
from intents.slots import naming

#: A promise on one of these, by its assignee, also says that they take it on.
_NOT_TAKEN_ON = frozenset({State.NEW, State.ASSIGNED, State.RETURNED, State.DEFERRED})
_MAY_WAIT = frozenset(State) - tickets.ENDED - {State.CONFIRMING}
#: More than these and nobody reads them.
_LISTED = 20


async def promise(request: requests.Promise, ctx: Context) -> Reply:
    """The promised day is read back with its weekday and asked about once; it counts only after a yes."""
    if not ctx.roles & roster.STAFF:
        return Reply(outcome=requests.Action.SILENT)
    if request.agreed == "no":
        return Reply(say.dropped())
    ticket = await _meant(request, ctx)
    if isinstance(ticket, Reply):
        return ticket
    if request.until is None or request.until < ctx.now.date():
        return refuse("past_date", words.day(request.until)) if request.until else Reply(say.needs_day(ticket))
    if request.agreed != "yes":
        asked = replace(request, number=ticket.number)
        sure = requests.Clarify(requests.Slot.CONFIRM, asked, (say.asked(ticket, request.until),))
        return await clarifying.clarify(sure, ctx)
    return await _make(ctx, ticket, request.until)


async def show_promises(request: requests.ShowPromises, ctx: Context) -> Reply:
    """What is promised and not done: one's own for staff; everybody's and this month's rate for those who head them."""
    if not ctx.roles & roster.STAFF:
        return Reply(outcome=requests.Action.SILENT)
    code = ctx.community.code
    heads = bool(ctx.roles & roster.HEADS)
    waiting = await ctx.work.promises.open(code, "" if heads else ctx.person)
    waiting = waiting[:_LISTED]
    found = await ctx.work.tickets.several(code, [one.ticket for one in waiting])
    lines = [
        say.Line(ticket, describing.label(ctx, ticket), _local(ctx, one.due_at), _name(ctx, one.person))
        for one in waiting
        if (ticket := found.get(one.ticket)) and cases.counts_for(ctx.reader, ticket.about)
    ]
    rate = None
    if heads:
        first = ctx.midnight().replace(day=1)
        until = ctx.now + timedelta(microseconds=1)
        rate = await ctx.work.promises.kept(code, first, until, ctx.now, reader=ctx.reader)
    return Reply(say.listed(lines, rate, ctx.now, ctx.sight))


async def _meant(request: requests.Promise, ctx: Context) -> tickets.Ticket | Reply:
    ticket = await choosing.of_assignee(ctx, request.number, (lambda one: one.state in _MAY_WAIT,), "下周三前修好")
    if isinstance(ticket, Reply):
        return ticket
    if not ctx.actors(ticket) & {Actor.ASSIGNEE, Actor.SECRETARY}:
        return await _urged(request, ctx, ticket) or refuse("promise_not_yours", str(ticket.number))
    put_off = ticket.state is State.DEFERRED and ctx.person != ticket.assignee
    if ticket.state not in _MAY_WAIT or put_off:
        return Reply(refusals.refused(Refused("no_such_move", (ticket.state.value, Move.PROMISE.value))))
    return ticket


async def _urged(request: requests.Promise, ctx: Context, ticket: tickets.Ticket) -> Reply | None:
    """周五前修好, said by a leader of what somebody else has, is no promise: whoever has it is told."""
    if Actor.LEADER not in ctx.actors(ticket):
        return None
    named = naming.first(request.text)
    said = named.words if named else request.text
    return await urging.urge_ticket(requests.UrgeTicket(ticket.number, told=said, until=request.until), ctx)


async def _make(ctx: Context, ticket: tickets.Ticket, until: date) -> Reply:
    due = _end_of_work(ctx, until)
    ticket = await _taken_on(ctx, ticket)
    red = ticket.urgency is Urgency.RED and ticket.resolve_due is not None and ticket.resolve_due < due
    after = replace(ticket, resolve_due=ticket.resolve_due if red else due, round=ticket.round + 1)
    await ctx.note(after, Move.PROMISE, words.day(until))
    await deadlines.plan(ctx, after)
    await ctx.work.promises.make(promises.Promise(after.community, after.number, ctx.person, ctx.now, due))
    return Reply(say.made(after, until, red=red), _news(ctx, after, until))


async def _taken_on(ctx: Context, ticket: tickets.Ticket) -> tickets.Ticket:
    if ctx.person != ticket.assignee or ticket.state not in _NOT_TAKEN_ON:
        return ticket
    moved = tickets.advance(ticket, Move.ACCEPT, ctx.actors(ticket), now=ctx.now, by=ctx.person)
    if isinstance(moved, Refused):
        return ticket
    after = covering.taken_on(ctx, moved[0])
    await ctx.work.tickets.save(after, moved[1])
    return after


def _news(ctx: Context, ticket: tickets.Ticket, until: date) -> tuple[delivery.Post, ...]:
    if ticket.reporter in {ctx.person, ""}:
        return ()
    label, cause = describing.label(ctx, ticket), f"ticket:{ticket.number}:promised:{ticket.round}"
    return addressing.to_reporter(ctx, ticket, cause, lambda sight: say.news(ticket, label, until, sight))


def _end_of_work(ctx: Context, day: date) -> datetime:
    end = datetime.combine(day, ctx.community.work_hours[-1][1], ctx.now.tzinfo)
    return end if end > ctx.now else datetime.combine(day, time(23, 59), ctx.now.tzinfo)


def _local(ctx: Context, moment: datetime) -> datetime:
    return moment.astimezone(ctx.now.tzinfo)


def _name(ctx: Context, userid: str) -> str:
    person = ctx.community.person(userid)
    return person.name if person else userid
