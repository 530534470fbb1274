"""满意, 催一下, 撤了, by somebody who waits for several: all of them, the one whose thing is named, or one question."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from bot.domain import requests, tickets
from bot.domain.requests import Rating, Slot
from bot.domain.tickets import State, Ticket
from bot.handlers import questions
from bot.handlers.context import Context, Reply
from bot.handlers.tickets import choosing, closing, urging
from bot.wording import tickets as say
from intents.talk import choices

_Said = TypeVar("_Said", requests.AnswerClosing, requests.WithdrawTicket, requests.UrgeTicket)
#: So long the bare number that answers the question lands.
PATIENCE = timedelta(hours=4)


async def answer_closing(request: requests.AnswerClosing, ctx: Context) -> Reply:
    """What waits for an answer; a complaint may also be of what is not done yet."""
    return await _carry_out(request, ctx, closing.answer_closing)


async def withdraw_ticket(request: requests.WithdrawTicket, ctx: Context) -> Reply:
    """Words that drop a question of ours are not about a ticket; those that answer which one is meant are."""
    question = await questions.current(ctx)
    waiting = question.request if question and question.slot is Slot.WHICH else None
    answers = isinstance(waiting, requests.WithdrawTicket) and request.text.endswith(f" {waiting.text}")
    if question and question.slot not in requests.UNASKED and not answers:
        return await closing.withdraw_ticket(request, ctx)
    return await _carry_out(request, ctx, closing.withdraw_ticket)


async def urge_ticket(request: requests.UrgeTicket, ctx: Context) -> Reply:
    return await _carry_out(request, ctx, urging.urge_ticket)


async def _carry_out(request: _Said, ctx: Context, do: Callable[[_Said, Context], Awaitable[Reply]]) -> Reply:
    mine = await _meant(request, ctx) if request.number is None else []
    if len(mine) < 2:
        return await do(request, ctx)
    if choices.all_of_them(request.text):
        return _together([await do(replace(request, number=one.number), ctx) for one in mine])
    named = [one for one in mine if choices.names(request.text, one.category, one.text)]
    if len(named) == 1:
        return await do(replace(request, number=named[0].number), ctx)
    await questions.ask(ctx, Slot.WHICH, request, PATIENCE)
    return Reply(say.which_number(choosing.described(ctx, named or mine)), outcome=requests.Action.ASK)


async def _meant(request: requests.Request, ctx: Context) -> Sequence[Ticket]:
    mine = await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person)
    waiting = [one for one in mine if one.state is State.CONFIRMING]
    if isinstance(request, requests.AnswerClosing):
        return waiting or (mine if request.rating is Rating.DISSATISFIED else [])
    if isinstance(request, requests.UrgeTicket):
        return [one for one in mine if one not in waiting]
    return [one for one in mine if one.state not in tickets.ENDED]


def _together(replies: Sequence[Reply]) -> Reply:
    posts = tuple(post for one in replies for post in one.posts)
    return Reply("\n".join(one.text for one in replies), posts)
