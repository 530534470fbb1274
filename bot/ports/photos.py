"""Where photos wait to be fetched, and who fetches them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.messages import Media


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as it is kept: re-encoded, so without EXIF. `content_type`: image/jpeg or image/png."""

    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class WaitingMedia:
    """Something to fetch before `expires_at`; after that the platform no longer has it."""

    id: int
    message_id: int
    channel: str
    media: Media
    expires_at: datetime


class Shelf(Protocol):
    """Where photos wait to be fetched and are kept; rows are written when the message is accepted."""

    async def waiting(self, now: datetime, limit: int) -> Sequence[WaitingMedia]: ...

    async def keep(self, media_id: int, picture: Picture, now: datetime) -> None: ...

    async def lost(self, media_id: int, reason: str, now: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class Lost:
    reason: str
    retry: bool = False


class Photographer(Protocol):
    """Fetches, decrypts and checks one picture; or says why there is none and whether to try again."""

    async def fetch(self, media: Media) -> "Picture | Lost": ...
