"""What the Official Account's courier sends, and what it makes of the answers."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.domain.delivery import REST, Outcome, Route, Verdict
from bot.wechat import client
from tests.wecom import remotes
from tests.wecom.callers import FixedClock
from tests.wecom.remotes import Remote, post

SEND, STABLE, PLAIN = "/cgi-bin/message/custom/send", "/cgi-bin/stable_token", "/cgi-bin/token"
Place = tuple[Remote, aiohttp.ClientSession]


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async with remotes.running() as one:
        yield one


def courier(place: Place) -> client.OaCourier:
    there, session = place
    token = client.oa_token(session, there.origin, "APPID", "SECRET", FixedClock())
    return client.OaCourier(session, there.origin, token)


def tokens(count: int) -> list[dict[str, object]]:
    return [{"access_token": f"T{n}", "expires_in": 7200} for n in range(1, count + 1)]


async def test_writes_to_a_follower_in_utf8(place: Place) -> None:
    there, _ = place
    there.answers(STABLE, *tokens(1))
    there.answers(SEND, {"errcode": 0, "errmsg": "ok"})
    assert await courier(place).carry(post(Route.OA, "oX"), "") == Outcome(Verdict.SENT, 0)
    asked_token, asked = there.asked
    assert asked_token.json == {"grant_type": "client_credential", "appid": "APPID", "secret": "SECRET"}
    assert asked.query == {"access_token": "T1"}
    assert asked.json == {"touser": "oX", "msgtype": "text", "text": {"content": "#12 路灯"}}
    assert "路灯".encode() in asked.body


async def test_where_the_stable_token_is_unknown_the_plain_one_serves(place: Place) -> None:
    there, _ = place
    there.answers(PLAIN, *tokens(1))
    there.answers(SEND, {"errcode": 0})
    assert await courier(place).carry(post(Route.OA), "") == Outcome(Verdict.SENT, 0)
    assert there.calls(PLAIN)[0].query == {"grant_type": "client_credential", "appid": "APPID", "secret": "SECRET"}


@pytest.mark.parametrize("answer", [{"errcode": 0, "errmsg": "ok"}, {"errcode": 40066, "errmsg": "invalid url"}])
async def test_an_answer_without_a_token_is_no_stable_token(place: Place, answer: dict[str, object]) -> None:
    there, _ = place
    there.answers(STABLE, answer)
    there.answers(PLAIN, *tokens(1))
    there.answers(SEND, {"errcode": 0})
    assert await courier(place).carry(post(Route.OA), "") == Outcome(Verdict.SENT, 0)


@pytest.mark.parametrize("code", sorted(client.WORN_OUT))
async def test_takes_a_new_token_once(place: Place, code: int) -> None:
    there, _ = place
    there.answers(STABLE, *tokens(2))
    there.answers(SEND, {"errcode": code}, {"errcode": 0})
    assert await courier(place).carry(post(Route.OA), "") == Outcome(Verdict.SENT, 0)
    assert [one.query["access_token"] for one in there.calls(SEND)] == ["T1", "T2"]


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (45015, Outcome(Verdict.FINAL, 45015)),
        (45047, Outcome(Verdict.FINAL, 45047)),
        (43101, Outcome(Verdict.FINAL, 43101)),
        (40164, Outcome(Verdict.BARRED, 40164)),
        (-1, Outcome(Verdict.RETRY, -1)),
        (45009, Outcome(Verdict.PAUSED, 45009, REST)),
    ],
)
async def test_reads_each_code(place: Place, code: int, outcome: Outcome) -> None:
    place[0].answers(STABLE, *tokens(1))
    place[0].answers(SEND, {"errcode": code})
    assert await courier(place).carry(post(Route.OA), "") == outcome


async def test_a_lost_answer_is_unknown(place: Place) -> None:
    place[0].answers(STABLE, *tokens(1))
    place[0].answers(SEND, "hang up")
    assert await courier(place).carry(post(Route.OA), "") == Outcome(Verdict.UNKNOWN)
