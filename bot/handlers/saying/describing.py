"""What a ticket is called, and how much of what was said about it a reader may see."""

from dataclasses import replace

from bot.domain import places, tickets
from bot.handlers.context import Context
from bot.wording import words
from bot.wording.tickets import Sight
from intents import categories


def label(ctx: Context, ticket: tickets.Ticket) -> str:
    """The Chinese name of a category: lighting → 照明. `bot.wording.tickets.subject` hides it where a private matter
    may not be named."""
    return categories.label_of(ticket.category, ctx.community.vocabulary)


def confidential(ctx: Context, category: str) -> bool:
    """Is the category private by the community's own file? Which common ones are private stands in
    `tickets.PRIVATE_CATEGORIES`."""
    found = categories.find(category, ctx.community.vocabulary)
    return found is not None and found.private


def result(ctx: Context, ticket: tickets.Ticket, sight: Sight) -> str:
    """What staff wrote at the end."""
    return fit(ctx, ticket, ticket.result, sight)


def fit(ctx: Context, ticket: tickets.Ticket, said: str, sight: Sight) -> str:
    """What staff wrote about the ticket, without numbers; "" where residents read and the text names a person, a door
    or health, and for a private matter outside 1:1."""
    if ticket.private and sight is not Sight.ALONE:
        return ""
    names = [one.name for one in ctx.community.people if not one.is_staff]
    if sight is Sight.RESIDENTS and not words.fit_for_residents(said, names):
        return ""
    shown = words.masked(said) if sight is Sight.ALONE else words.discreet(said)
    return words.unended(shown)


def place(ctx: Context, said: places.Place | None) -> places.Place | None:
    """The place as it is filed: a spot described by somebody's name is nobody's landmark."""
    if said is None or not said.landmark:
        return said
    named = any(one.name in said.landmark for one in ctx.community.people if len(one.name) > 1)
    return replace(said, landmark=None) if named else said
