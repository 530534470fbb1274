"""A result that could not be told to whoever reported it: staff learn so, and the reporter with their next word."""

from dataclasses import replace
from enum import StrEnum

from bot.domain import delivery, tickets
from bot.domain.concerns import Mood
from bot.domain.messages import Channel
from bot.domain.requests import Action, Reading, ShowTicket
from bot.handlers.context import Context
from bot.handlers.saying import addressing
from bot.handlers.tickets import deadlines
from bot.wording import results as say


class _Result(StrEnum):
    """The reason of a note of ours in the history; after the last of these goes what the reporter knows."""

    MISSED = "result:missed"
    SHOWN = "result:shown"


async def missed(ctx: Context, post: delivery.Post) -> tuple[delivery.Post, ...]:
    """Those who have the tickets of `post` are told that their reporter did not hear that they are done."""
    told: list[delivery.Post] = []
    for number in post.tickets:
        ticket = await ctx.work.tickets.get(post.community, number)
        if ticket and ticket.state is tickets.State.CONFIRMING and ticket.reporter.removeprefix("oa:") == post.target:
            await ctx.note(ticket, tickets.Move.NOTE, _Result.MISSED, by="bot")
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
        await ctx.note(one, tickets.Move.NOTE, _Result.SHOWN, by="bot")
    content = reading.concern is not None and Mood.PLEASED in reading.concern.moods
    concern = None if content else reading.concern
    asked = (*(ShowTicket(one.number) for one in news), *reading.requests)
    return replace(reading, action=Action.ACT, requests=asked, concern=concern, silence="")


async def _waits(ctx: Context, ticket: tickets.Ticket) -> bool:
    steps = await ctx.work.tickets.history(ticket.community, ticket.number)
    return next((one.reason for one in reversed(steps) if one.reason in set(_Result)), "") == _Result.MISSED
