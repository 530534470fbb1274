"""Speaking and listening in the town, in the fewest words."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from bot.sandbox.server import Sandbox
from bot.sandbox.transcript import Line, Source

CHINA = timezone(timedelta(hours=8))
BEGIN = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)  # a Monday
RESIDENTS, STAFF, CANTEEN = "wr-grid1-residents", "wr-staff", "wr-canteen"
#: Real seconds for each thing to see; only what never comes takes so long.
PATIENCE = 120.0
#: The platform waits that many times longer than the real one: the machine that tests may have other work.
LEISURE = 24


@dataclass
class Town:
    """`heard` is how far the transcript has been read."""

    sandbox: Sandbox
    database_url: str
    heard: int = 0

    async def group(self, who: str, text: str, *, chat: str = RESIDENTS, quote: str = "", photo: bytes = b"") -> None:
        self.heard = len(self.sandbox.world.transcript.lines)
        await self.sandbox.platform.say(who, f"@连心 {text}", chat=chat, quote=quote, photo=photo)

    async def alone(self, who: str, text: str) -> None:
        """1:1 with the robot."""
        self.heard = len(self.sandbox.world.transcript.lines)
        await self.sandbox.platform.say(who, text)

    async def later(self, **span: float) -> None:
        self.heard = len(self.sandbox.world.transcript.lines)
        await self.sandbox.clock.advance(timedelta(**span))

    async def sees(self, pattern: str, chat: str = "", *, source: Source | None = None, called: str = "") -> Line:
        """The next line of the bot that matches and @s `called`, waited for; AssertionError when it does not come."""

        def wanted(line: Line) -> bool:
            here = chat in {"", line.chat} and line.source is not Source.SAID and called in {"", *line.mentions}
            return here and source in {None, line.source} and re.search(pattern, line.text) is not None

        found = await self.sandbox.world.transcript.until(wanted, self.heard, PATIENCE)
        lines = self.sandbox.world.transcript.after(self.heard)
        said = [f"{line.chat} {line.source.value}: {line.text}" for line in lines]
        assert found is not None, f"nothing like {pattern!r} in {chat or 'any chat'}; seen: {said}"
        return found

    def said_by_bot(self, chat: str = "") -> list[Line]:
        lines = self.sandbox.world.transcript.lines
        return [line for line in lines if line.source is not Source.SAID and chat in {"", line.chat}]

    @property
    def violations(self) -> list[str]:
        return self.sandbox.world.transcript.violations

    @property
    def now(self) -> datetime:
        return self.sandbox.clock.now().astimezone(UTC)
