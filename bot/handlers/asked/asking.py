"""Answers to questions about one's own tickets, points and worker; the directory; help."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain import delivery, points, requests, roster, routing, tickets
from bot.domain import hotline as items
from bot.handlers.asked import in_hand
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.saying import addressing, carding, describing, phoning
from bot.handlers.tickets import choosing, noting, raising, supporting
from bot.wording import asides, general, hotline, words
from bot.wording import points as say_points
from bot.wording import results as say_results
from bot.wording import tickets as say
from intents.talk import help_pages


async def show_my_tickets(request: requests.ShowMyTickets, ctx: Context) -> Reply:
    """The tickets that the person reported or joined, and those that staff have to do, unless they have ended."""
    reported = await ctx.work.tickets.open_of_reporter(ctx.community.code, ctx.person)
    to_do = await ctx.work.tickets.open_of_assignee(ctx.community.code, ctx.person)
    found = {one.number: one for one in (*to_do, *reported)}
    joined = await ctx.work.tickets.supported_by(ctx.community.code, ctx.person)
    others = [one for one in joined if one.number not in found][: in_hand.LISTED]
    own = [one for one in reported if one not in to_do][: in_hand.LISTED]
    told = [in_hand.told(ctx, to_do)] if to_do else []
    if own or others or not to_do:
        told.append(say.mine(choosing.described(ctx, own), ctx.sight, choosing.described(ctx, others)))
    return Reply("\n".join(told))


async def show_ticket(request: requests.ShowTicket, ctx: Context) -> Reply:
    """12 到哪了: for its reporter and for staff; the reporter's words only to those who must act, where they may be
    seen."""
    ticket = await choosing.shown(ctx, request.number)
    if isinstance(ticket, Reply):
        ticket = await supporting.followed(ctx, request.number) or ticket
    if isinstance(ticket, Reply):
        return ticket
    steps = await ctx.work.tickets.history(ticket.community, ticket.number)
    moved = _last_move(ctx, steps)
    sight = ctx.sight if concerned(ctx, ticket) else say.Sight.RESIDENTS
    said = words.masked(ticket.text) if ctx.roles & roster.STAFF else ""
    result = describing.result(ctx, ticket, sight)
    photos = await ctx.work.photos.album(ticket.community, ticket.number)
    status = say.status(ticket, describing.label(ctx, ticket), moved, result, sight, said, photos)
    card = carding.shown(ctx, ticket, moved, photos) if concerned(ctx, ticket) else None
    among = await _among_staff(ctx, ticket, steps, sight)
    said_last = _said_under_way(ctx, ticket, steps, sight)
    text = "\n".join(part for part in (status, said_last, among, await phoning.shown(ctx, ticket)) if part)
    return Reply(text, card=card)


def _said_under_way(ctx: Context, ticket: tickets.Ticket, steps: Sequence[tickets.Step], sight: say.Sight) -> str:
    """What staff said last while it is being done: 晚上10点来水."""
    if ticket.state is not tickets.State.WORKING:
        return ""
    said = next((one.reason for one in reversed(steps) if one.move is tickets.Move.START and one.reason), "")
    return say_results.under_way(describing.fit(ctx, ticket, said, sight)) if said else ""


async def moved_at(ctx: Context, ticket: tickets.Ticket) -> datetime | None:
    """When the ticket came to its present state, in local time."""
    return _last_move(ctx, await ctx.work.tickets.history(ticket.community, ticket.number))


def _last_move(ctx: Context, steps: Sequence[tickets.Step]) -> datetime | None:
    moves = [one.at for one in steps if one.move not in tickets.STATELESS]
    return moves[-1].astimezone(ctx.now.tzinfo) if moves else None


async def _among_staff(ctx: Context, ticket: tickets.Ticket, steps: Sequence[tickets.Step], sight: say.Sight) -> str:
    """Who has it, its number at the hotline, notes, and how many joined: for staff, and never where residents read."""
    if sight is say.Sight.RESIDENTS or not ctx.roles & roster.STAFF or ctx.actors(ticket) == {tickets.Actor.REPORTER}:
        return ""
    joined = await ctx.work.tickets.supporters(ticket.community, ticket.number)
    about = (
        _in_whose_hands(ctx, ticket),
        await _number_elsewhere(ctx, ticket),
        asides.notes(noting.newest(ctx, steps), len(joined)),
        raising.lifted(ctx, ticket, steps),
    )
    return "\n".join(part for part in about if part)


def _in_whose_hands(ctx: Context, ticket: tickets.Ticket) -> str:
    who = ctx.community.person(ticket.assignee)
    party = next((one.name for one in ctx.community.parties if one.code == ticket.party), "")
    return say.in_hands_of(who.name if who else "", party)


async def _number_elsewhere(ctx: Context, ticket: tickets.Ticket) -> str:
    """The number of an imported item at the hotline, to which staff must answer."""
    if ticket.kind is not tickets.Kind.HOTLINE:
        return ""
    origin = await ctx.work.origins.of_ticket(ticket.community, ticket.number)
    return hotline.number(items.number_of(origin)) if origin else ""


def concerned(ctx: Context, ticket: tickets.Ticket) -> bool:
    """A private matter concerns its reporter and those who answer for it, not every member of staff: see `ties`."""
    return bool(ctx.actors(ticket))


async def ask_reporter(request: requests.AskReporter, ctx: Context) -> Reply:
    """Whoever is called to what is red or private sees it on the ticket, 1:1; nobody else is told who reported it."""
    ticket = await _called_to(request, ctx)
    told = await phoning.shown(ctx, ticket) if ticket else ""
    return await show_ticket(requests.ShowTicket(ticket.number), ctx) if ticket and told else refuse("reporter_kept")


async def _called_to(request: requests.AskReporter, ctx: Context) -> tickets.Ticket | None:
    """By its number, else the newest that the speaker has to do."""
    if request.number is not None:
        return await choosing.known(ctx, request.number)
    to_do = await ctx.work.tickets.open_of_assignee(ctx.community.code, ctx.person)
    return next(iter(to_do), None)


async def show_my_points(request: requests.ShowMyPoints, ctx: Context) -> Reply:
    """The balance and the entries behind it."""
    code = ctx.community.code
    balance = await ctx.work.points.balance(code, points.account_of(ctx.person))
    held = await ctx.work.points.balance(code, points.held_for(ctx.person))
    entries = await ctx.work.points.entries(code, points.account_of(ctx.person), 10)
    waiting = await ctx.work.points.entries(code, points.held_for(ctx.person), 20) if held else ()
    shown = sorted((*entries, *points.still_held(waiting)), key=lambda one: one[0].at, reverse=True)
    return Reply(say_points.mine(balance, held, [_local(ctx, *one) for one in shown[:10]]))


async def show_budget(request: requests.ShowBudget, ctx: Context) -> Reply:
    """That no budget exists: points have no pool that could run dry, and no cash is paid."""
    return Reply(say_points.no_budget(ctx.community.points.daily_cap))


def _local(ctx: Context, transfer: points.Transfer, entry: points.Entry) -> tuple[points.Transfer, points.Entry]:
    return replace(transfer, at=transfer.at.astimezone(ctx.now.tzinfo)), entry


async def show_my_worker(request: requests.ShowMyWorker, ctx: Context) -> Reply:
    """我的网格员是谁: the worker of the building that was named, else of the one in the register, else of the group.
    The phone number is given 1:1 only."""
    if request.named:
        return _card_of(request.named, ctx)
    said = request.place.building if request.place else None
    building = said or (ctx.who.building if ctx.who else "")
    grid = ctx.community.grid_of_building(building) if building else None
    grid = grid or routing.grid_of(ctx.community, None, ctx.group)
    named = ctx.community.person(grid.worker) if grid else None
    if grid is None or named is None:
        return refuse("no_worker")
    worker = ctx.community.person(ctx.duty.on_duty(named.userid) or grid.leader) or named
    covers_for = named.name if worker is not named else ""
    return Reply(general.worker_card(grid, worker, worker.phone if ctx.in_private else "", covers_for))


def _card_of(userid: str, ctx: Context) -> Reply:
    """The card of the person asked for by name, or of their stand-in while they are away."""
    asked = ctx.community.person(userid)
    worker = ctx.community.person(ctx.duty.on_duty(userid)) or asked
    if asked is None or worker is None:
        return refuse("no_worker")
    grid = next((one for one in ctx.community.grids if userid in {one.worker, one.leader}), None)
    away = asked.name if worker is not asked else ""
    return Reply(general.contact(grid, worker, worker.phone if ctx.in_private else "", away))


async def show_directory(request: requests.ShowDirectory, ctx: Context) -> Reply:
    """The community's own answer, word for word."""
    entry = next((one for one in ctx.community.directory if one.title == request.title), None)
    return Reply(entry.answer if entry else "", outcome=requests.Action.ACT if entry else requests.Action.SILENT)


async def call_secretary(request: requests.CallSecretary, ctx: Context) -> Reply:
    """找书记, as the privacy notice promises: the secretary hears who asks, in which group and what about, 1:1 where a
    channel allows."""
    group = ctx.group.name if ctx.group else ""

    def call(sight: say.Sight) -> str:
        return general.wants_secretary(ctx.who if sight is say.Sight.ALONE else None, group, data=request.data)

    posts = addressing.to_secretaries(ctx, f"{ctx.cause}:secretary", call, priority=delivery.Priority.URGENT)
    said = general.secretary_told(data=request.data) if posts else general.secretary_by_hand(ctx.community)
    return Reply(said, addressing.short_lived(posts))


async def show_help(request: requests.ShowHelp, ctx: Context) -> Reply:
    """What can be said to the bot, by role: what they need most, or all of it."""
    lines = help_pages.whole(ctx.roles) if request.whole else help_pages.first(ctx.roles)
    return Reply(general.help_text(ctx.roles, lines))


async def guide(request: requests.Guide, ctx: Context) -> Reply:
    """One sentence on what the bot can do: once a day for a resident; staff get it each time, because they wait for an
    answer. Whoever goes on 1:1 is told how to find a human.

    A question without an answer is kept for the secretary.
    """
    if request.question:
        await list_unanswered(request.question, ctx)
        if ctx.roles & roster.HEADS:
            return Reply(general.cannot_answer(), outcome=requests.Action.ASK)
    at_work = ctx.roles & {*roster.STAFF, roster.Role.CANTEEN}
    if await ctx.work.people.guided_on(ctx.community.code, ctx.person, ctx.now.date()) or at_work:
        return Reply(general.guide(ctx.roles, listed=bool(request.question)), outcome=requests.Action.ASK)
    if ctx.in_private:
        return Reply(general.beyond_me(listed=bool(request.question)), outcome=requests.Action.ASK)
    return Reply(outcome=requests.Action.SILENT)


async def list_unanswered(text: str, ctx: Context) -> None:
    """Keep a question that we could not answer for the secretary."""
    await ctx.work.unanswered.note(ctx.community.code, _fit_to_list(ctx, text), ctx.now)


def _fit_to_list(ctx: Context, text: str) -> str:
    """The question without numbers; a question that names a person or a door is replaced by a note that
    there was one."""
    names = {one.name for one in ctx.community.people}
    return words.masked(text, 30) if words.names_nobody(text, names) else general.not_listed()


async def welcome(request: requests.Welcome, ctx: Context) -> Reply:
    """Somebody opened the 1:1 chat or followed the account."""
    return Reply(general.welcome(ctx.bot_name))
