"""A button or a sensor calls: a red ticket, the call to those who must run, and whom to ring, to one of them alone."""

from dataclasses import replace

from bot.domain import alarms, delivery, events, requests, routing, tickets
from bot.domain.places import Place
from bot.domain.tickets import Move
from bot.domain.urgency import Urgency
from bot.handlers.context import Context, Reply
from bot.handlers.duty import gaps
from bot.handlers.saying import addressing, describing
from bot.handlers.tickets import deadlines, filing
from bot.wording import alarms as say
from bot.wording import words
from intents import normalise, places

#: The channel of a ticket that no person reported.
CHANNEL = "alarm"


async def raise_alarm(request: requests.RaiseAlarm, ctx: Context) -> Reply:
    """File an alarm once for its id, and call worker and leader at any hour; a repeated id only gets the number again.

    Another id of the same device or household becomes a row of history while that ticket is young and not done.
    """
    alarm, code = request.alarm, ctx.community.code
    origin = f"alarm:{alarm.id}"
    known = await ctx.work.origins.claim(code, origin)
    if known is not None:
        return Reply(number=known)
    await ctx.work.tickets.take_turn(code)  # two calls of one household must see each other
    place, device = place_in(ctx, alarm.place), f"device:{alarm.device}" if alarm.device else ""
    of_device = await ctx.work.origins.claim(code, device) if device else None
    meets = alarms.same_call(await _earlier(ctx, place, of_device), ctx.now)
    reply = await (_again(ctx, meets.event, alarm) if meets.event else _first(ctx, alarm, place, meets.earlier))
    for one in (origin, device):
        if one and reply.number is not None:
            await ctx.work.origins.settle(code, one, reply.number)
    return reply


async def _earlier(ctx: Context, place: Place | None, of_device: int | None) -> list[tickets.Ticket]:
    """Alarms that this one may belong to, newest first: the device's last one, and those of the same door."""
    last = await ctx.work.tickets.hold(ctx.community.code, of_device) if of_device else None
    found = {last.number: last} if last and not alarms.elsewhere(last.place, place) else {}
    if place and place.building and place.room:
        since = ctx.now - events.COMES_BACK
        categories = list(alarms.CATEGORIES.values())
        for one in await ctx.work.tickets.at_places(ctx.community.code, categories, [place.building], since):
            if one.kind is tickets.Kind.ALARM and alarms.same_door(one.place, place):
                found[one.number] = one
    return sorted(found.values(), key=lambda one: one.number, reverse=True)


async def _first(ctx: Context, alarm: alarms.Alarm, place: Place | None, earlier: tickets.Ticket | None) -> Reply:
    """A ticket of its own, marked as a recurrence if the same matter was done lately."""
    wanted = replace(_ticket(alarm, ctx, place), recurs=earlier.number if earlier else None)
    ticket = await filing.file(ctx, wanted, reason=f"alarm:{alarm.id}")
    posts = (*_call(ctx, ticket, alarm), *_contacts(ctx, ticket), *await gaps.told(ctx, ticket))
    return Reply(number=ticket.number, posts=posts)


async def _again(ctx: Context, ticket: tickets.Ticket, alarm: alarms.Alarm) -> Reply:
    """The alarm as a row of history; staff are called again, once a minute at most, until somebody has taken the ticket
    on.

    Another kind of danger is told to whoever has taken the ticket on.
    """
    await ctx.note(ticket, Move.ADD, f"alarm:{alarm.id}", by="bot")
    steps = await ctx.work.tickets.history(ticket.community, ticket.number)
    times = sum(one.reason.startswith("alarm:") for one in steps)
    if ticket.state not in tickets.NOT_TAKEN_ON and alarms.CATEGORIES[alarm.kind] == ticket.category:
        return Reply(number=ticket.number)
    label, at = describing.label(ctx, ticket), alarm.at.astimezone(ctx.now.tzinfo)
    posts = addressing.to_staff(
        ctx,
        ticket,
        f"ticket:{ticket.number}:rings:{alarm.kind}:{ctx.now:%Y%m%d%H%M}",
        lambda sight: say.call(ticket, label, alarm, at, sight, now=ctx.now, times=times),
        deadlines.called(ctx, ticket),
    )
    return Reply(number=ticket.number, posts=posts)


def _ticket(alarm: alarms.Alarm, ctx: Context, place: Place | None) -> tickets.Ticket:
    """An alarm goes to the grid, whatever party answers for its category by day, because somebody must go there."""
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
    if found is None:
        return Place(shown)
    rest = words.bare(words.masked(typed.replace(found.text, "", 1))) if found.text in typed else ""
    exact = f"{found.landmark or ''}{rest}" if found.building else shown
    return replace(found, text=shown, landmark=exact or None)


def _call(ctx: Context, ticket: tickets.Ticket, alarm: alarms.Alarm) -> tuple[delivery.Post, ...]:
    label, at = describing.label(ctx, ticket), alarm.at.astimezone(ctx.now.tzinfo)
    return addressing.to_staff(
        ctx,
        ticket,
        f"ticket:{ticket.number}:assigned:0",
        lambda sight: say.call(ticket, label, alarm, at, sight, now=ctx.now),
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
    urgent, about = delivery.Priority.URGENT, (ticket.number,)
    post = addressing.privately(ctx, ticket.assignee, cause, body, priority=urgent, about=about)
    return (replace(post, not_before=ctx.now, short_lived=True),) if post else ()
