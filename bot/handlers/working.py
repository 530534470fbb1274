"""Staff act on a ticket: take it on, work on it, resolve, pass on, put off, return, decline."""

from dataclasses import replace
from datetime import datetime

from bot.domain import finding, requests, roster, tickets
from bot.domain.errors import Refused
from bot.domain.tickets import Actor, Move, State
from bot.handlers import (
    calling,
    choosing,
    closing,
    covering,
    deadlines,
    gating,
    noting,
    picturing,
    raising,
    redrawing,
    referring,
    reopening,
    rewards,
    splitting,
    supporting,
    telling,
)
from bot.handlers.context import Context, Reply, refuse
from bot.wording import refusals, words
from bot.wording import tickets as say

#: Saying one of these on a ticket nobody has taken on also says that the speaker takes it on.
_AFTER_ACCEPT = frozenset({Move.RESOLVE, Move.START})
_ANSWERABLE = frozenset({Actor.ASSIGNEE, Actor.SECRETARY})
_EXAMPLES = {
    Move.ACCEPT: "收到",
    Move.RESOLVE: "办结 已换灯泡",
    Move.REASSIGN: "转给 张三",
    Move.DEFER: "暂缓 下周三",
    Move.MERGE: "合并 15",
}


async def move_ticket(request: requests.MoveTicket, ctx: Context) -> Reply:
    """One move of the table by a member of staff, with its receipt and the news to those it concerns."""
    ticket = await _meant(request, ctx)
    if isinstance(ticket, Reply):
        return ticket
    elsewhere = await _not_staff_work(request, ticket, ctx)
    if elsewhere:
        return elsewhere
    await picturing.attach(ctx, ticket)
    move = _as_the_table_calls_it(request.move, ticket.state)
    if _already_there(ticket, move) and ctx.actors(ticket) & _ANSWERABLE:
        told = request.text if move is Move.START else ""
        return await noting.keep(ctx, ticket, told) if told else Reply(say.moved(ticket))
    before, steps = ticket, []
    if _taken_on_by_the_way(ticket, move):
        if not ctx.actors(ticket) & _ANSWERABLE:
            return _refused(ctx, ticket, Refused("not_allowed", (move.value,)))
        accepted = tickets.advance(ticket, Move.ACCEPT, ctx.actors(ticket), now=ctx.now, by=ctx.person)
        if not isinstance(accepted, Refused):
            ticket, steps = covering.taken_on(ctx, accepted[0]), [accepted[1]]
    reason = words.masked(request.text)
    moved = tickets.advance(ticket, move, ctx.actors(ticket), now=ctx.now, by=ctx.person, reason=reason)
    if isinstance(moved, Refused):
        return _refused(ctx, before, moved)
    after = await _merged(request, ctx, moved[0]) if move is Move.MERGE else _with_consequences(request, ctx, *moved)
    if isinstance(after, Reply):
        return after
    held = await gating.GATES[move](request, ctx, before) if move in gating.GATES else None
    if held:
        return held
    reply = await _commit(ctx, before, after, [*steps, moved[1]])
    return reply if move is not Move.SPLIT else _both(reply, await splitting.second(request, ctx, after))


def _refused(ctx: Context, ticket: tickets.Ticket, why: Refused) -> Reply:
    """Staff who may not are told who may."""
    who = ctx.community.person(ticket.assignee)
    if why.code != "not_allowed" or who is None or not ctx.roles & roster.STAFF or who.userid == ctx.person:
        return Reply(refusals.refused(why))
    return Reply(refusals.in_other_hands(ticket.number, why.facts[0], who.name))


def _both(first: Reply, second: Reply) -> Reply:
    return Reply(f"{first.text}\n{second.text}", (*first.posts, *second.posts))


async def _meant(request: requests.MoveTicket, ctx: Context) -> tickets.Ticket | Reply:
    """The ticket; silence for somebody who has none and is not staff: their 收到 is only politeness."""

    def straight(one: tickets.Ticket) -> bool:
        return tickets.edge_for(one.state, _as_the_table_calls_it(request.move, one.state)) is not None

    def by_the_way(one: tickets.Ticket) -> bool:
        return _taken_on_by_the_way(one, request.move)

    example = _EXAMPLES.get(request.move, _EXAMPLES[Move.RESOLVE])
    ticket = await choosing.of_assignee(ctx, request.number, (straight, by_the_way), example)
    polite = not ctx.roles & roster.STAFF and (request.number is None or request.move is Move.ACCEPT)
    if polite and not (isinstance(ticket, tickets.Ticket) and Actor.ASSIGNEE in ctx.actors(ticket)):
        return ticket if isinstance(ticket, Reply) and ticket.outcome is requests.Action.ASK else _silence()
    return ticket


def _silence() -> Reply:
    return Reply(outcome=requests.Action.SILENT)


async def _not_staff_work(request: requests.MoveTicket, ticket: tickets.Ticket, ctx: Context) -> Reply | None:
    """What is said in words of staff but is the reporter's part, and what lacks a word."""
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
    lacking = gating.lacks(request, ticket.number)
    return Reply(lacking, outcome=requests.Action.ASK) if lacking else None


def _as_the_table_calls_it(move: Move, state: State) -> Move:
    """转给 names somebody: for the first time, or instead of somebody else."""
    if move not in {Move.ASSIGN, Move.REASSIGN}:
        return move
    return Move.REASSIGN if tickets.edge_for(state, Move.REASSIGN) else Move.ASSIGN


def _already_there(ticket: tickets.Ticket, move: Move) -> bool:
    """The ticket is where the move would have brought it: said twice, not wrong."""
    reached = any(edge.move is move and edge.target is ticket.state for edge in tickets.MOVES)
    return reached and tickets.edge_for(ticket.state, move) is None


def _taken_on_by_the_way(ticket: tickets.Ticket, move: Move) -> bool:
    return (
        move in _AFTER_ACCEPT
        and tickets.edge_for(ticket.state, move) is None
        and tickets.edge_for(ticket.state, Move.ACCEPT) is not None
    )


def _with_consequences(
    request: requests.MoveTicket, ctx: Context, ticket: tickets.Ticket, step: tickets.Step
) -> tickets.Ticket | Reply:
    """Assignee, deadlines and result as the move asks."""
    if ticket.state is State.ACCEPTED:
        accepted = covering.taken_on(ctx, ticket)
        return _with_full_clock(ctx, accepted) if step.source in {State.DEFERRED, State.REFERRED} else accepted
    if ticket.state is State.CONFIRMING:
        due = deadlines.in_days(ctx, ticket, ctx.now, ctx.community.tickets.confirm_days)
        later = deadlines.paused(ticket, ctx.now, due)
        return replace(ticket, result=request.text.strip(), confirm_due=due, resolve_due=later)
    if step.move in {Move.REASSIGN, Move.ASSIGN}:
        found = finding.whom(ctx.community, request.to)
        if found is None:
            return refuse("no_person", request.to)
        if found.person in ticket.about:
            return refuse("complained_of", str(ticket.number))
        named = replace(ticket, assignee=found.person, party=found.party, covers_for="")
        return _with_full_clock(ctx, covering.covered(ctx, named))
    if step.move is Move.SPLIT:
        return _with_full_clock(ctx, ticket)
    if ticket.state is State.REFERRED:
        return referring.referred(request, ctx, ticket)
    if ticket.state is State.RETURNED:
        heads = [one.userid for one in ctx.community.with_role(roster.Role.SECRETARY)]
        to = next((one for one in heads if one not in ticket.about), "")
        returned = replace(ticket, assignee=to, party="", covers_for="")
        return _with_full_clock(ctx, covering.covered(ctx, returned))
    if ticket.state is State.DEFERRED and request.until:
        begins = datetime.combine(request.until, ctx.community.work_hours[0][0], ctx.now.tzinfo)
        if begins <= ctx.now:
            return refuse("past_date", words.day(request.until))
        return replace(ticket, resolve_due=begins, round=ticket.round + 1)
    if ticket.state is State.DECLINED:
        return replace(ticket, result=request.text.strip(), closed_at=ctx.now)
    return ticket


async def _merged(request: requests.MoveTicket, ctx: Context, ticket: tickets.Ticket) -> tickets.Ticket | Reply:
    """The ticket as part of another open one."""
    other = await choosing.known(ctx, int(request.to)) if request.to.isdecimal() else None
    if other is None or other.ended or other.number == ticket.number or other.private is not ticket.private:
        return refuse("no_ticket", words.harmless(request.to, 8))
    return replace(ticket, merged_into=other.number, closed_at=ctx.now)


async def _commit(ctx: Context, before: tickets.Ticket, after: tickets.Ticket, steps: list[tickets.Step]) -> Reply:
    for step in steps:
        await ctx.work.tickets.save(after, step)
    await deadlines.plan(ctx, after)
    await redrawing.redraw(ctx, after)
    if after.state is State.CONFIRMING:
        await ctx.work.promises.done(after.community, after.number, ctx.now)
    if after.state in {State.DECLINED, State.MERGED}:
        await rewards.give_back(ctx, after)
    if after.merged_into:
        await supporting.move_over(ctx, after, after.merged_into)
    louder = await raising.after_merger(ctx, after.merged_into) if after.merged_into else ()
    told = await supporting.tell(ctx, after)
    called = await calling.news_to_assignee(ctx, before, after)
    posts = (*telling.to_reporter(ctx, after, steps[-1].reason), *told, *called, *louder)
    return Reply(say.moved(after), posts)


def _with_full_clock(ctx: Context, ticket: tickets.Ticket) -> tickets.Ticket:
    """A new assignee starts with a full clock and a new round of reminders."""
    accept, resolve = deadlines.deadlines(ctx, ticket)
    return replace(ticket, accept_due=accept, resolve_due=resolve, round=ticket.round + 1)


async def resume(ctx: Context, ticket: tickets.Ticket) -> Reply:
    """The date of a deferred ticket has come: it goes back to its assignee."""
    moved = tickets.advance(ticket, Move.ASSIGN, ctx.actors(ticket), now=ctx.now, by="bot", reason=say.resumed())
    if isinstance(moved, Refused):
        return Reply()
    after = _with_full_clock(ctx, covering.covered(ctx, moved[0]))
    await ctx.work.tickets.save(after, moved[1])
    await deadlines.plan(ctx, after)
    await redrawing.redraw(ctx, after)
    return Reply(posts=await calling.call_anew(ctx, after))
