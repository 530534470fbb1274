"""12 为什么: by which words a message was read, and why its ticket is as urgent as it is; for staff."""

from bot import ports
from bot.domain import requests, tickets
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.saying import describing
from bot.handlers.tickets import choosing, correcting, raising
from bot.wording import corrections as say
from bot.wording.tickets import Sight
from intents import categories
from intents.staff import corrections as reading


async def show_reasons(request: requests.ShowReasons, ctx: Context) -> Reply:
    """The evidence by which the message was read, and why it is as urgent as it is; for staff.

    Evidence is words of what somebody said: never where residents read, and of a private matter only 1:1.
    """
    if not ctx.roles & correcting.CORRECTORS:
        return refuse("staff_only")
    if ctx.sight is Sight.RESIDENTS:
        return refuse("alone_only")
    if request.number is None:
        return await _reasons_of_quote(request.quoted, ctx)
    ticket = await choosing.known(ctx, request.number)
    if ticket is None:
        return refuse("no_ticket", str(request.number))
    if ticket.private and not ctx.in_private:
        return refuse("alone_only")
    origin = await correcting.origin(ticket, ctx)
    return Reply(f"{_reasons(ctx, ticket, origin)}\n{await raising.why(ctx, ticket)}")


def _reasons(ctx: Context, ticket: tickets.Ticket | None, heard: ports.Heard | None) -> str:
    if heard is None or not heard.why:
        return say.reasons(ticket, (), "", "", kept=False)
    said = reading.words_heard(heard.why, heard.intent, correcting.bare(heard.message.incoming.text, ctx))
    label = categories.label_of(heard.category, ctx.community.vocabulary) if heard.category else ""
    return say.reasons(ticket, said, heard.intent, label, kept=True)


async def _reasons_of_quote(quoted: str, ctx: Context) -> Reply:
    """The reasons of a quoted line. Those of a private line are told only to people who answer for its ticket, or to
    the secretary if it has none."""
    heard = await correcting.quoted_line(quoted, ctx)
    if heard is None:
        return refuse("nothing_heard")
    ticket = await correcting.ticket_of(heard, ctx)
    category = heard.category in tickets.PRIVATE_CATEGORIES or describing.confidential(ctx, heard.category)
    if ticket.private if ticket else category:
        if not (ctx.actors(ticket) if ticket else ctx.is_secretary):
            return refuse("nothing_heard")
        if not ctx.in_private:
            return refuse("alone_only")
    return Reply(_reasons(ctx, None, heard))
