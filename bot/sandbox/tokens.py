"""access_token desks: one token per application, the same while it lives, 7200 seconds."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.answers import Refused

LIFE = timedelta(seconds=7200)


@dataclass
class TokenDesk:
    """`issued` counts how often a new token had to be made."""

    token: str = ""
    until: datetime | None = None
    gone: bool = False
    issued: int = 0

    def ask(self, now: datetime) -> tuple[str, int]:
        """The token and the seconds it has left."""
        if self.until is None or now >= self.until or self.gone:
            self.token, self.until, self.gone = secrets.token_urlsafe(48), now + LIFE, False
            self.issued += 1
        return self.token, int((self.until - now).total_seconds())

    def expire(self) -> None:
        """The platform may take a token back early."""
        self.gone = True

    def check(self, token: str, now: datetime) -> None:
        """Refused with 41001, 40014 or 42001 unless `token` is the live one."""
        if not token:
            raise Refused(41001, "access_token missing")
        if not secrets.compare_digest(token.encode(), self.token.encode()):
            raise Refused(40014, "invalid access_token")
        if self.gone or self.until is None or now >= self.until:
            raise Refused(42001, "access_token expired")
