"""What a question for a figure is narrowed down to, and how that is said: the same for one figure and for two beside
each other."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.domain import cases, keeping, requests, stats, tickets
from bot.domain.cases import By, Case, Measure, Score
from bot.handlers.context import Context
from bot.wording import cases as say
from bot.wording import words
from intents import categories


def span(ctx: Context, first: date, last: date) -> cases.Span:
    """From midnight to midnight, and until now while it lasts."""
    end = _midnight(ctx, last + timedelta(days=1))
    return cases.Span(_midnight(ctx, first), end, min(ctx.now, end))


async def meant(request: requests.ShowFigure, ctx: Context, over: cases.Span) -> Sequence[Case]:
    """The tickets of that span to which the question is narrowed down."""
    found = await ctx.work.reports.cases(ctx.community.code, over.first, over.last, ctx.reader)
    return [one for one in found if _fits(request, one)]


def _fits(request: requests.ShowFigure, one: Case) -> bool:
    return (
        request.grid in {"", one.grid}
        and request.category in {"", one.category}
        and request.kind in {None, one.kind}
        and request.urgency in {None, one.urgency}
        and request.building in {"", one.building}
        and request.worker in {"", one.assignee}
        and request.state in {None, one.state}
        and (not request.among or request.by is None or cases.key(request.by, one) in request.among)
    )


def personal(request: requests.ShowFigure, ctx: Context) -> bool:
    """Is the question so narrow that a small count would point to somebody in particular?"""
    private = request.kind in tickets.PRIVATE_KINDS or request.category in tickets.PRIVATE_CATEGORIES
    return bool(private or request.building or request.worker not in {"", ctx.person})


def enough(measure: Measure, figure: Score) -> bool:
    behind = figure.of if measure in cases.RATES | cases.TIMES else figure.value
    return behind >= stats.FEW


def hidden(request: requests.ShowFigure, ctx: Context, figure: Score | None) -> bool:
    """Is it too small to be told where others read it?"""
    return bool(figure and not ctx.in_private and personal(request, ctx) and not enough(request.measure, figure))


def head(request: requests.ShowFigure, ctx: Context, first: date, last: date) -> str:
    """The span, and what the question was narrowed down to."""
    if request.measure is Measure.DUE:
        when = say.ahead(last)
    elif request.measure in cases.NOW:
        when = say.span(None, None, "")
    else:
        when = say.span(first, last, request.label, named=request.first is not None)
    grid = ctx.community.grid(request.grid) if request.grid else None
    parts = (
        _whose(request, ctx),
        grid.name if grid else "",
        say.building(request.building) if request.building else "",
        words.URGENCIES[request.urgency] if request.urgency else "",
        categories.label_of(request.category, ctx.community.vocabulary) if request.category else "",
        words.KINDS[request.kind] if request.kind else "",
        words.STATES[request.state] if request.state and request.by else "",
    )
    return f"{when}{''.join(part for part in parts if part)}"


def _whose(request: requests.ShowFigure, ctx: Context) -> str:
    if not request.worker:
        return ""
    own = request.worker == ctx.person
    return say.own() if own else name(ctx, By.WORKER, request.worker)


def name(ctx: Context, by: By, key: str) -> str:
    if not key:
        return say.nobody()
    if by is By.WORKER:
        if keeping.forgotten(key):
            return say.forgotten()
        person = ctx.community.person(key)
        return words.harmless(person.name if person else key, 12)
    if by is By.GRID:
        grid = ctx.community.grid(key)
        return grid.name if grid else key
    if by is By.KIND:
        return words.KINDS[tickets.Kind(key)]
    label = categories.label_of(key, ctx.community.vocabulary)
    return label if by is By.CATEGORY else say.building(key)


def _midnight(ctx: Context, day: date) -> datetime:
    return datetime.combine(day, time(), ctx.now.tzinfo)
