"""POST /alarms over real HTTP: who is let in, what is refused and how, and that an id is one ticket."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import alarms, body, metrics
from bot.domain import errors
from tests.builders import NINE, World

SECRET = "小区的钥匙"
STAMP = str(int(NINE.timestamp()))
ALARM: dict[str, Any] = {
    "id": "gw1-000001",
    "community": "xingfuli",
    "device": "btn-3-2-501",
    "kind": "sos",
    "place": "3栋2单元501",
    "at": "2026-11-23T08:59:58+08:00",
}
Client = TestClient[web.Request, web.Application]


def sealed(body: bytes, stamp: str = STAMP, secret: str = SECRET) -> dict[str, str]:
    return {"X-Lianxin-Timestamp": stamp, "X-Lianxin-Signature": alarms.signature(secret, stamp, body)}


def alarm(**changed: Any) -> bytes:
    fields = {name: value for name, value in (ALARM | changed).items() if value is not ...}
    return json.dumps(fields).encode()


@asynccontextmanager
async def serving(world: World, secret: str | None = SECRET) -> AsyncIterator[Client]:
    world.gauges = metrics.create()  # type: ignore[attr-defined]
    door = alarms.AlarmDoor(secret, world.dispatcher.carry_out, world.clock, world.gauges)  # type: ignore[attr-defined]
    app = web.Application(handler_args=body.AS_SENT)
    app.add_routes(door.routes())
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
async def client(world: World) -> AsyncIterator[Client]:
    async with serving(world) as one:
        yield one


async def post(client: Client, body: bytes, headers: Any = None) -> tuple[int, str]:
    async with client.post("/alarms", data=body, headers=sealed(body) if headers is None else headers) as response:
        return response.status, await response.text()


async def test_a_signed_alarm_is_a_ticket(client: Client, world: World) -> None:
    assert await post(client, alarm()) == (202, '{"ticket": 1}')
    assert world.ticket().kind == "alarm"
    assert world.rung == 1


def test_the_signature_is_the_one_the_contract_describes() -> None:
    """Computed by `printf %s '1700000000.{}' | openssl dgst -sha256 -hmac key`."""
    expected = "9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae"
    assert alarms.signature("key", "1700000000", b"{}") == expected


async def test_the_same_id_is_answered_the_same_and_called_once(client: Client, world: World) -> None:
    first = await post(client, alarm())
    said = len(world.posts())
    later = alarm(at="2026-11-23T09:01:00+08:00")
    assert await post(client, later) == first
    assert await post(client, alarm(kind="gas", place="5栋")) == first
    assert (len(world.store.state.tickets), len(world.posts())) == (1, said)


async def test_a_replayed_call_changes_nothing_and_is_refused_when_it_is_old(client: Client, world: World) -> None:
    body = alarm()
    headers = sealed(body)
    assert (await post(client, body, headers))[0] == 202
    assert (await post(client, body, headers))[0] == 202
    world.clock.set(NINE.replace(minute=5, second=1))
    assert await post(client, body, headers) == (403, "")
    assert len(world.store.state.tickets) == 1


async def test_the_same_id_many_times_at_once_is_one_ticket(client: Client, world: World) -> None:
    answers = await asyncio.gather(*(post(client, alarm()) for _ in range(20)))
    assert set(answers) == {(202, '{"ticket": 1}')}
    assert len(world.store.state.tickets) == 1


async def test_different_devices_are_different_tickets(client: Client, world: World) -> None:
    calls = [alarm(id=f"a{n}", device=f"d{n}", place=f"3栋2单元{n}01") for n in range(1, 6)]
    answers = await asyncio.gather(*(post(client, one) for one in calls))
    assert sorted(json.loads(text)["ticket"] for _, text in answers) == [1, 2, 3, 4, 5]


async def test_different_ids_of_one_device_are_one_ticket_and_the_answer_names_it(client: Client, world: World) -> None:
    answers = await asyncio.gather(*(post(client, alarm(id=f"a{n}")) for n in range(5)))
    assert set(answers) == {(202, '{"ticket": 1}')}
    assert len(world.history()) == 5


@pytest.mark.parametrize("drift", [-300, 0, 300])
async def test_a_clock_five_minutes_off_is_still_believed(client: Client, drift: int) -> None:
    body = alarm()
    assert (await post(client, body, sealed(body, str(int(STAMP) + drift))))[0] == 202


FORGED: dict[str, Callable[[bytes], Any]] = {
    "another secret": lambda body: sealed(body, secret="guess"),
    "another body": lambda body: sealed(body + b" "),
    "another timestamp": lambda body: sealed(body) | {"X-Lianxin-Timestamp": str(int(STAMP) + 1)},
    "no signature": lambda body: {"X-Lianxin-Timestamp": STAMP},
    "no timestamp": lambda body: {"X-Lianxin-Signature": sealed(body)["X-Lianxin-Signature"]},
    "empty signature": lambda body: sealed(body) | {"X-Lianxin-Signature": ""},
    "half a signature": lambda body: sealed(body) | {"X-Lianxin-Signature": sealed(body)["X-Lianxin-Signature"][:32]},
    "a signature in other letters": lambda body: sealed(body) | {"X-Lianxin-Signature": "签名" * 32},
    "two signatures": lambda body: [*sealed(body).items(), ("X-Lianxin-Signature", "0" * 64)],
    "two timestamps": lambda body: [*sealed(body).items(), ("X-Lianxin-Timestamp", "0")],
    "five minutes and a second old": lambda body: sealed(body, str(int(STAMP) - 301)),
    "five minutes and a second early": lambda body: sealed(body, str(int(STAMP) + 301)),
    "a timestamp in words": lambda body: sealed(body, "now"),
    "a timestamp in Arabic digits": lambda body: sealed(body, "١٧٩٥٣٩٥٦٠٠"),
    "a negative timestamp": lambda body: sealed(body, f"-{STAMP}"),
    "a timestamp with a fraction": lambda body: sealed(body, f"{STAMP}.0"),
    "a timestamp without end": lambda body: sealed(body, "9" * 4000),
    "milliseconds": lambda body: sealed(body, f"{STAMP}000"),
}


@pytest.mark.parametrize("attack", FORGED)
async def test_what_is_not_rightly_signed_now_is_refused_without_a_trace(
    client: Client, world: World, attack: str
) -> None:
    body = alarm()
    assert await post(client, body, FORGED[attack](body)) == (403, "")
    assert await post(client, b"{", FORGED[attack](b"{")) == (403, "")
    assert not world.store.state.tickets
    assert not world.store.state.origins


MALFORMED: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "a number": b"1",
    "broken utf-8": b'{"id": "\xff"}',
    "nested without end": b"[" * 60_000,
    "NaN for a time": alarm().replace(b'"2026-11-23T08:59:58+08:00"', b"NaN"),
    **{f"without {name}": alarm(**{name: ...}) for name in ALARM},
    **{f"{name} null": alarm(**{name: None}) for name in ALARM},
    **{f"{name} a list": alarm(**{name: [1]}) for name in ALARM},
    **{f"{name} far too long": alarm(**{name: "长" * 201}) for name in ALARM},
    **{f"{name} with NUL": alarm(**{name: "a\0b"}) for name in ALARM},
    "an empty id": alarm(id="  "),
    "a kind nobody has": alarm(kind="flood"),
    "a community nobody has": alarm(community="nowhere"),
    "a time without offset": alarm(at="2026-11-23T08:59:58"),
    "a time in words": alarm(at="just now"),
    "a time at the end of the world": alarm(at=1e300),
    "a time before the calendar": alarm(at="0001-01-01T00:00:00+08:00"),
    "a time that is behind the calendar further east": alarm(at="9999-12-31T20:00:00+00:00"),
    "seconds that are behind it further east": alarm(at=253402286400),
    "a truth for a time": alarm(at=True),
    "half a character": alarm().replace(b"gw1", b"\\ud800"),
}


@pytest.mark.parametrize("case", MALFORMED)
async def test_what_cannot_be_read_is_refused_without_a_trace(client: Client, world: World, case: str) -> None:
    assert await post(client, MALFORMED[case]) == (403, "")
    assert not world.store.state.tickets
    assert not world.store.state.origins


async def test_more_than_it_needs_may_be_said(client: Client) -> None:
    assert (await post(client, alarm(battery=97, at=int(STAMP), device="", place="")))[0] == 202


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_over_64_kib_is_refused_before_it_is_read(client: Client, world: World, chunked: bool) -> None:
    big = alarm() + b" " * alarms.LARGEST

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(big), 8192):
            yield big[start : start + 8192]

    data: Any = pieces() if chunked else big
    assert await post(client, data, sealed(big)) == (413, "")
    assert not world.store.state.tickets


async def test_a_body_of_exactly_64_kib_is_read(client: Client) -> None:
    body = alarm()
    assert (await post(client, body + b" " * (alarms.LARGEST - len(body))))[0] == 202


async def test_what_unpacks_to_too_much_is_refused(client: Client) -> None:
    packed = gzip.compress(b" " * 10_000_000)
    assert (await post(client, packed, sealed(packed) | {"Content-Encoding": "gzip"}))[0] == 413


async def test_without_a_secret_there_is_no_such_door(world: World) -> None:
    for secret in (None, ""):
        async with serving(world, secret) as client:
            body = alarm()
            assert await post(client, body, sealed(body, secret="")) == (404, "")
            async with client.get("/alarms") as response:
                assert response.status == 404


async def test_a_store_that_cannot_commit_is_said_and_the_same_id_succeeds_later(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down() -> Any:
        raise errors.StoreUnavailable

    with monkeypatch.context() as broken:
        broken.setattr(world.store, "work", down)
        assert await post(client, alarm()) == (503, "")
    assert await post(client, alarm()) == (202, '{"ticket": 1}')


async def test_whatever_else_goes_wrong_is_counted_and_answered_without_its_message(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong() -> Any:
        raise RuntimeError("3栋2单元501")

    monkeypatch.setattr(world.store, "work", wrong)
    status, told = await post(client, alarm())
    assert (status, "501" in told) == (500, False)
    registry, labels = world.gauges.registry, {"channel": "alarm", "result": "error"}  # type: ignore[attr-defined]
    assert registry.get_sample_value("lianxin_deliveries_total", labels) == 1


def overtaken(world: World, times: int) -> Callable[[], Any]:
    """The store, in which another process is quicker so many times: what was done is undone at the commit."""
    real, left = world.store.work, [times]

    @asynccontextmanager
    async def work() -> AsyncIterator[Any]:
        async with real() as one:
            yield one
            if left[0]:
                left[0] -= 1
                raise errors.Overtaken

    return work


async def test_an_alarm_that_was_overtaken_by_another_process_is_tried_again_at_once(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world.store, "work", overtaken(world, 1))
    assert await post(client, alarm()) == (202, '{"ticket": 1}')
    assert (len(world.history()), world.rung) == (1, 1)


async def test_an_alarm_that_is_always_overtaken_is_to_be_sent_again_and_has_left_nothing(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as busy:
        busy.setattr(world.store, "work", overtaken(world, 99))
        assert await post(client, alarm()) == (503, "")
    assert (world.store.state.tickets, world.posts(), world.rung) == ({}, [], 0)
    assert await post(client, alarm()) == (202, '{"ticket": 1}')


async def test_monitoring_counts_what_became_of_them(client: Client, world: World) -> None:
    await post(client, alarm())
    await post(client, alarm(), sealed(b""))
    registry = world.gauges.registry  # type: ignore[attr-defined]
    for result in ("accepted", "forged"):
        labels = {"channel": "alarm", "result": result}
        assert registry.get_sample_value("lianxin_deliveries_total", labels) == 1
