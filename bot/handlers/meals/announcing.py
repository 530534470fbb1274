"""青菜没了换成豆腐, 晚半个小时送: what the canteen has to say to those who have ordered a meal."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain import meals, requests, roster
from bot.handlers import clarifying
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.meals import cooking
from bot.wording import kitchen as say
from bot.wording import words

#: So long after it is served there is still something to say of a meal.
_SERVED_FOR = timedelta(hours=2)


async def tell_eaters(request: requests.TellEaters, ctx: Context) -> Reply:
    """We ask once, with whom it reaches; then everybody who ordered that meal hears it, in the chat where they
    ordered, so that it may name nobody. `carried`: only those to whom it is brought."""
    if roster.Role.CANTEEN not in ctx.roles:
        return refuse("canteen_only")
    if request.agreed == "no":
        return Reply(say.not_told())
    day = request.day or ctx.now.date()
    service = _meant(request, ctx, day)
    if service is None:
        return refuse("no_meals")
    rolled = await ctx.work.meals.roll(ctx.community.code, service.name, day)
    orders = [one for one in rolled if one.state is meals.OrderState.LIVE and (one.delivery or not request.carried)]
    if not orders:
        return Reply(say.nobody_to_tell(day, service.name, carried=request.carried))
    if not words.fit_for_residents(request.text, [one.name for one in ctx.community.people]):
        return Reply(say.not_for_everybody())
    news = words.harmless(request.text, 60)
    people = len({one.person for one in orders})
    if not request.agreed:
        asked = (say.whether_told(day, service.name, people, news),)
        meant = replace(request, day=day, service=service.name)  # the answer may come when another meal is next
        return await clarifying.clarify(requests.Clarify(requests.Slot.CONFIRM, meant, asked), ctx)
    cause = f"news:{day}:{service.name}:{ctx.cause}"
    posts, missed = cooking.tell(orders, cause, say.news(day, service.name, news), ctx)
    names = cooking.surnames(ctx.community)
    unreached = [names.get(one, "") for one in missed] if ctx.in_private or cooking.in_the_kitchen(ctx) else []
    return Reply(say.told(people - len(missed), len(missed), unreached), tuple(posts))


def _meant(request: requests.TellEaters, ctx: Context, day: date) -> roster.MealService | None:
    """The meal that was named; else the one that is served next, or now."""
    offered = [one for one in ctx.community.services if request.service in {"", one.name}]

    def to_come(one: roster.MealService) -> bool:
        return ctx.now <= datetime.combine(day, one.serve, ctx.now.tzinfo) + _SERVED_FOR

    return next((one for one in offered if to_come(one)), offered[-1] if offered else None)
