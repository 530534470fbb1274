"""The one question back, kept per person and chat; a matter goes on without the answer if none comes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot import ports
from bot.domain import reminders, requests, tickets
from bot.domain.requests import Slot
from bot.domain.urgency import Urgency
from bot.handlers import questions
from bot.handlers.asked import asking
from bot.handlers.context import Context, Reply
from bot.handlers.tickets import choosing, opening
from bot.wording import general
from bot.wording import tickets as say

#: An answer that comes later still lands; after that the matter goes to a human without it.
PATIENCE = timedelta(hours=4)


async def clarify(request: requests.Clarify, ctx: Context) -> Reply:
    """Ask, and keep the request that waits for the answer.

    What may endanger life is filed at once, without a question. No question is asked twice, and a second question does
    not lose the matter behind the first: that matter is filed as it is.
    """
    waiting = request.request
    if isinstance(waiting, requests.OpenTicket) and waiting.urgency is Urgency.RED:
        return await opening.open_ticket(waiting, ctx)
    before = await _unsettled(ctx)
    earlier = without_answer(before) if before else None
    if isinstance(waiting, requests.OpenTicket) and before and earlier and earlier.category == waiting.category:
        await ctx.work.questions.settle(before)
        return await opening.open_ticket(replace(waiting, unplaced=request.slot == Slot.PLACE), ctx)
    if request.slot == Slot.WHICH:
        named = await choosing.all_known(ctx, [int(number) for number in request.options])
        return await _asked(Slot.WHICH, waiting, _which(named, ctx), ctx)
    meal = isinstance(waiting, requests.OrderMeal | requests.ChangeMeal)
    asked = general.which_door() if meal and request.slot == Slot.PLACE else None
    return await _asked(request.slot, waiting, asked or general.question(request.slot, request.options), ctx)


async def which(found: Sequence[tickets.Ticket], waiting: requests.Numbered, ctx: Context) -> Reply:
    """Ask which of several is meant; the bare number that comes next completes what waits."""
    return await _asked(Slot.WHICH, waiting, _which(found, ctx), ctx)


def _which(found: Sequence[tickets.Ticket], ctx: Context) -> str:
    return say.which_number(choosing.described(ctx, found))


async def _asked(slot: Slot, waiting: requests.Request | None, asked: str, ctx: Context) -> Reply:
    """The question is put; a matter that still waits for another answer is filed as it is."""
    before, filed = await _unsettled(ctx), Reply()
    if before:
        await unconfirmed(before, ctx)
        earlier = without_answer(before)
        filed = await opening.open_ticket(earlier, ctx) if earlier else filed
    question = await questions.ask(ctx, slot, waiting, PATIENCE)
    if isinstance(waiting, requests.OpenTicket):
        about = reminders.Asked(ctx.message_id or 0, ctx.chat, ctx.person)
        unanswered = reminders.of_community(question.community, reminders.Step.QUESTION, about, question.expires_at)
        await ctx.work.reminders.plan([unanswered])
    return Reply("\n".join(one for one in (filed.text, asked) if one), filed.posts, requests.Action.ASK)


async def _unsettled(ctx: Context) -> ports.Question | None:
    """The question that waits for an answer of this person here, or has waited in vain."""
    return await questions.current(ctx) or await questions.lapsed(ctx)


async def unconfirmed(question: ports.Question, ctx: Context) -> None:
    """List for the secretary what nobody has confirmed to be a matter and what names no thing or place: nobody is sent
    out."""
    if question.slot == Slot.WHETHER and isinstance(question.request, requests.OpenTicket):
        await asking.list_unanswered(question.request.text, ctx)


def without_answer(question: ports.Question) -> requests.OpenTicket | None:
    """The request to carry out when nobody answered: the matter is filed as it is, and a human will ask. See
    `unconfirmed` for the rest."""
    waiting = question.request
    if not isinstance(waiting, requests.OpenTicket) or question.slot in (Slot.WHETHER, Slot.MATTER):
        return None
    return replace(waiting, safety="", unplaced=question.slot == Slot.PLACE)
