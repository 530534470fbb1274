"""To whom and by which route something is said."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain import delivery, keeping, quiet, roster, routing, tickets
from bot.domain.cards import Card
from bot.domain.urgency import Urgency
from bot.handlers.context import Context
from bot.wording import tickets as say

#: What is said, by who reads it.
Text = Callable[[say.Sight], str]
#: The numbers of the tickets of which something tells.
About = tuple[int, ...]
#: The card of a 1:1 post, by whom it is for and its cause.
CardFor = Callable[[str, str], Card]


def to_group(
    ctx: Context,
    group: roster.Group,
    cause: str,
    body: str,
    *,
    mentions: tuple[str, ...] = (),
    priority: delivery.Priority = delivery.Priority.ORDINARY,
    about: About = (),
) -> delivery.Post:
    """A post by the group's robot, really @-ing `mentions` (userids; openids cannot be @-ed)."""
    return delivery.Post(
        community=ctx.community.code,
        cause=cause,
        route=delivery.Route.ROBOT,
        target=group.chat_id,
        body=body,
        priority=priority,
        not_before=_not_before(ctx, priority),
        mentions=tuple(one for one in mentions if one and not one.startswith("oa:")),
        fallback=mentions,
        tickets=about,
        messages=_heard(ctx),
    )


def to_kitchen(
    ctx: Context, group: roster.Group, cause: str, body: str, *, expires_at: datetime | None = None
) -> tuple[delivery.Post, ...]:
    """A list for the canteen, in as many posts as the platform's limit needs; at any hour, because breakfast is cooked
    at night. The posts are never folded into a digest."""
    parts = delivery.split_bytes(body, delivery.TEXT_BYTES)
    return tuple(
        replace(
            to_group(ctx, group, f"{cause}:{part}" if part else cause, text, priority=delivery.Priority.URGENT),
            not_before=ctx.now,
            expires_at=expires_at,
            short_lived=True,
        )
        for part, text in enumerate(parts)
    )


def privately(
    ctx: Context,
    person: str,
    cause: str,
    body: str,
    *,
    priority: delivery.Priority = delivery.Priority.ORDINARY,
    about: About = (),
) -> delivery.Post | None:
    """A 1:1 post, or None when no channel reaches this person unasked, and for one who has been forgotten."""
    route = delivery.Route.OA if person.startswith("oa:") else delivery.Route.APP
    if not person or route not in ctx.routes or keeping.forgotten(person):
        return None
    return delivery.Post(
        community=ctx.community.code,
        cause=cause,
        route=route,
        target=person.removeprefix("oa:"),
        body=body,
        priority=priority,
        not_before=_not_before(ctx, priority),
        tickets=about,
        messages=_heard(ctx),
    )


def each(
    ctx: Context,
    people: Iterable[str],
    cause: str,
    body: str,
    *,
    priority: delivery.Priority = delivery.Priority.ORDINARY,
    about: About = (),
) -> tuple[delivery.Post, ...]:
    """One 1:1 post for each of the people whom a channel reaches."""
    posts = (
        privately(ctx, one, delivery.cause_for(cause, one), body, priority=priority, about=about) for one in people
    )
    return tuple(post for post in posts if post)


def to_staff(
    ctx: Context, ticket: tickets.Ticket, cause: str, text: Text, mentions: tuple[str, ...], card: CardFor | None = None
) -> tuple[delivery.Post, ...]:
    """Call staff for a ticket: in the staff group, else in the residents' group, else each person 1:1, with a card.

    A private matter is called 1:1. A group hears of it, without details, only when somebody cannot be reached 1:1 or
    the ticket is red; a resident group only when the ticket is red and there is no other way. People the ticket
    complains of are never called, and a group, which they may read, hears of such a ticket only when somebody cannot be
    reached 1:1. Stand-ins are called for those on leave. Where the community has cards switched on, everybody called in
    a group also gets a card 1:1.
    """
    acting = dict.fromkeys(ctx.duty.on_duty(one) or one for one in mentions)
    mentions = tuple(one for one in acting if one not in ticket.about)
    group, priority = routing.group_for_staff(ctx.community, ticket.grid), urgent(ticket)
    about = (ticket.number,)
    if group and not ticket.private:
        called = to_group(ctx, group, cause, text(sight_of(group)), mentions=mentions, priority=priority, about=about)
        return (called, *(_each(ctx, ticket, cause, text, mentions, card) if card and ctx.community.push.cards else ()))
    reached = _each(ctx, ticket, cause, text, mentions, card)
    red = ticket.urgency is Urgency.RED
    complete = len(reached) == len(mentions)
    if group is None or (complete and (ticket.about or not red)):
        return reached
    if group.kind is roster.GroupKind.RESIDENT and (complete or not red):
        return reached
    body = say.told_alone(ticket) if complete else text(sight_of(group))
    return (*reached, to_group(ctx, group, cause, body, mentions=mentions, priority=priority, about=about))


def _each(
    ctx: Context, ticket: tickets.Ticket, cause: str, text: Text, people: tuple[str, ...], card: CardFor | None
) -> tuple[delivery.Post, ...]:
    """One 1:1 post for each of the people, as a card where the app shows one. It may tell who reported it, with their
    phone number."""
    posts = each(ctx, people, cause, text(say.Sight.ALONE), priority=urgent(ticket), about=(ticket.number,))
    return short_lived(with_card(post, card) if card else post for post in posts)


def with_card(post: delivery.Post, card: CardFor) -> delivery.Post:
    """The same post, with the card if its route is the app; other routes show no cards."""
    return replace(post, card=card(post.target, post.cause)) if post.route is delivery.Route.APP else post


def sight_of(group: roster.Group) -> say.Sight:
    """How much a group may see."""
    return say.Sight.STAFF if group.kind is roster.GroupKind.STAFF else say.Sight.RESIDENTS


def to_reporter(ctx: Context, ticket: tickets.Ticket, cause: str, text: Text) -> tuple[delivery.Post, ...]:
    """Tell the reporter where they spoke: in the group with an @, or 1:1; empty when no route reaches them, and for one
    who has been forgotten."""
    if keeping.forgotten(ticket.reporter):
        return ()
    group = ctx.community.group(ticket.chat) if ticket.chat else None
    if group and group.webhook_key and not ticket.private:
        body, called = text(sight_of(group)), (ticket.reporter,)
        return (to_group(ctx, group, cause, body, mentions=called, priority=urgent(ticket), about=(ticket.number,)),)
    alone = text(say.Sight.ALONE)
    post = privately(ctx, ticket.reporter, cause, alone, priority=urgent(ticket), about=(ticket.number,))
    return (post,) if post else ()


def to_person(ctx: Context, person: str, cause: str, text: Text, *, about: About = ()) -> tuple[delivery.Post, ...]:
    """Tell one member of staff something that is no call: 1:1, else by a staff group with an @."""
    post = privately(ctx, person, cause, text(say.Sight.ALONE), about=about)
    if post:
        return (post,)
    staff = [one for one in ctx.community.groups if one.kind is roster.GroupKind.STAFF and one.webhook_key]
    body = text(say.Sight.STAFF)
    return tuple(to_group(ctx, one, cause, body, mentions=(person,), about=about) for one in staff[:1])


def to_speaker(ctx: Context, cause: str, body: str) -> tuple[delivery.Post, ...]:
    """Tell the person where they spoke, when there is no callback to answer. `body` is what that group may see."""
    group = ctx.group
    if group and group.webhook_key:
        return (to_group(ctx, group, cause, body, mentions=(ctx.person,)),)
    post = privately(ctx, ctx.person, cause, body)
    return (post,) if post else ()


def to_secretaries(
    ctx: Context,
    cause: str,
    text: Text,
    *,
    priority: delivery.Priority = delivery.Priority.ORDINARY,
    about: About = (),
) -> tuple[delivery.Post, ...]:
    """1:1 to each secretary; by the staff group with an @ when there is no 1:1 channel."""
    people = tuple(one.userid for one in ctx.community.with_role(roster.Role.SECRETARY))
    posts = each(ctx, people, cause, text(say.Sight.ALONE), priority=priority, about=about)
    if people and len(posts) == len(people):
        return posts
    staff = [one for one in ctx.community.groups if one.kind is roster.GroupKind.STAFF and one.webhook_key]
    body = text(say.Sight.STAFF)
    return tuple(
        to_group(ctx, group, cause, body, mentions=people, priority=priority, about=about) for group in staff[:1]
    )


def short_lived(posts: Iterable[delivery.Post]) -> tuple[delivery.Post, ...]:
    """The same posts, marked so that their text is deleted soon after they were sent: see `delivery.Post`."""
    return tuple(replace(post, short_lived=True) for post in posts)


def urgent(ticket: tickets.Ticket) -> delivery.Priority:
    """The priority of posts about the ticket: red tickets go first and at any hour, others wait their turn."""
    return delivery.Priority.RED if ticket.urgency is Urgency.RED else delivery.Priority.ORDINARY


def _heard(ctx: Context) -> tuple[int, ...]:
    """The id of the message being answered, as a post written because of it may repeat its words."""
    return () if ctx.message_id is None else (ctx.message_id,)


def _not_before(ctx: Context, priority: delivery.Priority) -> datetime:
    if priority in {delivery.Priority.RED, delivery.Priority.ANSWER}:
        return ctx.now
    return quiet.next_open(ctx.now, ctx.community.push.quiet)
