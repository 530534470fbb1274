"""The reporter has the last word: content, so-so, not done; silence closes; withdrawals."""

from dataclasses import replace
from datetime import timedelta

from bot import ports
from bot.domain import delivery, requests, tickets
from bot.domain.errors import Refused
from bot.domain.requests import Rating
from bot.domain.tickets import Move, State
from bot.domain.urgency import Urgency
from bot.handlers import (
    addressing,
    calming,
    choosing,
    deadlines,
    describing,
    opening,
    raising,
    redrawing,
    refiling,
    reopening,
    rewards,
    supporting,
)
from bot.handlers.context import Context, Reply, refuse
from bot.wording import endings, general, refusals
from bot.wording import tickets as say

#: So long a bare answer to the question whether somebody should go again is taken for one.
_PATIENCE = timedelta(hours=4)
#: Who may say that it is done, beside those who did it.
_CONFIRMERS = frozenset(actor for edge in tickets.MOVES if edge.move is Move.CONFIRM for actor in edge.who)
#: No result has been told yet.
_BEFORE_RESULT = frozenset(State) - tickets.ENDED - {State.CONFIRMING}


async def answer_closing(request: requests.AnswerClosing, ctx: Context) -> Reply:
    """满意 closes, 没修好 opens it again, 一般 closes and offers to; before there is a result all are news."""
    ticket = await _answered(request, ctx)
    if isinstance(ticket, Reply):
        shared = await _shared(request, ctx)
        return await _from_neighbour(request, shared, ctx) if shared else ticket
    if tickets.Actor.REPORTER not in ctx.actors(ticket):
        return await _above(request, ticket, ctx)
    if request.rating is Rating.DISSATISFIED:
        if ticket.state in _BEFORE_RESULT:
            return await opening.add_to(ticket, request.text, raising.heard(ticket, ticket.urgency), ctx)
        return await reopening.reopen(ctx, ticket, request.text)
    if ticket.state in _BEFORE_RESULT:
        return await _says_fixed(ctx, ticket, request.text)
    reply = await close(ctx, ticket, request.rating.value)
    half = request.rating is Rating.FAIR and ticket.state is State.CONFIRMING
    return await _offered_again(ctx, ticket, reply) if half else reply


async def _shared(request: requests.AnswerClosing, ctx: Context) -> tickets.Ticket | None:
    """What the speaker has joined, or what theirs was merged into: by number, else the only one with a result."""
    if request.number is not None:
        return await supporting.followed(ctx, request.number)
    waiting = await supporting.joined(ctx, lambda one: one.state is State.CONFIRMING)
    return waiting[0] if len(waiting) == 1 else None


async def _from_neighbour(request: requests.AnswerClosing, ticket: tickets.Ticket, ctx: Context) -> Reply:
    """The reporter decides; that it is not done at a neighbour's is told to whoever has it."""
    if request.rating is Rating.DISSATISFIED:
        return await opening.add_to(ticket, request.text, raising.heard(ticket, ticket.urgency), ctx)
    return Reply(endings.thanks(ticket))


async def _above(request: requests.AnswerClosing, ticket: tickets.Ticket, ctx: Context) -> Reply:
    """The secretary or the grid's leader has looked at it: it is their word, and no rating of the reporter's."""
    if not ctx.actors(ticket) & _CONFIRMERS:
        return refuse("not_allowed", Move.CONFIRM.value)
    if request.rating is Rating.DISSATISFIED:
        return await reopening.reopen(ctx, ticket, request.text)
    if request.rating is Rating.FAIR:
        return Reply(endings.done_or_not(ticket), outcome=requests.Action.ASK)
    who = endings.office(secretary=ctx.is_secretary)
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
    """Half content: whether somebody should go again is the one question."""
    waiting = requests.MoveTicket(Move.REOPEN, ticket.number)
    where = (ctx.community.code, ctx.chat, ctx.person)
    await ctx.work.questions.ask(ports.Question(*where, reopening.AGAIN, waiting, ctx.now, ctx.now + _PATIENCE))
    return replace(reply, text=endings.closed_so_so(ticket), outcome=requests.Action.ASK)


async def _answered(request: requests.AnswerClosing, ctx: Context) -> tickets.Ticket | Reply:
    """The ticket the answer is about: by number, else what waits for one, else the newest open one; a complaint may
    also be about what was closed lately. One question when several wait; silence when there is nothing at all."""
    complaint = request.rating is Rating.DISSATISFIED
    example = "没修好" if complaint else "满意"
    waiting = await choosing.of_reporter(ctx, request.number, lambda one: one.state is State.CONFIRMING, example)
    if waiting is not None:
        return waiting
    mine = await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person)
    return next((one for one in mine if complaint or not one.ended), Reply(outcome=requests.Action.SILENT))


async def close(ctx: Context, ticket: tickets.Ticket, rating: str, reason: str = "") -> Reply:
    """办结: confirmed by the reporter, who rates it, or by somebody above, or by the clock; the reward is paid."""
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
    """The reporter no longer needs it. Without a number it may be our own question that they are tired of."""
    question = await ctx.work.questions.open(ctx.community.code, ctx.chat, ctx.person, ctx.now)
    if request.number is None and question and question.slot != refiling.SLOT:
        await ctx.work.questions.settle(question)
        about_a_ticket = isinstance(question.request, requests.MoveTicket)
        return Reply(general.left_as_it_is() if about_a_ticket else general.never_mind())
    ticket = await choosing.of_reporter(ctx, request.number, lambda one: not one.ended, "撤回")
    if ticket is None:
        return Reply(outcome=requests.Action.SILENT)
    if isinstance(ticket, Reply):
        return ticket
    if ctx.person == ticket.reporter and await supporting.take_over(ctx, ticket):
        await rewards.give_back(ctx, ticket)
        return Reply(endings.withdrawn(ticket))
    moved = tickets.advance(ticket, Move.WITHDRAW, ctx.actors(ticket), now=ctx.now, by=ctx.person)
    if isinstance(moved, Refused):
        return Reply(refusals.refused(moved))
    after, step = replace(moved[0], closed_at=ctx.now), moved[1]
    await ctx.work.tickets.save(after, step)
    await deadlines.plan(ctx, after)
    await redrawing.redraw(ctx, after)
    await rewards.give_back(ctx, after)
    if ctx.person == after.reporter:
        await refiling.offer(ctx, after)
    told = _tell_assignee(ctx, after, "withdrawn", endings.withdrawn_for_staff(after))
    return Reply(endings.withdrawn(after), (*told, *await supporting.tell(ctx, after)))


async def _says_fixed(ctx: Context, ticket: tickets.Ticket, said: str) -> Reply:
    """Good news before the worker has spoken: the worker checks and closes."""
    if ticket.urgency is Urgency.RED:
        return await calming.over(ctx, ticket, said)
    step = tickets.Step(
        ticket.community, ticket.number, ctx.now, ticket.state, ticket.state, Move.ADD, ctx.person, said
    )
    await ctx.work.tickets.save(ticket, step)
    return Reply(say.added(ticket), _tell_assignee(ctx, ticket, f"fixed:{ticket.round}", endings.says_fixed(ticket)))


def _tell_assignee(ctx: Context, ticket: tickets.Ticket, what: str, body: str) -> tuple[delivery.Post, ...]:
    if not ticket.assignee:
        return ()
    cause = f"ticket:{ticket.number}:{what}"
    return addressing.to_staff(ctx, ticket, cause, lambda _: body, (ticket.assignee,))
