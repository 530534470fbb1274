"""A danger is over, says who reported it, or a neighbour knows more of it: all who were called hear of it."""

from dataclasses import replace

from bot.domain import requests, tickets
from bot.domain.urgency import Urgency
from bot.handlers.context import Context, Reply
from bot.handlers.saying import addressing, redrawing
from bot.handlers.tickets import deadlines
from bot.wording import endings, words
from bot.wording.tickets import Sight
from intents.guard import safety
from intents.slots import phones

#: Of these somebody else may say in the reporter's place that they are over: the one who does it holds the phone.
_SEEN_FIRST = frozenset({"violence", "self_harm"})


def rings_on(ticket: tickets.Ticket) -> bool:
    """Must somebody have taken it on before the word of its reporter can quiet or withdraw it?"""
    waits = ticket.urgency is Urgency.RED and ticket.state in tickets.NOT_TAKEN_ON
    return waits and safety.danger_of(ticket.text) in _SEEN_FIRST


async def over(ctx: Context, ticket: tickets.Ticket, said: str) -> Reply:
    """Tell everybody called that the danger is over, at any hour, and write it down. The ticket stays open and as
    urgent as it was until its assignee closes it; its reminders restart at the yellow pace, or ring on."""
    told, unseen = deadlines.called_so_far(ctx, ticket), rings_on(ticket)
    after = ticket if unseen else _calmed(ctx, ticket)
    await ctx.note(after, tickets.Move.ADD, phones.without(said))
    await deadlines.plan(ctx, after)
    await redrawing.redraw(ctx, after)
    cause, shown = f"{ctx.cause}:over:{ticket.number}", words.masked(said)

    def passed(sight: Sight) -> str:
        return endings.go_and_see(after, shown, sight) if unseen else endings.passed(after, shown, sight)

    posts = addressing.to_staff(ctx, after, cause, passed, told)
    return Reply(endings.heard(after) if unseen else endings.passed_on(after), posts)


async def pass_on(request: requests.PassOn, ctx: Context) -> Reply:
    """Tell the reporter and everybody called what a neighbour knows; its reminders ring on."""
    ticket = await ctx.work.tickets.hold(ctx.community.code, request.number)
    if ticket is None or ticket.ended or ticket.private:
        return Reply(outcome=requests.Action.SILENT)
    await ctx.note(ticket, tickets.Move.ADD, phones.without(request.text))
    cause, shown = f"{ctx.cause}:neighbour:{ticket.number}", words.masked(request.text)

    def told(sight: Sight) -> str:
        return endings.from_neighbour(ticket, shown, sight)

    called = addressing.to_staff(ctx, ticket, cause, told, deadlines.called_so_far(ctx, ticket))
    news = addressing.to_reporter(ctx, ticket, f"{cause}:reporter", lambda _: endings.neighbour_knows(ticket, shown))
    return Reply(endings.neighbour_thanked(ticket), (*news, *called))


def _calmed(ctx: Context, ticket: tickets.Ticket) -> tickets.Ticket:
    """The ticket in a new round with the clocks of a yellow one; none of them ends sooner than before."""
    spans = ctx.community.tickets.spans(ticket.kind.value, ticket.category, Urgency.YELLOW)
    accept, resolve = (ctx.due(ctx.now, one, red=False) for one in spans)
    return replace(
        ticket,
        accept_due=max(accept, ticket.accept_due or accept),
        resolve_due=max(resolve, ticket.resolve_due or resolve),
        round=ticket.round + 1,
    )
