"""The one question back: durable, per person and chat; unanswered, it goes on without the answer."""

from dataclasses import replace
from datetime import timedelta

from bot import ports
from bot.domain import requests, tickets
from bot.domain.urgency import Urgency
from bot.handlers import opening
from bot.handlers.context import Context, Reply
from bot.wording import general

#: An answer that comes later still lands; after that the matter goes to a human without it.
PATIENCE = timedelta(hours=4)


async def clarify(request: requests.Clarify, ctx: Context) -> Reply:
    """Ask, and keep the request that waits for the answer.

    Nobody waits where life may be in danger: it is filed at once. Nor is anything asked twice, or a matter forgotten
    over a second question: what waited is filed as it is.
    """
    waiting = request.request
    if isinstance(waiting, requests.OpenTicket) and waiting.urgency is Urgency.RED:
        return await opening.open_ticket(waiting, ctx)
    earlier = await _waiting(ctx)
    if isinstance(waiting, requests.OpenTicket) and earlier and earlier.category == waiting.category:
        await _settle(ctx)
        return await opening.open_ticket(replace(waiting, unplaced=request.slot == "place"), ctx)
    filed = await opening.open_ticket(earlier, ctx) if earlier else Reply()
    question = ports.Question(
        community=ctx.community.code,
        chat=ctx.chat,
        person=ctx.person,
        slot=request.slot,
        request=request.request,
        asked_at=ctx.now,
        expires_at=ctx.now + PATIENCE,
        message_id=ctx.message_id,
    )
    await ctx.work.questions.ask(question)
    if isinstance(waiting, requests.OpenTicket):
        await ctx.work.reminders.plan([_unanswered(ctx, question)])
    asked = general.question(request.slot, request.options)
    return Reply("\n".join(one for one in (filed.text, asked) if one), filed.posts, requests.Action.ASK)


async def _waiting(ctx: Context) -> requests.OpenTicket | None:
    """The matter that waits for an answer of this person here, or has waited in vain."""
    where = (ctx.community.code, ctx.chat, ctx.person, ctx.now)
    question = await ctx.work.questions.open(*where) or await ctx.work.questions.lapsed(*where)
    return without_answer(question) if question else None


async def _settle(ctx: Context) -> None:
    where = (ctx.community.code, ctx.chat, ctx.person, ctx.now)
    question = await ctx.work.questions.open(*where) or await ctx.work.questions.lapsed(*where)
    if question:
        await ctx.work.questions.settle(question)


def _unanswered(ctx: Context, question: ports.Question) -> tickets.Reminder:
    occurrence = f"{ctx.message_id}|{question.chat}|{question.person}"
    return tickets.Reminder(ctx.community.code, 0, "question", 0, occurrence, question.expires_at)


def asked_of(reminder: tickets.Reminder) -> tuple[int, str, str]:
    """(id of the message, chat, person) of the question a reminder is about."""
    message_id, chat, person = reminder.occurrence.split("|", 2)
    return int(message_id), chat, person


def without_answer(question: ports.Question) -> requests.OpenTicket | None:
    """What to do when nobody answered: file the matter as it is; a human will ask."""
    waiting = question.request
    if not isinstance(waiting, requests.OpenTicket):
        return None
    return replace(waiting, safety="", unplaced=question.slot == "place")
