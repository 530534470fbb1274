"""What a channel hands over, after its wire format has been taken off."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    """Where a message came from, hence how it may be answered."""

    AIBOT = "aibot"  # WeCom 智能机器人: internal groups (only when @-ed) and 1:1
    APP = "app"  # WeCom self-built app: 1:1 with members
    OA = "oa"  # WeChat Official Account: 1:1 with residents


class MessageKind(StrEnum):
    """What the message is made of; `OTHER` is whatever the platform invents later."""

    TEXT = "text"
    MIXED = "mixed"
    IMAGE = "image"
    VOICE = "voice"
    VIDEO = "video"
    FILE = "file"
    EVENT = "event"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Media:
    """A reference to something that must be fetched within five minutes; never the bytes."""

    kind: MessageKind
    url: str = ""
    media_id: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """The quoted message: the platform gives its text, but neither its id nor its author."""

    text: str = ""
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in the chat without words: entering it, a click on a card.

    `response_code` lets us change the clicked card once (app only); it is new at each delivery of the same click.
    """

    type: str
    key: str = ""
    task_id: str = ""
    selected: tuple[tuple[str, tuple[str, ...]], ...] = ()
    response_code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message as every channel delivers it.

    `chat` is empty in a 1:1 chat. `msgid` is opaque; events without one get
    "sender:CreateTime:event:key" from the wire translation. `sent_at` is the platform's own time.
    """

    channel: Channel
    sender: str
    msgid: str
    kind: MessageKind
    chat: str = ""
    text: str = ""
    quote: Quote | None = None
    media: tuple[Media, ...] = ()
    event: Event | None = None
    sent_at: datetime | None = None
    response_url: str = ""

    @property
    def person(self) -> str:
        """The one key of the person: the corp userid, or `oa:` and the openid."""
        return f"oa:{self.sender}" if self.channel is Channel.OA else self.sender

    @property
    def in_group(self) -> bool:
        return bool(self.chat)

    def content_hash(self) -> str:
        """SHA-256 (hex) of what the message means.

        Left out on purpose: whatever the platform changes at each retry (ciphertext, timestamp,
        nonce, response_url, response_code, media URLs).
        """
        meaning = {
            "kind": self.kind.value,
            "text": self.text,
            "quote": self.quote.text if self.quote else None,
            "media": [media.kind.value for media in self.media],
            "quoted_media": [media.kind.value for media in self.quote.media] if self.quote else [],
            "event": [self.event.type, self.event.key, self.event.task_id, self.event.selected] if self.event else None,
        }
        canonical = json.dumps(meaning, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()
