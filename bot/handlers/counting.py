"""The secretary's figures, asked for in words."""

from datetime import date, datetime, time, timedelta

from bot.domain import requests
from bot.handlers.context import Context, Reply, refuse
from bot.wording import figures as say
from bot.wording import patrols as say_patrols
from intents import categories


async def show_statistics(request: requests.ShowStatistics, ctx: Context) -> Reply:
    """Counts, close rate and overdue of a span; for the secretary only."""
    if not ctx.is_secretary:
        return refuse("secretary_only")
    grid = ctx.community.grid(request.grid)
    if request.grid and grid is None:
        return refuse("no_grid", request.grid)
    first = request.first or ctx.now.date().replace(day=1)
    last = request.last or ctx.now.date()
    span = _start(ctx, first), _start(ctx, last + timedelta(days=1))
    figures = await ctx.work.reports.figures(ctx.community.code, *span, ctx.now, request.grid)
    label = "".join(
        part for part in (grid.name if grid else "", request.label or ("" if request.first else "本月")) if part
    )
    own = ctx.community.vocabulary
    named = [(categories.label_of(category, own), count) for category, count in figures.by_category]
    kept = await ctx.work.promises.kept(ctx.community.code, *span, ctx.now, request.grid)
    walked = await ctx.work.patrols.tally(ctx.community.code, *span, grid=request.grid)
    patrols = f"\n{say_patrols.counted(walked)}" if walked.patrols else ""
    return Reply(f"{say.statistics(figures, first, last, label, named, kept)}{patrols}")


async def show_daily_account(request: requests.ShowDailyAccount, ctx: Context) -> Reply:
    """What became of every message received on a day; for the secretary only."""
    if not ctx.is_secretary:
        return refuse("secretary_only")
    return Reply(await daily_account(ctx, request.day or ctx.now.date() - timedelta(days=1)))


async def daily_account(ctx: Context, day: date) -> str:
    """The sum of a day, and what was asked in vain."""
    span = _start(ctx, day), _start(ctx, day + timedelta(days=1))
    account = say.daily_account(day, await ctx.work.reports.daily_account(ctx.community.code, *span))
    asked = await ctx.work.unanswered.between(ctx.community.code, *span)
    return f"{account}\n{say.unanswered(day, asked)}" if asked else account


def _start(ctx: Context, day: date) -> datetime:
    return datetime.combine(day, time(), ctx.now.tzinfo)
