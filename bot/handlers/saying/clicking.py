"""A pressed button does what the same words would do; the card then shows how the ticket stands."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import cards, requests, tickets
from bot.domain.cards import Press
from bot.domain.requests import Slot
from bot.handlers import questions
from bot.handlers.asked import asking
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.saying import carding, redrawing
from bot.handlers.tickets import choosing, working
from bot.wording import cards as say

#: The slot of 转给谁.
#: So long a bare answer to the question of a card completes it.
_PATIENCE = timedelta(hours=2)
_ANYBODY = frozenset(tickets.Actor)


async def press_card(request: requests.PressCard, ctx: Context) -> Reply:
    """受理 is "12 接单"; 转派 and 办结 ask for the word that is missing, as the bare words do.

    Whoever has nothing to do with the ticket is refused and the card stays. A press that comes too late, or twice,
    moves nothing, and the person is told how the ticket stands. The card is drawn anew for those whom the matter
    concerns.
    """
    number, task = request.task.number, request.task
    ticket = await choosing.known(ctx, number) if task.community == ctx.community.code else None
    if ticket is None:
        return refuse("no_ticket", str(number))
    if not ctx.actors(ticket) - {tickets.Actor.REPORTER}:
        return refuse("not_yours", str(number))
    reply = await _pressed(request, ticket, ctx)
    after = await ctx.work.tickets.get(ticket.community, number)
    concerned = asking.concerned(ctx, after or ticket)
    return await _with_card_changed(request, after or ticket, ctx, reply) if concerned else reply


async def _pressed(request: requests.PressCard, ticket: tickets.Ticket, ctx: Context) -> Reply:
    press, hand = request.press, carding.in_hand(ctx, ticket)
    if press is Press.SHOW:
        return await asking.show_ticket(requests.ShowTicket(ticket.number), ctx)
    if cards.outdated(request.task, ticket, ctx.person):
        return Reply(say.outdated(ticket, hand))
    if press not in cards.offered(ticket, ctx.actors(ticket)):
        somebody = press in cards.offered(ticket, _ANYBODY)
        return refuse("not_allowed", cards.MOVE_OF[press].value) if somebody else Reply(say.present(ticket, hand))
    wanted = requests.MoveTicket(cards.MOVE_OF[press], ticket.number)
    if press is Press.RESOLVE:
        return await _asked(wanted, Slot.RESULT, say.asks_result(ticket.number), ctx)
    if press is Press.REASSIGN:
        return await _asked(wanted, Slot.WHOM, say.asks_person(ticket.number), ctx)
    return await working.move_ticket(wanted, ctx)


async def _asked(waiting: requests.MoveTicket, slot: Slot, question: str, ctx: Context) -> Reply:
    """One question; the next line of this person here answers it."""
    await questions.ask(ctx, slot, waiting, _PATIENCE)
    return Reply(question, outcome=requests.Action.ASK)


async def _with_card_changed(request: requests.PressCard, ticket: tickets.Ticket, ctx: Context, reply: Reply) -> Reply:
    """The robot changes the card in its answer; the app by the code that came with the click."""
    at = await asking.moved_at(ctx, ticket)
    photos = await ctx.work.photos.album(ticket.community, ticket.number)
    card = carding.of(ctx, ticket, ctx.person, request.task_id, at=at, photos=photos)
    if not request.response_code:
        return replace(reply, card=card)
    changes = redrawing.change(ctx, ticket, ctx.person, card, request.response_code)
    return replace(reply, posts=(*reply.posts, *changes))
