"""How a row forgets whom it tells of. What must stay (numbers, counts, the chain, the ledger) stays sound."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, or_, update

from storage import codec
from storage.gates import Connection, Values
from storage.schema import corrections, inbox, media, outbox, phones, steps, tickets

#: How the name of somebody forgotten begins; the ledger allows a change of name to such a one only.
GONE = "gone-"


def pseudonym() -> str:
    """A name made by chance: nobody can find the way back."""
    return f"{GONE}{secrets.token_hex(6)}"


async def message(connection: Connection, row: Row[Any], sender: str) -> None:
    """What was said, and the platform's number of it. The key by which a repeated delivery is known stays, so that it
    cannot bring anything back; `sender` takes the place of whoever spoke."""
    emptied = replace(
        codec.to_incoming(row.incoming),
        sender=sender, msgid="", text="", quote=None, media=(), event=None, response_url="",
    )  # fmt: skip
    values = {"incoming": codec.from_incoming(emptied), "sender": sender, "msgid": "", "nonce": "", "wiped": True}
    values |= {"raw": "", "reading": None, "requests": "[]", "reply": ""}
    await connection.execute(update(inbox).where(inbox.c.id == row.id).values(values))


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
    about = (outbox.c.community == row.community) & outbox.c.cause.startswith(f"ticket:{row.number}:")
    await connection.execute(update(outbox).where(about, outbox.c.state != "queued").values(body="", card=""))


async def unsign(connection: Connection, which: ColumnElement[bool]) -> None:
    """Who and why go together with their salt, so that the chain over the rest still holds."""
    await connection.execute(update(steps).where(which).values(actor="", reason="", salt=""))


async def handed_phones(connection: Connection, which: ColumnElement[bool]) -> int:
    """Posts of ours that told a phone number: that it was handed over stays."""
    said = or_(*(outbox.c.cause.like(f"ticket:%:{name}%") for name in ("phone:", "caller")))
    told = update(outbox).where(which, said, outbox.c.body != "", outbox.c.state != "queued").values(body="")
    return (await connection.execute(told)).rowcount


async def replies(connection: Connection, messages: Sequence[int]) -> None:
    """What was answered to these messages."""
    which = outbox.c.cause.in_([f"message:{number}:reply" for number in messages])
    await connection.execute(update(outbox).where(which).values(body="", response_url="", card=""))
