"""A quote says what is meant: by its number, else by its words, as far as the speaker knows of the ticket here."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain import requests, routing, tickets
from bot.domain.requests import Action, Reading
from bot.domain.tickets import Actor
from bot.handlers.context import Context
from bot.handlers.saying import describing
from bot.handlers.tickets import supporting
from bot.wording import tickets as say
from intents import commands
from intents.talk import quotes

#: What was done within this span is still talked about; among so many of the newest a quoted line is looked for.
_BACK, _MOST = timedelta(days=7), 100
#: These look the quoted line up by themselves, whether it became a ticket or not.
_BY_THEMSELVES = (requests.Correct, requests.ShowReasons)


async def read(understand: Callable[[str], Reading], quote: str, ctx: Context) -> Reading:
    """What is said beside `quote`, as `understand` reads it for a quote.

    A quote without a number is read as if it bore the number of the one ticket it can be about; several are one
    question. If it can be about none, or the words do not depend on the quote, the reading stays as it is.
    """
    said = understand(quote)
    if not quote or commands.quoted_number(quote) is not None:
        return said
    if any(isinstance(one, _BY_THEMSELVES) for one in said.requests):
        return said
    found = await _fitting(quote, ctx)
    about = understand(_numbered(found[0], quote)) if found else said
    if about.requests == said.requests:
        return said
    joins = any(isinstance(one, requests.JoinTicket) for one in about.requests)
    meant = found if joins else await _concerning(found, ctx)
    if len(meant) > 1:
        numbers = tuple(str(one.number) for one in meant)
        asked = requests.Clarify(requests.Slot.WHICH, about.requests[0], numbers)
        return replace(about, action=Action.ASK, requests=(asked,))
    return understand(_numbered(meant[0], quote)) if meant else said


def _numbered(ticket: tickets.Ticket, quote: str) -> str:
    return f"#{ticket.number} {quote}"


async def _fitting(quote: str, ctx: Context) -> list[tickets.Ticket]:
    current = await ctx.work.tickets.current(ctx.community.code, ctx.now - _BACK)
    known = {one.number: one for one in [one for one in current if _known_here(one, ctx)][:_MOST]}
    texts = {number: _said_about(one, ctx) for number, one in known.items()}
    for number, said in await ctx.work.tickets.said_later(ctx.community.code, tuple(known)):
        texts[number] = (*texts[number], said)
    return [known[number] for number in quotes.fitting(quote, texts, ctx.bot_name)]


def _known_here(ticket: tickets.Ticket, ctx: Context) -> bool:
    """Was it said or told in this chat, and may the speaker know of it?"""
    actors = ctx.actors(ticket)
    if ticket.private and not actors:
        return False
    if ctx.in_private:
        return Actor.ASSIGNEE in actors or (Actor.REPORTER in actors and not ticket.chat)
    if ticket.chat == ctx.chat:
        return True
    told = routing.group_for_staff(ctx.community, ticket.grid)
    return not ticket.private and told is not None and told.chat_id == ctx.chat


def _said_about(ticket: tickets.Ticket, ctx: Context) -> tuple[str, ...]:
    """The words by which a quote can be told to be about the ticket: the report, and its name in our posts."""
    if ticket.private:
        return (ticket.text,)
    label = describing.label(ctx, ticket)
    return (ticket.text, *(say.subject(ticket, label, sight) for sight in (say.Sight.RESIDENTS, say.Sight.STAFF)))


async def _concerning(found: Sequence[tickets.Ticket], ctx: Context) -> list[tickets.Ticket]:
    """Those of the tickets that the speaker has to do with; a mere guess must not refuse anybody."""
    joined = {one.number for one in await supporting.joined(ctx, lambda _: True)}
    return [one for one in found if ctx.actors(one) or one.number in joined]
