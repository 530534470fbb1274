"""One call to a platform, and the care of its tokens."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot import remote
from bot.domain.delivery import REST, Outcome, Route, Verdict
from tests.wecom import remotes
from tests.wecom.callers import FixedClock
from tests.wecom.remotes import Remote

TABLE = {0: Verdict.SENT, -1: Verdict.RETRY, 45009: Verdict.PAUSED}
Place = tuple[Remote, aiohttp.ClientSession]


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async with remotes.running() as one:
        yield one


class TestACall:
    async def reached(self, place: Place, step: Any) -> remote.Reached:
        there, session = place
        there.answers("/x", step)
        return await remote.call(session, "POST", f"{there.origin}/x", params={"key": "a+b&c"}, payload={"text": "灯"})

    async def test_carries_utf8_json_and_escapes_its_parameters(self, place: Place) -> None:
        assert await self.reached(place, {"errcode": 0, "errmsg": "ok"}) == remote.Answer(
            0, {"errcode": 0, "errmsg": "ok"}
        )
        (asked,) = place[0].asked
        assert (asked.query, asked.body) == ({"key": "a+b&c"}, '{"text":"灯"}'.encode())

    @pytest.mark.parametrize(
        "step",
        [
            b"<html>bad gateway</html>",
            b"",
            b"[]",
            b"{",
            b'{"errcode":"0"}',
            b'{"errcode":true}',
            b'{"errcode":0.0}',
            b'{"errcode":0,"x":"' + b"x" * 70_000 + b'"}',
            web.Response(status=502, text="bad gateway"),
            web.Response(status=302, headers={"Location": "/elsewhere"}),
            "hang up",
        ],
        ids=range(11),
    )
    async def test_that_brings_nothing_readable_back_is_unknown(self, place: Place, step: Any) -> None:
        assert await self.reached(place, step) is Verdict.UNKNOWN
        assert len(place[0].asked) == 1

    @pytest.mark.parametrize("status", [429, 503])
    async def test_that_the_server_did_not_take_may_be_made_again(self, place: Place, status: int) -> None:
        assert await self.reached(place, web.Response(status=status, text="busy")) is Verdict.RETRY

    async def test_that_was_answered_is_answered_whatever_the_status(self, place: Place) -> None:
        said = web.json_response({"errcode": 40001}, status=503)
        assert await self.reached(place, said) == remote.Answer(40001, {"errcode": 40001})

    async def test_without_an_answer_in_time_is_unknown(self, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(remote, "TIMEOUT", aiohttp.ClientTimeout(total=0.05))
        assert await self.reached(place, "no answer") is Verdict.UNKNOWN

    async def test_that_never_connected_may_be_made_again(self, place: Place, unused_tcp_port: int) -> None:
        url = f"http://127.0.0.1:{unused_tcp_port}/x"
        assert await remote.call(place[1], "POST", url, payload={}) is Verdict.RETRY

    async def test_to_no_address_at_all_never_raises(self, place: Place) -> None:
        assert await remote.call(place[1], "POST", "not a url", payload={}) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("reached", "outcome"),
    [
        (remote.Answer(0, {}), Outcome(Verdict.SENT, 0)),
        (remote.Answer(-1, {}), Outcome(Verdict.RETRY, -1)),
        (remote.Answer(45009, {}), Outcome(Verdict.PAUSED, 45009, REST)),
        (remote.Answer(99999, {}), Outcome(Verdict.FINAL, 99999)),
        (remote.Answer(None, {}), Outcome(Verdict.UNKNOWN)),
        (Verdict.RETRY, Outcome(Verdict.RETRY)),
        (Verdict.UNKNOWN, Outcome(Verdict.UNKNOWN)),
    ],
)
def test_an_answer_becomes_an_outcome(reached: remote.Reached, outcome: Outcome) -> None:
    assert remote.outcome_of(reached, TABLE) == outcome


class Desk:
    """Gives out tokens T1, T2, … or whatever the test puts in their place."""

    def __init__(self) -> None:
        self.given = self.asked = 0
        self.instead: remote.Reached | None = None
        self.worn_out: set[str] = set()
        self.used: list[str] = []
        self.clock = FixedClock()
        self.token = remote.AccessToken(self.fetch, self.clock, TABLE)

    async def fetch(self) -> remote.Reached:
        self.asked += 1
        await asyncio.sleep(0)
        if self.instead is not None:
            return self.instead
        self.given += 1
        return remote.Answer(0, {"access_token": f"T{self.given}", "expires_in": 7200})

    async def send(self, token: str) -> remote.Reached:
        self.used.append(token)
        await asyncio.sleep(0)
        return remote.Answer(42001 if token in self.worn_out else 0, {})

    async def use(self) -> remote.Reached | Outcome:
        return await self.token.use(self.send, frozenset({42001}))


class TestAToken:
    async def test_is_fetched_once_for_all_who_wait(self) -> None:
        desk = Desk()
        assert await asyncio.gather(*(desk.token.get() for _ in range(5))) == ["T1"] * 5

    async def test_that_is_not_given_is_asked_for_once_by_all_who_wait(self) -> None:
        desk = Desk()
        desk.instead = Verdict.UNKNOWN
        assert await asyncio.gather(*(desk.token.get() for _ in range(5))) == [Outcome(Verdict.RETRY)] * 5
        assert desk.asked == 1
        desk.instead = None
        assert await desk.token.get() == "T1"

    async def test_is_renewed_before_it_runs_out(self) -> None:
        desk = Desk()
        await desk.token.get()
        desk.clock.time += timedelta(seconds=6400)
        assert await desk.token.get() == "T1"
        desk.clock.time += timedelta(seconds=100)
        assert await desk.token.get() == "T2"

    async def test_that_is_refused_is_not_asked_for_again_for_a_minute(self) -> None:
        desk = Desk()
        desk.instead = remote.Answer(40001, {})
        assert await desk.token.get() == Outcome(Verdict.FINAL, 40001)
        desk.instead = None
        assert await desk.token.get() == Outcome(Verdict.FINAL, 40001)
        desk.clock.time += timedelta(minutes=1)
        assert await desk.token.get() == "T1"

    async def test_that_a_busy_platform_does_not_give_is_asked_for_again_at_once(self) -> None:
        desk = Desk()
        desk.instead = remote.Answer(-1, {})
        assert await desk.token.get() == Outcome(Verdict.RETRY, -1)
        desk.instead = None
        assert await desk.token.get() == "T1"

    async def test_that_died_early_is_renewed_once_and_the_call_made_again(self) -> None:
        desk = Desk()
        desk.worn_out = {"T1"}
        assert await asyncio.gather(*(desk.use() for _ in range(4))) == [remote.Answer(0, {})] * 4
        assert desk.given == 2

    async def test_that_is_refused_twice_is_not_tried_a_third_time(self) -> None:
        desk = Desk()
        desk.worn_out = {"T1", "T2", "T3"}
        assert await desk.use() == Outcome(Verdict.RETRY, 42001)
        assert desk.used == ["T1", "T2"]

    @pytest.mark.parametrize(
        ("instead", "outcome"),
        [
            (Verdict.UNKNOWN, Outcome(Verdict.RETRY)),
            (Verdict.RETRY, Outcome(Verdict.RETRY)),
            (remote.Answer(40001, {}), Outcome(Verdict.FINAL, 40001)),
            (remote.Answer(-1, {}), Outcome(Verdict.RETRY, -1)),
            (remote.Answer(0, {}), Outcome(Verdict.RETRY)),
            (remote.Answer(0, {"access_token": 5, "expires_in": 7200}), Outcome(Verdict.RETRY)),
        ],
    )
    async def test_that_is_not_to_be_had_means_nothing_was_sent(
        self, instead: remote.Reached, outcome: Outcome
    ) -> None:
        desk = Desk()
        desk.instead = instead
        assert await desk.use() == outcome
        assert desk.used == []


async def test_a_route_without_a_courier_is_dead() -> None:
    board = remote.Switchboard({})
    assert await board.carry(remotes.post(Route.ROBOT), "k") == Outcome(Verdict.DEAD_ROUTE)
