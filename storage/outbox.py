"""Posts, as the transaction that causes them writes them down."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, literal_column

from bot.domain.delivery import Post, PostState, Priority, Route
from storage import codec
from storage.gates import Connection, Values, add_new
from storage.schema import outbox

#: A literal, because SQLite uses a partial index only where its condition stands in the statement itself.
QUEUED = outbox.c.state == literal_column(f"'{PostState.QUEUED.value}'")
_PLAIN = ("community", "cause", "target", "body", "not_before", "expires_at", "response_url")


class SqlOutbox:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def put(self, posts: Sequence[Post]) -> None:
        await add_new(self._connection, outbox, [values_of(post) for post in posts])


def values_of(post: Post) -> Values:
    """The row of a post, without its id."""
    return {name: getattr(post, name) for name in _PLAIN} | {
        "route": post.route.value,
        "priority": int(post.priority),
        "mentions": codec.from_words(post.mentions),
        "fallback": codec.from_words(post.fallback),
        "state": post.state.value,
    }


def post_of(row: Row[Any]) -> Post:
    """The post of a row of the outbox."""
    fields = row._mapping
    return Post(
        id=fields["id"],
        route=Route(row.route),
        priority=Priority(row.priority),
        mentions=codec.to_words(row.mentions),
        fallback=codec.to_words(row.fallback),
        state=PostState(row.state),
        **{name: fields[name] for name in _PLAIN},
    )
