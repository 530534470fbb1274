"""A button or a sensor calls: a red ticket, the call to those who must run, and whom to ring, to one of them alone."""

from dataclasses import replace

from bot.domain import alarms, delivery, requests, routing, tickets
from bot.domain.places import Place
from bot.domain.urgency import Urgency
from bot.handlers import addressing, deadlines, describing, filing
from bot.handlers.context import Context, Reply
from bot.wording import alarms as say
from bot.wording import words
from intents import normalise, places

#: The channel of a ticket that no person reported.
CHANNEL = "alarm"


async def raise_alarm(request: requests.RaiseAlarm, ctx: Context) -> Reply:
    """File it once for its id and call worker and leader at any hour; the same id again only hears the number."""
    alarm = request.alarm
    origin = f"alarm:{alarm.id}"
    known = await ctx.work.origins.claim(ctx.community.code, origin)
    if known is not None:
        return Reply(number=known)
    ticket = await filing.file(ctx, _ticket(alarm, ctx), reason=origin)
    await ctx.work.origins.settle(ctx.community.code, origin, ticket.number)
    return Reply(number=ticket.number, posts=(*_call(ctx, ticket, alarm), *_contacts(ctx, ticket)))


def _ticket(alarm: alarms.Alarm, ctx: Context) -> tickets.Ticket:
    """An alarm goes to the grid, whatever party answers for its category by day: somebody must go and look."""
    place = place_in(ctx, alarm.place)
    named = routing.assign(ctx.community, place, "", None, on_duty=ctx.duty.on_duty)
    return tickets.Ticket(
        community=ctx.community.code,
        number=0,
        kind=tickets.Kind.ALARM,
        category=alarms.CATEGORIES[alarm.kind],
        urgency=Urgency.RED,
        state=tickets.State.NEW,
        text=say.text(alarm),
        reporter="",
        channel=CHANNEL,
        created_at=ctx.now,
        place=place,
        grid=named.grid,
        assignee=named.assignee,
        covers_for=named.covers_for,
    )


def place_in(ctx: Context, typed: str) -> Place | None:
    """The place that typed text names; what cannot be read stays as it was written, but for people's numbers."""
    if not typed.strip():
        return None
    found = places.find(normalise.normalise(typed, ctx.bot_name), ctx.community)
    shown = words.masked(typed)
    return replace(found, text=shown) if found else Place(shown)


def _call(ctx: Context, ticket: tickets.Ticket, alarm: alarms.Alarm) -> tuple[delivery.Post, ...]:
    label, at = describing.label(ticket), alarm.at.astimezone(ctx.now.tzinfo)
    return addressing.to_staff(
        ctx,
        ticket,
        f"ticket:{ticket.number}:assigned:0",
        lambda sight: say.call(ticket, label, alarm, at, sight),
        deadlines.called(ctx, ticket),
    )


def _contacts(ctx: Context, ticket: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """Names and phones of the household, to the assignee 1:1 at any hour.

    Not of red priority: a red post that fails takes the next route, which is a group.
    """
    household = alarms.contacts(ctx.community, ticket.place)
    if not household:
        return ()
    cause = f"ticket:{ticket.number}:contacts"
    body = say.contacts(ticket, [(one.name, one.phone) for one in household])
    post = addressing.privately(ctx, ticket.assignee, cause, body, priority=delivery.Priority.URGENT)
    return (replace(post, not_before=ctx.now),) if post else ()
