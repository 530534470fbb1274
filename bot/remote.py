"""Calling a platform's JSON API: one request, what is known afterwards, and access tokens.

Shared by the couriers of WeCom and the Official Account, whose APIs answer alike: HTTP 200 and an `errcode`. Only
`errcode` is ever looked at or logged: `errmsg` is prose, and a URL carries a key or a token.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
import orjson
import structlog

from bot import ports
from bot.domain.delivery import REST, Outcome, Post, Route, Verdict

#: Real seconds: connecting, and all of it.
TIMEOUT = aiohttp.ClientTimeout(total=10, connect=5)
_LARGEST = 64 * 1024
#: Tokens are renewed when this share of their life is over, so that none dies on its way.
_WORTHY = 0.9
#: What a platform that refused us a token is left alone: each further question counts against us there.
_REFUSED_FOR = timedelta(minutes=1)
#: By these a server says that it has carried out nothing [RFC 6585, 4; RFC 9110, 15.6.4]. A gateway's 502 or 504 does
#: not: what stands behind it may have had the request.
_NOT_TAKEN = frozenset({429, 503})
#: The far end need not keep the connection either; see `fresh_connections`.
_HEADERS = {"Connection": "close", "Content-Type": "application/json; charset=utf-8"}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Answer:
    """A JSON object came back. `errcode` None: it has none (the Official Account's token)."""

    errcode: int | None
    body: Mapping[str, object]


#: Either an answer, or RETRY (nothing was sent) or UNKNOWN (it may have been).
Reached = Answer | Verdict


def fresh_connections() -> aiohttp.TCPConnector:
    """A connection for each request: on a kept one that the far end has just closed, nobody knows what was received.

    The header alone does not do it: aiohttp keeps the connection unless the *answer* says `Connection: close` too.
    """
    return aiohttp.TCPConnector(force_close=True)


async def call(
    session: aiohttp.ClientSession,
    method: str,
    url: str,
    *,
    params: Mapping[str, str] | None = None,
    payload: Mapping[str, object] | None = None,
) -> Reached:
    """One request, no redirects, at most 64 KiB of answer. Raises nothing for what the network or the remote does."""
    data = None if payload is None else orjson.dumps(payload)
    try:
        async with session.request(
            method, url, params=params, data=data, headers=_HEADERS, timeout=TIMEOUT, allow_redirects=False
        ) as response:
            answer = read_answer(await read_at_most(response, _LARGEST))
            return Verdict.RETRY if answer is Verdict.UNKNOWN and response.status in _NOT_TAKEN else answer
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
        return Verdict.RETRY
    except (aiohttp.ClientError, OSError, TimeoutError):
        return Verdict.UNKNOWN


async def read_at_most(response: aiohttp.ClientResponse, limit: int) -> bytes | None:
    """The body, or None when it is longer than `limit` bytes."""
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > limit:
            return None
    return bytes(body)


def read_answer(body: bytes | None) -> Reached:
    """An object with an integer errcode, or with none at all; anything else tells us nothing."""
    try:
        value = orjson.loads(body or b"")
    except orjson.JSONDecodeError:
        return Verdict.UNKNOWN
    if not isinstance(value, dict):
        return Verdict.UNKNOWN
    errcode = value.get("errcode")
    if errcode is not None and (not isinstance(errcode, int) or isinstance(errcode, bool)):
        return Verdict.UNKNOWN
    return Answer(errcode, value)


def outcome_of(reached: Reached, table: Mapping[int, Verdict]) -> Outcome:
    """What became of a send. A code the table does not name is a refusal: FINAL."""
    if isinstance(reached, Verdict):
        return Outcome(reached)
    if reached.errcode is None:
        return Outcome(Verdict.UNKNOWN)
    verdict = table.get(reached.errcode, Verdict.FINAL)
    return Outcome(verdict, reached.errcode, REST if verdict is Verdict.PAUSED else timedelta())


class AccessToken:
    """The token of one app, kept in memory until shortly before it expires.

    `fetch` asks for a new one; `table` reads its error codes. One fetch for all who wait for it, in vain or not: with
    ten seconds each, one after the other, the last would outlive the lease of its post. After a refusal none for a
    minute.
    """

    def __init__(
        self, fetch: Callable[[], Awaitable[Reached]], clock: ports.Clock, table: Mapping[int, Verdict]
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._table = table
        self._lock = asyncio.Lock()
        self._fetched = 0
        self._value = ""
        self._until: datetime | None = None
        self._refused: tuple[Outcome, datetime] | None = None

    async def get(self, stale: str = "") -> str | Outcome:
        """A token other than `stale`, or why there is none. Nothing has been sent then, so it is never UNKNOWN."""
        before = self._fetched
        async with self._lock:
            now = self._clock.now()
            if self._value and self._value != stale and self._until is not None and now < self._until:
                return self._value
            if self._refused and now < self._refused[1]:
                return self._refused[0]
            if before != self._fetched:
                return Outcome(Verdict.RETRY)
            reached = await self._fetch()
            self._fetched += 1
            if isinstance(reached, Verdict):
                return Outcome(Verdict.RETRY)
            return self._keep(reached, now)

    def _keep(self, answer: Answer, now: datetime) -> str | Outcome:
        value, lasts = answer.body.get("access_token"), answer.body.get("expires_in")
        if not answer.errcode and isinstance(value, str) and value and isinstance(lasts, int):
            self._value, self._until = value, now + timedelta(seconds=lasts) * _WORTHY
            return value
        log.error("no access token", action="token", errcode=answer.errcode)
        if not answer.errcode:
            return Outcome(Verdict.RETRY)
        refused = outcome_of(answer, self._table)
        if refused.verdict is not Verdict.RETRY:
            self._refused = refused, now + _REFUSED_FOR
        return refused

    async def use(self, send: Callable[[str], Awaitable[Reached]], worn_out: frozenset[int]) -> Reached | Outcome:
        """`send` with a token; once more with a new one when the answer is one of `worn_out`. An Outcome: no token.

        A token refused twice means RETRY: the platform has taken nothing.
        """
        token = await self.get()
        if isinstance(token, Outcome):
            return token
        reached = await send(token)
        if not (isinstance(reached, Answer) and reached.errcode in worn_out):
            return reached
        token = await self.get(stale=token)
        if isinstance(token, Outcome):
            return token
        reached = await send(token)
        if isinstance(reached, Answer) and reached.errcode in worn_out:
            return Outcome(Verdict.RETRY, reached.errcode)
        return reached


class Switchboard:
    """A Courier made of couriers, one a route; a route without one is dead, so that fallbacks are used."""

    def __init__(self, couriers: Mapping[Route, ports.Courier]) -> None:
        self._couriers = couriers

    async def carry(self, post: Post, key: str) -> Outcome:
        courier = self._couriers.get(post.route)
        return await courier.carry(post, key) if courier else Outcome(Verdict.DEAD_ROUTE)
