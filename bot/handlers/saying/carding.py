"""A ticket as a card for one person: what it shows and which buttons it has."""

from dataclasses import replace
from datetime import datetime

from bot.domain import cards, tickets
from bot.domain.cards import Card, Task
from bot.domain.messages import Channel
from bot.domain.photos import Album
from bot.handlers.context import Context
from bot.handlers.saying import addressing, describing, phoning
from bot.wording import cards as say
from bot.wording import words
from bot.wording.tickets import Sight


def for_call(ctx: Context, ticket: tickets.Ticket, photos: Album, *, nobody: bool = False) -> addressing.CardFor:
    """The card of a call, for each person called. Its name follows from the cause, so that a repeated call is the same
    card.

    `nobody`: the ticket went to the secretary because nobody else was there.
    """

    def drawn(person: str, cause: str) -> Card:
        return of(ctx, ticket, person, cards.task_id(_task(ticket), cause), photos=photos, nobody=nobody)

    return drawn


def shown(ctx: Context, ticket: tickets.Ticket, at: datetime | None, photos: Album) -> Card | None:
    """The card that goes with an answer about the ticket; None where the channel has none or nothing can be pressed.

    Of the channels that answer, only the robot in a 1:1 chat takes cards [DOC 101031].
    """
    if ctx.channel != Channel.AIBOT or not ctx.in_private or not cards.offered(ticket, ctx.actors(ticket)):
        return None
    return of(ctx, ticket, ctx.person, cards.task_id(_task(ticket), ctx.cause), at=at, photos=photos)


def of(
    ctx: Context,
    ticket: tickets.Ticket,
    person: str,
    task_id: str,
    *,
    photos: Album,
    at: datetime | None = None,
    nobody: bool = False,
) -> Card:
    """The ticket as it stands, with the buttons that `person` may press and that would still move it."""
    reporter, phone = phoning.on_card(ctx, ticket, person)
    facts = say.Facts(
        label=describing.label(ctx, ticket),
        said=words.masked(ticket.text),
        photos=photos,
        who=in_hand(ctx, ticket),
        at=at,
        nobody=nobody,
        reporter=reporter,
        phone=phone,
        result=describing.result(ctx, ticket, Sight.ALONE),
    )
    task = cards.task_of(task_id)
    dead = task is not None and cards.outdated(task, ticket, person)
    presses = () if dead else cards.offered(ticket, replace(ctx, person=person).actors(ticket))
    return say.of_ticket(_local(ctx, ticket), facts, task_id, presses)


def in_hand(ctx: Context, ticket: tickets.Ticket) -> str:
    """The name of whoever is working on the ticket; "" when nobody is."""
    who = ctx.community.person(ticket.assignee)
    party = next((one.name for one in ctx.community.parties if one.code == ticket.party), "")
    return party or (who.name if who else "")


def _task(ticket: tickets.Ticket) -> Task:
    return Task(ticket.community, ticket.number, ticket.round)


def _local(ctx: Context, ticket: tickets.Ticket) -> tickets.Ticket:
    accept, resolve = (
        due.astimezone(ctx.now.tzinfo) if due else None for due in (ticket.accept_due, ticket.resolve_due)
    )
    return replace(ticket, accept_due=accept, resolve_due=resolve)
