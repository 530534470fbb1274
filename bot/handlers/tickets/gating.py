"""What a move must bring along; before 办结 a text that says what was done, and a photo where the category asks."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import requests, tickets
from bot.domain.photos import Stage
from bot.domain.requests import Slot
from bot.domain.tickets import Move
from bot.handlers import questions
from bot.handlers.context import Context, Reply
from bot.handlers.saying import picturing
from bot.wording import results as say
from bot.wording import splits, words
from intents import categories
from intents.staff import results

#: So long an answer without 办结 completes it.
_PATIENCE = timedelta(hours=2)


def lacks(request: requests.MoveTicket, number: int) -> str:
    """The question for the detail without which the move cannot be made (result, date, person); "" when nothing is
    missing."""
    said = bool(request.text.strip())
    match request.move:
        case Move.RESOLVE if not said:
            return say.needs_result(number)
        case Move.DECLINE if not said:
            return say.whom_instead(number)
        case Move.SPLIT if not said:
            return splits.needs_text(number)
        case Move.DEFER if request.until is None:
            return say.needs_date(number)
        case Move.ASSIGN | Move.REASSIGN if not request.to.strip():
            return say.needs_person(number)
        case Move.MERGE if not request.to.strip():
            return splits.needs_other(number)
    return ""


async def ask_for_more(request: requests.MoveTicket, ctx: Context, ticket: tickets.Ticket) -> Reply | None:
    """Ask for the detail that is missing, and wait for it said on its own; None when nothing is missing."""
    asked = lacks(request, ticket.number)
    if not asked:
        return None
    slot = Slot.WHOM if request.move in {Move.ASSIGN, Move.REASSIGN} else Slot.RESULT
    await questions.ask(ctx, slot, replace(request, number=ticket.number), _PATIENCE)
    return Reply(asked, outcome=requests.Action.ASK)


async def hold_back(request: requests.MoveTicket, ctx: Context, ticket: tickets.Ticket) -> Reply | None:
    """Ask, once a round, for the words or the photo that 办结 still needs; None when nothing is missing. Staff who say
    办结 a second time are not asked again: the ticket moves, and a note records what was missing. Only a photo sent
    with this 办结 counts: photos of the report show the damage, not the work."""
    photos = await picturing.attach(ctx, ticket, Stage.AFTER)
    category = categories.find(ticket.category, ctx.community.vocabulary)
    wordless = not results.says_what(request.text, ctx.community.vocabulary)
    photoless = bool(category and category.photo and not photos)
    handed_on = results.only_handed_on(request.text)
    if not (wordless or photoless or handed_on):
        await questions.settle(ctx, Slot.RESULT)
        return None
    if await _asked_already(ctx, ticket):
        await ctx.note(ticket, Move.NOTE, say.overridden(wordless=wordless, photoless=photoless, handed_on=handed_on))
        await questions.settle(ctx, Slot.RESULT)
        return None
    await ctx.note(ticket, Move.ASK, words.masked(request.text))
    await questions.ask(ctx, Slot.RESULT, replace(request, number=ticket.number), _PATIENCE)
    missing = say.missing(ticket, wordless=wordless, photoless=photoless)
    return Reply(say.still_with_others(ticket.number) if handed_on else missing, outcome=requests.Action.ASK)


async def hold_back_decline(request: requests.MoveTicket, ctx: Context, ticket: tickets.Ticket) -> Reply | None:
    """Ask once whom the reporter should turn to instead; None when that was said, or when staff repeat the refusal."""
    if results.names_whom(request.text) or await _asked_already(ctx, ticket):
        return None
    await ctx.note(ticket, Move.ASK, words.masked(request.text))
    await questions.ask(ctx, Slot.RESULT, replace(request, number=ticket.number), _PATIENCE)
    return Reply(say.whom_instead(ticket.number), outcome=requests.Action.ASK)


#: What is asked before a move is made.
GATES = {Move.RESOLVE: hold_back, Move.DECLINE: hold_back_decline}


async def completed_by_photo(ctx: Context) -> requests.MoveTicket | None:
    """The 办结 that was waiting for a photo, when a photo has come without words; None when none was waiting."""
    question = await questions.current(ctx, Slot.RESULT)
    waiting = question.request if question else None
    return waiting if isinstance(waiting, requests.MoveTicket) and waiting.move is Move.RESOLVE else None


async def _asked_already(ctx: Context, ticket: tickets.Ticket) -> bool:
    """Has staff been asked since the ticket last changed its state?"""
    asked = False
    for step in await ctx.work.tickets.history(ticket.community, ticket.number):
        asked = step.move is Move.ASK or (asked and step.move in tickets.STATELESS)
    return asked
