"""What every door refuses, and how: the same cases, the same status, an empty body, nothing kept."""

import gzip
import urllib.parse
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

import pytest
import structlog

from bot import ports, receiver
from tests.receiving import House, opened, url_of
from tests.wecom import callers
from tests.wecom.callers import NOW, Caller

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with opened() as one:
        yield one


@pytest.fixture(params=callers.ALL, ids=lambda one: one.name)
def caller(request: pytest.FixtureRequest) -> Caller:
    one: Caller = request.param
    return one


def changed(query: str, **fields: str | None) -> str:
    """`query` with fields replaced, or (None) taken out."""
    pairs = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
    return urllib.parse.urlencode({k: v for k, v in (pairs | fields).items() if v is not None})


Attack = Callable[[Caller], tuple[str, bytes]]
ATTACKS: dict[str, tuple[int, Attack]] = {
    "signed with another token": (403, lambda c: c.call(c.message(), token="guess")),
    "wrong signature": (403, lambda c: _with(c, msg_signature="0" * 40)),
    "empty signature": (403, lambda c: _with(c, msg_signature="")),
    "no signature": (403, lambda c: _with(c, msg_signature=None)),
    "signature in other letters": (403, lambda c: _with(c, msg_signature="签名")),
    "no timestamp": (403, lambda c: _with(c, timestamp=None)),
    "no nonce": (403, lambda c: _with(c, nonce=None)),
    "another nonce": (403, lambda c: _with(c, nonce="n2")),
    "timestamp in words": (403, lambda c: _with(c, timestamp="now")),
    "timestamp without end": (403, lambda c: _with(c, timestamp="9" * 400)),
    "two signatures": (403, lambda c: _twice(c, "msg_signature")),
    "two nonces": (403, lambda c: _twice(c, "nonce")),
    "query of broken utf-8": (403, lambda c: (c.call(c.message())[0].replace("nonce=n1", "nonce=%ff"), b"")),
    "no query": (403, lambda c: ("", c.call(c.message())[1])),
    "meant for another": (403, lambda c: c.call(c.message(), receive_id="wwother")),
    "five minutes and a second old": (403, lambda c: c.call(c.message(), at=NOW - 5 * MINUTE - timedelta(seconds=1))),
    "from the future": (403, lambda c: c.call(c.message(), at=NOW + 6 * MINUTE)),
    "no cipher": (400, lambda c: _garbled(c, "not base64 at all")),
    "cipher cut off": (400, lambda c: _garbled(c, callers.encrypt(c.message(), c.receive_id)[:-8])),
    "cipher of noise": (400, lambda c: _garbled(c, "A" * 128)),
    "text of broken utf-8": (400, lambda c: c.call(b"\xff\xfe{}")),
    "text of nothing": (400, lambda c: c.call("")),
    "text of another format": (400, lambda c: c.call("hello")),
    "entities inside": (400, lambda c: c.call('<!DOCTYPE xml [<!ENTITY a "b">]><xml><MsgType>&a;</MsgType></xml>')),
    "body of broken utf-8": (400, lambda c: (c.call(c.message())[0], b"\xff\xfe")),
    "no body": (400, lambda c: (c.call(c.message())[0], b"")),
    "entities outside": (400, lambda c: (c.call(c.message())[0], b'<!DOCTYPE x [<!ENTITY a "b">]><xml>&a;</xml>')),
    "body of brackets": (400, lambda c: (c.call(c.message())[0], b"[" * 100_000)),
    "too large": (413, lambda c: (c.call(c.message())[0], b"x" * (receiver.LARGEST + 1))),
}


def _with(caller: Caller, **fields: str | None) -> tuple[str, bytes]:
    query, body = caller.call(caller.message())
    return changed(query, **fields), body


def _twice(caller: Caller, name: str) -> tuple[str, bytes]:
    query, body = caller.call(caller.message())
    value = dict(urllib.parse.parse_qsl(query))[name]
    return f"{query}&{name}={value}", body


def _garbled(caller: Caller, encrypted: str) -> tuple[str, bytes]:
    return changed(callers.query_for(encrypted), **caller.extra()), caller.wrap(encrypted)


class TestEveryDoorRefusesAlike:
    @pytest.mark.parametrize("attack", ATTACKS)
    async def test_a_hostile_callback(self, house: House, caller: Caller, attack: str) -> None:
        status, made = ATTACKS[attack]
        query, body = made(caller)
        assert await house.post(caller, query, body) == (status, "")
        assert house.inbox.accepted == []
        assert house.dispatcher.started == []

    async def test_a_body_that_grows_as_it_comes(self, house: House, caller: Caller) -> None:
        async def chunks() -> AsyncIterator[bytes]:
            for _ in range(40):
                yield b"x" * 32768

        async with house.client.post(url_of(caller, caller.call(caller.message())[0]), data=chunks()) as response:
            assert (response.status, await response.read()) == (413, b"")

    async def test_a_small_body_that_unpacks_to_a_large_one(self, house: House, caller: Caller) -> None:
        packed = gzip.compress(b"x" * (2 * receiver.LARGEST))
        url, headers = url_of(caller, caller.call(caller.message())[0]), {"Content-Encoding": "gzip"}
        async with house.client.post(url, data=packed, headers=headers) as response:
            assert (response.status, await response.read()) == (413, b"")

    @pytest.mark.parametrize("packing", ["gzip", "deflate", "br"])
    async def test_a_body_that_is_not_packed_as_it_says(
        self, house: House, caller: Caller, packing: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        url, headers = url_of(caller, caller.call(caller.message())[0]), {"Content-Encoding": packing}
        async with house.client.post(url, data=b"not packed", headers=headers) as response:
            assert (response.status, await response.read()) == (400, b"")
        assert [one.message for one in caplog.records] == []

    async def test_a_packed_body_that_breaks_off(self, house: House, caller: Caller) -> None:
        query, sent = caller.call(caller.message())
        packed = gzip.compress(sent if isinstance(sent, bytes) else sent.encode())[:-9]
        url, headers = url_of(caller, query), {"Content-Encoding": "gzip"}
        async with house.client.post(url, data=packed, headers=headers) as response:
            assert (response.status, await response.read()) == (400, b"")

    async def test_exactly_a_mebibyte_is_not_too_large(self, house: House, caller: Caller) -> None:
        query, _ = caller.call(caller.message())
        assert await house.post(caller, query, b"x" * receiver.LARGEST) == (400, "")

    async def test_an_inbox_that_cannot_commit(self, house: House, caller: Caller) -> None:
        house.inbox.down = True
        with structlog.testing.capture_logs() as told:
            assert await house.post(caller, *caller.call(caller.message())) == (503, "")
        assert house.count(caller.name, "unavailable") == 1
        [failed] = [one for one in told if one["log_level"] == "error"]
        assert (failed["error"], "accept" in failed["where"]) == ("StoreUnavailable", True)

    async def test_a_nonce_seen_with_another_body(self, house: House, caller: Caller) -> None:
        await house.post(caller, *caller.call(caller.message("灯坏了", "1")))
        assert await house.post(caller, *caller.call(caller.message("电梯坏了", "2"))) == (403, "")
        assert house.count(caller.name, "replay") == 1

    async def test_five_minutes_old_is_fresh(self, house: House, caller: Caller) -> None:
        status, _ = await house.post(caller, *caller.call(caller.message(), at=NOW - 5 * MINUTE))
        assert status == 200

    async def test_our_own_mistake_is_a_500_without_words(
        self, house: House, caller: Caller, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def broken(delivery: ports.Delivery) -> ports.Accepted:
            raise ZeroDivisionError("with the text of a resident")

        monkeypatch.setattr(house.inbox, "accept", broken)
        assert await house.post(caller, *caller.call(caller.message())) == (500, "")


class TestChannelsThatAreOff:
    @pytest.mark.parametrize("method", ["GET", "POST"])
    async def test_answer_404(self, house: House, method: str) -> None:
        async with house.client.request(method, "/off?msg_signature=x") as response:
            assert (response.status, await response.read()) == (404, b"")


class TestVerification:
    def asked(self, caller: Caller, at: datetime = NOW) -> tuple[str, str]:
        echo = "1234567890123456789"
        if caller.name == "oa":
            return callers.plain_query(at=at, echostr=echo), echo
        encrypted = callers.encrypt(echo, caller.receive_id)
        return callers.query_for(encrypted, at=at, echostr=encrypted), echo

    async def test_echoes_the_very_bytes(self, house: House, caller: Caller) -> None:
        query, echo = self.asked(caller)
        async with house.client.get(url_of(caller, query)) as response:
            assert (response.status, await response.read()) == (200, echo.encode())
            assert response.content_type == "text/plain"

    async def test_a_plus_sign_that_nobody_escaped_is_no_space(self, house: House) -> None:
        encrypted = next(one for one in iter(lambda: callers.encrypt("1"), "") if "+" in one)
        query = callers.query_for(encrypted) + "&echostr=" + encrypted
        assert await house.get(callers.AIBOT, query) == (200, "1")

    async def test_is_refused_without_a_good_signature(self, house: House, caller: Caller) -> None:
        query, _ = self.asked(caller)
        for bad in (changed(query, nonce="n2"), changed(query, echostr=None), changed(query, timestamp=None), ""):
            assert await house.get(caller, bad) == (403, "")

    async def test_is_refused_when_stale(self, house: House, caller: Caller) -> None:
        query, _ = self.asked(caller, NOW - 6 * MINUTE)
        assert await house.get(caller, query) == (403, "")

    @pytest.mark.parametrize("caller", [callers.AIBOT, callers.APP], ids=lambda one: one.name)
    async def test_is_refused_when_it_cannot_be_read_or_is_anothers(self, house: House, caller: Caller) -> None:
        for encrypted, status in (("A" * 128, 400), (callers.encrypt("1", "another"), 403)):
            query = callers.query_for(encrypted, echostr=encrypted)
            assert await house.get(caller, query) == (status, "")

    async def test_what_is_set_wrong_is_told_apart_in_figures_and_log(self, house: House) -> None:
        caller = callers.APP
        sealed, another = callers.encrypt("1", caller.receive_id), callers.encrypt("1", "another")
        cases = {
            "forged": callers.query_for(sealed, echostr=sealed) + "0",
            "stale": callers.query_for(sealed, echostr=sealed, at=NOW - 6 * MINUTE),
            "misdirected": callers.query_for(another, echostr=another),
            "malformed": callers.query_for("A" * 128, echostr="A" * 128),
        }
        with structlog.testing.capture_logs() as lines:
            for query in cases.values():
                await house.get(caller, query)
        assert [line["outcome"] for line in lines] == list(cases)
        assert [line["check"] for line in lines] == [
            "Token",
            "this machine's clock",
            "CorpID or AppID",
            "EncodingAESKey",
        ]
        assert all(house.count("app", outcome) == 1 for outcome in cases)
        with structlog.testing.capture_logs() as lines:
            await house.get(caller, self.asked(caller)[0])
        assert [line["outcome"] for line in lines] == ["verified"]
