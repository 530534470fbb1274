"""A new matter: filed, routed, called out, rewarded on hold."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import delivery, events, requests, roster, routing, tickets, urgency
from bot.domain.photos import Album
from bot.handlers import (
    addressing,
    asking,
    carding,
    deadlines,
    describing,
    gaps,
    phoning,
    picturing,
    raising,
    reopening,
    rewards,
    supporting,
)
from bot.handlers.context import Context, Reply
from bot.wording import neighbours, safety, words
from bot.wording import tickets as say
from bot.wording import urgency as say_urgency
from intents import oneself, phones
from intents import safety as safety_line

#: The same person on the same matter within this span is adding to it, not reporting anew.
SAME_MATTER = timedelta(hours=24)


#: Dangers that people are to each other or to themselves: what kind they are, so that they stay private.
PRIVATE_DANGERS = {"violence": tickets.Kind.DISPUTE, "self_harm": tickets.Kind.HELP}


async def open_ticket(request: requests.OpenTicket, ctx: Context) -> Reply:
    """File it, name the assignee, call them, hold the reward; life-safety advice comes first."""
    await ctx.work.tickets.take_turn(ctx.community.code)
    existing = await _same_matter(request, ctx)
    known = events.Known() if existing else await supporting.known_here(request, ctx)
    event = await _locked(known.event, ctx) if known.event else None
    if event and events.joinable(event, ctx.person, ctx.now):
        reply = await join(event, request.text, request.urgency, ctx)
    elif existing is None:
        reply = await file_anew(request, ctx, known)
    elif existing.state is tickets.State.CONFIRMING:
        reply = await reopening.reopen(ctx, existing, request.text)  # reported again: so it was not done
    else:
        reply = await add_to(existing, request.text, raising.heard(existing, request.urgency), ctx)
    if not request.safety:
        return reply
    own = request.safety == "self_harm" and oneself.speaks(request.text)
    return replace(reply, text=f"{safety.advice(safety.OWN_LIFE if own else request.safety)}\n{reply.text}")


async def join(event: tickets.Ticket, text: str, heard: urgency.Urgency, ctx: Context) -> Reply:
    """A neighbour has reported it: one event, one ticket, everybody told at the end."""
    told = await supporting.count_in(ctx, event)
    verdict = await raising.joined(ctx, event, heard)
    reply = await add_to(event, text, verdict, ctx)
    quiet = not verdict.grounds and await supporting.crowded(ctx, event)
    return replace(reply, text=told, posts=() if quiet else reply.posts)


async def file_anew(request: requests.OpenTicket, ctx: Context, known: events.Known = events.NEW) -> Reply:
    """A ticket of its own. `known`: the earlier ones on the same matter."""
    ticket = await _file(request, ctx, known)
    await deadlines.plan(ctx, ticket)
    held = await rewards.hold(ctx, ticket)
    photos = await picturing.attach(ctx, ticket)
    posts = _call(ctx, ticket, request.text, photos, cause=f"ticket:{ticket.number}:assigned:0")
    posts = (*posts, *await phoning.left(ctx, ticket, request.text, new=True), *await gaps.told(ctx, ticket))
    label, handler = describing.label(ctx, ticket), _handler(ctx, ticket)
    return Reply(say.opened(ticket, label, handler, held, alone=ctx.in_private), posts)


async def add_to_ticket(request: requests.AddToTicket, ctx: Context) -> Reply:
    """A word or a photo more. Without a number it belongs to the person's latest open ticket."""
    ticket = await _meant(request, ctx)
    if ticket is None:
        stray = request.number is not None
        return Reply(outcome=requests.Action.SILENT) if stray else await asking.guide(requests.Guide(), ctx)
    if request.place and not (ticket.place and ticket.place.building):
        ticket = replace(ticket, place=describing.place(ctx, request.place))
    return await add_to(ticket, request.text, raising.heard(ticket, request.urgency), ctx)


async def add_to(ticket: tickets.Ticket, text: str, verdict: urgency.Verdict, ctx: Context) -> Reply:
    """Write the addition down, raise the urgency if the verdict does, and tell the assignee."""
    if ticket.ended:
        return Reply(say.over(ticket))
    after = deadlines.sooner(ctx, ticket, verdict.urgency) if verdict.grounds else ticket
    photos = await picturing.attach(ctx, after)
    written, move = phones.without(text), tickets.Move.ADD
    step = tickets.Step(after.community, after.number, ctx.now, after.state, after.state, move, ctx.person, written)
    await ctx.work.tickets.save(after, step)
    await raising.record(ctx, after, verdict)
    if after.round != ticket.round:
        await deadlines.plan(ctx, after)
    by_reporter, said = ctx.person == after.reporter, words.masked(text)
    neighbour = not ctx.actors(after)
    told = tuple(one for one in deadlines.called(ctx, after) if one != ctx.person)

    def addition(sight: say.Sight) -> str:
        body = say.addition(after, said, photos, sight, by_reporter=by_reporter, neighbour=neighbour)
        return f"{body}\n{say_urgency.louder(after)}" if verdict.grounds else body

    posts = addressing.to_staff(ctx, after, f"{ctx.cause}:addition:{after.number}", addition, told)
    posts = (*posts, *await phoning.left(ctx, after, text)) if told else ()
    return Reply(say.added(after, photos) if by_reporter else say.noted(after, photos), posts)


async def _file(request: requests.OpenTicket, ctx: Context, known: events.Known) -> tickets.Ticket:
    earlier = known.earlier or known.event
    home = ctx.who.grid or _grid_of_home(ctx) if ctx.who else ""
    about = tuple(one for one in request.about if one != ctx.person)
    named = routing.assign(
        ctx.community, request.place, request.category, ctx.group, home, ctx.duty.on_duty,
        unplaced=request.unplaced, about=about,
    )  # fmt: skip
    ticket = tickets.Ticket(
        community=ctx.community.code,
        number=await ctx.work.tickets.next_number(ctx.community.code),
        kind=PRIVATE_DANGERS.get(request.safety, request.kind),
        category=request.category,
        urgency=request.urgency,
        state=tickets.State.ASSIGNED if named.assignee else tickets.State.NEW,
        text=phones.without(request.text),
        reporter=ctx.person,
        channel=ctx.channel,
        created_at=ctx.now,
        chat=ctx.chat,
        place=describing.place(ctx, request.place),
        grid=named.grid,
        party=named.party,
        assignee=named.assignee,
        covers_for=named.covers_for,
        confidential=request.private or describing.confidential(ctx, request.category),
        about=about,
        recurs=earlier.number if earlier else None,
    )
    verdict = await raising.opening(ctx, ticket, known.times)
    ticket = replace(ticket, urgency=verdict.urgency)
    accept, resolve = deadlines.deadlines(ctx, ticket)
    ticket = replace(ticket, accept_due=accept, resolve_due=resolve)
    move = tickets.Move.ASSIGN if named.assignee else tickets.Move.OPEN
    step = tickets.Step(ticket.community, ticket.number, ctx.now, None, ticket.state, move, "bot", named.assignee)
    await ctx.work.tickets.add(ticket, step)
    await raising.record(ctx, ticket, verdict)
    return ticket


def _grid_of_home(ctx: Context) -> str:
    grid = ctx.community.grid_of_building(ctx.who.building) if ctx.who and ctx.who.building else None
    return grid.code if grid else ""


def _call(ctx: Context, ticket: tickets.Ticket, text: str, photos: Album, *, cause: str) -> tuple[delivery.Post, ...]:
    """The call to whoever must act; red calls the next on the ladder too. Nobody to call rings the secretary."""
    label, said = describing.label(ctx, ticket), words.masked(text)
    alone = not ticket.about and _only_the_secretary(ctx, ticket)

    def call(sight: say.Sight) -> str:
        body = say.assigned(ticket, label, said, photos, sight)
        back = neighbours.came_back(ticket.recurs) if ticket.recurs else ""
        who = phoning.reporter(ctx, ticket) if ticket.private and sight is say.Sight.ALONE else ""
        return "\n".join(part for part in (body, back, who, say.nobody(ticket) if alone else "") if part)

    card = carding.for_call(ctx, ticket, photos, nobody=alone)
    if alone:
        posts = addressing.to_secretaries(ctx, cause, call, priority=addressing.urgent(ticket))
        return tuple(addressing.with_card(post, card) for post in posts)
    return addressing.to_staff(ctx, ticket, cause, call, deadlines.called(ctx, ticket), card)


def _only_the_secretary(ctx: Context, ticket: tickets.Ticket) -> bool:
    """No worker, no leader, no party: it fell to the secretary, or to nobody at all."""
    who = ctx.community.person(ticket.assignee)
    return who is None or (roster.Role.SECRETARY in who.roles and not ticket.party)


def _handler(ctx: Context, ticket: tickets.Ticket) -> str:
    """Named by office, not by name: 网格员, 物业 …"""
    if ticket.party:
        return next((one.name for one in ctx.community.parties if one.code == ticket.party), "")
    grid = ctx.community.grid(ticket.grid)
    if grid and ticket.assignee and ticket.assignee == grid.leader != grid.worker:
        return f"{grid.name}网格长"
    return (
        f"{grid.name}网格员"
        if grid and {ticket.assignee, ticket.covers_for} & {grid.worker, grid.stand_in} - {""}
        else "社区负责人"
        if ticket.assignee
        else ""
    )


async def _same_matter(request: requests.OpenTicket, ctx: Context) -> tickets.Ticket | None:
    """The reporter's own open ticket of this category at what may be this place; another danger is another matter."""
    place = request.place
    if not place or not place.building or not ctx.person:
        return None
    for one in await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person):
        kept = one.about == request.about and (one.private or not request.private)
        same = kept and one.category == request.category and one.place and one.place.may_be(place)
        danger = safety_line.danger_of(one.text) if same and request.safety else ""
        if same and not one.ended and one.created_at >= ctx.now - SAME_MATTER and danger in {"", request.safety}:
            found = await _locked(one, ctx)
            return None if found.ended else found
    return None


async def _locked(ticket: tickets.Ticket, ctx: Context) -> tickets.Ticket:
    """As it stands now: somebody may have moved it since it was looked up; nobody can before we are done."""
    return await ctx.work.tickets.get(ticket.community, ticket.number) or ticket


async def _meant(request: requests.AddToTicket, ctx: Context) -> tickets.Ticket | None:
    if request.number is not None:
        found = await ctx.work.tickets.get(ctx.community.code, request.number)
        return found if found and ctx.actors(found) else None
    mine = await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person)
    latest = next((one for one in mine if not one.ended), None)
    return await _locked(latest, ctx) if latest else None
