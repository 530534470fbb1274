"""The reporter has the last word: content, so-so, not done; silence closes; withdrawals."""

from dataclasses import replace

from bot.domain import delivery, requests, tickets
from bot.domain.errors import Refused
from bot.domain.requests import Rating
from bot.domain.tickets import Move, State
from bot.handlers import addressing, choosing, deadlines, opening, raising, redrawing, reopening, rewards, supporting
from bot.handlers.context import Context, Reply, refuse
from bot.wording import general, refusals
from bot.wording import tickets as say

#: No result has been told yet.
_BEFORE_RESULT = frozenset(State) - tickets.ENDED - {State.CONFIRMING}


async def answer_closing(request: requests.AnswerClosing, ctx: Context) -> Reply:
    """满意 closes, 没修好 opens it again; before there is a result both are news for the assignee."""
    ticket = await _answered(request, ctx)
    if isinstance(ticket, Reply):
        return ticket
    if tickets.Actor.REPORTER not in ctx.actors(ticket) and not ctx.is_secretary:
        return refuse("not_allowed", Move.CONFIRM.value)
    if request.rating is Rating.DISSATISFIED:
        if ticket.state in _BEFORE_RESULT:
            return await opening.add_to(ticket, request.text, raising.heard(ticket, ticket.urgency), ctx)
        return await reopening.reopen(ctx, ticket, request.text)
    if ticket.state in _BEFORE_RESULT:
        return await _says_fixed(ctx, ticket, request.text)
    return await close(ctx, ticket, request.rating.value)


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


async def close(ctx: Context, ticket: tickets.Ticket, rating: str) -> Reply:
    """办结: confirmed by the reporter, or by the clock when they stay silent; the reward is paid."""
    if ticket.state is State.CLOSED:
        return Reply(say.closed(ticket))
    moved = tickets.advance(
        ticket, Move.CONFIRM, ctx.actors(ticket), now=ctx.now, by=ctx.person or "bot", reason=rating
    )
    if isinstance(moved, Refused):
        return Reply(refusals.refused(moved))
    after, step = replace(moved[0], closed_at=ctx.now, rating=rating), moved[1]
    await ctx.work.tickets.save(after, step)
    await deadlines.plan(ctx, after)
    await redrawing.redraw(ctx, after)
    return Reply(say.closed(after), await rewards.pay(ctx, after))


async def withdraw_ticket(request: requests.WithdrawTicket, ctx: Context) -> Reply:
    """The reporter no longer needs it. Without a number it may be our own question that they are tired of."""
    question = await ctx.work.questions.open(ctx.community.code, ctx.chat, ctx.person, ctx.now)
    if request.number is None and question:
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
        return Reply(say.withdrawn(ticket))
    moved = tickets.advance(ticket, Move.WITHDRAW, ctx.actors(ticket), now=ctx.now, by=ctx.person)
    if isinstance(moved, Refused):
        return Reply(refusals.refused(moved))
    after, step = replace(moved[0], closed_at=ctx.now), moved[1]
    await ctx.work.tickets.save(after, step)
    await deadlines.plan(ctx, after)
    await redrawing.redraw(ctx, after)
    await rewards.give_back(ctx, after)
    told = _tell_assignee(ctx, after, "withdrawn", say.withdrawn_for_staff(after))
    return Reply(say.withdrawn(after), (*told, *await supporting.tell(ctx, after)))


async def _says_fixed(ctx: Context, ticket: tickets.Ticket, said: str) -> Reply:
    """Good news before the worker has spoken: the worker checks and closes."""
    step = tickets.Step(
        ticket.community, ticket.number, ctx.now, ticket.state, ticket.state, Move.ADD, ctx.person, said
    )
    await ctx.work.tickets.save(ticket, step)
    return Reply(say.added(ticket), _tell_assignee(ctx, ticket, f"fixed:{ticket.round}", say.says_fixed(ticket)))


def _tell_assignee(ctx: Context, ticket: tickets.Ticket, what: str, body: str) -> tuple[delivery.Post, ...]:
    if not ticket.assignee:
        return ()
    cause = f"ticket:{ticket.number}:{what}"
    return addressing.to_staff(ctx, ticket, cause, lambda _: body, (ticket.assignee,))
