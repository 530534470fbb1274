"""比上周多了吗: a figure beside the same one of an earlier span, by the same definition."""

from datetime import date

from bot.domain import cases, requests
from bot.handlers.asked import narrowing
from bot.handlers.context import Context, Reply
from bot.wording import cases as say
from bot.wording import comparisons


async def compared(
    request: requests.ShowFigure, than: requests.Period, ctx: Context, days: tuple[date, date], counted: str
) -> Reply:
    """The earlier figure counts what was so at the end of its own span. How things stand now has no earlier one."""
    head = narrowing.head(request, ctx, *days)
    now = cases.score(request.measure, await _meant(request, ctx, days), narrowing.span(ctx, *days))
    if request.measure in cases.NOW:
        return Reply(comparisons.only_now(say.total(head, request.measure, now, (), counted)))
    earlier = (than.first, than.last)
    before = cases.score(request.measure, await _meant(request, ctx, earlier), narrowing.span(ctx, *earlier))
    if narrowing.hidden(request, ctx, now) or narrowing.hidden(request, ctx, before):
        return Reply(say.few(head, request.measure, counted))
    told = comparisons.compared(head, request.measure, now, say.span(*earlier, than.label), before)
    return Reply(f"{told}\n{counted}")


async def _meant(request: requests.ShowFigure, ctx: Context, days: tuple[date, date]) -> list[cases.Case]:
    return list(await narrowing.meant(request, ctx, narrowing.span(ctx, *days)))
