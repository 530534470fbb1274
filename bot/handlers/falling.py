"""What happens because time has passed: reminders, silence that closes, cut-offs, the morning account."""

from collections.abc import Awaitable, Callable
from datetime import date

from bot.domain import meals, requests, routing, tickets
from bot.handlers import (
    addressing,
    budget,
    clarifying,
    closing,
    cooking,
    counting,
    deadlines,
    describing,
    inspecting,
    leaving,
    mealtimes,
    opening,
    working,
)
from bot.handlers.context import Context, Reply
from bot.wording import meals as say_meals
from bot.wording import tickets as say


async def fall(request: requests.Fall, ctx: Context) -> Reply:
    """Carry out a reminder exactly once: marking it sent and its consequences are one transaction."""
    reminder = request.reminder
    if not await ctx.work.reminders.take(reminder, ctx.now):
        return Reply()
    return await FALLS[reminder.step](reminder, ctx)


async def _remind(reminder: tickets.Reminder, ctx: Context) -> Reply:
    """Nobody took it on, or it is not done: the next on the ladder is called."""
    ticket = await ctx.work.tickets.get(reminder.community, reminder.ticket)
    if ticket is None or ticket.ended or reminder.occurrence != str(ticket.round):
        return Reply()
    await deadlines.again(ctx, ticket, reminder)
    person = deadlines.rung(ctx, ticket, reminder.level)
    if not person:
        return Reply()
    due = ticket.accept_due if reminder.step == "accept" else ticket.resolve_due
    local = due.astimezone(ctx.now.tzinfo) if due else None
    label = describing.label(ctx, ticket)

    def rings(sight: say.Sight) -> str:
        return say.reminder(ticket, label, reminder.step, reminder.level, local, sight)

    cause = f"reminder:{ticket.number}:{reminder.step}:{reminder.level}:{reminder.occurrence}"
    return Reply(posts=addressing.to_staff(ctx, ticket, cause, rings, (person,)))


async def _resume(reminder: tickets.Reminder, ctx: Context) -> Reply:
    """The date to which it was put off has come."""
    ticket = await ctx.work.tickets.get(reminder.community, reminder.ticket)
    if ticket is None or ticket.state is not tickets.State.DEFERRED or reminder.occurrence != str(ticket.round):
        return Reply()
    return await working.resume(ctx, ticket)


async def _confirm(reminder: tickets.Reminder, ctx: Context) -> Reply:
    """The reporter said nothing: silence closes."""
    ticket = await ctx.work.tickets.get(reminder.community, reminder.ticket)
    if ticket is None or ticket.state is not tickets.State.CONFIRMING or reminder.occurrence != str(ticket.round):
        return Reply()
    return Reply(posts=(await closing.close(ctx, ticket, "")).posts)


async def _question(reminder: tickets.Reminder, ctx: Context) -> Reply:
    """Our question was not answered: the matter goes to a human as it is, and the person hears its number."""
    message_id, chat, person = clarifying.asked_of(reminder)
    question = await ctx.work.questions.lapsed(ctx.community.code, chat, person, ctx.now)
    if question is None:
        return Reply()
    await ctx.work.questions.settle(question)
    await clarifying.unconfirmed(question, ctx)
    waiting = clarifying.without_answer(question)
    if waiting is None:
        return Reply()
    speaking = ctx.spoken_by(person, chat, message_id)
    reply = await opening.open_ticket(waiting, speaking)
    told = addressing.to_speaker(speaking, f"unanswered:{reminder.occurrence}", say.unanswered(reply.text))
    return Reply(posts=(*reply.posts, *told))


async def _cutoff(reminder: tickets.Reminder, ctx: Context) -> Reply:
    """The count and the delivery list, to the canteen group."""
    service, day = _meal_of(reminder)
    orders = await ctx.work.meals.roll(ctx.community.code, service, day)
    group = routing.group_for_canteen(ctx.community)
    if group is None:
        return Reply()
    body = say_meals.kitchen(service, day, meals.kitchen_roll(tuple(orders)), cooking.surnames(ctx.community))
    return Reply(posts=addressing.to_kitchen(ctx, group, f"cutoff:{reminder.occurrence}", body))


async def _forecast(reminder: tickets.Reminder, ctx: Context) -> Reply:
    """Ten minutes before the cut-off: how many so far. Nothing is said about nothing, nor after the cut-off."""
    service, day = _meal_of(reminder)
    roll = meals.kitchen_roll(tuple(await ctx.work.meals.roll(ctx.community.code, service, day)))
    group, offered = routing.group_for_canteen(ctx.community), ctx.community.service(service)
    if group is None or offered is None or not roll.total:
        return Reply()
    body, ends = say_meals.forecast(service, day, roll.total), mealtimes.cutoff(ctx, offered, day)
    return Reply(posts=addressing.to_kitchen(ctx, group, f"forecast:{reminder.occurrence}", body, expires_at=ends))


async def _morning(reminder: tickets.Reminder, ctx: Context) -> Reply:
    """The secretary's account of yesterday's messages."""
    day = date.fromisoformat(reminder.occurrence)
    body = await counting.daily_account(ctx, day)
    return Reply(posts=addressing.to_secretaries(ctx, f"morning:{reminder.occurrence}", lambda _: body))


def _meal_of(reminder: tickets.Reminder) -> tuple[str, date]:
    service, day = reminder.occurrence.split(":", 1)
    return service, date.fromisoformat(day)


FALLS: dict[str, Callable[[tickets.Reminder, Context], Awaitable[Reply]]] = {
    "accept": _remind,
    "resolve": _remind,
    "answer": _remind,
    "confirm": _confirm,
    "resume": _resume,
    "question": _question,
    "folded": budget.digest,
    "away": leaving.begin,
    "back": leaving.finish,
    "cutoff": _cutoff,
    "forecast": _forecast,
    "morning": _morning,
    inspecting.STEP: inspecting.recheck,
}
