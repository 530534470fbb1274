"""A post reached nobody, or nobody knows whether it did: it takes the next route, and the secretary is told."""

from dataclasses import replace

from bot.domain import delivery, requests, roster
from bot.domain.delivery import Priority, Route, Verdict
from bot.handlers.context import Context, Reply
from bot.handlers.saying import addressing, unheard
from bot.wording import general


async def undelivered(request: requests.Undelivered, ctx: Context) -> Reply:
    """A dead robot is reported to the secretary once a day; its post takes the next route. A way out that is barred is
    reported too; its posts stay, and only what is red is also told by another route.

    A post whose fate is unknown is repeated only when it is red, and by a different route: a doubled alarm is
    acceptable, a lost one is not.
    """
    post = request.post
    if request.verdict is Verdict.BARRED:
        return Reply(posts=(*_meanwhile(ctx, post), *_barred(ctx, post)))
    if request.verdict is Verdict.UNKNOWN and post.priority is not Priority.RED:
        return Reply()
    unreached = _unreached(ctx, post) if request.verdict is Verdict.FINAL and not request.late else ()
    if delivery.said_again(post.cause):
        return Reply(posts=unreached)
    posts = _otherwise(ctx, post)
    if post.route is Route.OA and request.verdict is Verdict.FINAL:
        posts = (*posts, *await unheard.missed(ctx, post))
    if request.verdict is Verdict.DEAD_ROUTE:
        posts = (*posts, *_died(ctx, post))
    return Reply(posts=(*posts, *unreached))


def _otherwise(ctx: Context, post: delivery.Post) -> tuple[delivery.Post, ...]:
    """The same by the next route; it tells of the same, and is forgotten with it."""
    return tuple(
        replace(one, tickets=post.tickets, messages=post.messages, short_lived=post.short_lived)
        for one in _next_route(ctx, post)
    )


def _meanwhile(ctx: Context, post: delivery.Post) -> tuple[delivery.Post, ...]:
    """What is red does not wait until the way is open again."""
    repeated = delivery.said_again(post.cause)
    return _otherwise(ctx, post) if post.priority is Priority.RED and not repeated else ()


def _barred(ctx: Context, post: delivery.Post) -> tuple[delivery.Post, ...]:
    """Once a day the secretary is told, by another route, that nothing can be said by this one."""
    reach = replace(ctx, routes=ctx.routes - {post.route})
    said = general.barred(official=post.route is Route.OA)
    cause = f"barred:{post.route}:{ctx.now.date()}"
    return addressing.to_secretaries(reach, cause, lambda _: said, priority=Priority.URGENT)


def _died(ctx: Context, post: delivery.Post) -> tuple[delivery.Post, ...]:
    """Once a day the secretary is told which way out is closed: a group's robot, or one that nobody has set up."""
    robot = post.route is Route.ROBOT
    said = general.route_died(ctx.community, post.target) if robot else general.no_way_out()
    cause = f"dead:{post.target if robot else post.route}:{ctx.now.date()}"
    return addressing.to_secretaries(ctx, cause, lambda _: said, priority=Priority.URGENT)


def _unreached(ctx: Context, post: delivery.Post) -> tuple[delivery.Post, ...]:
    """Staff to whom the app cannot write hear of nothing private: once a day the secretary is told who it is, in the
    staff group if it is herself."""
    who = ctx.community.person(post.target) if post.route is Route.APP and not post.response_code else None
    if who is None or not who.is_staff:
        return ()
    cause, said = delivery.cause_for(f"unreached:{ctx.now.date()}", who.userid), general.unreached(who.name)
    reach = replace(ctx, routes=ctx.routes - {Route.APP}) if roster.Role.SECRETARY in who.roles else ctx
    return addressing.to_secretaries(reach, cause, lambda _: said, priority=Priority.URGENT)


def _next_route(ctx: Context, post: delivery.Post) -> tuple[delivery.Post, ...]:
    """An answer can expire as an answer and still be told; anything else that has expired is not worth saying."""
    if post.route is not Route.REPLY and post.expires_at is not None and post.expires_at <= ctx.now:
        return ()
    body = general.again(post.body) if post.priority is Priority.RED else post.body
    if post.route in {Route.ROBOT, Route.REPLY}:
        people = post.fallback or tuple(one.userid for one in ctx.community.with_role(roster.Role.SECRETARY))
        cause = delivery.cause_again(post.cause)
        reached = addressing.each(ctx, people, cause, body, priority=post.priority)
        return reached if reached or post.route is Route.REPLY else _other_group(ctx, post, body)
    if post.priority is not Priority.RED:
        return ()
    return _other_group(ctx, replace(post, mentions=(post.target,)), general.look_alone(post.body))


def _other_group(ctx: Context, post: delivery.Post, body: str) -> tuple[delivery.Post, ...]:
    """A staff group other than the one that failed: never a resident group, for the text may be exact."""
    staff = (one for one in ctx.community.groups if one.kind is roster.GroupKind.STAFF and one.webhook_key)
    other = next((one for one in staff if one.chat_id != post.target), None)
    if other is None:
        return ()
    cause = delivery.cause_again(post.cause)
    return (addressing.to_group(ctx, other, cause, body, mentions=post.mentions, priority=post.priority),)
