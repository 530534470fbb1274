"""Where the sandbox takes its time from: a clock that a test owns, or the bot's own manual clock over HTTP."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import aiohttp


class Clock(Protocol):
    """Always aware. `refresh` is called before the sandbox judges or stamps anything that came from outside."""

    def now(self) -> datetime: ...

    async def refresh(self) -> None: ...

    async def advance(self, by: timedelta) -> None: ...


@dataclass
class StandingClock:
    """Stands still until its owner moves it."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    async def refresh(self) -> None:
        """Nothing to follow."""

    async def advance(self, by: timedelta) -> None:
        self.at += by


@dataclass
class BotClock:
    """Follows `GET /clock` of a bot whose clock is manual, and moves it with `POST /clock`.

    While a move runs, everything that fell due is sent at its own due time; so the time is read again for each
    call the bot makes. When the bot does not answer, the last known time stands.

    `patience`: real seconds for a move, in which a day may pass; a machine with other work needs minutes for that.
    `glance`: for the question what time it is.
    """

    session: aiohttp.ClientSession
    url: str
    at: datetime
    patience: float = 600.0
    glance: float = 10.0

    def now(self) -> datetime:
        return self.at

    async def refresh(self) -> None:
        try:
            async with self.session.get(self.url, timeout=aiohttp.ClientTimeout(total=self.glance)) as answer:
                if answer.status == 200:
                    self.at = datetime.fromisoformat((await answer.json())["now"])
        except (TimeoutError, aiohttp.ClientError):
            return

    async def advance(self, by: timedelta) -> None:
        """Raises ClockStuck when the bot does not move."""
        timeout = aiohttp.ClientTimeout(total=self.patience)
        try:
            async with self.session.post(self.url, json={"advance_s": by.total_seconds()}, timeout=timeout) as answer:
                if answer.status != 200:
                    raise ClockStuck(f"POST /clock answered {answer.status}")
                self.at = datetime.fromisoformat((await answer.json())["now"])
        except (TimeoutError, aiohttp.ClientError) as cut:
            raise ClockStuck(f"POST /clock failed: {type(cut).__name__}") from cut


class ClockStuck(RuntimeError):
    """The bot's manual clock did not move."""
