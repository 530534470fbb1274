"""A delivery made ready for the inbox: its identity, its row and the rows of its photos."""

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Select, select

from bot.domain.messages import Incoming
from bot.ports import Delivery
from storage import codec
from storage.gates import Connection, Values, listed, one_of
from storage.schema import questions

#: The platform keeps a picture for five minutes [DOC 100719].
MEDIA_LIFE = timedelta(minutes=5)
#: Community, chat and person: what a question is asked under.
Talk = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Arrival:
    """`dedupe` is the message's identity; `place` the same without its content."""

    dedupe: str
    place: str
    channel: str
    chat: str
    nonce: str
    fresh: bool
    listed: bool
    received_at: datetime
    incoming: Incoming
    values: Values
    photos: tuple[Values, ...]

    @property
    def talk(self) -> Talk:
        return self.values["community"], self.chat, self.incoming.person

    @property
    def done(self) -> bool:
        """Nothing is left to handle."""
        return not self.listed


def prepare(delivery: Delivery) -> Arrival:
    """The arrival as rows. Of a group that no community lists only the fact that it wrote is kept, not its words."""
    incoming = delivery.incoming if delivery.listed else _emptied(delivery.incoming)
    place = _digest(incoming.channel, incoming.chat, incoming.sender, incoming.msgid)
    dedupe = _digest(place, delivery.incoming.content_hash())
    return Arrival(
        dedupe=dedupe,
        place=place,
        channel=incoming.channel.value,
        chat=incoming.chat,
        nonce=delivery.nonce,
        fresh=delivery.fresh,
        listed=delivery.listed,
        received_at=delivery.received_at,
        incoming=incoming,
        values=_values(delivery, incoming) | {"dedupe": dedupe, "place": place},
        photos=tuple(_photos(delivery, incoming)),
    )


@functools.cache
def _asking(dialect: str) -> Select[Any]:
    return select(questions.c.community, questions.c.chat, questions.c.person).where(
        one_of(dialect, questions.c.community, "communities"),
        one_of(dialect, questions.c.chat, "chats"),
        one_of(dialect, questions.c.person, "persons"),
    )


async def asked_of(connection: Connection, arrivals: Sequence[Arrival]) -> set[Talk]:
    """Those of the arrivals in whose chats a question of ours to the same person may stand open."""
    name = connection.dialect.name
    talks = [one.talk for one in arrivals]
    sought = zip(("communities", "chats", "persons"), zip(*talks, strict=True), strict=True)
    rows = await connection.execute(_asking(name), {what: listed(name, list(set(values))) for what, values in sought})
    return {(row.community, row.chat, row.person) for row in rows}


def _values(delivery: Delivery, incoming: Incoming) -> Values:
    return {
        "community": delivery.community,
        "channel": incoming.channel.value,
        "chat": incoming.chat,
        "sender": incoming.sender,
        "msgid": incoming.msgid,
        "nonce": delivery.nonce,
        "received_at": delivery.received_at,
        "raw": delivery.raw if delivery.listed else "",
        "incoming": codec.from_incoming(incoming),
        "status": "pending" if delivery.listed else "done",
        "outcome": None if delivery.listed else "silent",
    }


def _photos(delivery: Delivery, incoming: Incoming) -> list[Values]:
    return [
        {
            "community": delivery.community,
            "channel": incoming.channel.value,
            "kind": one.kind.value,
            "url": one.url,
            "media_id": one.media_id,
            "state": "waiting",
            "expires_at": delivery.received_at + MEDIA_LIFE,
        }
        for one in incoming.media
    ]


def _emptied(incoming: Incoming) -> Incoming:
    return replace(incoming, text="", quote=None, media=(), event=None, response_url="")


def _digest(*parts: str) -> str:
    """128 bits of SHA-256 are enough to tell messages apart, and twice as many fit on a page of the index."""
    return hashlib.sha256(orjson.dumps(parts)).hexdigest()[:32]
