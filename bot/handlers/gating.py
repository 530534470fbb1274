"""What a move must bring along; before 办结 a text that says what was done, and a photo where the category asks."""

from dataclasses import replace
from datetime import timedelta

from bot import ports
from bot.domain import requests, tickets
from bot.domain.photos import Stage
from bot.domain.tickets import Move
from bot.handlers import picturing
from bot.handlers.context import Context, Reply
from bot.wording import results as say
from bot.wording import splits, words
from bot.wording import tickets as tickets_say
from intents import categories, results

#: The slot of our question.
SLOT = "result"
#: So long an answer without 办结 completes it.
_PATIENCE = timedelta(hours=2)


def lacks(request: requests.MoveTicket, number: int) -> str:
    """The question for the word without which the move cannot be made; "" when it is all there."""
    said = bool(request.text.strip())
    match request.move:
        case Move.RESOLVE if not said:
            return tickets_say.needs_result(number)
        case Move.DECLINE if not said:
            return say.whom_instead(number)
        case Move.SPLIT if not said:
            return splits.needs_text(number)
        case Move.DEFER if request.until is None:
            return tickets_say.needs_date(number)
        case Move.ASSIGN | Move.REASSIGN if not request.to.strip():
            return tickets_say.needs_person(number)
    return ""


async def hold_back(request: requests.MoveTicket, ctx: Context, ticket: tickets.Ticket) -> Reply | None:
    """One question a round when something is missing; None to go on. Said again, it goes through and that is noted.

    Only a photo that comes with it shows the work done: those of the report show what was wrong.
    """
    photos = await picturing.attach(ctx, ticket, Stage.AFTER)
    category = categories.find(ticket.category, ctx.community.vocabulary)
    wordless = not results.says_what(request.text, ctx.community.vocabulary)
    photoless = bool(category and category.photo and not photos)
    if not (wordless or photoless):
        await _settle(ctx)
        return None
    if await _asked_already(ctx, ticket):
        await _note(ctx, ticket, Move.NOTE, say.overridden(wordless=wordless, photoless=photoless))
        await _settle(ctx)
        return None
    await _note(ctx, ticket, Move.ASK, words.masked(request.text))
    waiting = replace(request, number=ticket.number)
    asked = ports.Question(
        ctx.community.code, ctx.chat, ctx.person, SLOT, waiting, ctx.now, ctx.now + _PATIENCE, message_id=ctx.message_id
    )
    await ctx.work.questions.ask(asked)
    return Reply(say.missing(ticket, wordless=wordless, photoless=photoless), outcome=requests.Action.ASK)


async def hold_back_decline(request: requests.MoveTicket, ctx: Context, ticket: tickets.Ticket) -> Reply | None:
    """One question when the reporter would not learn whom to turn to; None to go on, as when it is said again."""
    if results.names_whom(request.text) or await _asked_already(ctx, ticket):
        return None
    await _note(ctx, ticket, Move.ASK, words.masked(request.text))
    return Reply(say.whom_instead(ticket.number), outcome=requests.Action.ASK)


#: What is asked before a move is made.
GATES = {Move.RESOLVE: hold_back, Move.DECLINE: hold_back_decline}


async def completed_by_photo(ctx: Context) -> requests.MoveTicket | None:
    """The 办结 that waits for the photo that has just come without a word."""
    question = await _open(ctx)
    return question.request if question and isinstance(question.request, requests.MoveTicket) else None


async def _asked_already(ctx: Context, ticket: tickets.Ticket) -> bool:
    """Since the ticket last moved."""
    asked = False
    for step in await ctx.work.tickets.history(ticket.community, ticket.number):
        asked = step.move is Move.ASK or (asked and step.move in tickets.STATELESS)
    return asked


async def _note(ctx: Context, ticket: tickets.Ticket, move: Move, reason: str) -> None:
    step = tickets.Step(ticket.community, ticket.number, ctx.now, ticket.state, ticket.state, move, ctx.person, reason)
    await ctx.work.tickets.save(ticket, step)


async def _open(ctx: Context) -> ports.Question | None:
    question = await ctx.work.questions.open(ctx.community.code, ctx.chat, ctx.person, ctx.now)
    return question if question and question.slot == SLOT else None


async def _settle(ctx: Context) -> None:
    question = await _open(ctx)
    if question:
        await ctx.work.questions.settle(question)
