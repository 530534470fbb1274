"""Points for contributions are held when the report comes in, posted when it is verified, returned if it was false.

What proves false after it was posted comes back as a transfer of its own.
"""

from bot.domain import delivery, keeping, points, requests, routing, tickets
from bot.domain.urgency import Urgency
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.saying import addressing, describing
from bot.handlers.tickets import choosing
from bot.wording import points as say
from bot.wording import words
from intents.guard import dangers, safety
from intents.slots import persons

#: So many entries of an account are looked through for a reward that was named by its amount.
_LATEST = 40


async def hold(ctx: Context, ticket: tickets.Ticket) -> int:
    """Set the reward aside; how much (0 for a danger to people, and when the reporter may not earn, or has reached the
    day's cap)."""
    rules = ctx.community.points
    amount = rules.rewards.get(ticket.kind.value, 0)
    if not amount or ticket.private or not ctx.person or not ctx.roles & rules.reward_roles:
        return 0
    if ticket.urgency is Urgency.RED and safety.danger_of(ticket.text) in dangers.TO_PEOPLE:
        return 0
    earned = await ctx.work.points.earned_since(ctx.community.code, ctx.person, ctx.midnight())
    amount = min(amount, rules.daily_cap - earned)
    if amount <= 0:
        return 0
    reason = say.reason(ticket, describing.label(ctx, ticket))
    await ctx.work.points.enter(points.hold(ticket.community, ticket.number, ticket.reporter, amount, ctx.now, reason))
    return amount


async def pay(ctx: Context, ticket: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """Post what is held, once, and say so in the group without a name. Neither whoever solved the ticket is paid for it
    nor somebody who has been forgotten."""
    held = await _held(ctx, ticket)
    if not held:
        return ()
    reason = say.reason(ticket, describing.label(ctx, ticket))
    if keeping.forgotten(ticket.reporter) or ticket.reporter in {ticket.assignee, await _solver(ctx, ticket)}:
        await give_back(ctx, ticket)
        return ()
    transfer = points.post(ticket.community, ticket.number, ticket.reporter, held, ctx.now, reason)
    if not await ctx.work.points.enter(transfer):
        return ()
    group = routing.group_for_residents(ctx.community, ticket.chat, ticket.grid)
    if group is None:
        return ()
    line = say.red_packet(ticket, describing.label(ctx, ticket), held)
    return (addressing.to_group(ctx, group, f"ticket:{ticket.number}:reward", line, about=(ticket.number,)),)


async def _solver(ctx: Context, ticket: tickets.Ticket) -> str:
    """Who said last that it is done: its assignee now may be another, such as whoever came back from leave."""
    steps = await ctx.work.tickets.history(ticket.community, ticket.number)
    return next((one.by for one in reversed(steps) if one.move is tickets.Move.RESOLVE), "")


async def give_back(ctx: Context, ticket: tickets.Ticket) -> None:
    """Return what is held; nothing happens if nothing is held or the points were posted."""
    held = await _held(ctx, ticket)
    if held:
        reason = say.reason(ticket, describing.label(ctx, ticket))
        await ctx.work.points.enter(
            points.give_back(ticket.community, ticket.number, ticket.reporter, held, ctx.now, reason)
        )


async def undo(ctx: Context, ticket: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """What proved to be no matter earns nothing: return what is held, and fetch back what was posted and is still
    there. The reporter is told alone."""
    await give_back(ctx, ticket)
    code, number, person = ticket.community, ticket.number, ticket.reporter
    amount = min(await paid(ctx, ticket), await ctx.work.points.balance(code, points.account_of(person)))
    if amount <= 0:
        return ()
    reason = say.reason(ticket, describing.label(ctx, ticket))
    if not await ctx.work.points.enter(points.take_back(code, number, person, amount, ctx.now, reason)):
        return ()
    body = say.fetched_back(ticket, amount)
    post = addressing.privately(ctx, person, f"ticket:{number}:reward:undo", body, about=(number,))
    return (post,) if post else ()


async def paid(ctx: Context, ticket: tickets.Ticket) -> int:
    """Points posted for this ticket and not fetched back since."""
    code, number = ticket.community, ticket.number
    made = await ctx.work.points.transfer(code, f"ticket:{number}:post")
    undone = await ctx.work.points.transfer(code, f"ticket:{number}:undo")
    return made.entries[1].amount if made and not undone else 0


async def take_points(request: requests.TakePoints, ctx: Context) -> Reply:
    """12 积分收回: by the secretary's word, whatever became of the ticket; the reason is kept with it."""
    ticket = await choosing.by_number(ctx, request.number)
    if isinstance(ticket, Reply):
        return ticket
    if not ctx.is_secretary or ticket.reporter == ctx.person:
        return refuse("points_secretary")
    before = await paid(ctx, ticket) or await _held(ctx, ticket)
    posts = await undo(ctx, ticket)
    if not before or await paid(ctx, ticket):
        return Reply(say.nothing_to_fetch(ticket))
    await ctx.note(ticket, tickets.Move.NOTE, words.masked(say.fetched(request.reason)))
    return Reply(say.fetched_back(ticket, before), posts)


async def take_points_of(request: requests.TakePointsOf, ctx: Context) -> Reply:
    """王阿姨那5分扣回来: the only such reward of theirs; of several the secretary chooses by the number, 1:1."""
    if not ctx.is_secretary:
        return refuse("points_secretary")
    if not ctx.in_private:
        return refuse("alone_only")
    people = sorted(persons.residents(ctx.community, request.who))
    found = [one for person in people for one in await _rewarded(ctx, person)]
    meant = [(one, amount) for one, amount in found if request.amount in {0, amount}]
    if len(meant) == 1:
        return await take_points(requests.TakePoints(meant[0][0].number, request.reason), ctx)
    told = [(one, describing.label(ctx, one), amount) for one, amount in meant]
    return Reply(say.which_reward(request.who, told) if told else say.no_reward(request.who, request.amount))


async def _rewarded(ctx: Context, person: str) -> list[tuple[tickets.Ticket, int]]:
    """Their tickets for which points are held, or were posted and not fetched back, with how many."""
    code = ctx.community.code
    both = [*await ctx.work.points.entries(code, points.account_of(person), _LATEST)]
    both += await ctx.work.points.entries(code, points.held_for(person), _LATEST)
    numbers = sorted({number for transfer, _ in both if (number := points.ticket_of(transfer))})
    found = await ctx.work.tickets.several(code, numbers)
    theirs = [one for one in found.values() if one.reporter == person]
    amounts = [(one, await paid(ctx, one) or await _held(ctx, one)) for one in theirs]
    return [(one, amount) for one, amount in amounts if amount]


async def _held(ctx: Context, ticket: tickets.Ticket) -> int:
    """Points still held for this ticket: entered by its hold, neither posted nor returned."""
    code, number = ticket.community, ticket.number
    settled = [await ctx.work.points.transfer(code, f"ticket:{number}:{end}") for end in ("post", "return")]
    made = await ctx.work.points.transfer(code, f"ticket:{number}:hold")
    return made.entries[1].amount if made and not any(settled) else 0
