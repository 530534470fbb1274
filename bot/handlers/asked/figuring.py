"""谁超时最多, 哪个网格最慢, 平均多久接单: free questions of the secretary and the leaders, answered from the rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.domain import cases, requests, roster, tickets
from bot.domain.cases import By, Case, Measure, Score
from bot.handlers.asked import comparing, following, in_hand, narrowing
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.tickets import choosing
from bot.wording import cases as say
from bot.wording.tickets import Sight
from intents.slots import spans


async def show_figure(request: requests.ShowFigure, ctx: Context) -> Reply:
    """One figure, or one for each worker, grid … in order, with its span and definition; never where residents read.

    Those who head nobody are told of their own work.
    """
    if not ctx.roles & roster.HEADS:
        if not _of_own_work(request, ctx):
            return refuse("heads_only")
        request = replace(request, worker=requests.MYSELF)
    if request.worker == requests.MYSELF:
        request = replace(request, worker=ctx.person)
    if ctx.sight is Sight.RESIDENTS:
        return refuse("alone_only")
    await following.keep(request, ctx)
    if request.grid and ctx.community.grid(request.grid) is None:
        return refuse("no_grid", request.grid)
    first, last = _days(request, ctx)
    span = narrowing.span(ctx, first, last)
    meant = await narrowing.meant(request, ctx, span)
    counted = f"{_lying(request, ctx, meant, span)}{_defined(request, ctx, last)}"
    if request.than:
        return await comparing.compared(request, request.than, ctx, (first, last), counted)
    head = narrowing.head(request, ctx, first, last)
    if request.by is None:
        figure = cases.score(request.measure, meant, span)
        if narrowing.hidden(request, ctx, figure):
            return Reply(say.few(head, request.measure, counted))
        numbers, lines = await _looked_at(request, figure, ctx)
        return Reply(say.total(head, request.measure, figure, numbers, counted, lines, request.state))
    known = _known(request, ctx)
    ranked = cases.ranked(request.measure, request.by, meant, span, known, lowest=request.lowest)
    return Reply(_ranking(request, ctx, head, ranked, counted))


def _defined(request: requests.ShowFigure, ctx: Context, last: date) -> str:
    disputes = request.kind is tickets.Kind.DISPUTE
    return say.definition(
        request.measure, request.by, _over(ctx, last), state=request.state, disputes=disputes, alone=ctx.in_private
    )


def _of_own_work(request: requests.ShowFigure, ctx: Context) -> bool:
    """Does somebody on the staff ask of their own work, or what is still to do, and not of others?"""
    own = request.worker in {requests.MYSELF, ctx.person} or (not request.worker and request.measure in _LOOKED_AT)
    return bool(own and request.by is None and ctx.roles & roster.STAFF)


def _days(request: requests.ShowFigure, ctx: Context) -> tuple[date, date]:
    """First and last day. A measure of the present state takes today, whatever span was named; what falls due is
    looked for until the end of that span, else of the next working day."""
    today = ctx.now.date()
    if request.measure is Measure.DUE:
        return today, _horizon(request, ctx)
    if request.measure in cases.NOW:
        return today, today
    return request.first or today.replace(day=1), request.last or today


def _horizon(request: requests.ShowFigure, ctx: Context) -> date:
    today = ctx.now.date()
    if spans.of_weeks(request.label):
        return today + timedelta(days=6 - today.weekday())
    if request.label:
        return max(request.last or today, today)
    day = today + timedelta(days=1)
    while not ctx.calendar.is_workday(day):
        day += timedelta(days=1)
    return day


def _over(ctx: Context, last: date) -> date | None:
    """The last day of a span that has ended, so that later events are not counted; None for a span that lasts."""
    return last if last < ctx.now.date() else None


def _lying(request: requests.ShowFigure, ctx: Context, meant: Sequence[Case], span: cases.Span) -> str:
    """Lines beside what is overdue: what nobody has taken on in time, and what is late from before the span."""
    told = ctx.in_private or not narrowing.personal(request, ctx)
    ahead = request.measure is Measure.DUE
    if not told or request.measure not in {Measure.OVERDUE, Measure.OVERDUE_RATE, Measure.DUE}:
        return ""
    numbers = [one.number for one in meant if (ahead or span.holds(one.created_at)) and one.left_lying(span.now)]
    lines = [say.left_lying(numbers, alone=ctx.in_private)]
    if ahead:
        late = [one.number for one in meant if one.overdue(span.now) and one.state not in tickets.ENDED]
        lines.append(say.late_already(late, alone=ctx.in_private))
    elif span.now == ctx.now:
        lines.append(say.still_late(cases.still_late(meant, span), alone=ctx.in_private))
    return "".join(f"{line}\n" for line in lines if line)


def _ranking(
    request: requests.ShowFigure, ctx: Context, head: str, ranked: Sequence[tuple[str, Score]], counted: str
) -> str:
    """The ranking as it is told. In a group, figures that rest on few cases are left out; zeros are left out unless the
    least was asked for."""
    by = request.by or By.GRID
    told = [
        one
        for one in ranked
        if one[1].value or request.lowest or request.among or request.measure in cases.RATES | cases.TIMES
    ]
    shown = [one for one in told if ctx.in_private or narrowing.enough(request.measure, one[1])]
    named = [(narrowing.name(ctx, by, key), figure) for key, figure in shown]
    small = len(shown) < len(told)
    return say.ranking(head, request.measure, by, named, counted, lowest=request.lowest, small=small)


def _known(request: requests.ShowFigure, ctx: Context) -> list[str]:
    """Who is listed even with a count of zero; nobody for rates and times."""
    if request.measure in cases.RATES | cases.TIMES:
        return []
    if request.among:
        return list(request.among)
    if request.by is By.GRID and not request.grid:
        return [one.code for one in ctx.community.grids]
    if request.by is By.WORKER:
        workers = ctx.community.with_role(roster.Role.WORKER)
        return [one.userid for one in workers if request.grid in {"", one.grid}]
    return []


async def _looked_at(
    request: requests.ShowFigure, figure: Score | None, ctx: Context
) -> tuple[Sequence[int], Sequence[str]]:
    """The numbers behind a figure, the most pressing first, and a line of each of the first of them where it is told
    to those who have to do them, or in time."""
    numbers = _numbers(request, figure, ctx)
    own = request.worker == ctx.person
    if not numbers or not (own or request.listed or request.measure is Measure.DUE):
        return numbers, ()
    found = in_hand.ordered(await choosing.all_known(ctx, numbers))
    seen = [one.number for one in found]
    lines = in_hand.lines(ctx, found[: in_hand.LISTED], whose=not own)
    return [*seen, *(one for one in numbers if one not in seen)], lines


def _numbers(request: requests.ShowFigure, figure: Score | None, ctx: Context) -> tuple[int, ...]:
    """The numbers of the tickets behind a figure of late or waiting ones, so that somebody can look; in a group never
    of private ones."""
    told = request.listed or request.measure in _LOOKED_AT
    if figure is None or not told or (narrowing.personal(request, ctx) and not ctx.in_private):
        return ()
    return figure.numbers


_LOOKED_AT = frozenset({*cases.NOW, Measure.OVERDUE, Measure.RECURRING, Measure.UNFOUNDED})
