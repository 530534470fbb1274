"""To whom and by which route something is said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain import delivery, quiet, roster, routing, tickets
from bot.domain.cards import Card
from bot.domain.urgency import Urgency
from bot.handlers.context import Context
from bot.wording import tickets as say

#: What is said, by who reads it.
Text = Callable[[say.Sight], str]
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
    )


def to_kitchen(
    ctx: Context, group: roster.Group, cause: str, body: str, *, expires_at: datetime | None = None
) -> tuple[delivery.Post, ...]:
    """A list for the canteen, in as many posts as the platform's limit needs; at any hour, for breakfast is cooked
    at night; never folded."""
    parts = delivery.split_bytes(body, delivery.TEXT_BYTES)
    return tuple(
        replace(
            to_group(ctx, group, f"{cause}:{part}" if part else cause, text, priority=delivery.Priority.URGENT),
            not_before=ctx.now,
            expires_at=expires_at,
        )
        for part, text in enumerate(parts)
    )


def privately(
    ctx: Context, person: str, cause: str, body: str, *, priority: delivery.Priority = delivery.Priority.ORDINARY
) -> delivery.Post | None:
    """A 1:1 post, or None when no channel reaches this person unasked."""
    route = delivery.Route.OA if person.startswith("oa:") else delivery.Route.APP
    if not person or route not in ctx.routes:
        return None
    return delivery.Post(
        community=ctx.community.code,
        cause=cause,
        route=route,
        target=person.removeprefix("oa:"),
        body=body,
        priority=priority,
        not_before=_not_before(ctx, priority),
    )


def to_staff(
    ctx: Context, ticket: tickets.Ticket, cause: str, text: Text, mentions: tuple[str, ...], card: CardFor | None = None
) -> tuple[delivery.Post, ...]:
    """Call staff for a ticket: in the staff group, else in the residents' group, else each person 1:1, with a card.

    A private matter goes 1:1 first; a group hears of it, neutrally, only when somebody cannot be reached so or when
    it is red; a resident group only when it is red and nothing else is left. Whom it complains of is never called, nor
    may a group they read hear of it unless it must. Stand-ins are called for those on leave.
    Where the community wants it, whoever is called in a group gets the card 1:1 besides.
    """
    acting = dict.fromkeys(ctx.duty.on_duty(one) or one for one in mentions)
    mentions = tuple(one for one in acting if one not in ticket.about)
    group, priority = routing.group_for_staff(ctx.community, ticket.grid), urgent(ticket)
    if group and not ticket.private:
        called = to_group(ctx, group, cause, text(sight_of(group)), mentions=mentions, priority=priority)
        return (called, *(_each(ctx, ticket, cause, text, mentions, card) if card and ctx.community.push.cards else ()))
    reached = _each(ctx, ticket, cause, text, mentions, card)
    red = ticket.urgency is Urgency.RED
    complete = len(reached) == len(mentions)
    if group is None or (complete and (ticket.about or not red)):
        return reached
    if group.kind is roster.GroupKind.RESIDENT and (complete or not red):
        return reached
    body = say.told_alone(ticket) if complete else text(sight_of(group))
    return (*reached, to_group(ctx, group, cause, body, mentions=mentions, priority=priority))


def _each(
    ctx: Context, ticket: tickets.Ticket, cause: str, text: Text, people: tuple[str, ...], card: CardFor | None
) -> tuple[delivery.Post, ...]:
    """1:1 to those of the people whom a channel reaches so; the app shows the card, if there is one."""
    alone, posts = text(say.Sight.ALONE), []
    for person in people:
        post = privately(ctx, person, f"{cause}:{person}", alone, priority=urgent(ticket))
        if post:
            posts.append(with_card(post, card) if card else post)
    return tuple(posts)


def with_card(post: delivery.Post, card: CardFor) -> delivery.Post:
    """The same post, with a card where the app carries it 1:1; nothing else shows any."""
    return replace(post, card=card(post.target, post.cause)) if post.route is delivery.Route.APP else post


def sight_of(group: roster.Group) -> say.Sight:
    """How much a group may see."""
    return say.Sight.STAFF if group.kind is roster.GroupKind.STAFF else say.Sight.RESIDENTS


def to_reporter(ctx: Context, ticket: tickets.Ticket, cause: str, text: Text) -> tuple[delivery.Post, ...]:
    """Tell the reporter where they spoke: in the group with an @, or 1:1; empty when no route reaches them."""
    group = ctx.community.group(ticket.chat) if ticket.chat else None
    if group and group.webhook_key and not ticket.private:
        body = text(sight_of(group))
        return (to_group(ctx, group, cause, body, mentions=(ticket.reporter,), priority=urgent(ticket)),)
    post = privately(ctx, ticket.reporter, cause, text(say.Sight.ALONE), priority=urgent(ticket))
    return (post,) if post else ()


def to_person(ctx: Context, person: str, cause: str, text: Text) -> tuple[delivery.Post, ...]:
    """Tell one member of staff something that is no call: 1:1, else by a staff group with an @."""
    post = privately(ctx, person, cause, text(say.Sight.ALONE))
    if post:
        return (post,)
    staff = [one for one in ctx.community.groups if one.kind is roster.GroupKind.STAFF and one.webhook_key]
    return tuple(to_group(ctx, one, cause, text(say.Sight.STAFF), mentions=(person,)) for one in staff[:1])


def to_speaker(ctx: Context, cause: str, body: str) -> tuple[delivery.Post, ...]:
    """Tell the person where they spoke, when there is no callback to answer. `body` is what that group may see."""
    group = ctx.group
    if group and group.webhook_key:
        return (to_group(ctx, group, cause, body, mentions=(ctx.person,)),)
    post = privately(ctx, ctx.person, cause, body)
    return (post,) if post else ()


def to_secretaries(
    ctx: Context, cause: str, text: Text, *, priority: delivery.Priority = delivery.Priority.ORDINARY
) -> tuple[delivery.Post, ...]:
    """1:1 to each secretary; by the staff group with an @ when there is no 1:1 channel."""
    people = tuple(one.userid for one in ctx.community.with_role(roster.Role.SECRETARY))
    alone = text(say.Sight.ALONE)
    posts = [privately(ctx, person, f"{cause}:{person}", alone, priority=priority) for person in people]
    if people and all(posts):
        return tuple(post for post in posts if post)
    staff = [one for one in ctx.community.groups if one.kind is roster.GroupKind.STAFF and one.webhook_key]
    body = text(say.Sight.STAFF)
    return tuple(to_group(ctx, group, cause, body, mentions=people, priority=priority) for group in staff[:1])


def urgent(ticket: tickets.Ticket) -> delivery.Priority:
    """Red goes first and at any hour; the rest waits its turn."""
    return delivery.Priority.RED if ticket.urgency is Urgency.RED else delivery.Priority.ORDINARY


def _not_before(ctx: Context, priority: delivery.Priority) -> datetime:
    if priority in {delivery.Priority.RED, delivery.Priority.ANSWER}:
        return ctx.now
    return quiet.next_open(ctx.now, ctx.community.push.quiet)
