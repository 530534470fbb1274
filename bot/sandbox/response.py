"""response_url: each code answers one message, once, within an hour [DOC 101138]."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sandbox.clock import Clock
from bot.sandbox.world import World

LIFE = timedelta(hours=1)


@dataclass
class Ticket:
    """What a code stands for. `chat` as in the transcript; `single`: a 1:1 chat."""

    msgid: str
    chat: str
    single: bool
    quote: str
    until: datetime
    used: bool = False


@dataclass
class ResponseDesk:
    """Issues codes and redeems them."""

    world: World
    clock: Clock
    _tickets: dict[str, Ticket] = field(default_factory=dict)

    def issue(self, msgid: str, chat: str, *, single: bool, quote: str = "") -> str:
        """A new response_url."""
        code = secrets.token_urlsafe(24)
        self._tickets[code] = Ticket(msgid, chat, single, quote, self.clock.now() + LIFE)
        return f"{self.world.origin}/cgi-bin/aibot/response?response_code={code}"

    def find(self, code: str) -> Ticket | None:
        """The ticket if it may still be used. The caller marks it used when it has spoken."""
        ticket = self._tickets.get(code)
        if ticket is None or ticket.used or self.clock.now() >= ticket.until:
            return None
        return ticket
