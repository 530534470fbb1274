"""近三个月每个月多少: one figure for each month, week or day, each by the same definition and as of its own end."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.domain import cases, requests, roster
from bot.domain.requests import Unit
from bot.handlers.asked import narrowing
from bot.handlers.context import Context, Reply, refuse
from bot.wording import cases as say
from bot.wording import trends
from bot.wording.tickets import Sight

#: The last ones, where there are more.
_MOST = 12


async def show_trend(request: requests.ShowTrend, ctx: Context) -> Reply:
    """For those who head the others, never where residents read. Each equals what is told of that month alone, so that
    it stays the same for ever once the month is over."""
    asked = request.of
    if not ctx.roles & roster.HEADS:
        return refuse("heads_only")
    if ctx.sight is Sight.RESIDENTS:
        return refuse("alone_only")
    if asked.grid and ctx.community.grid(asked.grid) is None:
        return refuse("no_grid", asked.grid)
    if asked.measure in cases.NOW:
        return Reply(trends.only_now(asked.measure))
    today = ctx.now.date()
    last = min(asked.last or today, today)
    parts = list(_parts(asked.first or today, last, request.unit))[-_MOST:]
    told: list[trends.Part] = []
    for first, end in parts:
        over = narrowing.span(ctx, first, end)
        figure = cases.score(asked.measure, await narrowing.meant(asked, ctx, over), over)
        told.append((first, end, "few" if narrowing.hidden(asked, ctx, figure) else figure))
    head = narrowing.head(asked, ctx, parts[0][0], last)
    counted = say.definition(asked.measure, None, None, alone=ctx.in_private)
    return Reply(trends.told(head, asked.measure, request.unit, told, today, counted))


def _parts(first: date, last: date, unit: Unit) -> Iterator[tuple[date, date]]:
    """Each month, week or day from `first` to `last`, cut off at both."""
    while first <= last:
        end = min(_end(first, unit), last)
        yield first, end
        first = end + timedelta(days=1)


def _end(day: date, unit: Unit) -> date:
    if unit is Unit.DAY:
        return day
    if unit is Unit.WEEK:
        return day + timedelta(days=6 - day.weekday())
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)
