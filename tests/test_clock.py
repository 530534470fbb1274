from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import body
from bot.clock import ManualClock, MovedBack, SystemClock, from_setting
from bot.console import clock as console
from bot.domain import errors

EIGHT = datetime.fromisoformat("2026-11-23T08:00:00+08:00")
HOUR = timedelta(hours=1)


class MemoryShelf:
    def __init__(self) -> None:
        self.kept: datetime | None = None

    async def read_clock(self) -> datetime | None:
        return self.kept

    async def write_clock(self, now: datetime) -> None:
        self.kept = now.astimezone(UTC)


def test_the_setting_names_the_clock() -> None:
    manual = from_setting("manual:2026-11-23T08:00:00+08:00", "Asia/Shanghai")
    assert isinstance(manual, ManualClock)
    assert manual.now() == EIGHT
    assert isinstance(from_setting("system", "Asia/Shanghai"), SystemClock)


@pytest.mark.parametrize(
    "text", ["", "manual:", "manual:noon", "manual:2026-11-23T08:00:00", "2026-11-23T08:00:00+08:00"]
)
def test_any_other_setting_is_bad_configuration(text: str) -> None:
    with pytest.raises(errors.BadConfiguration):
        from_setting(text, "Asia/Shanghai")


def test_the_system_clock_is_aware_and_moves_forward() -> None:
    clock = SystemClock()
    assert clock.now() <= clock.now()
    assert clock.now().tzinfo is not None


def test_a_manual_clock_stands_still_until_it_is_set_forward() -> None:
    clock = ManualClock(EIGHT)
    assert clock.now() == clock.now() == EIGHT
    clock.set(EIGHT + HOUR)
    assert clock.now() == EIGHT + HOUR
    with pytest.raises(MovedBack):
        clock.set(EIGHT)


def test_a_manual_clock_refuses_a_time_without_offset() -> None:
    with pytest.raises(ValueError, match="offset"):
        ManualClock(EIGHT.replace(tzinfo=None))
    with pytest.raises(ValueError, match="offset"):
        ManualClock(EIGHT).set(EIGHT.replace(tzinfo=None))


async def test_processes_with_one_shelf_share_the_time() -> None:
    shelf = MemoryShelf()
    first, second = ManualClock(EIGHT, shelf), ManualClock(EIGHT, shelf)
    await first.refresh()
    first.set(EIGHT + HOUR)
    await first.save()
    assert await second.refresh() == EIGHT + HOUR
    assert second.now().isoformat() == "2026-11-23T09:00:00+08:00"


async def test_a_kept_time_that_is_earlier_is_left_behind() -> None:
    shelf = MemoryShelf()
    await shelf.write_clock(EIGHT - HOUR)
    assert await ManualClock(EIGHT, shelf).refresh() == EIGHT


async def test_a_clock_without_a_shelf_lives_in_memory() -> None:
    clock = ManualClock(EIGHT)
    await clock.save()
    assert await clock.refresh() == EIGHT


@pytest.fixture
async def client() -> AsyncIterator[TestClient[web.Request, web.Application]]:
    clock = ManualClock(EIGHT)

    async def advance(to: datetime) -> int:
        clock.set(to)
        return 3

    app = web.Application(handler_args=body.AS_SENT)
    console.add_routes(app, clock, advance)
    async with TestClient(TestServer(app)) as one:
        yield one


async def test_get_reads_the_clock(client: TestClient[web.Request, web.Application]) -> None:
    answer = await client.get("/clock")
    assert await answer.json() == {"now": "2026-11-23T08:00:00+08:00"}


@pytest.mark.parametrize(
    ("sent", "now"),
    [
        ({"now": "2026-11-23T09:30:00+08:00"}, "2026-11-23T09:30:00+08:00"),
        ({"now": "2026-11-23T01:30:00Z"}, "2026-11-23T09:30:00+08:00"),
        ({"advance_s": 90}, "2026-11-23T08:01:30+08:00"),
        ({"advance_s": 0.5}, "2026-11-23T08:00:00.500000+08:00"),
        ({"advance_s": 0}, "2026-11-23T08:00:00+08:00"),
    ],
)
async def test_post_moves_it_and_says_how_many_things_ran(
    client: TestClient[web.Request, web.Application], sent: dict[str, object], now: str
) -> None:
    answer = await client.post("/clock", json=sent)
    assert answer.status == 200
    assert await answer.json() == {"now": now, "ran": 3}


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"noon",
        b"[]",
        b"{}",
        b'{"now": 5}',
        b'{"now": "2026-11-23T09:00:00"}',
        b'{"now": "noon"}',
        b'{"now": "2026-11-23T07:59:59+08:00"}',
        b'{"advance_s": -1}',
        b'{"advance_s": true}',
        b'{"advance_s": "60"}',
        b'{"advance_s": 1e300}',
        b'{"advance_s": NaN}',
        b'{"now": "2026-11-23T09:00:00+08:00", "advance_s": 1}',
        b'{"now": "9999-12-31T23:59:59+00:00"}',
        b'{"now": "2031-11-23T08:00:00+08:00"}',
        b'{"advance_s": 200000000}',
        b"\xff",
    ],
)
async def test_a_bad_move_is_refused_with_a_reason_and_moves_nothing(
    client: TestClient[web.Request, web.Application], sent: bytes
) -> None:
    answer = await client.post("/clock", data=sent)
    assert answer.status == 400
    assert (await answer.json())["error"]
    assert (await (await client.get("/clock")).json())["now"] == EIGHT.isoformat()


async def test_one_call_may_move_four_years(client: TestClient[web.Request, web.Application]) -> None:
    assert (await client.post("/clock", json={"now": "2030-11-23T08:00:00+08:00"})).status == 200


async def test_too_far_is_said_with_how_far_it_may_be(client: TestClient[web.Request, web.Application]) -> None:
    answer = await client.post("/clock", json={"now": "9999-01-01T00:00:00+08:00"})
    assert "at most 1464 days" in (await answer.json())["error"]


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br"])
async def test_a_body_that_is_not_packed_as_it_says_is_refused_and_aiohttp_has_no_failure_to_tell(
    client: TestClient[web.Request, web.Application], packing: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await client.post("/clock", data=b"not packed at all", headers={"Content-Encoding": packing})
    assert (answer.status, await answer.json()) == (400, {"error": "the body cannot be read"})
    assert (await client.get("/clock")).status == 200
    assert [one.message for one in caplog.records] == []
