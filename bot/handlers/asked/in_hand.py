"""Tickets as those who have to do them look at them: red ones first, then by what is due next."""

from collections.abc import Sequence

from bot.domain import tickets
from bot.domain.urgency import Urgency
from bot.handlers.context import Context
from bot.handlers.tickets import choosing, deadlines
from bot.wording import handovers

#: More than these and nobody reads them.
LISTED = 10


def ordered(found: Sequence[tickets.Ticket]) -> list[tickets.Ticket]:
    """The most pressing first."""

    def pressing(one: tickets.Ticket) -> tuple[bool, float, int]:
        due = deadlines.next_due(one)
        return one.urgency is not Urgency.RED, due.timestamp() if due else float("inf"), one.number

    return sorted(found, key=pressing)


def lines(ctx: Context, found: Sequence[tickets.Ticket], *, whose: bool = False) -> list[str]:
    """A line each, with the next deadline in local time. `whose`: and who has it."""
    told = []
    for one, label in choosing.described(ctx, found):
        due, who = deadlines.next_due(one), ctx.community.person(one.assignee) if whose else None
        at = due.astimezone(ctx.now.tzinfo) if due else None
        told.append(handovers.in_hand(one, label, at, ctx.sight, who.name if who else ""))
    return told


def told(ctx: Context, to_do: Sequence[tickets.Ticket]) -> str:
    """All that somebody has to do; of what is not shown at least the numbers."""
    found = ordered(to_do)
    return handovers.all_in_hand(lines(ctx, found[:LISTED]), [one.number for one in found[LISTED:]])
