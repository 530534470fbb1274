"""我周五请假，小李替: a leave is noted, read back, told to the stand-in, begun and ended by the clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain import delivery, leaves, requests, roster, tickets
from bot.domain.reminders import Reminder, Step, of_community
from bot.handlers import questions
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.duty import covering, gaps
from bot.handlers.saying import addressing, phoning
from bot.handlers.tickets import choosing
from bot.wording import leaves as say
from intents.slots import persons

#: So long a word right after it sets a leave right.
_PATIENCE = timedelta(minutes=30)


async def take_leave(request: requests.TakeLeave, ctx: Context) -> Reply:
    """Note the leave; a leave at the same time is replaced. When nobody stands in, the secretary is told at once."""
    if request.grid:
        return await _cover(request, ctx)
    who = _whose(request, ctx)
    if isinstance(who, Reply):
        return who
    if request.unclear:
        return Reply(say.needs_order(request.unclear), outcome=requests.Action.ASK)
    if request.first is None:
        await _keep_open(request, ctx)
        return Reply(say.needs_day(), outcome=requests.Action.ASK)
    if request.vague:
        return Reply(say.needs_hours(request.first), outcome=requests.Action.ASK)
    named, unknown = _stand_in(ctx, who, request.stand_in)
    wanted = _wanted(request, request.first, ctx, who, named)
    if wanted.ends(ctx.now.tzinfo) <= ctx.now:
        return refuse("past_date", say.span(wanted))
    if request.instead is None and (longer := await _longer(ctx, wanted)):
        return Reply(say.away_already(longer, self_said=who == ctx.person, community=ctx.community))
    instead = await _replace_earlier(ctx, wanted, request.instead)
    others = await ctx.work.leaves.current(wanted.community, ctx.now.date())
    leave = await ctx.work.leaves.note(wanted)
    await ctx.work.reminders.plan(_occasions(ctx, leave))
    gap = leaves.uncovered(leave, others)
    released = [one for one in instead if one.stand_in != leave.stand_in]
    posts = await _tell(_with_duty(ctx, [*others, leave]), leave, others, released, gap=gap)
    text = say.noted(ctx.community, leave, gap=gap, unknown=unknown, self_said=who == ctx.person)
    changed = [one for one in instead if say.span(one) != say.span(leave) and not _holds(leave, one)]
    await _keep_open(request, ctx)
    more = say.until_when(leave) if request.endless else ""
    return Reply("".join([text, *(say.instead_of(one) for one in changed), more]), tuple(posts))


async def _tell(
    ctx: Context,
    leave: leaves.Leave,
    others: Sequence[leaves.Leave],
    released: Sequence[leaves.Leave],
    *,
    gap: bool,
) -> list[delivery.Post]:
    """Those who need not stand in any more, who does, the secretary where nobody is left; and what begins at once."""
    posts = [post for one in released for post in tell_released(ctx, one)]
    posts += [] if leaves.away_throughout(leave, others) else _tell_stand_in(ctx, leave)
    posts += _tell_gaps(ctx, leave, leaves.left_without(leave, others), gap=gap)
    if leave.covers(ctx.now) and ctx.duty.on_duty(leave.person):
        posts += await _begin(ctx, leave)
    return posts


def _holds(leave: leaves.Leave, one: leaves.Leave) -> bool:
    return leave.whole_days and leave.first <= one.first and one.last <= leave.last


async def _keep_open(request: requests.TakeLeave, ctx: Context) -> None:
    """What they say next may set it right; not where we have asked them something else."""
    if ctx.person and not await questions.current(ctx):
        await questions.ask(ctx, requests.Slot.LEAVE, request, _PATIENCE)


async def _cover(request: requests.TakeLeave, ctx: Context) -> Reply:
    """张三替2网格: name a stand-in for the leave that has left the grid without anybody."""
    grid = ctx.community.grid(request.grid)
    if not ctx.roles & roster.HEADS or grid is None:
        return refuse("leave_by_itself")
    away = gaps.missing(grid, await ctx.work.leaves.current(ctx.community.code, ctx.now.date()), ctx.now)
    if not away:
        return Reply(say.covered_already(grid))
    gone = away[0]
    known = replace(request, grid="", person=gone.person, first=gone.first, last=gone.last)
    return await take_leave(replace(known, since=gone.since, until=gone.until), ctx)


async def begin(reminder: Reminder, ctx: Context) -> Reply:
    """A leave begins; a leave that was over before the clock came to it is left out."""
    leave = await ctx.work.leaves.get(ctx.community.code, int(reminder.occurrence))
    if leave is None or not leave.covers(ctx.now):
        return Reply()
    return Reply(posts=tuple(await _begin(ctx, leave)))


async def finish(reminder: Reminder, ctx: Context) -> Reply:
    """A leave is over."""
    leave = await ctx.work.leaves.get(ctx.community.code, int(reminder.occurrence))
    if leave is None or leave.ended_at is not None:
        return Reply()
    return Reply(posts=await over(ctx, leave))


def _whose(request: requests.TakeLeave, ctx: Context) -> str | Reply:
    if not ctx.roles & roster.STAFF:
        return Reply(outcome=requests.Action.SILENT)
    if not request.person or request.person == ctx.person:
        return ctx.person
    return request.person if ctx.roles & roster.HEADS else refuse("leave_by_itself")


def _wanted(request: requests.TakeLeave, first: date, ctx: Context, who: str, stand_in: str) -> leaves.Leave:
    last = max(first, request.last or first)
    return leaves.Leave(
        ctx.community.code,
        who,
        first,
        last,
        stand_in,
        ctx.person,
        ctx.now,
        since=request.since,
        until=request.until,
    )


def _stand_in(ctx: Context, who: str, said: str) -> tuple[str, bool]:
    """(userid of the stand-in, True if nobody has the name that was said): the person named, else the stand-in of the
    grid."""
    found = persons.whom(ctx.community, said) if said else None
    if found and found.person != who:
        return found.person, False
    own = (one.stand_in for one in ctx.community.grids if one.worker == who and one.stand_in not in {"", who})
    return next(own, ""), bool(said) and found is None


async def _replace_earlier(ctx: Context, leave: leaves.Leave, instead: date | None) -> list[leaves.Leave]:
    """The leaves that the new one replaces: those at the same time, or the one on `instead` that it corrects."""
    found = []
    for one in await ctx.work.leaves.current(leave.community, ctx.now.date()):
        if one.person == leave.person and (one.overlaps(leave) or one.first == instead):
            await ctx.work.leaves.end(one, ctx.now)
            await covering.give_back(ctx, one)
            found.append(one)
    return found


async def _longer(ctx: Context, wanted: leaves.Leave) -> leaves.Leave | None:
    """The leave of several whole days in which some hours of theirs lie: it stays as it is."""
    noted = await ctx.work.leaves.current(wanted.community, ctx.now.date())
    theirs = [one for one in noted if one.person == wanted.person and one.whole_days and one.first < one.last]
    return next((one for one in theirs if not wanted.whole_days and one.holds(wanted)), None)


def _occasions(ctx: Context, leave: leaves.Leave) -> list[Reminder]:
    rows = [_reminder(leave, Step.BACK, leave.ends(ctx.now.tzinfo))]
    starts = leave.begins(ctx.now.tzinfo)
    return [_reminder(leave, Step.AWAY, starts), *rows] if starts > ctx.now else rows


def _reminder(leave: leaves.Leave, step: Step, due: datetime) -> Reminder:
    return of_community(leave.community, step, leave.id or 0, due)


def _with_duty(ctx: Context, away: list[leaves.Leave]) -> Context:
    return replace(ctx, duty=leaves.duty(away, ctx.now))


async def _begin(ctx: Context, leave: leaves.Leave) -> list[delivery.Post]:
    """Hand over the tickets. A stand-in who is away as well gets none, and the secretary hears of it now."""
    acting = ctx.duty.on_duty(leave.person)
    if not acting:
        return list(_tell_gap(ctx, [leave], f"leave:{leave.id}:gap:{ctx.now.date()}"))
    moved = await covering.hand_over(ctx, leave)
    told = _listed(ctx, leave.stand_in, f"leave:{leave.id}:handed", moved, say.takes_over(ctx.community, leave))
    return [*told, *await _phones(ctx, moved)]


async def over(ctx: Context, leave: leaves.Leave) -> tuple[delivery.Post, ...]:
    """End the leave, unless it has ended, and give back the tickets that are not done."""
    if not await ctx.work.leaves.end(leave, ctx.now):
        return ()
    back = await covering.give_back(ctx, leave)
    head = say.gets_back(ctx.community, leave)
    return (*_listed(ctx, leave.person, f"leave:{leave.id}:back", back, head), *await _phones(ctx, back))


async def _phones(ctx: Context, moved: tuple[tickets.Ticket, ...]) -> list[delivery.Post]:
    return [post for one in moved for post in await phoning.handed_to(ctx, one)]


def _listed(ctx: Context, person: str, cause: str, moved: tuple[tickets.Ticket, ...], head: str) -> list[delivery.Post]:
    """One post about all of the tickets."""
    if not moved:
        return []
    named = choosing.described(ctx, moved)
    about = tuple(one.number for one in moved)
    return list(addressing.to_person(ctx, person, cause, lambda sight: say.tickets(head, named, sight), about=about))


def _tell_stand_in(ctx: Context, leave: leaves.Leave) -> tuple[delivery.Post, ...]:
    if not leave.stand_in:
        return ()
    body = say.asked_to_stand_in(ctx.community, leave)
    return addressing.to_person(ctx, leave.stand_in, f"leave:{leave.id}:asked", lambda _: body)


def tell_released(ctx: Context, leave: leaves.Leave) -> tuple[delivery.Post, ...]:
    """Tell those who were asked to stand in that they need not."""
    if not leave.stand_in:
        return ()
    body = say.released(ctx.community, leave)
    return addressing.to_person(ctx, leave.stand_in, f"leave:{leave.id}:released", lambda _: body)


def _tell_gaps(
    ctx: Context, leave: leaves.Leave, others: tuple[leaves.Leave, ...], *, gap: bool
) -> list[delivery.Post]:
    """Tell the secretary, in one post, where nobody acts for this person, or for others who had named this person as
    their stand-in."""
    without = (*([leave] if gap else []), *others)
    return list(_tell_gap(ctx, without, f"leave:{leave.id}:gap")) if without else []


def _tell_gap(ctx: Context, without: Sequence[leaves.Leave], cause: str) -> tuple[delivery.Post, ...]:
    body = "\n".join(say.gap(ctx.community, one) for one in without)
    return addressing.to_secretaries(ctx, cause, lambda _: body, priority=delivery.Priority.URGENT)
