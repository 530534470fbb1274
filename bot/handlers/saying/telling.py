"""The news of a move, to the reporter."""

from bot.domain import delivery, keeping, tickets
from bot.domain.tickets import State
from bot.handlers.context import Context
from bot.handlers.saying import addressing, describing
from bot.wording import endings, news, words
from bot.wording import tickets as say
from intents.slots import persons


def to_reporter(ctx: Context, ticket: tickets.Ticket, said: str = "", photos: int = 0) -> tuple[delivery.Post, ...]:
    """The post to the reporter, with what staff said; where no channel reaches them, the assignee is asked to phone.

    `photos`: how many came with the words that it is done.
    """
    shown = news.photographed(photos, here=bool(ctx.chat) and ctx.chat == ticket.chat)
    nobody = ticket.reporter in {ctx.person, ""} or keeping.forgotten(ticket.reporter)
    if nobody or not _news(ctx, ticket, said, shown, say.Sight.ALONE):
        return ()
    posts = addressing.to_reporter(
        ctx,
        ticket,
        f"ticket:{ticket.number}:{ticket.state}:{ticket.round}",
        lambda sight: _news(ctx, ticket, said, shown, sight),
    )
    if posts or ticket.state in {State.ACCEPTED, State.WORKING}:
        return posts
    cause = f"ticket:{ticket.number}:call:{ticket.state}:{ticket.round}"
    body = say.call_reporter(ticket, words.STATES[ticket.state])
    return addressing.to_staff(ctx, ticket, cause, lambda _: body, (ticket.assignee,))


def _news(ctx: Context, ticket: tickets.Ticket, said: str, shown: str, sight: say.Sight) -> str:
    """What the reporter is told of the new state; "" when the state does not concern them."""
    label, result = describing.label(ctx, ticket), describing.result(ctx, ticket, sight)
    if ticket.state is State.CONFIRMING:
        return say.resolved(ticket, label, result, sight, shown)
    told = _of_state(ctx, ticket, said, result, sight)
    return say.progress(ticket, label, told, sight) if told else ""


def _of_state(ctx: Context, ticket: tickets.Ticket, said: str, result: str, sight: say.Sight) -> str:
    match ticket.state:
        case State.ACCEPTED:
            return news.taken_on(describing.fit(ctx, ticket, said, sight))
        case State.WORKING if said:
            return news.under_way(describing.fit(ctx, ticket, said, sight))
        case State.REFERRED:
            return news.passed_up(describing.fit(ctx, ticket, persons.referred_to(said), sight))
        case State.DEFERRED if ticket.resolve_due:
            return news.put_off(ticket.resolve_due.astimezone(ctx.now.tzinfo).date())
        case State.MERGED if ticket.merged_into:
            return news.joined(ticket.merged_into)
        case State.DECLINED:
            return endings.declined(ticket.number, result)
    return ""
