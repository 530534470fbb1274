"""A delivery made ready for the inbox: its identity, its row and the rows of its photos."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.messages import Incoming
from bot.ports import Delivery
from storage import codec
from storage.gates import Values

#: The platform keeps a picture for five minutes [DOC 100719].
MEDIA_LIFE = timedelta(minutes=5)


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
    values: Values
    photos: tuple[Values, ...]

    @property
    def done(self) -> bool:
        """Nothing is left to handle."""
        return not self.listed


def prepare(delivery: Delivery) -> Arrival:
    """What a group that no community lists has written is not kept, only that it wrote."""
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
        values=_values(delivery, incoming) | {"dedupe": dedupe, "place": place},
        photos=tuple(_photos(delivery, incoming)),
    )


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
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
