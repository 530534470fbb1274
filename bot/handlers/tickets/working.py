"""Staff act on a ticket: take it on, work on it, resolve, pass on, put off, return, decline."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import requests, roster, tickets
from bot.domain.errors import Refused
from bot.domain.photos import Stage
from bot.domain.tickets import Actor, Move, State
from bot.handlers import questions, rewards
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.duty import covering
from bot.handlers.saying import calling, phoning, picturing, redrawing, telling
from bot.handlers.tickets import (
    choosing,
    closing,
    consequences,
    deadlines,
    gating,
    noting,
    raising,
    reopening,
    splitting,
    supporting,
)
from bot.wording import examples, handovers, refusals, splits, words
from bot.wording import tickets as say
from intents.staff import results

#: Saying one of these on a ticket nobody has taken on also says that the speaker takes it on.
_AFTER_ACCEPT = frozenset({Move.RESOLVE, Move.START})
#: So long a bare number tells which one is meant.
_PATIENCE = timedelta(hours=2)
_ANSWERABLE = frozenset({Actor.ASSIGNEE, Actor.SECRETARY})


async def move_ticket(request: requests.MoveTicket, ctx: Context) -> Reply:
    """One move of the table by a member of staff, with its receipt and the news to those it concerns."""
    if request.every:
        return await _of_each(request, ctx)
    ticket = await _meant(request, ctx)
    if isinstance(ticket, Reply):
        return ticket
    request = replace(request, move=_as_its_state_makes_it(request.move, ticket, ctx))
    return await _not_staff_work(request, ticket, ctx) or await _made(request, ticket, ctx)


async def _made(request: requests.MoveTicket, ticket: tickets.Ticket, ctx: Context) -> Reply:
    """The move as the table allows it, of a ticket that nobody has to be asked about."""
    await picturing.attach(ctx, ticket)
    move = _as_the_table_calls_it(request.move, ticket.state)
    actors = ctx.actors(ticket) | await covering.was_called(ctx, ticket, move)
    if _already_there(ticket, move) and actors & _ANSWERABLE:
        told = request.text if move is Move.START else ""
        return await noting.keep(ctx, ticket, told) if told else Reply(say.moved(ticket))
    before, steps = ticket, []
    if _taken_on_by_the_way(ticket, move):
        if not _may_by_the_way(ticket, move, actors):
            return _refused(ctx, ticket, Refused("not_allowed", (move.value,)))
        accepted = tickets.advance(ticket, Move.ACCEPT, actors, now=ctx.now, by=ctx.person)
        if not isinstance(accepted, Refused):
            ticket, steps = covering.taken_on(ctx, accepted[0]), [accepted[1]]
            actors |= {Actor.ASSIGNEE}
    reason = words.masked(request.text)
    moved = tickets.advance(ticket, move, actors, now=ctx.now, by=ctx.person, reason=reason)
    if isinstance(moved, Refused):
        return _refused(ctx, before, moved)
    after = await consequences.of(request, ctx, *moved)
    if isinstance(after, Reply):
        return after
    held = await gating.GATES[move](request, ctx, before) if move in gating.GATES else None
    if held:
        return held
    nothing = move is Move.RESOLVE and results.unfounded(request.text)
    steps += [before.step(Move.UNFOUNDED, at=ctx.now, by=ctx.person, reason="")] if nothing else []
    reply = await _commit(ctx, before, after, [*steps, moved[1]])
    if move is not Move.SPLIT:
        return reply
    return _both(splits.done(after), reply, await splitting.second(request, ctx, after))


async def _of_each(request: requests.MoveTicket, ctx: Context) -> Reply:
    """The same of all that the speaker has and that it fits; only what nobody has taken on is taken on."""

    def fits(one: tickets.Ticket) -> bool:
        if request.move is Move.ACCEPT:
            return one.state in tickets.NOT_TAKEN_ON
        return tickets.edge_for(one.state, request.move) is not None or _taken_on_by_the_way(one, request.move)

    mine = await ctx.work.tickets.open_of_assignee(ctx.community.code, ctx.person)
    found = sorted(one.number for one in mine if fits(one))
    replies = [
        await move_ticket(replace(request, number=one, every=False), replace(ctx, cause=f"{ctx.cause}:{one}"))
        for one in found
    ]
    if not replies:
        return refuse("nothing_waits" if request.move is Move.ACCEPT else "no_open_ticket")
    asked = requests.Action.ASK if any(one.outcome is requests.Action.ASK for one in replies) else requests.Action.ACT
    return Reply("\n".join(one.text for one in replies), tuple(post for one in replies for post in one.posts), asked)


def _refused(ctx: Context, ticket: tickets.Ticket, why: Refused) -> Reply:
    """Staff who may not make the move are told who may."""
    who = ctx.community.person(ticket.assignee)
    if why.code != "not_allowed" or who is None or not ctx.roles & roster.STAFF or who.userid == ctx.person:
        return Reply(refusals.refused(why))
    return Reply(refusals.in_other_hands(ticket.number, why.facts[0], who.name))


def _both(said: str, first: Reply, second: Reply) -> Reply:
    return Reply(f"{said}\n{second.text}", (*first.posts, *second.posts))


async def _meant(request: requests.MoveTicket, ctx: Context) -> tickets.Ticket | Reply:
    """The ticket that is meant. Whoever has none and is not staff gets silence: their 收到 is only politeness."""

    def straight(one: tickets.Ticket) -> bool:
        if request.move is Move.ACCEPT:
            return one.state in tickets.NOT_TAKEN_ON
        if request.move is Move.START and one.state is State.WORKING:
            return True  # more is said of what has begun
        return tickets.edge_for(one.state, _as_the_table_calls_it(request.move, one.state)) is not None

    def by_the_way(one: tickets.Ticket) -> bool:
        return _taken_on_by_the_way(one, request.move)

    ticket = await choosing.of_assignee(ctx, request.number, (straight, by_the_way), examples.of_move(request.move))
    if request.number is None and isinstance(ticket, Reply):
        return await _which(ticket, request, ctx)
    polite = not ctx.roles & roster.STAFF and (request.number is None or request.move is Move.ACCEPT)
    if polite and not (isinstance(ticket, tickets.Ticket) and Actor.ASSIGNEE in ctx.actors(ticket)):
        return _silence()
    return ticket


async def _which(found: Reply, request: requests.MoveTicket, ctx: Context) -> Reply:
    """None fits, or several do: then the number that comes next completes it, unless we wait for another answer."""
    if found.outcome is requests.Action.ASK:
        if await questions.current(ctx) is None:
            await questions.ask(ctx, requests.Slot.WHICH, request, _PATIENCE)
        return found
    if not ctx.roles & roster.STAFF:
        return _silence()
    return refuse("nothing_waits") if request.move is Move.ACCEPT else found


def _silence() -> Reply:
    return Reply(outcome=requests.Action.SILENT)


async def _not_staff_work(request: requests.MoveTicket, ticket: tickets.Ticket, ctx: Context) -> Reply | None:
    """The answer where the words of staff mean what only the reporter decides, or lack a detail."""
    closes = request.move is Move.CONFIRM
    if closes or (request.move is Move.RESOLVE and ctx.actors(ticket) == {Actor.REPORTER}):
        answer = requests.AnswerClosing(requests.Rating.SATISFIED, ticket.number, request.text)
        return await closing.answer_closing(answer, ctx)
    if request.move is Move.REOPEN:
        return await reopening.reopen(ctx, ticket, request.text)
    if request.move is Move.WITHDRAW:
        return await closing.withdraw_ticket(requests.WithdrawTicket(ticket.number, request.text), ctx)
    if not ctx.actors(ticket) - {Actor.REPORTER}:
        return refuse("not_allowed", request.move.value)
    return await gating.ask_for_more(request, ctx, ticket)


def _as_the_table_calls_it(move: Move, state: State) -> Move:
    """转给 is ASSIGN where nobody has the ticket yet, else REASSIGN."""
    if move not in {Move.ASSIGN, Move.REASSIGN}:
        return move
    return Move.REASSIGN if tickets.edge_for(state, Move.REASSIGN) else Move.ASSIGN


def _as_its_state_makes_it(move: Move, ticket: tickets.Ticket, ctx: Context) -> Move:
    """可以, said by a head of a ticket of their own that waits, takes it on; 办结, said by one of somebody else's that
    is said to be done, agrees."""
    actors = ctx.actors(ticket)
    if move is Move.CONFIRM and ticket.state in tickets.NOT_TAKEN_ON and Actor.ASSIGNEE in actors:
        return Move.ACCEPT
    above = Actor.ASSIGNEE not in actors and bool(actors & {Actor.LEADER, Actor.SECRETARY})
    return Move.CONFIRM if move is Move.RESOLVE and ticket.state is State.CONFIRMING and above else move


def _already_there(ticket: tickets.Ticket, move: Move) -> bool:
    """Is the ticket where the move would bring it? Said twice is no mistake."""
    reached = any(edge.move is move and edge.target is ticket.state for edge in tickets.MOVES)
    return reached and tickets.edge_for(ticket.state, move) is None


def _taken_on_by_the_way(ticket: tickets.Ticket, move: Move) -> bool:
    return (
        move in _AFTER_ACCEPT
        and tickets.edge_for(ticket.state, move) is None
        and tickets.edge_for(ticket.state, Move.ACCEPT) is not None
    )


def _may_by_the_way(ticket: tickets.Ticket, move: Move, actors: frozenset[Actor]) -> bool:
    """Whoever has it; the secretary too who says that it is done, or of what nobody has. What she only wishes for
    takes nothing out of anybody's hands."""
    free = move is Move.RESOLVE or not ticket.assignee
    return Actor.ASSIGNEE in actors or (free and bool(actors & _ANSWERABLE))


async def _commit(ctx: Context, before: tickets.Ticket, after: tickets.Ticket, steps: list[tickets.Step]) -> Reply:
    for step in steps:
        await ctx.work.tickets.save(after, step)
    await deadlines.plan(ctx, after)
    await redrawing.redraw(ctx, after)
    if after.state is State.CONFIRMING:
        await ctx.work.promises.done(after.community, after.number, ctx.now)
    if after.state is State.MERGED:
        await rewards.give_back(ctx, after)
    returned = await rewards.undo(ctx, after) if after.state is State.DECLINED else ()
    if after.merged_into:
        await supporting.move_over(ctx, after, after.merged_into)
    louder = await raising.after_merger(ctx, after.merged_into) if after.merged_into else ()
    told = await supporting.tell(ctx, after)
    called = await calling.news_to_assignee(ctx, before, after, steps[-1].reason)
    reached = await phoning.merged(ctx, after)
    done = after.state is State.CONFIRMING
    photos = (await picturing.attach(ctx, after, Stage.AFTER)).after if done else 0
    posts = (*telling.to_reporter(ctx, after, steps[-1].reason, photos), *returned, *told, *called, *louder, *reached)
    stands_in = handovers.stands_in(ctx.community, after) if after.state is State.ASSIGNED else ""
    return Reply(f"{say.moved(after)}{stands_in}", posts)


async def resume(ctx: Context, ticket: tickets.Ticket) -> Reply:
    """The day to which a ticket was deferred has come: it goes back to its assignee."""
    moved = tickets.advance(ticket, Move.ASSIGN, ctx.actors(ticket), now=ctx.now, by="bot", reason=say.resumed())
    if isinstance(moved, Refused):
        return Reply()
    after = consequences.with_full_clock(ctx, covering.covered(ctx, moved[0]))
    await ctx.work.tickets.save(after, moved[1])
    await deadlines.plan(ctx, after)
    await redrawing.redraw(ctx, after)
    return Reply(posts=await calling.call_anew(ctx, after))
