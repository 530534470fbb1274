"""How many meals: the figure of the canteen, for those who answer for it."""

from bot.domain import requests, roster, stats
from bot.handlers.asked import following
from bot.handlers.context import Context, Reply, refuse
from bot.wording import cases
from bot.wording import meals as say


async def show_meal_count(request: requests.ShowMealCount, ctx: Context) -> Reply:
    """Portions that were not cancelled, by the day of the meal; a span whose meals are over gives the same for ever."""
    if not ctx.is_secretary and roster.Role.CANTEEN not in ctx.roles:
        return refuse("secretary_only")
    await following.keep(request, ctx)
    counted = dict(await ctx.work.meals.tally(ctx.community.code, request.first, request.last))
    offered = [one.name for one in ctx.community.services if request.service in {"", one.name}]
    named = [(name, counted.get(name, 0)) for name in dict.fromkeys([*offered, *counted]) if _meant(request, name)]
    few = not ctx.in_private and any(0 < count < stats.FEW for _, count in named)
    first, last, label = request.first, request.last, request.label
    span = cases.span(first, last, label) if label else say.days(first, last)
    return Reply(say.counted(span, named, few=few, over=last < ctx.now.date()))


def _meant(request: requests.ShowMealCount, service: str) -> bool:
    return request.service in {"", service}
