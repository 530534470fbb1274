"""Staff set right what was misread: the ticket is fixed now, and the line is kept as an example."""

from dataclasses import replace
from datetime import timedelta

from bot import ports
from bot.domain import corrections, delivery, requests, roster, routing, tickets
from bot.domain.errors import Refused
from bot.domain.tickets import Move
from bot.domain.urgency import Urgency
from bot.handlers import rewards
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.saying import addressing, calling, describing, redrawing
from bot.handlers.tickets import choosing, deadlines, opening
from bot.wording import corrections as say_corrections
from bot.wording import refusals, words
from bot.wording import tickets as say
from intents import normalise
from intents.staff import corrections as reading

CORRECTORS = frozenset({roster.Role.WORKER, roster.Role.LEADER, roster.Role.SECRETARY})
#: How far back a quoted line is looked for, and among how many.
BACK, MOST = timedelta(days=7), 500
#: A report may have waited that long for the answer to our question before it was filed.
ASKED = timedelta(hours=5)
#: Past the last moment that still counts.
MOMENT = timedelta(seconds=1)
_LOUDNESS = (Urgency.BLUE, Urgency.YELLOW, Urgency.RED)


async def correct(request: requests.Correct, ctx: Context) -> Reply:
    """Change kind, category or urgency at once, with routing and deadlines; or void what was no matter; or file what
    was one."""
    if not ctx.roles & CORRECTORS and not await _resorts_own(request, ctx):
        return refuse("staff_only")
    if request.number is not None:
        found = await choosing.held(ctx, request.number)
        if found is None:
            return refuse("no_ticket", str(request.number))
        return await _set_right(found, request, ctx)
    return await _by_quote(request, ctx)


async def _resorts_own(request: requests.Correct, ctx: Context) -> bool:
    """Another party may say that a ticket given to it is of another category, and nothing else."""
    if request.number is None or not request.category or request.kind in tickets.PRIVATE_KINDS:
        return False
    if describing.confidential(ctx, request.category):
        return False
    found = await ctx.work.tickets.get(ctx.community.code, request.number)
    return found is not None and tickets.Actor.ASSIGNEE in ctx.actors(found)


async def _by_quote(request: requests.Correct, ctx: Context) -> Reply:
    """The ticket that the quoted line became; else the line is filed as what it is said to be."""
    heard = await quoted_line(request.quoted, ctx)
    ticket = await ticket_of(heard, ctx) if heard else None
    if ticket and ticket.private and not ctx.actors(ticket):
        return refuse("nothing_heard")
    if ticket:
        return await _set_right(ticket, request, ctx)
    if request.opens is None or not (ctx.in_private or (ctx.group and ctx.group.kind is roster.GroupKind.STAFF)):
        return refuse("nothing_heard")
    speaking = _as_spoken(heard, ctx)
    reply = await opening.open_ticket(request.opens, speaking)
    after = reading.intent_of(request.opens.kind).value
    intents, said_in = (heard.intent if heard else "other", after), heard.message.id if heard else ctx.message_id
    await _note(ctx, request.opens.text, intents, category=request.opens.category, said_in=said_in)
    told = addressing.to_speaker(speaking, f"{ctx.cause}:heard", reply.text) if heard else ()
    return replace(reply, posts=(*reply.posts, *told))


async def _set_right(ticket: tickets.Ticket, request: requests.Correct, ctx: Context) -> Reply:
    if not ctx.actors(ticket) - {tickets.Actor.REPORTER}:
        return refuse("not_yours", str(ticket.number))
    if ticket.ended and request.refuted and ctx.is_secretary and await rewards.paid(ctx, ticket):
        return await rewards.take_points(requests.TakePoints(ticket.number), ctx)
    if ticket.ended:
        return Reply(say.over(ticket))
    if request.refuted:
        return await _void(ticket, ctx)
    after = _corrected(ticket, request, ctx)
    if _LOUDNESS.index(after.urgency) < _LOUDNESS.index(ticket.urgency) and not ctx.is_secretary:
        return refuse("urgency_lower", str(ticket.number))
    if after == ticket:
        return Reply(say.noted(ticket))
    after = await _rerouted(ctx, ticket, after)
    changes = say_corrections.changes(ticket, after, describing.label(ctx, ticket), describing.label(ctx, after))
    await ctx.note(after, Move.CORRECT, changes)
    await deadlines.plan(ctx, after)
    if after.private and not ticket.private:
        await rewards.give_back(ctx, after)
    await _note_change(ctx, ticket, after)
    return Reply(say_corrections.corrected(after, changes), await _call(ctx, ticket, after))


def _corrected(ticket: tickets.Ticket, request: requests.Correct, ctx: Context) -> tickets.Ticket:
    kind, category = request.kind or ticket.kind, request.category or ticket.category
    if request.kind and not request.category:
        category = reading.fitting(kind, category, ctx.community.vocabulary)
    of_persons = bool(ticket.about) or (ticket.confidential and not describing.confidential(ctx, ticket.category))
    private = of_persons or describing.confidential(ctx, category)
    urgency = request.urgency or ticket.urgency
    return replace(ticket, kind=kind, category=category, urgency=urgency, confidential=private)


async def _rerouted(ctx: Context, before: tickets.Ticket, after: tickets.Ticket) -> tickets.Ticket:
    """The ticket after its correction: another category may belong to another party; a new assignee or urgency starts a
    new clock."""
    group = ctx.community.group(after.chat) if after.chat else None
    on_duty, about = ctx.duty.on_duty, after.about
    named = routing.assign(ctx.community, after.place, after.category, group, after.grid, on_duty, about=about)
    if before.category != after.category and named.party != before.party and named.assignee:
        after = replace(after, assignee=named.assignee, party=named.party, grid=named.grid, covers_for=named.covers_for)
    if (before.assignee, before.urgency) == (after.assignee, after.urgency):
        return after
    accept, resolve = deadlines.deadlines(ctx, after)
    return replace(after, accept_due=accept, resolve_due=resolve, round=after.round + 1)


async def _call(ctx: Context, before: tickets.Ticket, after: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """A new assignee is called; so is the old one when it became more urgent."""
    moved = before.assignee != after.assignee
    louder = _LOUDNESS.index(after.urgency) > _LOUDNESS.index(before.urgency)
    if not moved and not (louder and after.assignee != ctx.person):
        return ()
    return await calling.call_anew(ctx, after)


async def _void(ticket: tickets.Ticket, ctx: Context) -> Reply:
    """The ticket was no matter at all: nobody need go, nothing is paid, and the reporter is told what to do if there
    was one."""
    moved = tickets.advance(ticket, Move.VOID, ctx.actors(ticket), now=ctx.now, by=ctx.person)
    if isinstance(moved, Refused):
        return Reply(refusals.refused(moved))
    after = replace(moved[0], closed_at=ctx.now)
    await ctx.work.tickets.save(after, moved[1])
    await deadlines.plan(ctx, after)
    await redrawing.redraw(ctx, after)
    returned = await rewards.undo(ctx, after)
    await _note(ctx, ticket.text, (reading.intent_of(ticket.kind).value, "other"), ticket=ticket)
    posts = returned
    if ticket.reporter not in {"", ctx.person}:
        cause = f"ticket:{ticket.number}:void:{ticket.round}"
        posts += addressing.to_reporter(ctx, after, cause, lambda _: say_corrections.misheard(after))
    return Reply(say_corrections.voided(after), posts)


async def quoted_line(text: str, ctx: Context) -> ports.Heard | None:
    """The newest message with these words, as far as words are still kept."""
    wanted = bare(text, ctx)
    recent = await ctx.work.corrections.heard(ctx.community.code, ctx.now - BACK, ctx.now + MOMENT, MOST)
    return next((one for one in recent if wanted and bare(one.message.incoming.text, ctx) == wanted), None)


def bare(text: str, ctx: Context) -> str:
    return normalise.normalise(text, ctx.bot_name).text


async def ticket_of(heard: ports.Heard, ctx: Context) -> tickets.Ticket | None:
    theirs = ctx.community.code, heard.message.incoming.person
    mine = await ctx.work.tickets.open_of_reporter(*theirs)
    mine = (*mine, *await ctx.work.tickets.closed_of_reporter(*theirs, heard.message.received_at))
    wanted = bare(heard.message.incoming.text, ctx)
    return next((one for one in mine if bare(one.text, ctx) == wanted), None)


async def origin(ticket: tickets.Ticket, ctx: Context) -> ports.Heard | None:
    """The message that the ticket came from."""
    span = ticket.created_at - ASKED, ticket.created_at + MOMENT
    recent = await ctx.work.corrections.heard(ticket.community, *span, MOST)
    wanted = bare(ticket.text, ctx)
    theirs = [one for one in recent if one.message.incoming.person == ticket.reporter]
    return next((one for one in theirs if bare(one.message.incoming.text, ctx) == wanted), None)


def _as_spoken(heard: ports.Heard | None, ctx: Context) -> Context:
    """On behalf of whoever said the line; a line we never received is reported by whoever quotes it."""
    if heard is None:
        return ctx
    said = heard.message.incoming
    return replace(ctx.spoken_by(said.person, said.chat, heard.message.id), channel=said.channel.value)


async def _note_change(ctx: Context, before: tickets.Ticket, after: tickets.Ticket) -> None:
    intents = reading.intent_of(before.kind).value, reading.intent_of(after.kind).value
    await _note(ctx, before.text, intents, ticket=before, category=after.category, urgency=after.urgency.value)


async def _note(
    ctx: Context,
    text: str,
    intents: tuple[str, str],
    *,
    ticket: tickets.Ticket | None = None,
    category: str = "",
    urgency: str = "",
    said_in: int | None = None,
) -> None:
    """Keep the example; intents are (before, after). `said_in`: the message whose words it holds, if no ticket did."""
    await ctx.work.corrections.note(
        corrections.Correction(
            community=ctx.community.code,
            at=ctx.now,
            by=ctx.person,
            text=words.masked(text, 500),
            intent_before=intents[0],
            intent_after=intents[1],
            category_before=ticket.category if ticket else "",
            category_after=category,
            urgency_before=ticket.urgency.value if ticket else "",
            urgency_after=urgency,
            ticket=ticket.number if ticket else None,
            message=said_in,
        )
    )
