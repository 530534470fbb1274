"""Posts, as the transaction that causes them writes them down."""

import functools
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Executable, Row, bindparam, insert, literal_column, select, update

from bot.domain.delivery import Post, PostState, Priority, Route, ShownCard, Verdict
from storage import codec
from storage.gates import Connection, Values, add_new, insert_new
from storage.schema import attempts, outbox

#: A literal, because SQLite uses a partial index only where its condition stands in the statement itself.
QUEUED = outbox.c.state == literal_column(f"'{PostState.QUEUED.value}'")
_CHANGEABLE: ColumnElement[bool] = literal_column("outbox.change_code <> ''", Boolean)
#: Of a reply that the callback's own answer has taken.
BY_CALLBACK = {"state": PostState.SENT.value, "by_callback": True}
_ATTEMPT = insert(attempts)
_read = (attempts.c.post_id == bindparam("post")) & (attempts.c.outcome == Verdict.SENT.value)
_UNREAD = update(attempts).where(_read).values(outcome=Verdict.RETRY.value)
_mine = (outbox.c.route == Route.REPLY.value) & (outbox.c.target == bindparam("message"))
#: Locked before its attempts are read: a later delivery may be taking it in this moment.
_TAKEN = select(outbox.c.id).where(_mine, outbox.c.by_callback).with_for_update()
_ATTEMPTS = select(attempts.c.id).where(attempts.c.post_id == bindparam("post"))
_QUEUE = update(outbox).where(outbox.c.id == bindparam("post")).values(state=PostState.QUEUED.value, by_callback=False)
_PLAIN = (
    "community", "cause", "target", "body", "not_before", "expires_at", "response_url", "response_code", "short_lived",
)  # fmt: skip


class SqlOutbox:
    """`bot.ports.Outbox`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def put(self, posts: Sequence[Post]) -> None:
        await add_new(self._connection, outbox, [values_of(post) for post in posts])

    async def hand_over(self, reply: Post, now: datetime) -> bool:
        handing = _handing(self._connection.dialect.name)
        number = (await self._connection.execute(handing, values_of(reply) | BY_CALLBACK)).scalar()
        if number is not None:
            await note_taken(self._connection, reply.community, number, reply.target, now)
        return number is not None

    async def take_shown(self, community: str, ticket: int, since: datetime) -> Sequence[ShownCard]:
        about = (outbox.c.tickets == codec.from_numbers((ticket,))) & (outbox.c.not_before > since)
        mine = _CHANGEABLE & (outbox.c.community == community) & about
        found = select(outbox.c.id, outbox.c.target, outbox.c.card, outbox.c.change_code).where(mine)
        rows = (await self._connection.execute(found.order_by(outbox.c.id).with_for_update())).all()
        taken = update(outbox).where(outbox.c.id.in_([row.id for row in rows])).values(change_code="")
        if rows:
            await self._connection.execute(taken)
        drawn = ((row.target, codec.to_card(row.card), row.change_code) for row in rows)
        return [ShownCard(person, card, code) for person, card, code in drawn if card]


@functools.cache
def _handing(dialect: str) -> Executable:
    return insert_new(dialect, outbox).returning(outbox.c.id)


async def note_taken(connection: Connection, community: str, number: int, message: str, now: datetime) -> None:
    """The attempt at a reply that a callback has taken."""
    attempt = {
        "community": community,
        "post_id": number,
        "route": Route.REPLY.value,
        "window": message,
        "at": now,
        "finished_at": now,
        "outcome": Verdict.SENT.value,
    }
    await connection.execute(_ATTEMPT, attempt)


async def note_unread(connection: Connection, number: int) -> None:
    """The callback that took a reply was gone before it could be answered."""
    await connection.execute(_UNREAD, {"post": number})


async def give_back(connection: Connection, message: str) -> None:
    """Queue a reply again that was handed over to a callback, unless a later delivery has taken it since."""
    number = (await connection.execute(_TAKEN, {"message": message})).scalar()
    if number is None or len((await connection.execute(_ATTEMPTS, {"post": number})).all()) > 1:
        return
    await note_unread(connection, number)
    await connection.execute(_QUEUE, {"post": number})


def values_of(post: Post) -> Values:
    """The row of a post, without its id."""
    return {name: getattr(post, name) for name in _PLAIN} | {
        "route": post.route.value,
        "priority": int(post.priority),
        "mentions": codec.from_words(post.mentions),
        "fallback": codec.from_words(post.fallback),
        "tickets": codec.from_numbers(post.tickets),
        "messages": codec.from_numbers(post.messages),
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
        tickets=codec.to_numbers(row.tickets),
        messages=codec.to_numbers(row.messages),
        state=PostState(row.state),
        card=codec.to_card(row.card),
        **{name: fields[name] for name in _PLAIN},
    )
