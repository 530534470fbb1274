"""The present: the machine's, or one that stands still until it is moved.

Nothing else in the house may ask the machine for the time.
"""

from datetime import UTC, datetime, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain import errors

MANUAL = "manual:"


class MovedBack(errors.LianxinError):
    """Time only moves forward."""


class ClockShelf(Protocol):
    """Where a manual clock is kept, so that every process reads the same one."""

    async def read_clock(self) -> datetime | None:
        """None before the first write."""

    async def write_clock(self, now: datetime) -> None: ...


class SystemClock:
    """The machine's own time, in one zone."""

    def __init__(self, zone: tzinfo = UTC) -> None:
        self._zone = zone

    def now(self) -> datetime:
        return datetime.now(self._zone)


class ManualClock:
    """Stands still between two calls of `set`.

    `refresh` and `save` share it with other processes through the shelf; without one it lives in memory only.
    """

    def __init__(self, initial: datetime, shelf: ClockShelf | None = None) -> None:
        if initial.tzinfo is None:
            raise ValueError("a clock needs a time with an offset")
        self._now = initial
        self._shelf = shelf

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        """Move to `now` (aware). Raises MovedBack."""
        if now.tzinfo is None:
            raise ValueError("a clock needs a time with an offset")
        if now < self._now:
            raise MovedBack
        self._now = now.astimezone(self._now.tzinfo)

    async def save(self) -> None:
        """Let the other processes see this time."""
        if self._shelf is not None:
            await self._shelf.write_clock(self._now)

    async def refresh(self) -> datetime:
        """Catch up with the kept time if it is later; the first process to come writes its own."""
        if self._shelf is None:
            return self._now
        kept = await self._shelf.read_clock()
        if kept is None:
            await self.save()
        elif kept > self._now:
            self.set(kept)
        return self._now


def from_setting(text: str, timezone: str, shelf: ClockShelf | None = None) -> SystemClock | ManualClock:
    """The clock that `LIANXIN_CLOCK` names: "system", or "manual:" and an ISO time with offset.

    Raises BadConfiguration.
    """
    zone = ZoneInfo(timezone)
    if text == "system":
        return SystemClock(zone)
    try:
        initial = datetime.fromisoformat(text.removeprefix(MANUAL))
    except ValueError:
        initial = None
    if not text.startswith(MANUAL) or initial is None or initial.tzinfo is None:
        raise errors.BadConfiguration(("LIANXIN_CLOCK: is system, or manual: and an ISO time with offset",))
    return ManualClock(initial.astimezone(zone), shelf)


async def current(text: str, timezone: str, shelf: ClockShelf) -> datetime:
    """What the service's clock shows, for a command beside it. Raises BadConfiguration."""
    present = from_setting(text, timezone, shelf)
    return await present.refresh() if isinstance(present, ManualClock) else present.now()
