"""催办: whoever waits for a ticket may urge it, once a working day; those who must act are called."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.domain import cases, delivery, requests, roster, tickets
from bot.domain.tickets import Move, State
from bot.domain.urgency import Urgency
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.duty import terms
from bot.handlers.saying import addressing, describing
from bot.handlers.tickets import choosing, deadlines, noting, supporting
from bot.wording import asides as say
from bot.wording import offices, words
from bot.wording import tickets as say_tickets
from bot.wording.examples import Example

#: Danger may be urged again after this.
RED_AGAIN = timedelta(minutes=10)
#: More than these are not urged at once.
_MOST = 20


async def urge_ticket(request: requests.UrgeTicket, ctx: Context) -> Reply:
    """Call the assignee, and from the second time on the next on the ladder too; the speaker is told how far the ticket
    is."""
    ticket = await _meant(request, ctx)
    if isinstance(ticket, Reply):
        return ticket
    if ticket.ended:
        return Reply(say_tickets.over(ticket))
    if ticket.state is State.CONFIRMING:
        own = ctx.person == ticket.reporter
        return Reply(say.waits_for_you(ticket) if own else say.waits_for_reporter(ticket))
    due = deadlines.next_due(ticket)
    local = due.astimezone(ctx.now.tzinfo) if due else None
    before = [one for one in await ctx.work.tickets.history(ticket.community, ticket.number) if one.move is Move.URGE]
    if request.told and ctx.person == ticket.assignee:
        return await noting.keep(ctx, ticket, request.told)
    if request.until and terms.may_set(ctx, ticket, request.until):
        return await terms.set_term(ctx, ticket, request.until, request.told)
    if not request.until and any(one.by == ctx.person and one.at >= _since(ctx, ticket) for one in before):
        return Reply(say.urged_already(ticket, local))
    await ctx.note(ticket, Move.URGE, words.masked(request.told))
    label, times = describing.label(ctx, ticket), len(before) + 1
    posts = addressing.to_staff(
        ctx,
        ticket,
        f"{ctx.cause}:urge:{ticket.number}",
        lambda sight: say.call(ticket, label, times, local, sight, offices.highest(ctx.roles), _told(request, sight)),
        deadlines.people_on_ladder(ctx, ticket)[: min(times, 2)],
    )
    urged = say.urged_by_staff if ctx.roles & roster.STAFF else say.urged
    return Reply(urged(ticket, local), posts)


async def urge_many(request: requests.UrgeMany, ctx: Context) -> Reply:
    """没接单的都催一下: for those who head the others; what has been urged today is left out, and that is said."""
    if not ctx.roles & roster.HEADS:
        return refuse("heads_only")
    if ctx.sight is say_tickets.Sight.RESIDENTS:
        return refuse("alone_only")
    numbers = await _counted(request, ctx)
    urged: list[int] = []
    posts: list[delivery.Post] = []
    for number in numbers[:_MOST]:
        one = await urge_ticket(requests.UrgeTicket(number), replace(ctx, cause=f"{ctx.cause}:{number}"))
        urged += [number] if one.posts else []
        posts += one.posts
    before = [number for number in numbers[:_MOST] if number not in urged]
    return Reply(say.urged_many(urged, before, len(numbers) - len(numbers[:_MOST])), tuple(posts))


async def _counted(request: requests.UrgeMany, ctx: Context) -> list[int]:
    """By the definitions of the figures, at this moment; first the oldest."""
    tomorrow = ctx.midnight() + timedelta(days=1)
    span = cases.Span(datetime.min.replace(tzinfo=ctx.now.tzinfo), tomorrow, ctx.now)
    found = await ctx.work.reports.cases(ctx.community.code, ctx.midnight(), tomorrow, ctx.reader)
    meant = [one for one in found if request.worker in {"", one.assignee} and request.grid in {"", one.grid}]
    open_ones = [one for one in meant if one.state not in tickets.ENDED]
    scores = [cases.score(measure, open_ones, span) for measure in request.measures]
    numbers = sorted({number for score in scores if score for number in score.numbers})
    return [one.number for one in await choosing.all_known(ctx, numbers)]


def _told(request: requests.UrgeTicket, sight: say_tickets.Sight) -> str:
    """What a head asks for, where no resident reads it."""
    hidden = sight is say_tickets.Sight.RESIDENTS
    return "" if hidden else say.told(words.discreet(request.told), request.until)


async def _meant(request: requests.UrgeTicket, ctx: Context) -> tickets.Ticket | Reply:
    """By number, for the reporter, those who joined, and staff; else the only ticket for which the person waits.

    Tickets they reported come before those they joined.
    """
    if request.number is not None:
        joined = await supporting.followed(ctx, request.number)
        return joined or await choosing.by_number(ctx, request.number)
    found = await choosing.of_reporter(ctx, None, _waited_for, Example.URGE)
    found = found or choosing.only(ctx, await supporting.joined(ctx, _waited_for), Example.URGE)
    return found or Reply(say_tickets.mine((), ctx.sight))


def _waited_for(ticket: tickets.Ticket) -> bool:
    return not ticket.ended and ticket.state is not State.CONFIRMING


def _since(ctx: Context, ticket: tickets.Ticket) -> datetime:
    """The beginning of this working day, or of the last one if today is none; for a red ticket a moment ago."""
    if ticket.urgency is Urgency.RED:
        return ctx.now - RED_AGAIN
    day = ctx.now.date()
    while not ctx.calendar.is_workday(day):
        day -= timedelta(days=1)
    return datetime.combine(day, time(), ctx.now.tzinfo)
