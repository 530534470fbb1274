"""A result that could not be told to whoever reported it: staff learn so, and the reporter with their next word."""

from dataclasses import replace

from bot.domain import delivery, tickets
from bot.domain.concerns import Mood
from bot.domain.messages import Channel
from bot.domain.requests import Action, Reading, ShowTicket
from bot.handlers.context import Context
from bot.handlers.saying import addressing
from bot.handlers.tickets import deadlines
from bot.wording import results as say

#: What stands in the history until the reporter has been shown the result.
_MISSED, _SHOWN = "报告人没收到结果", "报告人看到结果了"


async def missed(ctx: Context, post: delivery.Post) -> tuple[delivery.Post, ...]:
    """Those who have the tickets of `post` are told that their reporter did not hear that they are done."""
    told: list[delivery.Post] = []
    for number in post.tickets:
        ticket = await ctx.work.tickets.get(post.community, number)
        if ticket and ticket.state is tickets.State.CONFIRMING and ticket.reporter.removeprefix("oa:") == post.target:
            await ctx.note(ticket, tickets.Move.NOTE, _MISSED, by="bot")
            told += _told(ctx, ticket)
    return tuple(told)


def _told(ctx: Context, ticket: tickets.Ticket) -> tuple[delivery.Post, ...]:
    cause = f"unheard:{ticket.number}:{ticket.round}"
    return addressing.to_staff(ctx, ticket, cause, lambda _: say.not_heard(ticket), deadlines.called(ctx, ticket))


async def shown(reading: Reading, ctx: Context) -> Reading:
    """`reading`, with the results first that the speaker has not heard; mere thanks are no answer to those.

    Only a follower of the account can have missed any: to nobody else may we not speak unasked after two days.
    """
    if ctx.channel != Channel.OA:
        return reading
    found = await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person)
    news = [one for one in found if one.state is tickets.State.CONFIRMING and await _waits(ctx, one)]
    if not news:
        return reading
    for one in news:
        await ctx.note(one, tickets.Move.NOTE, _SHOWN, by="bot")
    content = reading.concern is not None and Mood.PLEASED in reading.concern.moods
    concern = None if content else reading.concern
    asked = (*(ShowTicket(one.number) for one in news), *reading.requests)
    return replace(reading, action=Action.ACT, requests=asked, concern=concern, silence="")


async def _waits(ctx: Context, ticket: tickets.Ticket) -> bool:
    steps = await ctx.work.tickets.history(ticket.community, ticket.number)
    return next((one.reason for one in reversed(steps) if one.reason in (_MISSED, _SHOWN)), "") == _MISSED
