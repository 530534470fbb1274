"""What happens because time has passed: reminders, silence that closes, cut-offs, the morning account."""

from collections.abc import Awaitable, Callable
from datetime import date

from bot.domain import meals, requests, routing, tickets
from bot.domain.reminders import Asked, Meal, Reminder, Step
from bot.domain.urgency import Urgency
from bot.handlers import clarifying, questions
from bot.handlers.asked import counting
from bot.handlers.context import Context, Reply
from bot.handlers.duty import inspecting, leaving
from bot.handlers.meals import cooking, mealtimes
from bot.handlers.saying import addressing, budget, describing, phoning
from bot.handlers.tickets import closing, deadlines, opening, working
from bot.wording import meals as say_meals
from bot.wording import tickets as say


async def fall(request: requests.Fall, ctx: Context) -> Reply:
    """Carry out a reminder exactly once: marking it sent and its consequences are one transaction."""
    reminder = request.reminder
    if not await ctx.work.reminders.take(reminder, ctx.now):
        return Reply()
    return await FALLS[Step(reminder.step)](reminder, ctx)


async def _remind(reminder: Reminder, ctx: Context) -> Reply:
    """Nobody took the ticket on, or it is not done in time: the next on the ladder is called."""
    ticket, step = await ctx.work.tickets.hold(reminder.community, reminder.ticket), Step(reminder.step)
    if ticket is None or ticket.ended or not reminder.is_of(ticket):
        return Reply()
    await deadlines.again(ctx, ticket, reminder)
    person = deadlines.rung(ctx, ticket, reminder.level)
    if not person:
        return Reply()
    due = ticket.accept_due if step is Step.ACCEPT else ticket.resolve_due
    local = due.astimezone(ctx.now.tzinfo) if due else None
    label = describing.label(ctx, ticket)

    red = ticket.urgency is Urgency.RED
    rung_before = reminder.level > 0 and person == deadlines.rung(ctx, ticket, reminder.level - 1)
    everybody = red and step is Step.ACCEPT and rung_before  # the ladder has ended: all of it rings again

    def rings(sight: say.Sight) -> str:
        body = say.reminder(ticket, label, step, reminder.level, local, sight)
        return f"{body}{say.hand_over(ticket)}" if everybody else body

    cause = f"reminder:{ticket.number}:{step}:{reminder.level}:{reminder.occurrence}"
    people = deadlines.called_so_far(ctx, ticket) if everybody else (person,)
    first = red and reminder.level > 1 and not rung_before
    who = await phoning.rung(ctx, ticket, person) if first else ()
    return Reply(posts=(*addressing.to_staff(ctx, ticket, cause, rings, people), *who))


async def _resume(reminder: Reminder, ctx: Context) -> Reply:
    """The day to which the ticket was deferred has come."""
    ticket = await ctx.work.tickets.hold(reminder.community, reminder.ticket)
    if ticket is None or ticket.state is not tickets.State.DEFERRED or not reminder.is_of(ticket):
        return Reply()
    return await working.resume(ctx, ticket)


async def _confirm(reminder: Reminder, ctx: Context) -> Reply:
    """The reporter said nothing: silence closes."""
    ticket = await ctx.work.tickets.hold(reminder.community, reminder.ticket)
    if ticket is None or ticket.state is not tickets.State.CONFIRMING or not reminder.is_of(ticket):
        return Reply()
    return Reply(posts=(await closing.close(ctx, ticket, "")).posts)


async def _question(reminder: Reminder, ctx: Context) -> Reply:
    """Our question was not answered: the matter goes to a human as it is, and the person hears its number."""
    asked = Asked.read(reminder.occurrence)
    speaking = ctx.spoken_by(asked.person, asked.chat, asked.message)
    question = await questions.lapsed(speaking)
    if question is None:
        return Reply()
    await ctx.work.questions.settle(question)
    await clarifying.unconfirmed(question, ctx)
    waiting = clarifying.without_answer(question)
    if waiting is None:
        return Reply()
    reply = await opening.open_ticket(waiting, speaking)
    told = addressing.to_speaker(speaking, f"message:{asked.message}:unanswered", say.unanswered(reply.text))
    return Reply(posts=(*reply.posts, *told))


async def _cutoff(reminder: Reminder, ctx: Context) -> Reply:
    """The count and the delivery list, to the canteen group; nothing of a meal that is no longer offered, unless
    somebody had ordered it."""
    meal = Meal.read(reminder.occurrence)
    roll = meals.kitchen_roll(tuple(await ctx.work.meals.roll(ctx.community.code, meal.service, meal.day)))
    group, offered = routing.group_for_canteen(ctx.community), ctx.community.service(meal.service)
    if group is None or (offered is None and not roll.total):
        return Reply()
    body = say_meals.kitchen(meal.service, meal.day, roll, cooking.surnames(ctx.community))
    return Reply(posts=addressing.to_kitchen(ctx, group, f"cutoff:{reminder.occurrence}", body))


async def _forecast(reminder: Reminder, ctx: Context) -> Reply:
    """Ten minutes before the cut-off: how many so far. Nothing is said about nothing, nor after the cut-off."""
    meal = Meal.read(reminder.occurrence)
    roll = meals.kitchen_roll(tuple(await ctx.work.meals.roll(ctx.community.code, meal.service, meal.day)))
    group, offered = routing.group_for_canteen(ctx.community), ctx.community.service(meal.service)
    if group is None or offered is None or not roll.total:
        return Reply()
    body, ends = say_meals.forecast(meal.service, meal.day, roll.total), mealtimes.cutoff(ctx, offered, meal.day)
    return Reply(posts=addressing.to_kitchen(ctx, group, f"forecast:{reminder.occurrence}", body, expires_at=ends))


async def _morning(reminder: Reminder, ctx: Context) -> Reply:
    """The secretary's account of yesterday's messages."""
    day = date.fromisoformat(reminder.occurrence)
    body = await counting.daily_account(ctx, day)
    posts = addressing.to_secretaries(ctx, f"morning:{reminder.occurrence}", lambda _: body)
    return Reply(posts=addressing.short_lived(posts))


FALLS: dict[Step, Callable[[Reminder, Context], Awaitable[Reply]]] = {
    Step.ACCEPT: _remind,
    Step.RESOLVE: _remind,
    Step.ANSWER: _remind,
    Step.CONFIRM: _confirm,
    Step.RESUME: _resume,
    Step.RECHECK: inspecting.recheck,
    Step.QUESTION: _question,
    Step.FOLDED: budget.digest,
    Step.AWAY: leaving.begin,
    Step.BACK: leaving.finish,
    Step.FORECAST: _forecast,
    Step.CUTOFF: _cutoff,
    Step.MORNING: _morning,
}
