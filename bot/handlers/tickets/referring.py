"""上报: the community cannot solve it; the ticket gets a clock of its own and waits for the party named."""

from dataclasses import replace

from bot.domain import requests, tickets
from bot.handlers.context import Context
from bot.handlers.tickets import deadlines
from intents.slots import persons


def referred(request: requests.MoveTicket, ctx: Context, ticket: tickets.Ticket) -> tickets.Ticket:
    """The ticket in the hands of the party that the first word names; if none is named, the assignee keeps asking."""
    party = persons.party(ctx.community, persons.referred_to(request.text))
    if party:
        ticket = replace(ticket, assignee=party.people[0], party=party.code, covers_for="")
    due = deadlines.in_days(ctx, ticket, ctx.now, ctx.community.tickets.refer_days)
    return replace(ticket, accept_due=None, resolve_due=due, round=ticket.round + 1)
