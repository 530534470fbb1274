import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import pytest
from structlog.testing import capture_logs

from bot import ports
from bot.clock import ManualClock
from bot.domain import errors
from bot.domain.keeping import DEFAULT, Keep
from bot.domain.messages import Channel, Media, MessageKind
from scheduler.housekeeping import AT_ONCE, PAUSE, PhotoRound, Retention
from tests.scheduler.world import START, seconds

PICTURE = ports.Picture("image/jpeg", b"jpeg")


@dataclass
class ListShelf:
    rows: dict[int, ports.WaitingMedia] = field(default_factory=dict)
    kept: dict[int, ports.Picture] = field(default_factory=dict)
    gone: dict[int, str] = field(default_factory=dict)

    def add(self, number: int, expires: float = 300) -> None:
        media = Media(MessageKind.IMAGE, f"https://a.qpic.cn/{number}")
        self.rows[number] = ports.WaitingMedia(number, number, "aibot", media, START + seconds(expires))

    async def waiting(self, now: datetime, limit: int) -> Sequence[ports.WaitingMedia]:
        return list(self.rows.values())[:limit]

    async def keep(self, media_id: int, picture: ports.Picture, now: datetime) -> None:
        self.kept[media_id] = picture
        del self.rows[media_id]

    async def lost(self, media_id: int, reason: str, now: datetime) -> None:
        self.gone[media_id] = reason
        del self.rows[media_id]


@dataclass
class ScriptedPhotographer:
    script: dict[str, list[ports.Picture | ports.Lost | Exception]] = field(default_factory=dict)
    at_once: int = 0
    most: int = 0

    async def fetch(self, media: Media) -> ports.Picture | ports.Lost:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        answers = self.script.get(media.url.rpartition("/")[2], [])
        answer = answers.pop(0) if answers else PICTURE
        if isinstance(answer, Exception):
            raise answer
        return answer


class Darkroom:
    def __init__(self) -> None:
        self.clock = ManualClock(START)
        self.shelf = ListShelf()
        self.photographer = ScriptedPhotographer()
        self.round = PhotoRound(self.shelf, dict.fromkeys(Channel, self.photographer), self.clock)


async def test_waiting_photos_are_kept_a_few_at_a_time() -> None:
    room = Darkroom()
    for number in range(10):
        room.shelf.add(number)
    assert await room.round.run() == 10
    assert len(room.shelf.kept) == 10
    assert 1 < room.photographer.most <= AT_ONCE


async def test_a_photo_the_platform_no_longer_has_is_given_up_unfetched() -> None:
    room = Darkroom()
    room.shelf.add(1, expires=0)
    await room.round.run()
    assert room.shelf.gone == {1: "expired"}
    assert room.photographer.most == 0


async def test_a_photo_refused_for_good_is_given_up_with_the_reason() -> None:
    room = Darkroom()
    room.shelf.add(1)
    room.photographer.script["1"] = [ports.Lost("too large")]
    await room.round.run()
    assert room.shelf.gone == {1: "too large"}


async def test_a_photo_that_may_be_tried_again_is_tried_with_growing_pauses() -> None:
    room = Darkroom()
    room.shelf.add(1)
    room.photographer.script["1"] = [ports.Lost("timeout", retry=True), RuntimeError("a bug")]
    assert await room.round.run() == 0
    assert await room.round.run() == 0
    first = room.round.next_due(START)
    assert first == START + PAUSE
    room.clock.set(first)
    await room.round.run()
    second = room.round.next_due(first)
    assert second == first + 2 * PAUSE
    room.clock.set(second)
    assert await room.round.run() == 1
    assert list(room.shelf.kept) == [1]


async def test_a_photo_that_cannot_be_kept_is_tried_again_and_the_others_are_kept_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = Darkroom()
    for number in range(3 * AT_ONCE):
        room.shelf.add(number)

    async def keep(media_id: int, picture: ports.Picture, now: datetime) -> None:
        if media_id == 1:
            raise errors.StoreUnavailable
        await ListShelf.keep(room.shelf, media_id, picture, now)

    monkeypatch.setattr(room.shelf, "keep", keep)
    assert await room.round.run() == 3 * AT_ONCE - 1
    assert list(room.shelf.rows) == [1]
    assert room.round.next_due(START) == START + PAUSE


@dataclass
class NotingHouse:
    asked: list[tuple[datetime, Keep]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    broken: dict[str, Exception] = field(default_factory=dict)

    def rules(self, now: datetime, keep: Keep = DEFAULT) -> dict[str, ports.Rule]:
        self.asked.append((now, keep))
        return {name: partial(self._delete, name) for name in ("posts", "photos", "tickets")}

    async def _delete(self, name: str) -> int:
        if name in self.broken:
            raise self.broken[name]
        self.deleted.append(name)
        return 4


async def test_retention_deletes_by_the_clock() -> None:
    house = NotingHouse()
    keep = Keep(photos=timedelta(days=90))
    assert await Retention(house, ManualClock(START), keep).run() == 1
    assert house.asked == [(START, keep)]


async def test_a_rule_of_retention_that_fails_is_told_and_the_others_are_kept_to() -> None:
    house = NotingHouse(broken={"photos": KeyError("state")})
    with capture_logs() as said:
        assert await Retention(house, ManualClock(START)).run() == 1
    assert house.deleted == ["posts", "tickets"]
    assert [(one["action"], one.get("rule", one.get("rows"))) for one in said] == [
        ("retention_failed", "photos"),
        ("retention", 8),
    ]


async def test_of_a_database_that_is_away_retention_speaks_once() -> None:
    house = NotingHouse(broken=dict.fromkeys(("photos", "tickets"), errors.StoreUnavailable("away")))
    with pytest.raises(errors.StoreUnavailable):
        await Retention(house, ManualClock(START)).run()
    assert house.deleted == ["posts"]
