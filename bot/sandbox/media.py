"""The picture host: short-lived URLs, AES-encrypted bytes for the aibot, plain ones for app and Official Account."""

import io
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from PIL import Image, ImageDraw

URL_LIFE = timedelta(minutes=5)
MEDIA_LIFE = timedelta(days=3)
TYPES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Stored:
    data: bytes
    until: datetime


@dataclass
class MediaHost:
    """What was put where, and until when it may be fetched."""

    _stored: dict[str, Stored] = field(default_factory=dict)

    def put(self, data: bytes, now: datetime, life: timedelta) -> str:
        """A new unguessable name for `data`."""
        name = secrets.token_urlsafe(18)
        self._stored[name] = Stored(data, now + life)
        return name

    def get(self, name: str, now: datetime) -> bytes | None:
        """None: never there, or no longer."""
        stored = self._stored.get(name)
        return stored.data if stored and now < stored.until else None


def content_type(data: bytes) -> str:
    """By the first bytes, as far as the sandbox knows pictures."""
    return next((kind for head, kind in TYPES.items() if data.startswith(head)), "application/octet-stream")


def lamp_photo() -> bytes:
    """A PNG for people to send: a street at dusk with a lamp that does not shine."""
    picture = Image.new("RGB", (480, 320), (38, 50, 76))
    draw = ImageDraw.Draw(picture)
    for row in range(220):
        draw.line([(0, row), (480, row)], fill=(38 + row // 4, 50 + row // 5, 76 + row // 8))
    draw.rectangle([0, 220, 480, 320], fill=(58, 60, 66))
    for left, top in ((20, 70), (120, 110), (330, 60)):
        draw.rectangle([left, top, left + 90, 222], fill=(28, 36, 54))
        for window in range(6):
            x, y = left + 14 + (window % 2) * 40, top + 16 + (window // 2) * 34
            draw.rectangle([x, y, x + 20, y + 16], fill=(232, 200, 120) if window % 3 == 0 else (44, 54, 74))
    draw.rectangle([252, 70, 258, 250], fill=(150, 154, 160))
    draw.arc([210, 48, 258, 96], 180, 360, fill=(150, 154, 160), width=6)
    draw.ellipse([196, 66, 230, 86], fill=(96, 98, 104), outline=(180, 184, 190), width=2)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
