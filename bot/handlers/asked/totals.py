"""这个月积分发了多少, 谁巡查最多: what is counted that is no ticket."""

from collections.abc import Sequence

from bot.domain import cases, points, requests, roster
from bot.domain.requests import Total
from bot.handlers.asked import following, narrowing
from bot.handlers.context import Context, Reply, refuse
from bot.wording import cases as say_cases
from bot.wording import totals as say
from bot.wording import words
from bot.wording.tickets import Sight
from intents.slots import persons


async def show_total(request: requests.ShowTotal, ctx: Context) -> Reply:
    """For those who head the others, points for the secretary alone; never where residents read, and of each person
    1:1 only. Nothing private earns points, so that they tell of no complaint."""
    if not ctx.roles & roster.HEADS:
        return refuse("heads_only")
    if request.of is Total.POINTS and not ctx.is_secretary:
        return refuse("secretary_only")
    if ctx.sight is Sight.RESIDENTS or ((request.ranked or request.who) and not ctx.in_private):
        return refuse("alone_only")
    if request.who:
        return await _balances(request.who, ctx)
    await following.keep(request, ctx)
    today = ctx.now.date()
    first, last = request.first or today.replace(day=1), request.last or today
    head, span = say_cases.span(first, last, request.label), narrowing.span(ctx, first, last)
    if request.of is Total.PATROLS:
        return Reply(await _patrols(request, ctx, head, span))
    return Reply(await _points(request, ctx, head, span))


async def _points(request: requests.ShowTotal, ctx: Context, head: str, span: cases.Span) -> str:
    paid = await ctx.work.points.paid(ctx.community.code, span.first, span.last)
    if request.ranked:
        return say.points_ranked(head, *_named(ctx, [(one.person, _left(one)) for one in paid]))
    return say.points(head, sum(one.posted for one in paid), sum(one.fetched for one in paid))


async def _balances(who: str, ctx: Context) -> Reply:
    """Of everybody whom the name can mean."""
    found = sorted(persons.residents(ctx.community, who))
    told = [
        (words.harmless(person.name, 12), await ctx.work.points.balance(ctx.community.code, points.account_of(one)))
        for one in found
        if (person := ctx.community.person(one))
    ]
    return Reply(say.balances(told, who))


def _left(one: points.Paid) -> int:
    return one.posted - one.fetched


async def _patrols(request: requests.ShowTotal, ctx: Context, head: str, span: cases.Span) -> str:
    if not request.ranked:
        return say.patrols(head, await ctx.work.patrols.tally(ctx.community.code, span.first, span.last))
    walked = await ctx.work.patrols.by_person(ctx.community.code, span.first, span.last)
    return say.patrols_ranked(head, *_named(ctx, [(person, tally.patrols) for person, tally in walked]))


def _named(ctx: Context, counted: Sequence[tuple[str, int]]) -> tuple[list[tuple[str, int]], list[int]]:
    """Those on the roster by name, most first, and the counts of the others."""
    names = [(ctx.community.person(person), count) for person, count in counted if count > 0]
    known = [(words.harmless(one.name, 12), count) for one, count in names if one]
    return sorted(known, key=lambda pair: (-pair[1], pair[0])), [count for one, count in names if not one]
