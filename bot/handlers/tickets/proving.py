"""A photo alone: it completes the 办结 that waits for one, shows what staff have just done, or goes to a report."""

from dataclasses import replace

from bot.domain import requests, retold, roster, tickets
from bot.domain.requests import Slot
from bot.handlers import clarifying, questions
from bot.handlers.context import Context, Reply
from bot.handlers.tickets import amending, gating, opening, working
from intents.talk import doubts

#: So few words under a photo only point at it.
_POINTING = 6


async def add_to_ticket(request: requests.AddToTicket, ctx: Context) -> Reply:
    """More about something open; see `opening.add_to_ticket`."""
    if request.corrects and request.place:
        return await amending.put_right(request, request.place, ctx)
    alone = request.pictured or not request.text
    waiting = await gating.completed_by_photo(ctx) if alone else None
    if waiting and request.number in {None, waiting.number}:
        return await working.move_ticket(waiting, ctx)
    if not alone or request.number is not None:
        return await opening.add_to_ticket(request, ctx)
    done = await _done(ctx) if ctx.roles & roster.STAFF else []
    if len(done) > 1:
        return await clarifying.which(done, request, ctx)
    if not done and (asked := await _alone(request.text, ctx)):
        return asked
    return await opening.add_to_ticket(replace(request, number=done[0].number) if done else request, ctx)


async def _alone(caption: str, ctx: Context) -> Reply | None:
    """A photo of nothing that is open: it completes the report that waits for an answer of ours; else we ask what it
    shows, and it goes with the answer, as does a caption that says more than 看看. None where something is open."""
    question = await questions.current(ctx)
    if question and isinstance(question.request, requests.OpenTicket):
        await ctx.work.questions.settle(question)
        told = retold.together(*dict.fromkeys(one for one in (question.request.text, caption) if one))
        filed = replace(question.request, text=told, unplaced=question.slot is Slot.PLACE)
        return await opening.open_ticket(filed, ctx)
    if await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person):
        return None
    says = len(caption) > _POINTING or doubts.names_thing(caption)
    shown = requests.OpenTicket(caption, tickets.Kind.HAZARD, "other_hazard") if says else None
    return await clarifying.clarify(requests.Clarify(Slot.MATTER, shown, ("photo",)), ctx)


async def _done(ctx: Context) -> list[tickets.Ticket]:
    """Tickets that a photo by staff can show: those they have said are done, and the latest open one they reported
    themselves."""
    theirs = await ctx.work.tickets.open_of_assignee(ctx.community.code, ctx.person)
    done = [one for one in theirs if one.state is tickets.State.CONFIRMING]
    reported = await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person) if done else ()
    own = [one for one in reported if one not in done]
    return [*done, *own[:1]]
