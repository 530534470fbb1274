"""Which ordinary posts go out together when there are more of them than places in the window. No I/O."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from bot.domain.delivery import Post, Priority
from scheduler import needs

#: A robot's text holds that many UTF-8 bytes [DOC 99110].
TEXT_BYTES = 2048
PREFIX = "digest:"
_Value = TypeVar("_Value")


def bundles(
    posts: Sequence[Post], places: int, digest: needs.Digest, now: datetime
) -> tuple[tuple[tuple[Post, ...], Post], ...]:
    """Groups of posts, each with the digest to be sent in its place; at most `places` digests.

    Nothing is folded while all posts fit singly, or while none fits. Only ORDINARY posts are folded, no digest is
    folded again, and a digest holds posts of one community.
    """
    ordinary = [one for one in posts if one.priority is Priority.ORDINARY]
    if places <= 0 or len(ordinary) <= places:
        return ()
    left = [one for one in ordinary if not one.cause.startswith(PREFIX)]
    found: list[tuple[tuple[Post, ...], Post]] = []
    while left and len(found) < places:
        bundle = _fitting(left, digest)
        causes = {one.cause for one in bundle}  # compared alone: whole posts would hold up the loop after an outage
        left = [one for one in left if one.community != bundle[0].community or one.cause not in causes]
        if len(bundle) > 1:
            found.append((bundle, _digest(bundle, digest, now)))
    return tuple(found)


def _fitting(posts: Sequence[Post], digest: needs.Digest) -> tuple[Post, ...]:
    """The first post, with the next ones of its community while the text still fits."""
    mine = [one for one in posts if one.community == posts[0].community]
    count = 1
    while count < len(mine) and len(digest(mine[: count + 1]).encode()) <= TEXT_BYTES:
        count += 1
    return tuple(mine[:count])


def _digest(posts: tuple[Post, ...], digest: needs.Digest, now: datetime) -> Post:
    first = posts[0]
    return Post(
        community=first.community,
        cause=f"{PREFIX}{first.id}",
        route=first.route,
        target=first.target,
        body=digest(posts),
        priority=Priority.ORDINARY,
        not_before=now,
        mentions=_united(post.mentions for post in posts),
        fallback=_united(post.fallback for post in posts),
        tickets=_united(post.tickets for post in posts),
        messages=_united(post.messages for post in posts),
        short_lived=True,
    )


def _united(lists: Iterable[tuple[_Value, ...]]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(one for each in lists for one in each))
