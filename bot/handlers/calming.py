"""A danger is over, says who reported it: all who were called hear of it, and are given time to look."""

from dataclasses import replace

from bot.domain import tickets
from bot.domain.urgency import Urgency
from bot.handlers import addressing, deadlines, redrawing
from bot.handlers.context import Context, Reply
from bot.wording import endings, words
from intents import phones


async def over(ctx: Context, ticket: tickets.Ticket, said: str) -> Reply:
    """Told on at once, at any hour, and written down. It stays as urgent as it was and open: the assignee closes it;
    but its ladder begins anew at the pace of what is no danger."""
    told = deadlines.called_so_far(ctx, ticket)
    after = _calmed(ctx, ticket)
    move, written = tickets.Move.ADD, phones.without(said)
    step = tickets.Step(ticket.community, ticket.number, ctx.now, ticket.state, ticket.state, move, ctx.person, written)
    await ctx.work.tickets.save(after, step)
    await deadlines.plan(ctx, after)
    await redrawing.redraw(ctx, after)
    cause, shown = f"{ctx.cause}:over:{ticket.number}", words.masked(said)
    posts = addressing.to_staff(ctx, after, cause, lambda sight: endings.passed(after, shown, sight), told)
    return Reply(endings.passed_on(after), posts)


def _calmed(ctx: Context, ticket: tickets.Ticket) -> tickets.Ticket:
    """None of its clocks runs out sooner than it did."""
    spans = ctx.community.tickets.spans(ticket.kind.value, ticket.category, Urgency.YELLOW)
    accept, resolve = (ctx.due(ctx.now, one, red=False) for one in spans)
    return replace(
        ticket,
        accept_due=max(accept, ticket.accept_due or accept),
        resolve_due=max(resolve, ticket.resolve_due or resolve),
        round=ticket.round + 1,
    )
