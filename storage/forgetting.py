"""How a row forgets the person it tells of. Numbers, counts, the chain and the ledger stay as they are."""

import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, bindparam, delete, select, true, update

from bot.domain.delivery import PostState, Route
from bot.domain.keeping import GONE
from bot.domain.messages import Incoming
from storage import codec
from storage.gates import Connection, Values
from storage.schema import corrections, inbox, media, mentions, outbox, phones, steps, tickets

#: A community, and the number of a ticket or message of it.
Numbered = tuple[str, int]
#: What is left of the words of a post.
UNSAID = dict.fromkeys(("body", "card", "response_url", "response_code"), "")
_UNSENT = (PostState.QUEUED.value, PostState.SENDING.value)
_AT_ONCE = 500
#: So many characters are hardly said twice by chance.
_TELLING = 6


def pseudonym() -> str:
    """A random name, which leads nobody back to the person. The ledger allows a change of name to such a one only."""
    return f"{GONE}{secrets.token_hex(6)}"


async def messages(connection: Connection, rows: Sequence[Row[Any]], sender: str) -> None:
    """What was said, and the platform's number of it. The key by which a repeated delivery is known stays, so that it
    cannot bring anything back; `sender` takes the place of whoever spoke."""
    if not rows:
        return
    emptied = [{"which": row.id, "incoming": _wordless(codec.to_incoming(row.incoming), sender)} for row in rows]
    nothing = {"msgid": "", "nonce": "", "raw": "", "reading": None, "requests": "[]", "reply": ""}
    mine = update(inbox).where(inbox.c.id == bindparam("which"))
    await connection.execute(mine.values(incoming=bindparam("incoming"), sender=sender, wiped=True, **nothing), emptied)
    for few in _few([row.id for row in rows]):
        await connection.execute(update(corrections).where(corrections.c.message.in_(few)).values(text=""))


def _wordless(said: Incoming, sender: str) -> str:
    return codec.from_incoming(
        replace(said, sender=sender, msgid="", text="", quote=None, media=(), event=None, response_url="")
    )


async def photos(connection: Connection, which: ColumnElement[bool], reason: str) -> int:
    """The pictures themselves; that there was one stays."""
    values = {"content": None, "url": "", "media_id": "", "state": "lost", "reason": reason}
    return (await connection.execute(update(media).where(which).values(values))).rowcount


async def ticket(connection: Connection, row: Row[Any], values: Values) -> None:
    """Number, category, building and state stay; what was said, the door and every word written about it go.

    `values`: what becomes of its other columns.
    """
    place = codec.to_place(row.place)
    bare = replace(place, text="", room=None, landmark=None) if place else None
    emptied = {"text": "", "result": "", "about": "[]", "place": codec.from_place(bare)} | values
    await connection.execute(update(tickets).where(tickets.c.id == row.id).values(emptied))
    await unsign(connection, (steps.c.community == row.community) & (steps.c.ticket == row.number))
    examples = (corrections.c.community == row.community) & (corrections.c.ticket == row.number)
    await connection.execute(update(corrections).where(examples).values(text=""))
    left = (phones.c.community == row.community) & (phones.c.ticket == row.number)
    await connection.execute(delete(phones).where(left))


async def unsign(connection: Connection, which: ColumnElement[bool]) -> None:
    """Who and why go together with their salt, so that the chain over the rest still holds."""
    await connection.execute(update(steps).where(which).values(actor="", reason="", salt=""))


async def release(connection: Connection, which: ColumnElement[bool], name: str) -> None:
    """Whose the ticket was goes together with its salt; `name`, "" or a pseudonym, takes its place."""
    await connection.execute(update(steps).where(which).values(assignee=name, held_salt=""))


async def posts(
    connection: Connection,
    which: ColumnElement[bool] | None = None,
    *,
    about: Collection[Numbered] = (),
    heard: Collection[Numbered] = (),
) -> None:
    """All that `which` of our posts have told or would tell of these tickets and of what was heard in these messages,
    digests and calls held back for one included.

    What has not gone out does not go out; of a digest not the rest either: it is urged again by its own reminders.
    """
    said = await _telling(connection, outbox, about, heard, which)
    for few in _few(said):
        mine = outbox.c.id.in_(few)
        await unsay(connection, mine)
        answers = select(outbox.c.target).where(mine, outbox.c.route == Route.REPLY.value)
        await _answered(connection, [int(number) for number in (await connection.execute(answers)).scalars()])
    held = await _telling(connection, mentions, about, heard)
    for few in _few(held):
        await connection.execute(update(mentions).where(mentions.c.id.in_(few)).values(body="", told=True))


async def _answered(connection: Connection, messages: list[int]) -> None:
    """Of messages that were answered by such a post, and may have quoted one: their own words stay."""
    asked = select(inbox.c.id, inbox.c.incoming).where(inbox.c.id.in_(messages))
    for row in (await connection.execute(asked)).all():
        await _unquote(connection, row.id, codec.to_incoming(row.incoming))


async def quotes(connection: Connection, communities: Collection[str], words: Collection[str]) -> None:
    """What messages of these communities quote of these words, whoever quoted them."""
    quoting = inbox.c.community.in_(communities) & inbox.c.incoming.contains('"quote":{')
    for row in (await connection.execute(select(inbox.c.id, inbox.c.incoming).where(quoting))).all():
        said = codec.to_incoming(row.incoming)
        if said.quote and _holds(said.quote.text.strip(), words):
            await _unquote(connection, row.id, said)


def _holds(quoted: str, words: Collection[str]) -> bool:
    """Short words count only as a whole, since everybody says them."""
    return quoted in words or any(len(one) >= _TELLING and one in quoted for one in words)


async def _unquote(connection: Connection, number: int, said: Incoming) -> None:
    """What a message asked for may hold the words it quoted."""
    values = {"incoming": codec.from_incoming(replace(said, quote=None)), "raw": "", "reply": ""}
    values |= {"requests": "[]"} if said.quote else {}
    await connection.execute(update(inbox).where(inbox.c.id == number).values(values))


async def _telling(
    connection: Connection,
    table: Table,
    about: Collection[Numbered],
    heard: Collection[Numbered],
    which: ColumnElement[bool] | None = None,
) -> list[int]:
    """The rows of `table` that tell of any of them, read in one go."""
    near = table.c.community.in_({community for community, _ in (*about, *heard)}) & (table.c.body != "")
    columns = (table.c.id, table.c.community, table.c.tickets, table.c.messages)
    found = select(*columns).where(near, which if which is not None else true()).order_by(table.c.id)
    return [
        row.id
        for row in await connection.execute(found)
        if any((row.community, one) in about for one in codec.to_numbers(row.tickets))
        or any((row.community, one) in heard for one in codec.to_numbers(row.messages))
    ]


def _few(ids: list[int]) -> Iterator[list[int]]:
    """As many as fit in a statement."""
    return (ids[first : first + _AT_ONCE] for first in range(0, len(ids), _AT_ONCE))


async def unsay(connection: Connection, which: ColumnElement[bool]) -> None:
    """Empty these posts. Whatever still waits, or would be tried again, has been said for the last time."""
    waiting = update(outbox).where(which, outbox.c.state.in_(_UNSENT))
    await connection.execute(waiting.values(state=PostState.FAILED.value, reason="erased"))
    await connection.execute(update(outbox).where(which).values(UNSAID))


async def short_lived(connection: Connection, which: ColumnElement[bool]) -> int:
    """Empty those of the posts that are not kept for long and have gone out; that something was said stays."""
    gone = outbox.c.short_lived & (outbox.c.body != "") & outbox.c.state.not_in(_UNSENT)
    return (await connection.execute(update(outbox).where(which, gone).values(UNSAID))).rowcount
