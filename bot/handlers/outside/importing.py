"""Items of the city's hotline become tickets, each once, with the number and the deadline they came with."""

from bot.domain import delivery, hotline, requests, routing, tickets
from bot.handlers.context import Context, Reply
from bot.handlers.duty import gaps
from bot.handlers.outside import alarming
from bot.handlers.saying import addressing, describing
from bot.handlers.tickets import deadlines, filing, opening
from bot.wording import hotline as say
from intents import reader
from intents.scene import Scene

#: The channel of a ticket whose reporter rang the city.
CHANNEL = "hotline"
#: Where the words name no matter that we know.
_GENERAL = "public_service"


async def import_hotline(request: requests.ImportHotline, ctx: Context) -> Reply:
    """File the new items, all in this transaction; an item that was imported before stays as it is."""
    posts: list[delivery.Post] = []
    fresh = 0
    for item in request.items:
        origin = hotline.origin(item.number)
        if await ctx.work.origins.claim(ctx.community.code, origin) is not None:
            continue
        ticket = await filing.file(ctx, _ticket(item, ctx), reason=origin, resolve_due=item.deadline)
        await ctx.work.origins.settle(ctx.community.code, origin, ticket.number)
        posts += [*_call(ctx, ticket, item), *_caller(ctx, ticket, item), *await gaps.told(ctx, ticket)]
        fresh += 1
    return Reply(say.imported(fresh, len(request.items) - fresh), tuple(posts))


def _ticket(item: hotline.Item, ctx: Context) -> tickets.Ticket:
    """The item sorted like a resident's own words; its kind is hotline, whatever it is about."""
    place = alarming.place_in(ctx, item.place)
    heard = _heard(item, ctx)
    named = routing.assign(ctx.community, place, heard.category, None, on_duty=ctx.duty.on_duty, about=heard.about)
    return tickets.Ticket(
        community=ctx.community.code,
        number=0,
        kind=tickets.Kind.HOTLINE,
        category=heard.category,
        urgency=heard.urgency,
        state=tickets.State.NEW,
        text=item.text,
        reporter="",
        channel=CHANNEL,
        created_at=ctx.now,
        place=describing.place(ctx, place),
        grid=named.grid,
        party=named.party,
        assignee=named.assignee,
        covers_for=named.covers_for,
        confidential=heard.private or heard.safety in opening.PRIVATE_DANGERS,
        about=heard.about,
    )


def _heard(item: hotline.Item, ctx: Context) -> requests.OpenTicket:
    """What the caller reports, read like a line that somebody nobody knows sends us 1:1: dangers and secrets too."""
    scene = Scene(ctx.now, ctx.community, None, in_group=False, addressed=True, bot_name=ctx.bot_name)
    said = reader.read(item.text, scene).requests
    each = (one.request if isinstance(one, requests.Clarify) else one for one in said)
    found = next((one for one in each if isinstance(one, requests.OpenTicket)), None)
    return found or requests.OpenTicket(item.text, tickets.Kind.HOTLINE, _GENERAL)


def _call(ctx: Context, ticket: tickets.Ticket, item: hotline.Item) -> tuple[delivery.Post, ...]:
    label, deadline = describing.label(ctx, ticket), item.deadline.astimezone(ctx.now.tzinfo)
    return addressing.to_staff(
        ctx,
        ticket,
        f"ticket:{ticket.number}:assigned:0",
        lambda sight: say.call(ticket, label, item, deadline, sight),
        deadlines.called(ctx, ticket),
    )


def _caller(ctx: Context, ticket: tickets.Ticket, item: hotline.Item) -> tuple[delivery.Post, ...]:
    """The caller's number goes to the assignee 1:1 and is kept nowhere else."""
    if not item.phone:
        return ()
    cause, body = f"ticket:{ticket.number}:caller", say.caller(ticket, item.phone)
    urgent, about = delivery.Priority.URGENT, (ticket.number,)
    post = addressing.privately(ctx, ticket.assignee, cause, body, priority=urgent, about=about)
    return addressing.short_lived((post,)) if post else ()
