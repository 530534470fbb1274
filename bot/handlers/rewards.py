"""Points for contributions: held when the report comes in, posted when it is verified, returned if it was false."""

from bot.domain import delivery, points, routing, tickets
from bot.handlers import addressing, describing
from bot.handlers.context import Context
from bot.wording import points as say


async def hold(ctx: Context, ticket: tickets.Ticket) -> int:
    """Set the reward aside; how much (0 when the reporter may not earn, or has reached the day's cap)."""
    rules = ctx.community.points
    amount = rules.rewards.get(ticket.kind.value, 0)
    if not amount or ticket.private or not ctx.person or not ctx.roles & rules.reward_roles:
        return 0
    earned = await ctx.work.points.earned_since(ctx.community.code, ctx.person, ctx.midnight())
    amount = min(amount, rules.daily_cap - earned)
    if amount <= 0:
        return 0
    reason = say.reason(ticket, describing.label(ctx, ticket))
    await ctx.work.points.enter(points.hold(ticket.community, ticket.number, ticket.reporter, amount, ctx.now, reason))
    return amount


async def pay(ctx: Context, ticket: tickets.Ticket) -> tuple[delivery.Post, ...]:
    """Post what is held, once, and say so in the group without a name. Whoever solved it is not paid for it."""
    held = await _held(ctx, ticket)
    if not held:
        return ()
    reason = say.reason(ticket, describing.label(ctx, ticket))
    if ticket.assignee == ticket.reporter:
        await give_back(ctx, ticket)
        return ()
    transfer = points.post(ticket.community, ticket.number, ticket.reporter, held, ctx.now, reason)
    if not await ctx.work.points.enter(transfer):
        return ()
    group = routing.group_for_residents(ctx.community, ticket.chat, ticket.grid)
    if group is None:
        return ()
    line = say.red_packet(ticket, describing.label(ctx, ticket), held)
    return (addressing.to_group(ctx, group, f"ticket:{ticket.number}:reward", line),)


async def give_back(ctx: Context, ticket: tickets.Ticket) -> None:
    """Return what is held; nothing happens when nothing is, or when it was posted."""
    held = await _held(ctx, ticket)
    if held:
        reason = say.reason(ticket, describing.label(ctx, ticket))
        await ctx.work.points.enter(
            points.give_back(ticket.community, ticket.number, ticket.reporter, held, ctx.now, reason)
        )


async def _held(ctx: Context, ticket: tickets.Ticket) -> int:
    """Points still held for this ticket: entered by its hold, neither posted nor returned."""
    code, number = ticket.community, ticket.number
    settled = [await ctx.work.points.transfer(code, f"ticket:{number}:{end}") for end in ("post", "return")]
    made = await ctx.work.points.transfer(code, f"ticket:{number}:hold")
    return made.entries[1].amount if made and not any(settled) else 0
