"""Posts, as the transaction that causes them writes them down."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Row, literal_column, select, update

from bot.domain.delivery import Post, PostState, Priority, Route, ShownCard
from storage import codec
from storage.gates import Connection, Values, add_new
from storage.schema import outbox

#: A literal, because SQLite uses a partial index only where its condition stands in the statement itself.
QUEUED = outbox.c.state == literal_column(f"'{PostState.QUEUED.value}'")
_CHANGEABLE: ColumnElement[bool] = literal_column("outbox.change_code <> ''", Boolean)
_PLAIN = ("community", "cause", "target", "body", "not_before", "expires_at", "response_url", "response_code")


class SqlOutbox:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def put(self, posts: Sequence[Post]) -> None:
        await add_new(self._connection, outbox, [values_of(post) for post in posts])

    async def take_shown(self, community: str, ticket: int, since: datetime) -> Sequence[ShownCard]:
        about = outbox.c.cause.startswith(f"ticket:{ticket}:") & (outbox.c.not_before > since)
        mine = _CHANGEABLE & (outbox.c.community == community) & about
        found = select(outbox.c.id, outbox.c.target, outbox.c.card, outbox.c.change_code).where(mine)
        rows = (await self._connection.execute(found.order_by(outbox.c.id).with_for_update())).all()
        taken = update(outbox).where(outbox.c.id.in_([row.id for row in rows])).values(change_code="")
        if rows:
            await self._connection.execute(taken)
        drawn = ((row.target, codec.to_card(row.card), row.change_code) for row in rows)
        return [ShownCard(person, card, code) for person, card, code in drawn if card]


def values_of(post: Post) -> Values:
    """The row of a post, without its id."""
    return {name: getattr(post, name) for name in _PLAIN} | {
        "route": post.route.value,
        "priority": int(post.priority),
        "mentions": codec.from_words(post.mentions),
        "fallback": codec.from_words(post.fallback),
        "state": post.state.value,
        "card": codec.from_card(post.card),
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
        card=codec.to_card(row.card),
        **{name: fields[name] for name in _PLAIN},
    )
