"""The news of a move, to the reporter."""

from bot.domain import delivery, tickets
from bot.domain.tickets import State
from bot.handlers import addressing, describing
from bot.handlers.context import Context
from bot.wording import tickets as say
from bot.wording import words


def to_reporter(ctx: Context, ticket: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """The post to them; where no channel reaches them, the assignee is asked to ring."""
    if ticket.reporter in {ctx.person, ""} or not _news(ctx, ticket, say.Sight.ALONE):
        return ()
    posts = addressing.to_reporter(
        ctx,
        ticket,
        f"ticket:{ticket.number}:{ticket.state}:{ticket.round}",
        lambda sight: _news(ctx, ticket, sight),
    )
    if posts or ticket.state is State.ACCEPTED:
        return posts
    cause = f"ticket:{ticket.number}:call:{ticket.state}:{ticket.round}"
    body = say.call_reporter(ticket, words.STATES[ticket.state])
    return addressing.to_staff(ctx, ticket, cause, lambda _: body, (ticket.assignee,))


def _news(ctx: Context, ticket: tickets.Ticket, sight: say.Sight) -> str:
    """What the reporter hears of the state just reached; "" when it is nothing to them."""
    label, result = describing.label(ctx, ticket), describing.result(ctx, ticket, sight)
    if ticket.state is State.CONFIRMING:
        return say.resolved(ticket, label, result, sight)
    if ticket.state is State.ACCEPTED:
        news = say.taken_on()
    elif ticket.state is State.REFERRED:
        news = say.passed_up()
    elif ticket.state is State.DEFERRED and ticket.resolve_due:
        news = say.put_off(ticket.resolve_due.astimezone(ctx.now.tzinfo).date())
    elif ticket.state is State.MERGED and ticket.merged_into:
        news = say.joined(ticket.merged_into)
    elif ticket.state is State.DECLINED:
        news = say.declined(ticket.number, result)
    else:
        return ""
    return say.progress(ticket, label, news, sight)
