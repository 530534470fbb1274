"""Items of the city's hotline become tickets, each once, with the number and the deadline they came with."""

from bot.domain import delivery, hotline, requests, routing, tickets
from bot.handlers import addressing, alarming, deadlines, describing, filing, gaps
from bot.handlers.context import Context, Reply
from bot.wording import hotline as say
from intents import accused, classify, composing, normalise

#: The channel of a ticket whose reporter rang the city.
CHANNEL = "hotline"
#: Where the words name no matter that we know.
_GENERAL = "public_service"


async def import_hotline(request: requests.ImportHotline, ctx: Context) -> Reply:
    """File what is new, all in this transaction; what was imported before is left as it is."""
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
    """Sorted like a resident's own words; whatever it is about, its kind is hotline."""
    place = alarming.place_in(ctx, item.place)
    normal = normalise.normalise(item.text)
    own = ctx.community.vocabulary
    verdict = classify.judge(normal.text, own, building=place is not None and place.building is not None)
    heard = composing.ticket(normal, verdict, place, own)
    known = verdict.intent in {requests.Intent.HAZARD, requests.Intent.WISH}
    category = heard.category if known else _GENERAL
    about = accused.staff(normal.text, ctx.community, None)
    named = routing.assign(ctx.community, place, category, None, on_duty=ctx.duty.on_duty, about=about)
    return tickets.Ticket(
        community=ctx.community.code,
        number=0,
        kind=tickets.Kind.HOTLINE,
        category=category,
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
        confidential=bool(about),
        about=about,
    )


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
    post = addressing.privately(ctx, ticket.assignee, cause, body, priority=delivery.Priority.URGENT)
    return (post,) if post else ()
