"""The secretary's figures, asked for in words."""

from datetime import date, datetime, time, timedelta

from bot.domain import cases, requests
from bot.handlers.asked import following
from bot.handlers.context import Context, Reply, refuse
from bot.wording import figures as say
from bot.wording import patrols as say_patrols
from bot.wording.tickets import Sight
from intents import categories

#: The month by which the holidays of the next year are known.
_ANNOUNCED = 12


async def show_statistics(request: requests.ShowStatistics, ctx: Context) -> Reply:
    """Counts, close rate and overdue of a span; for the secretary only."""
    if not ctx.is_secretary:
        return refuse("secretary_only")
    if ctx.sight is Sight.RESIDENTS:
        return refuse("alone_only")
    await following.keep(request, ctx)
    grid = ctx.community.grid(request.grid)
    if request.grid and grid is None:
        return refuse("no_grid", request.grid)
    first = request.first or ctx.now.date().replace(day=1)
    last = request.last or ctx.now.date()
    span = _start(ctx, first), _start(ctx, last + timedelta(days=1))
    figures = await ctx.work.reports.figures(ctx.community.code, *span, ctx.now, request.grid, ctx.reader)
    label = say.label(grid.name if grid else "", request.label, dated=request.first is not None)
    own = ctx.community.vocabulary
    named = [(categories.label_of(category, own), count) for category, count in figures.by_category]
    kept = await ctx.work.promises.kept(ctx.community.code, *span, ctx.now, request.grid, ctx.reader)
    walked = await ctx.work.patrols.tally(ctx.community.code, *span, grid=request.grid)
    patrols = f"\n{say_patrols.counted(walked)}" if walked.patrols else ""
    over = last < ctx.now.date()
    late = () if over else await _still_late(ctx, cases.Span(*span, ctx.now), request.grid)
    told = say.statistics(
        figures, first, last, label, named, kept, alone=ctx.in_private, over=over, still_late=late
    )  # fmt: skip
    return Reply(f"{told}{patrols}")


async def _still_late(ctx: Context, span: cases.Span, grid: str) -> tuple[int, ...]:
    found = await ctx.work.reports.cases(ctx.community.code, span.first, span.last, ctx.reader)
    return cases.still_late((one for one in found if grid in {"", one.grid}), span)


async def show_daily_account(request: requests.ShowDailyAccount, ctx: Context) -> Reply:
    """What became of every message received on a day; for the secretary only."""
    if not ctx.is_secretary:
        return refuse("secretary_only")
    return Reply(await daily_account(ctx, request.day or ctx.now.date() - timedelta(days=1)))


async def daily_account(ctx: Context, day: date) -> str:
    """The sum of a day, and what was asked in vain."""
    span = _start(ctx, day), _start(ctx, day + timedelta(days=1))
    account = say.daily_account(day, await ctx.work.reports.daily_account(ctx.community.code, *span))
    residents = ctx.person and ctx.sight is Sight.RESIDENTS
    asked = () if residents else await ctx.work.unanswered.between(ctx.community.code, *span)
    lines = (account, say.unanswered(day, asked) if asked else "", say.holidays_unknown(_unknown_years(ctx)))
    return "\n".join(line for line in lines if line)


def _unknown_years(ctx: Context) -> tuple[int, ...]:
    """This year, and from December on the next: holidays are announced in November."""
    today = ctx.now.date()
    return ctx.calendar.missing((today.year, today.year + 1) if today.month == _ANNOUNCED else (today.year,))


def _start(ctx: Context, day: date) -> datetime:
    return datetime.combine(day, time(), ctx.now.tzinfo)
