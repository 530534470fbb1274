"""The reporter has the last word: content, so-so, not done; silence closes; withdrawals."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import delivery, requests, tickets
from bot.domain.errors import Refused
from bot.domain.requests import Rating, Slot
from bot.domain.tickets import Move, State
from bot.domain.urgency import Urgency
from bot.handlers import questions, rewards
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.saying import addressing, describing, redrawing
from bot.handlers.tickets import calming, choosing, deadlines, opening, raising, refiling, reopening, supporting
from bot.wording import endings, general, neighbours, offices, refusals, words
from bot.wording import tickets as say
from bot.wording.examples import Example
from intents.talk import answers

#: So long a bare answer to the question whether somebody should go again is taken for one.
_PATIENCE = timedelta(hours=4)
#: Who may say that it is done, beside those who did it.
_CONFIRMERS = frozenset(actor for edge in tickets.MOVES if edge.move is Move.CONFIRM for actor in edge.who)


async def answer_closing(request: requests.AnswerClosing, ctx: Context) -> Reply:
    """满意 closes, 没修好 reopens, 一般 closes and offers to reopen. Before there is a result, the answer is news about
    the ticket."""
    ticket = await _answered(request, ctx)
    if isinstance(ticket, Reply):
        shared = await _shared(request, ctx)
        return await _from_neighbour(request, shared, ctx) if shared else ticket
    if tickets.Actor.REPORTER not in ctx.actors(ticket):
        return await _above(request, ticket, ctx)
    if request.rating is Rating.DISSATISFIED:
        if ticket.state in tickets.UNDONE:
            return await opening.add_to(ticket, request.text, raising.heard(ticket, ticket.urgency), ctx)
        return await reopening.reopen(ctx, ticket, request.text)
    if ticket.state in tickets.UNDONE:
        fixed = request.rating is Rating.SATISFIED and not answers.only_pleased(request.text)
        return await _says_fixed(ctx, ticket, request.text) if fixed else Reply(endings.rated_too_early(ticket))
    own = ticket.assignee == ctx.person
    reply = await close(ctx, ticket, "" if own else request.rating.value, endings.own_work() if own else "")
    half = request.rating is Rating.FAIR and ticket.state is State.CONFIRMING
    return await _offered_again(ctx, ticket, reply) if half else reply


async def _shared(request: requests.AnswerClosing, ctx: Context) -> tickets.Ticket | None:
    """The ticket that the speaker joined, or into which theirs was merged: by number, else the only one with a result,
    else the only one that is not done."""
    if request.number is not None:
        return await supporting.followed(ctx, request.number)
    every = await supporting.joined(ctx, lambda _: True)
    waiting = [one for one in every if one.state is State.CONFIRMING]
    meant = waiting or (every if request.rating is Rating.DISSATISFIED else [])
    return meant[0] if len(meant) == 1 else None


async def _from_neighbour(request: requests.AnswerClosing, ticket: tickets.Ticket, ctx: Context) -> Reply:
    """The reporter decides about a ticket. When a neighbour says that their home is still without, the assignee is told
    and, after the result, the one above them, who may reopen."""
    if request.rating is not Rating.DISSATISFIED:
        return Reply(endings.thanks(ticket))
    reply = await opening.add_to(ticket, request.text, raising.heard(ticket, ticket.urgency), ctx)
    if ticket.state is not State.CONFIRMING:
        return reply
    above = deadlines.people_on_ladder(ctx, ticket)[1:2]
    cause = f"{ctx.cause}:undone:{ticket.number}"
    told = addressing.to_staff(ctx, ticket, cause, lambda _: neighbours.undone(ticket), above) if above else ()
    return replace(reply, text=neighbours.undone_told(ticket), posts=(*reply.posts, *told))


async def _above(request: requests.AnswerClosing, ticket: tickets.Ticket, ctx: Context) -> Reply:
    """The secretary or the grid's leader confirms or reopens in their own name; this is no rating by the reporter."""
    if not ctx.actors(ticket) & _CONFIRMERS:
        return refuse("not_allowed", Move.CONFIRM.value)
    if request.rating is Rating.DISSATISFIED:
        return await reopening.reopen(ctx, ticket, request.text)
    if request.rating is Rating.FAIR:
        return Reply(endings.done_or_not(ticket), outcome=requests.Action.ASK)
    who = offices.above(secretary=ctx.is_secretary)
    reply = await close(ctx, ticket, "", endings.confirmed_by(who))
    if ticket.state is not State.CONFIRMING:
        return reply
    label, posts = describing.label(ctx, ticket), reply.posts
    if ticket.reporter:
        cause = f"ticket:{ticket.number}:confirmed:{ticket.round}"
        news = addressing.to_reporter(
            ctx, ticket, cause, lambda sight: endings.confirmed_for_reporter(ticket, label, who, sight)
        )
        posts = (*news, *posts)
    return replace(reply, text=endings.confirmed_above(ticket), posts=posts)


async def _offered_again(ctx: Context, ticket: tickets.Ticket, reply: Reply) -> Reply:
    """A half content reporter is asked one question: should somebody go again?"""
    await questions.ask(ctx, Slot.AGAIN, requests.MoveTicket(Move.REOPEN, ticket.number), _PATIENCE)
    return replace(reply, text=endings.closed_so_so(ticket), outcome=requests.Action.ASK)


async def _answered(request: requests.AnswerClosing, ctx: Context) -> tickets.Ticket | Reply:
    """The ticket that was rated: by number, else the one that waits for a rating, else the newest open one; a complaint
    may also be about a ticket closed lately. One question when several wait; silence when the person has no ticket."""
    complaint = request.rating is Rating.DISSATISFIED
    example = Example.UNDONE if complaint else Example.CONTENT
    waiting = await choosing.of_reporter(ctx, request.number, lambda one: one.state is State.CONFIRMING, example)
    if waiting is not None:
        return waiting
    mine = await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person)
    if not mine and complaint:
        mine = await choosing.closed_lately(ctx)
    return next(iter(mine), Reply(outcome=requests.Action.SILENT))


async def close(ctx: Context, ticket: tickets.Ticket, rating: str, reason: str = "") -> Reply:
    """办结: confirmed by the reporter with a rating, by somebody above the assignee, or by the clock; the reward is
    paid."""
    if ticket.state is State.CLOSED:
        return Reply(endings.closed(ticket))
    moved = tickets.advance(
        ticket, Move.CONFIRM, ctx.actors(ticket), now=ctx.now, by=ctx.person or "bot", reason=reason or rating
    )
    if isinstance(moved, Refused):
        return Reply(refusals.refused(moved))
    after, step = replace(moved[0], closed_at=ctx.now, rating=rating), moved[1]
    await ctx.work.tickets.save(after, step)
    await deadlines.plan(ctx, after)
    await redrawing.redraw(ctx, after)
    return Reply(endings.closed(after), await rewards.pay(ctx, after))


async def withdraw_ticket(request: requests.WithdrawTicket, ctx: Context) -> Reply:
    """The reporter withdraws a ticket. Said without a number while we wait for an answer, the words drop our question
    instead."""
    question = await questions.current(ctx)
    if request.number is None and question and question.slot not in requests.UNASKED:
        await ctx.work.questions.settle(question)
        about_a_ticket = isinstance(question.request, requests.MoveTicket)
        return Reply(general.left_as_it_is() if about_a_ticket else general.never_mind())
    ticket = await choosing.of_reporter(ctx, request.number, lambda one: not one.ended, Example.WITHDRAW)
    if ticket is None:
        return Reply(outcome=requests.Action.SILENT)
    if isinstance(ticket, Reply):
        return ticket
    rang = ticket.kind is tickets.Kind.ALARM or calming.rings_on(ticket)
    if rang and tickets.Actor.REPORTER in ctx.actors(ticket):
        return await calming.over(ctx, ticket, request.text)
    own = ctx.person == ticket.reporter
    if own and await supporting.take_over(ctx, ticket):
        await rewards.give_back(ctx, ticket)
        return Reply(endings.withdrawn(ticket))
    reason = "" if own else words.masked(request.text)
    moved = tickets.advance(ticket, Move.WITHDRAW, ctx.actors(ticket), now=ctx.now, by=ctx.person, reason=reason)
    if isinstance(moved, Refused):
        return Reply(refusals.refused(moved))
    after, step = replace(moved[0], closed_at=ctx.now), moved[1]
    await ctx.work.tickets.save(after, step)
    await deadlines.plan(ctx, after)
    await redrawing.redraw(ctx, after)
    return await (_withdrawn(ctx, after) if own else _withdrawn_above(ctx, after, reason))


async def _withdrawn(ctx: Context, ticket: tickets.Ticket) -> Reply:
    """By its reporter, who may want it after all."""
    await rewards.give_back(ctx, ticket)
    followers = await supporting.tell(ctx, ticket)
    await refiling.offer(ctx, ticket)
    told = _tell_assignee(ctx, ticket, "withdrawn", endings.withdrawn_for_staff(ticket))
    return Reply(endings.withdrawn(ticket), (*told, *followers))


async def _withdrawn_above(ctx: Context, ticket: tickets.Ticket, reason: str) -> Reply:
    """By the secretary: what was paid for it comes back."""
    returned = await rewards.undo(ctx, ticket)
    followers = await supporting.tell(ctx, ticket)
    posts = (*_tell_of_withdrawal(ctx, ticket, reason), *returned, *followers)
    return Reply(endings.withdrawn_above(ticket), posts)


def _tell_of_withdrawal(ctx: Context, ticket: tickets.Ticket, reason: str) -> tuple[delivery.Post, ...]:
    """Tell the reporter, and whoever had it, that the secretary has withdrawn it, and why."""
    label = describing.label(ctx, ticket)
    cause = f"ticket:{ticket.number}:withdrawn:reporter"
    news = addressing.to_reporter(
        ctx,
        ticket,
        cause,
        lambda sight: endings.withdrawn_for_reporter(ticket, label, describing.fit(ctx, ticket, reason, sight), sight),
    )
    called = ticket.assignee not in {"", ctx.person}
    told = _tell_assignee(ctx, ticket, "withdrawn", endings.withdrawn_by_office(ticket)) if called else ()
    return (*(news if ticket.reporter else ()), *told)


async def _says_fixed(ctx: Context, ticket: tickets.Ticket, said: str) -> Reply:
    """The reporter says that it works before the worker has said so: the worker is told to check and close."""
    if ticket.urgency is Urgency.RED:
        return await calming.over(ctx, ticket, said)
    await ctx.note(ticket, Move.ADD, said)
    return Reply(say.added(ticket), _tell_assignee(ctx, ticket, f"fixed:{ticket.round}", endings.says_fixed(ticket)))


def _tell_assignee(ctx: Context, ticket: tickets.Ticket, what: str, body: str) -> tuple[delivery.Post, ...]:
    if not ticket.assignee:
        return ()
    cause = f"ticket:{ticket.number}:{what}"
    return addressing.to_staff(ctx, ticket, cause, lambda _: body, (ticket.assignee,))
