"""12 下周三前修好: asked once, then a deadline and a row of the promise ledger."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain import cases, delivery, promises, requests, roster, tickets
from bot.domain.errors import Refused
from bot.domain.tickets import Actor, Move, State
from bot.handlers import clarifying
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.duty import covering, terms
from bot.handlers.saying import addressing, describing
from bot.handlers.tickets import choosing, deadlines
from bot.wording import promises as say
from bot.wording import refusals, words
from bot.wording import terms as say_terms
from bot.wording.examples import Example
from bot.wording.tickets import Sight
from intents.slots import naming

#: A promise on one of these, by its assignee, also says that they take it on.
_TAKEN_ON_BY_IT = tickets.NOT_TAKEN_ON | {State.DEFERRED}
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
    if request.until and terms.may_set(ctx, ticket, request.until):
        return await terms.set_term(ctx, ticket, request.until, _words(request))
    if request.until is None or request.until < ctx.now.date():
        return refuse("past_date", words.day(request.until)) if request.until else Reply(say.needs_day(ticket))
    if ticket.resolve_due and await terms.stands_against(ctx, ticket, request.until):
        return Reply(say_terms.stands(ticket, ticket.resolve_due.astimezone(ctx.now.tzinfo)))
    if request.agreed != "yes":
        asked = replace(request, number=ticket.number)
        sure = requests.Clarify(requests.Slot.CONFIRM, asked, (say.asked(ticket, request.until),))
        return await clarifying.clarify(sure, ctx)
    return await _make(ctx, ticket, request.until)


async def show_promises(request: requests.ShowPromises, ctx: Context) -> Reply:
    """What is promised and not done: one's own for staff, and what they hold for somebody else; everybody's and this
    month's rate for those who head them."""
    if not ctx.roles & roster.STAFF:
        return Reply(outcome=requests.Action.SILENT)
    if ctx.sight is Sight.RESIDENTS:
        return refuse("alone_only")
    code = ctx.community.code
    heads = bool(ctx.roles & roster.HEADS)
    waiting = await ctx.work.promises.open(code)
    found = await ctx.work.tickets.several(code, [one.ticket for one in waiting])
    if not heads:
        waiting = [one for one in waiting if ctx.person in {one.person, _holder(found, one)}]
    lines = [
        say.Line(ticket, describing.label(ctx, ticket), _local(ctx, one.due_at), _name(ctx, one.person))
        for one in waiting[:_LISTED]
        if (ticket := found.get(one.ticket)) and cases.counts_for(ctx.reader, ticket.about)
    ]
    rate = None
    if heads:
        first = ctx.midnight().replace(day=1)
        until = ctx.now + timedelta(microseconds=1)
        rate = await ctx.work.promises.kept(code, first, until, ctx.now, reader=ctx.reader)
    return Reply(say.listed(lines, rate, ctx.now, ctx.sight))


def _holder(found: Mapping[int, tickets.Ticket], one: promises.Promise) -> str:
    ticket = found.get(one.ticket)
    return ticket.assignee if ticket else ""


async def _meant(request: requests.Promise, ctx: Context) -> tickets.Ticket | Reply:
    ticket = await choosing.of_assignee(
        ctx, request.number, (lambda one: one.state in tickets.UNDONE,), Example.PROMISE
    )
    if isinstance(ticket, Reply):
        return ticket
    if not ctx.actors(ticket) & {Actor.ASSIGNEE, Actor.SECRETARY, Actor.LEADER}:
        return refuse("promise_not_yours", str(ticket.number))
    put_off = ticket.state is State.DEFERRED and ctx.person != ticket.assignee
    if ticket.state not in tickets.UNDONE or put_off:
        return Reply(refusals.refused(Refused("no_such_move", (ticket.state.value, Move.PROMISE.value))))
    return ticket


def _words(request: requests.Promise) -> str:
    named = naming.first(request.text)
    return named.words if named else request.text


async def _make(ctx: Context, ticket: tickets.Ticket, until: date) -> Reply:
    after = terms.due_by(ctx, await _taken_on(ctx, ticket), until)
    due = terms.end_of_work(ctx, until)
    await ctx.note(after, Move.PROMISE, words.day(until))
    await deadlines.plan(ctx, after)
    await ctx.work.promises.make(promises.Promise(after.community, after.number, ctx.person, ctx.now, due))
    return Reply(say.made(after, until, red=after.resolve_due != due), _news(ctx, after, until))


async def _taken_on(ctx: Context, ticket: tickets.Ticket) -> tickets.Ticket:
    if ctx.person != ticket.assignee or ticket.state not in _TAKEN_ON_BY_IT:
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


def _local(ctx: Context, moment: datetime) -> datetime:
    return moment.astimezone(ctx.now.tzinfo)


def _name(ctx: Context, userid: str) -> str:
    person = ctx.community.person(userid)
    return person.name if person else userid
