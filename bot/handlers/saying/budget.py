"""How often a member of staff may be called by name within an hour: further calls wait for one digest.

Only ordinary posts in groups are counted: red and urgent posts always go, and nobody but staff is called by name.
"""

from dataclasses import replace
from datetime import timedelta

from bot.domain import delivery, mentions
from bot.domain.reminders import Hour, Reminder, Step, of_community
from bot.handlers.context import Context, Reply
from bot.handlers.saying import addressing
from bot.wording import general

HOUR = timedelta(hours=1)
_DIGEST = "folded:"
_NO_LIMIT = 1_000_000


async def within(ctx: Context, posts: tuple[delivery.Post, ...]) -> tuple[delivery.Post, ...]:
    """The posts without the names of those who have been called often enough this hour; their calls go into
    the digest."""
    kept = []
    for post in posts:
        called = await _bearable(ctx, post)
        if called or not post.mentions:
            kept.append(replace(post, mentions=called))
    return tuple(kept)


async def digest(reminder: Reminder, ctx: Context) -> Reply:
    """The hour is over: the calls that were held back go out at once, one post for each group."""
    of = Hour.read(reminder.occurrence)
    held = await ctx.work.mentions.held(ctx.community.code, of.person, of.began)
    posts: list[delivery.Post] = []
    for chat in dict.fromkeys(one.chat for one in held):
        calls = [one for one in held if one.chat == chat]
        about = tuple(dict.fromkeys(number for one in calls for number in one.tickets))
        heard = tuple(dict.fromkeys(number for one in calls for number in one.messages))
        cause = delivery.cause_for(f"{_DIGEST}{of.began.isoformat()}:{chat}", of.person)
        told = _digest(ctx, of.person, chat, cause, general.held_calls(tuple(one.body for one in calls)))
        posts += [replace(post, tickets=about, messages=heard, short_lived=True) for post in told]
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
    said = (post.cause, post.target, post.body, post.tickets, post.messages)
    call = mentions.Mention(ctx.community.code, person, hour, *said)
    if await ctx.work.mentions.book(call, limit):
        return True
    await ctx.work.reminders.plan([of_community(ctx.community.code, Step.FOLDED, Hour(person, hour), hour + HOUR)])
    return False
