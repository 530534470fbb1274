"""Which ordinary posts go out together when there are more of them than places in the window. No I/O."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.delivery import Post, Priority
from scheduler import needs

#: A robot's text holds that many UTF-8 bytes [DOC 99110].
TEXT_BYTES = 2048
PREFIX = "digest:"


def bundles(
    posts: Sequence[Post], places: int, digest: needs.Digest, now: datetime
) -> tuple[tuple[tuple[Post, ...], Post], ...]:
    """Groups of posts, each with the digest to send in its stead; at most `places` digests.

    Nothing is folded while all fit singly or nothing fits at all. Never anything but ORDINARY, never a digest again,
    never two communities in one.
    """
    ordinary = [one for one in posts if one.priority is Priority.ORDINARY]
    if places <= 0 or len(ordinary) <= places:
        return ()
    left = [one for one in ordinary if not one.cause.startswith(PREFIX)]
    found: list[tuple[tuple[Post, ...], Post]] = []
    while left and len(found) < places:
        bundle = _fitting(left, digest)
        left = [one for one in left if one not in bundle]
        if len(bundle) > 1:
            found.append((bundle, _digest(bundle, digest, now)))
    return tuple(found)


def _fitting(posts: Sequence[Post], digest: needs.Digest) -> tuple[Post, ...]:
    """The first post, and those after it from its community as long as the text holds them."""
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
    )


def _united(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in lists for name in names))
