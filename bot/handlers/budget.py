"""How often one member of staff may be called in an hour: beyond that, one digest at the next.

Only ordinary posts in groups are counted: what is red or urgent always goes, and nobody else is called by name.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import delivery, mentions, tickets
from bot.handlers import addressing
from bot.handlers.context import Context, Reply
from bot.wording import general

HOUR = timedelta(hours=1)
_DIGEST = "folded:"
_NO_LIMIT = 1_000_000


async def within(ctx: Context, posts: tuple[delivery.Post, ...]) -> tuple[delivery.Post, ...]:
    """The posts that may go; who has been called often enough is left out of them and hears it in the digest."""
    kept = []
    for post in posts:
        called = await _bearable(ctx, post)
        if called or not post.mentions:
            kept.append(replace(post, mentions=called))
    return tuple(kept)


async def digest(reminder: tickets.Reminder, ctx: Context) -> Reply:
    """The hour is over: what was held back goes out at once, one post for each group."""
    person, began = reminder.occurrence.split("|", 1)
    held = await ctx.work.mentions.held(ctx.community.code, person, datetime.fromisoformat(began))
    posts: list[delivery.Post] = []
    for chat in dict.fromkeys(one.chat for one in held):
        body = general.held_calls(tuple(one.body for one in held if one.chat == chat))
        posts += _digest(ctx, person, chat, f"{_DIGEST}{reminder.occurrence}:{chat}", body)
    return Reply(posts=tuple(posts))


def _digest(ctx: Context, person: str, chat: str, cause: str, body: str) -> list[delivery.Post]:
    group = ctx.community.group(chat)
    if group is None or not group.webhook_key:
        return list(addressing.to_person(ctx, person, cause, lambda _: body))
    return [
        addressing.to_group(ctx, group, f"{cause}:{part}" if part else cause, text, mentions=() if part else (person,))
        for part, text in enumerate(delivery.split_bytes(body, delivery.TEXT_BYTES))
    ]


async def _bearable(ctx: Context, post: delivery.Post) -> tuple[str, ...]:
    """Those of the post's mentions who can be called now."""
    if post.route is not delivery.Route.ROBOT or post.priority is not delivery.Priority.ORDINARY:
        return post.mentions
    return tuple([person for person in post.mentions if await _booked(ctx, post, person)])


async def _booked(ctx: Context, post: delivery.Post, person: str) -> bool:
    who = ctx.community.person(person)
    if who is None or not who.is_staff:
        return True
    hour = post.not_before.astimezone(ctx.now.tzinfo).replace(minute=0, second=0, microsecond=0)
    limit = _NO_LIMIT if post.cause.startswith(_DIGEST) else ctx.community.push.mentions_per_hour
    call = mentions.Mention(ctx.community.code, person, hour, post.cause, post.target, post.body)
    if await ctx.work.mentions.book(call, limit):
        return True
    occurrence = f"{person}|{hour.isoformat()}"
    await ctx.work.reminders.plan([tickets.Reminder(ctx.community.code, 0, "folded", 0, occurrence, hour + HOUR)])
    return False
