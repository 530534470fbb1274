"""The one question back: durable, per person and chat; unanswered, it goes on without the answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot import ports
from bot.domain import requests, tickets
from bot.domain.urgency import Urgency
from bot.handlers import asking, choosing, opening
from bot.handlers.context import Context, Reply
from bot.wording import general
from bot.wording import tickets as say

#: An answer that comes later still lands; after that the matter goes to a human without it.
PATIENCE = timedelta(hours=4)
#: The slot of our question whether it is a matter at all, where nothing that it could be about is named.
_WHETHER = "whether"


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
    if request.slot == "which":
        named = [await choosing.known(ctx, int(number)) for number in request.options]
        return await _asked("which", waiting, _which([one for one in named if one], ctx), ctx)
    meal = isinstance(waiting, requests.OrderMeal | requests.ChangeMeal)
    what = "address" if meal and request.slot == "place" else request.slot
    return await _asked(request.slot, waiting, general.question(what, request.options), ctx)


async def which(found: Sequence[tickets.Ticket], waiting: requests.Numbered, ctx: Context) -> Reply:
    """Ask which of several is meant; the bare number that comes next completes what waits."""
    return await _asked("which", waiting, _which(found, ctx), ctx)


def _which(found: Sequence[tickets.Ticket], ctx: Context) -> str:
    return say.which_number(choosing.described(ctx, found))


async def _asked(slot: str, waiting: requests.Request | None, asked: str, ctx: Context) -> Reply:
    """The question is put; a matter that still waits for another answer is filed as it is."""
    earlier = await _waiting(ctx)
    await _let_go(ctx)
    filed = await opening.open_ticket(earlier, ctx) if earlier else Reply()
    question = ports.Question(
        community=ctx.community.code,
        chat=ctx.chat,
        person=ctx.person,
        slot=slot,
        request=waiting,
        asked_at=ctx.now,
        expires_at=ctx.now + PATIENCE,
        message_id=ctx.message_id,
    )
    await ctx.work.questions.ask(question)
    if isinstance(waiting, requests.OpenTicket):
        await ctx.work.reminders.plan([_unanswered(ctx, question)])
    return Reply("\n".join(one for one in (filed.text, asked) if one), filed.posts, requests.Action.ASK)


async def _waiting(ctx: Context) -> requests.OpenTicket | None:
    """The matter that waits for an answer of this person here, or has waited in vain."""
    where = (ctx.community.code, ctx.chat, ctx.person, ctx.now)
    question = await ctx.work.questions.open(*where) or await ctx.work.questions.lapsed(*where)
    return without_answer(question) if question else None


async def _let_go(ctx: Context) -> None:
    where = (ctx.community.code, ctx.chat, ctx.person, ctx.now)
    question = await ctx.work.questions.open(*where) or await ctx.work.questions.lapsed(*where)
    if question:
        await unconfirmed(question, ctx)


async def unconfirmed(question: ports.Question, ctx: Context) -> None:
    """What nobody has confirmed to be a matter, and names nothing, is listed for the secretary: nobody is sent out."""
    if question.slot == _WHETHER and isinstance(question.request, requests.OpenTicket):
        await asking.list_unanswered(question.request.text, ctx)


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
    """What to do when nobody answered: file the matter as it is; a human will ask. See `unconfirmed` for the rest."""
    waiting = question.request
    if not isinstance(waiting, requests.OpenTicket) or question.slot == _WHETHER:
        return None
    return replace(waiting, safety="", unplaced=question.slot == "place")
