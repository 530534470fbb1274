"""Not done after all: the ticket goes back to its assignee with a new clock."""

from dataclasses import replace

from bot.domain import delivery, tickets
from bot.domain.errors import Refused
from bot.domain.requests import Slot
from bot.domain.tickets import Actor, Move
from bot.handlers import questions
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.duty import covering
from bot.handlers.saying import addressing, describing, phoning, redrawing
from bot.handlers.tickets import deadlines
from bot.wording import endings, offices, refusals, words
from bot.wording import tickets as say


async def reopen(ctx: Context, ticket: tickets.Ticket, said: str) -> Reply:
    """By the reporter, or by somebody above the assignee, within the window that begins at the stored closing time.

    Somebody above reopens in their own name, and the reporter is told.
    """
    if ticket.closed_at and not deadlines.may_reopen(ctx, ticket, ticket.closed_at):
        return refuse("reopen_too_late", str(ticket.number))
    own, masked = Actor.REPORTER in ctx.actors(ticket), words.masked(said)
    who = offices.reporter() if own else offices.above(secretary=ctx.is_secretary)
    reason = masked if own else endings.reopened_by(who, masked)
    moved = tickets.advance(ticket, Move.REOPEN, ctx.actors(ticket), now=ctx.now, by=ctx.person, reason=reason)
    if isinstance(moved, Refused):
        return Reply(refusals.refused(moved))
    accept, resolve = deadlines.deadlines(ctx, ticket)
    after = replace(
        moved[0], accept_due=accept, resolve_due=resolve, confirm_due=None, closed_at=None, round=ticket.round + 1
    )
    after = covering.covered(ctx, after)
    await ctx.work.tickets.save(after, moved[1])
    await ctx.work.promises.done(after.community, after.number, None)
    await deadlines.plan(ctx, after)
    await redrawing.redraw(ctx, after)
    await questions.settle(ctx, Slot.AGAIN)
    posts = (*_news(ctx, after, masked, who, own), *await phoning.handed_on(ctx, ticket, after))
    posts = (*posts, *(await phoning.left(ctx, after, said) if own else ()))
    return Reply(endings.reopened(after) if own else endings.reopened_above(after), posts)


def _news(ctx: Context, ticket: tickets.Ticket, said: str, who: str, own: bool) -> tuple[delivery.Post, ...]:
    """The posts to those who must go again, and to the reporter if somebody else reopened."""
    label, cause = describing.label(ctx, ticket), f"ticket:{ticket.number}:reopened:{ticket.round}"

    def called(sight: say.Sight) -> str:
        return say.reopened_for_staff(ticket, label, said, sight, who)

    def told(sight: say.Sight) -> str:
        return endings.reopened_for_reporter(ticket, label, who, sight)

    posts = addressing.to_staff(ctx, ticket, cause, called, deadlines.called(ctx, ticket))
    if own or not ticket.reporter:
        return posts
    return (*posts, *addressing.to_reporter(ctx, ticket, f"{cause}:reporter", told))
