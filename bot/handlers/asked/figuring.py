"""谁超时最多, 哪个网格最慢, 平均多久接单: free questions of the secretary and the leaders, answered from the rows."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.domain import cases, requests, roster, tickets
from bot.domain.cases import By, Case, Measure, Score
from bot.handlers.context import Context, Reply, refuse
from bot.wording import cases as say
from bot.wording import words
from bot.wording.tickets import Sight
from intents import categories

#: Fewer are not named in a group: they would be somebody in particular.
FEW = 3


async def show_figure(request: requests.ShowFigure, ctx: Context) -> Reply:
    """One figure, or one for each worker, grid … in order, with its span and definition; never where residents read."""
    if not ctx.roles & roster.HEADS:
        return refuse("heads_only")
    if ctx.sight is Sight.RESIDENTS:
        return refuse("alone_only")
    if request.grid and ctx.community.grid(request.grid) is None:
        return refuse("no_grid", request.grid)
    first, last = _days(request, ctx.now.date())
    end = _start(ctx, last + timedelta(days=1))
    span = cases.Span(_start(ctx, first), end, min(ctx.now, end))
    found = await ctx.work.reports.cases(ctx.community.code, span.first, span.last, ctx.reader)
    meant = [one for one in found if _fits(request, one)]
    head = _head(request, ctx, first, last)
    disputes = request.kind is tickets.Kind.DISPUTE
    defined = say.definition(request.measure, request.by, _over(ctx, last), disputes=disputes, alone=ctx.in_private)
    counted = f"{_lying(request, ctx, meant, span)}{defined}"
    if request.by is None:
        figure = cases.score(request.measure, meant, span)
        if figure and not ctx.in_private and _personal(request) and not _enough(request.measure, figure):
            return Reply(say.few(head, request.measure, counted))
        return Reply(say.total(head, request.measure, figure, _numbers(request, figure, ctx), counted))
    known = _known(request, ctx)
    ranked = cases.ranked(request.measure, request.by, meant, span, known, lowest=request.lowest)
    return Reply(_ranking(request, ctx, head, ranked, counted))


def _days(request: requests.ShowFigure, today: date) -> tuple[date, date]:
    """First and last day. A measure of the present state takes today, whatever span was named."""
    if request.measure in cases.NOW:
        return today, today
    return request.first or today.replace(day=1), request.last or today


def _over(ctx: Context, last: date) -> date | None:
    """The last day of a span that has ended, so that later events are not counted; None for a span that lasts."""
    return last if last < ctx.now.date() else None


def _lying(request: requests.ShowFigure, ctx: Context, meant: Sequence[Case], span: cases.Span) -> str:
    """Lines beside what is overdue: what nobody has taken on in time, and what is late from before the span."""
    told = ctx.in_private or not _personal(request)
    if not told or request.measure not in {Measure.OVERDUE, Measure.OVERDUE_RATE}:
        return ""
    numbers = [one.number for one in meant if span.holds(one.created_at) and one.left_lying(span.now)]
    lines = [say.left_lying(numbers, alone=ctx.in_private)]
    if span.now == ctx.now:
        lines.append(say.still_late(cases.still_late(meant, span), alone=ctx.in_private))
    return "".join(f"{line}\n" for line in lines if line)


def _ranking(
    request: requests.ShowFigure, ctx: Context, head: str, ranked: Sequence[tuple[str, Score]], counted: str
) -> str:
    """The ranking as it is told. In a group, figures that rest on few cases are left out; zeros are left out unless the
    least was asked for."""
    by = request.by or By.GRID
    told = [one for one in ranked if one[1].value or request.lowest or request.measure in cases.RATES | cases.TIMES]
    shown = [one for one in told if ctx.in_private or _enough(request.measure, one[1])]
    named = [(_name(ctx, by, key), figure) for key, figure in shown]
    small = len(shown) < len(told)
    return say.ranking(head, request.measure, by, named, counted, lowest=request.lowest, small=small)


def _personal(request: requests.ShowFigure) -> bool:
    """Is the question so narrow that a small count would point to somebody in particular?"""
    private = request.kind in tickets.PRIVATE_KINDS or request.category in tickets.PRIVATE_CATEGORIES
    return bool(private or request.building or request.worker)


def _enough(measure: Measure, figure: Score) -> bool:
    behind = figure.of if measure in cases.RATES | cases.TIMES else figure.value
    return behind >= FEW


def _fits(request: requests.ShowFigure, one: Case) -> bool:
    return (
        request.grid in {"", one.grid}
        and request.category in {"", one.category}
        and request.kind in {None, one.kind}
        and request.urgency in {None, one.urgency}
        and request.building in {"", one.building}
        and request.worker in {"", one.assignee}
    )


def _known(request: requests.ShowFigure, ctx: Context) -> list[str]:
    """Who is listed even with a count of zero; nobody for rates and times."""
    if request.measure in cases.RATES | cases.TIMES:
        return []
    if request.by is By.GRID and not request.grid:
        return [one.code for one in ctx.community.grids]
    if request.by is By.WORKER:
        workers = ctx.community.with_role(roster.Role.WORKER)
        return [one.userid for one in workers if request.grid in {"", one.grid}]
    return []


def _numbers(request: requests.ShowFigure, figure: Score | None, ctx: Context) -> tuple[int, ...]:
    """The numbers of the tickets behind a figure of late or waiting ones, so that somebody can look; in a group never
    of private ones."""
    if figure is None or request.measure not in _LOOKED_AT or (_personal(request) and not ctx.in_private):
        return ()
    return figure.numbers


_LOOKED_AT = frozenset({Measure.WAITING, Measure.UNACCEPTED, Measure.OVERDUE, Measure.RECURRING})


def _head(request: requests.ShowFigure, ctx: Context, first: date, last: date) -> str:
    """The span, and what the question was narrowed down to."""
    now = request.measure in cases.NOW
    when = say.span(None, None, "") if now else say.span(first, last, request.label or _unsaid(request))
    grid = ctx.community.grid(request.grid) if request.grid else None
    parts = (
        _name(ctx, By.WORKER, request.worker) if request.worker else "",
        grid.name if grid else "",
        f"{words.harmless(request.building, 8)}栋" if request.building else "",
        words.URGENCIES[request.urgency] if request.urgency else "",
        categories.label_of(request.category, ctx.community.vocabulary) if request.category else "",
        words.KINDS[request.kind] if request.kind else "",
    )
    return f"{when}{''.join(part for part in parts if part)}"


def _unsaid(request: requests.ShowFigure) -> str:
    return "" if request.first is None else "这段时间"


def _name(ctx: Context, by: By, key: str) -> str:
    if not key:
        return say.nobody()
    if by is By.WORKER:
        person = ctx.community.person(key)
        return words.harmless(person.name if person else key, 12)
    if by is By.GRID:
        grid = ctx.community.grid(key)
        return grid.name if grid else key
    label = categories.label_of(key, ctx.community.vocabulary)
    return label if by is By.CATEGORY else f"{words.harmless(key, 8)}栋"


def _start(ctx: Context, day: date) -> datetime:
    return datetime.combine(day, time(), ctx.now.tzinfo)
