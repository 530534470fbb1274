"""Everything that was seen, in order: what people typed and what came back over HTTP."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Source(StrEnum):
    """How a line came about."""

    SAID = "said"  # typed by a person
    REPLY = "reply"  # the callback's answer, decrypted
    RESPONSE = "response"  # through response_url
    PUSH = "push"  # group webhook
    APP = "app"  # message/send of the self-built app
    OA = "oa"  # customer message of the Official Account


@dataclass(frozen=True, slots=True)
class Line:
    """`chat`: a group's chat id, or "channel:userid" for a 1:1 chat. `author` is "" for the bot.

    `mentions`: userids really @-ed. `delivered`: the platform handed it to the bot (always True for the bot's own).
    `card`: what it looks like, when it is one; a later line with the same `task_id` in this chat takes its place.
    """

    seq: int
    at: datetime
    chat: str
    author: str
    text: str
    source: Source
    quote: str = ""
    mentions: tuple[str, ...] = ()
    delivered: bool = True
    note: str = ""
    photo: str = ""
    msgid: str = ""
    card: Mapping[str, Any] | None = None


@dataclass
class Transcript:
    """Append-only. `violations` are the bot's breaches of the wire rules, in words."""

    lines: list[Line] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def add(
        self,
        at: datetime,
        chat: str,
        author: str,
        text: str,
        source: Source,
        *,
        quote: str = "",
        mentions: tuple[str, ...] = (),
        delivered: bool = True,
        note: str = "",
        photo: str = "",
        msgid: str = "",
        card: Mapping[str, Any] | None = None,
    ) -> Line:
        seq = len(self.lines) + 1
        line = Line(seq, at, chat, author, text, source, quote, mentions, delivered, note, photo, msgid, card)
        self.lines.append(line)
        self.stir()
        return line

    def stir(self) -> None:
        """Wake everybody who waits."""
        self._changed.set()
        self._changed = asyncio.Event()

    def after(self, seq: int) -> tuple[Line, ...]:
        return tuple(self.lines[seq:])

    async def wait(self, seq: int, seconds: float) -> tuple[Line, ...]:
        """The lines after `seq`, as soon as there are any; empty when `seconds` have passed."""
        await self.until(lambda line: True, seq, seconds)
        return self.after(seq)

    async def until(self, wanted: Callable[[Line], bool], seq: int, seconds: float) -> Line | None:
        """The first line after `seq` that is `wanted`, or None when `seconds` have passed without one."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    changed = self._changed
                    found = next((line for line in self.lines[seq:] if wanted(line)), None)
                    if found:
                        return found
                    await changed.wait()
        except TimeoutError:
            return None
