"""What the receiver and the three channels say to each other: a door turns HTTP into messages and answers back."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from urllib.parse import unquote

from bot.domain import errors
from bot.domain.cards import Card
from bot.domain.messages import Channel, Incoming

FRESH = timedelta(seconds=300)
_TIMESTAMP = re.compile(r"[0-9]{1,11}")


@dataclass(frozen=True, slots=True)
class Query:
    """The query string of a callback. Only names that come exactly once are in `fields`."""

    fields: Mapping[str, str]

    @classmethod
    def read(cls, raw: str) -> "Query":
        """From the undecoded query string. "+" stays "+": it is a letter of base64, and callers forget to escape it."""
        fields: dict[str, str] = {}
        repeated: set[str] = set()
        for part in raw.split("&"):
            name, _, value = part.partition("=")
            if name in fields:
                repeated.add(name)
            try:
                fields[name] = unquote(value, errors="strict")
                fields[name].encode()
            except UnicodeError:
                repeated.add(name)
        return cls({name: value for name, value in fields.items() if name not in repeated})

    def need(self, name: str) -> str:
        """The value; without it there is no valid signature. Raises Forged."""
        value = self.fields.get(name, "")
        if not value:
            raise errors.Forged
        return value

    @property
    def nonce(self) -> str:
        return self.need("nonce")

    @property
    def timestamp(self) -> str:
        """Seconds since 1970, in digits. Raises Forged."""
        value = self.need("timestamp")
        if not _TIMESTAMP.fullmatch(value):
            raise errors.Forged
        return value

    @property
    def called_at(self) -> datetime:
        return datetime.fromtimestamp(int(self.timestamp), UTC)

    def is_fresh(self, now: datetime) -> bool:
        """Called within 300 s of `now`, before or after. The platform documents no such window; it is ours."""
        return abs(now - self.called_at) <= FRESH

    def check_fresh(self, now: datetime) -> None:
        """Raises Stale unless fresh."""
        if not self.is_fresh(now):
            raise errors.Stale


@dataclass(frozen=True, slots=True)
class Callback:
    """A callback that proved where it comes from, opened and translated.

    `incoming` None: nothing to keep (`refresh_of`, or an event without a sender). `refresh_of`: the inbox id
    whose stored answer is asked for again. `addressee` is who was written to. `sealed`: the answer must be
    sealed too. `answerable` False: the platform takes no text in answer to this callback.
    `shows_card`: a card may go with the answer; of an unanswerable one, the clicked card changed is all of it.
    """

    incoming: Incoming | None
    raw: str
    query: Query
    addressee: str = ""
    sealed: bool = True
    answerable: bool = True
    shows_card: bool = False
    refresh_of: int | None = None

    @property
    def answers_later(self) -> bool:
        """The platform gave an address that takes the reply for an hour, whatever this callback is answered with."""
        return self.incoming is not None and bool(self.incoming.response_url)


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of a 200."""

    body: str
    content_type: str


class Door(Protocol):
    """One channel's wire format, both ways. No I/O."""

    @property
    def channel(self) -> Channel: ...

    def echo(self, query: Query) -> str:
        """The answer to URL verification. Raises Forged, Malformed."""

    def open(self, query: Query, body: bytes) -> Callback:
        """Checks signature, decrypts, checks receiveid, translates — in this order. Raises Forged, Malformed."""

    def answer(self, callback: Callback, message_id: int, text: str, now: datetime, card: Card | None = None) -> Answer:
        """`text`, and `card` where the callback shows one, as the passive answer to this very callback.

        One of the two is there: only a callback that changes a clicked card has no text.
        """


@dataclass(frozen=True, slots=True)
class Sealed:
    """An encrypted text with its signature; `timestamp` in seconds."""

    encrypt: str
    signature: str
    timestamp: int
    nonce: str


class Envelope(Protocol):
    """The callback encryption that WeCom and the Official Account share."""

    def verify(self, signature: str, timestamp: str, nonce: str, encrypt: str) -> None: ...

    def open(self, encrypt: str) -> str: ...

    def seal(self, message: str, nonce: str, now: datetime) -> Sealed: ...


def sign(*parts: str) -> str:
    """Lower-case hexadecimal SHA-1 of the parts, sorted and joined: the signature of every callback [DOC 90968]."""
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def check_signature(signature: str, *parts: str) -> None:
    """Raises Forged unless `signature` is that of the parts. Takes the same time wherever they differ."""
    if not hmac.compare_digest(signature.encode(), sign(*parts).encode()):
        raise errors.Forged


def event_msgid(sender: str, create_time: str, event: str, key: str) -> str:
    """Events of apps and accounts carry no MsgId; these together name one [DOC 90238]."""
    return f"{sender}:{create_time}:{event}:{key}"
