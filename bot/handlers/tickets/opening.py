"""A new matter: filed, routed, called out, rewarded on hold."""

from dataclasses import replace

from bot.domain import delivery, events, requests, roster, routing, tickets, urgency
from bot.domain.photos import Album
from bot.domain.places import Place
from bot.handlers import rewards
from bot.handlers.asked import asking
from bot.handlers.context import Context, Reply
from bot.handlers.duty import gaps
from bot.handlers.saying import addressing, carding, describing, phoning, picturing
from bot.handlers.tickets import deadlines, raising, reopening, retelling, supporting
from bot.wording import neighbours, offices, safety, words
from bot.wording import tickets as say
from bot.wording import urgency as say_urgency
from intents.guard import oneself
from intents.slots import phones

#: Dangers that people are to each other or to themselves: what kind they are, so that they stay private.
PRIVATE_DANGERS = {
    "violence": tickets.Kind.DISPUTE,
    "self_harm": tickets.Kind.HELP,
    "fraud": tickets.Kind.HELP,
}


async def open_ticket(request: requests.OpenTicket, ctx: Context) -> Reply:
    """File it, name the assignee, call them, hold the reward; life-safety advice comes first."""
    await ctx.work.tickets.take_turn(ctx.community.code)
    existing = await retelling.same_matter(request, ctx)
    known = events.Known() if existing else await supporting.known_here(request, ctx)
    event = await retelling.locked(ctx, known.event) if known.event else None
    if event and events.joinable(event, ctx.person, ctx.now):
        reply = await join(event, request.text, request.urgency, ctx)
    elif existing is None:
        reply = await file_anew(request, ctx, known)
    elif existing.state is tickets.State.CONFIRMING:
        reply = await reopening.reopen(ctx, existing, request.text)  # reported again: so it was not done
    else:
        existing = existing if existing.place or not request.place else _placed(existing, request.place, ctx)
        heard = raising.heard(existing, request.urgency)
        reply = await add_to(existing, request.text, heard, ctx, danger=bool(request.safety))
    if not request.safety and request.urgency is not urgency.Urgency.RED:
        return reply
    own = request.safety == "self_harm" and oneself.speaks(request.text)
    advice = safety.advice(safety.OWN_LIFE if own else request.safety, request.category)
    return replace(reply, text=f"{advice}\n{reply.text}")


async def join(event: tickets.Ticket, text: str, heard: urgency.Urgency, ctx: Context) -> Reply:
    """A neighbour has reported the same event: one ticket, and everybody is told at the end."""
    told = await supporting.count_in(ctx, event)
    verdict = await raising.joined(ctx, event, heard)
    reply = await add_to(event, text, verdict, ctx)
    quiet = not verdict.grounds and await supporting.crowded(ctx, event)
    return replace(reply, text=told, posts=() if quiet else reply.posts)


async def file_anew(request: requests.OpenTicket, ctx: Context, known: events.Known = events.NEW) -> Reply:
    """A ticket of its own. `known`: the earlier ones on the same matter."""
    return (await filed(request, ctx, known))[1]


async def filed(
    request: requests.OpenTicket, ctx: Context, known: events.Known = events.NEW
) -> tuple[tickets.Ticket, Reply]:
    """The same, with the ticket itself."""
    ticket = await _file(request, ctx, known)
    await deadlines.plan(ctx, ticket)
    held = await rewards.hold(ctx, ticket)
    photos = await picturing.attach(ctx, ticket)
    posts = _call(ctx, ticket, request.text, photos, cause=delivery.cause_of_call(ticket.number, ticket.round))
    posts = (*posts, *await phoning.left(ctx, ticket, request.text, new=True), *await gaps.told(ctx, ticket))
    label, handler = describing.label(ctx, ticket), _handler(ctx, ticket)
    return ticket, Reply(say.opened(ticket, label, handler, held, alone=ctx.in_private), posts)


async def add_to_ticket(request: requests.AddToTicket, ctx: Context) -> Reply:
    """A word or a photo more. Without a number it belongs to the person's latest open ticket."""
    ticket = await _meant(request, ctx)
    if ticket is None:
        stray = request.number is not None
        return Reply(outcome=requests.Action.SILENT) if stray else await asking.guide(requests.Guide(), ctx)
    if request.place and not (ticket.place and ticket.place.building):
        ticket = _placed(ticket, request.place, ctx)
    return await add_to(ticket, request.text, raising.heard(ticket, request.urgency), ctx)


async def add_to(
    ticket: tickets.Ticket, text: str, verdict: urgency.Verdict, ctx: Context, *, danger: bool = False
) -> Reply:
    """Write the addition down, raise the urgency if the verdict does, and tell the assignee.

    `danger`: it tells of one, so that what has been said to be over rings again.
    """
    if ticket.ended:
        return Reply(say.over(ticket))
    anew = danger and ticket.accept_due is not None and ticket.accept_due > deadlines.deadlines(ctx, ticket)[0]
    after = deadlines.sooner(ctx, ticket, verdict.urgency) if verdict.grounds or anew else ticket
    photos = await picturing.attach(ctx, after)
    await ctx.note(after, tickets.Move.ADD, phones.without(text))
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
    await ctx.work.tickets.add(ticket, ticket.first_step(at=ctx.now, by="bot", reason=ticket.assignee))
    await raising.record(ctx, ticket, verdict)
    return ticket


def _grid_of_home(ctx: Context) -> str:
    grid = ctx.community.grid_of_building(ctx.who.building) if ctx.who and ctx.who.building else None
    return grid.code if grid else ""


def _call(ctx: Context, ticket: tickets.Ticket, text: str, photos: Album, *, cause: str) -> tuple[delivery.Post, ...]:
    """The posts that call whoever must act. For a red ticket the next on the ladder is called too; if nobody can be
    called, the secretary is."""
    label, said = describing.label(ctx, ticket), words.masked(text)
    alone = not ticket.about and _only_the_secretary(ctx, ticket)

    def call(sight: say.Sight) -> str:
        body = say.assigned(ticket, label, said, photos, sight)
        back = neighbours.came_back(ticket.recurs) if ticket.recurs else ""
        who = phoning.reporter(ctx, ticket) if ticket.private and sight is say.Sight.ALONE else ""
        return "\n".join(part for part in (body, back, who, say.nobody(ticket) if alone else "") if part)

    card = carding.for_call(ctx, ticket, photos, nobody=alone)
    if alone:
        urgent, about = addressing.urgent(ticket), (ticket.number,)
        posts = addressing.to_secretaries(ctx, cause, call, priority=urgent, about=about)
        return addressing.short_lived(addressing.with_card(post, card) for post in posts)
    return addressing.to_staff(ctx, ticket, cause, call, deadlines.called(ctx, ticket), card)


def _only_the_secretary(ctx: Context, ticket: tickets.Ticket) -> bool:
    """Is neither a worker nor a leader nor a party assigned, so that only the secretary is left, or nobody?"""
    who = ctx.community.person(ticket.assignee)
    return who is None or (roster.Role.SECRETARY in who.roles and not ticket.party)


def _handler(ctx: Context, ticket: tickets.Ticket) -> str:
    """Who handles the ticket, by office and not by name: 网格员, 物业 …"""
    if ticket.party:
        return next((one.name for one in ctx.community.parties if one.code == ticket.party), "")
    grid = ctx.community.grid(ticket.grid)
    if grid and ticket.assignee and ticket.assignee == grid.leader != grid.worker:
        return offices.of_grid(grid.name, roster.Role.LEADER)
    if grid and {ticket.assignee, ticket.covers_for} & {grid.worker, grid.stand_in} - {""}:
        return offices.of_grid(grid.name, roster.Role.WORKER)
    return offices.of_community() if ticket.assignee else ""


def _placed(ticket: tickets.Ticket, place: Place, ctx: Context) -> tickets.Ticket:
    return replace(ticket, place=describing.place(ctx, place))


async def _meant(request: requests.AddToTicket, ctx: Context) -> tickets.Ticket | None:
    if request.number is not None:
        found = await ctx.work.tickets.hold(ctx.community.code, request.number)
        return found if found and ctx.actors(found) else None
    mine = await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person)
    return await retelling.locked(ctx, mine[0]) if mine else None
