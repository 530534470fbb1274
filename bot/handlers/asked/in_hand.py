"""Tickets as those who have to do them look at them: red ones first, then by what is due next."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain import requests, roster, tickets
from bot.domain.urgency import Urgency
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.tickets import choosing, deadlines
from bot.wording import handovers
from bot.wording.tickets import Sight

#: More than these and nobody reads them.
LISTED = 10


def ordered(found: Sequence[tickets.Ticket]) -> list[tickets.Ticket]:
    """The most pressing first."""

    def pressing(one: tickets.Ticket) -> tuple[bool, float, int]:
        due = deadlines.next_due(one)
        return one.urgency is not Urgency.RED, due.timestamp() if due else float("inf"), one.number

    return sorted(found, key=pressing)


def lines(ctx: Context, found: Sequence[tickets.Ticket], *, whose: bool = False, received: bool = False) -> list[str]:
    """A line each, with the next deadline in local time. `whose`: and who has it. `received`: and since when."""
    told = []
    for one, label in choosing.described(ctx, found):
        due, who = deadlines.next_due(one), ctx.community.person(one.assignee) if whose else None
        at = due.astimezone(ctx.now.tzinfo) if due else None
        since = one.created_at.astimezone(ctx.now.tzinfo) if received else None
        told.append(handovers.in_hand(one, label, at, ctx.sight, who.name if who else "", since))
    return told


async def show_oldest(request: requests.ShowOldest, ctx: Context) -> Reply:
    """What has waited longest, as far as the speaker may know of it, for those who head the others; whoever heads
    nobody is told of their own."""
    if not ctx.roles & roster.STAFF:
        return refuse("heads_only")
    if ctx.sight is Sight.RESIDENTS:
        return refuse("alone_only")
    heads = bool(ctx.roles & roster.HEADS)
    worker = request.worker if heads else ctx.person
    today = ctx.midnight()
    found = await ctx.work.reports.cases(ctx.community.code, today, today + timedelta(days=1), ctx.reader)
    since = ctx.now - timedelta(days=request.days)
    waiting = [one for one in found if one.state not in tickets.ENDED and one.created_at <= since]
    meant = [one for one in waiting if worker in {"", one.assignee} and request.grid in {"", one.grid}]
    numbers = [one.number for one in sorted(meant, key=lambda one: (one.created_at, one.number))]
    known = await choosing.all_known(ctx, numbers)
    others = [one.number for one in known[LISTED:]]
    return Reply(handovers.oldest(lines(ctx, known[:LISTED], whose=heads, received=True), others, request.days))


def told(ctx: Context, to_do: Sequence[tickets.Ticket]) -> str:
    """All that somebody has to do; of what is not shown at least the numbers."""
    found = ordered(to_do)
    return handovers.all_in_hand(lines(ctx, found[:LISTED]), [one.number for one in found[LISTED:]])
