"""Fetches photos while the platform still has them, and deletes what may not be kept any longer."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from bot import faults, ports
from bot.domain.keeping import DEFAULT, Keep
from scheduler.guard import outcome_of, unless_away

#: Fetched side by side at most.
AT_ONCE = 4
BATCH = 50
#: The first wait before a photo is tried again; it doubles each time.
PAUSE = timedelta(seconds=5)
_log = structlog.get_logger()


class PhotoRound:
    """Fetches what waits on the shelf. The platform keeps the media of a message for five minutes [DOC 100719]."""

    def __init__(self, shelf: ports.Shelf, photographers: Mapping[str, ports.Photographer], clock: ports.Clock) -> None:
        self._shelf = shelf
        self._photographers = photographers
        self._clock = clock
        self._places = asyncio.Semaphore(AT_ONCE)
        self._turn = asyncio.Lock()
        self._failed: dict[int, tuple[int, datetime]] = {}

    async def run(self) -> int:
        """One batch; how many photos were kept or given up. Two calls at once take turns.

        A photo that cannot be fetched, or kept, is tried again later, and holds up no other.
        """
        async with self._turn:
            now = self._clock.now()
            waiting = await self._shelf.waiting(now, BATCH + len(self._failed))
            present = {one.id for one in waiting}
            self._failed = {key: tried for key, tried in self._failed.items() if key in present}
            ready = [one for one in waiting if one.id not in self._failed or self._failed[one.id][1] <= now]
            settled = await asyncio.gather(*(outcome_of(self._one(photo)) for photo in ready))
            for photo, reason in zip(ready, settled, strict=True):
                if isinstance(reason, Exception):
                    self._later(photo, type(reason).__name__)
            return settled.count(True)

    def next_due(self, after: datetime) -> datetime | None:
        """The next moment later than `after` at which a photo is tried again."""
        return min((at for _, at in self._failed.values() if at > after), default=None)

    async def _fetch(self, photo: ports.WaitingMedia) -> ports.Picture | ports.Lost:
        """Fetch the photo through its own channel, because each channel encrypts and addresses photos in
        its own way."""
        photographer = self._photographers.get(photo.channel)
        return await photographer.fetch(photo.media) if photographer else ports.Lost("channel_off")

    async def _one(self, photo: ports.WaitingMedia) -> bool:
        if photo.expires_at <= self._clock.now():
            await self._shelf.lost(photo.id, "expired", self._clock.now())
            return True
        async with self._places:
            found = await self._fetch(photo)
        now = self._clock.now()
        if isinstance(found, ports.Picture):
            await self._shelf.keep(photo.id, found, now)
            return True
        if not found.retry:
            await self._shelf.lost(photo.id, found.reason, now)
            return True
        self._later(photo, found.reason)
        return False

    def _later(self, photo: ports.WaitingMedia, reason: str) -> None:
        now = self._clock.now()
        count = self._failed.get(photo.id, (0, now))[0] + 1
        self._failed[photo.id] = (count, now + PAUSE * 2 ** (count - 1))
        _log.warning("photo", action="photo_later", media_id=photo.id, attempt=count, outcome=reason)


class Retention:
    """Runs the deletions that the rules of retention demand."""

    def __init__(self, house: ports.Housekeeping, clock: ports.Clock, keep: Keep = DEFAULT) -> None:
        self._house = house
        self._clock = clock
        self._keep = keep

    async def run(self) -> int:
        """Every rule; one that fails is told, tried again the next day, and holds up no other.

        Raises StoreUnavailable.
        """
        touched = 0
        for name, rule in self._house.rules(self._clock.now(), self._keep).items():
            done = await unless_away(rule())
            if isinstance(done, Exception):
                _log.error("retention", action="retention_failed", rule=name, **faults.named(done))
            else:
                touched += done
        _log.info("retention", action="retention", rows=touched)
        return 1
