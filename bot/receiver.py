"""The one door in: callbacks verified, kept, handed on, and answered within the platform's patience.

Order: signature → decrypt → receiveid (all by the channel's door) → inbox look-up → freshness. Nothing refused is
stored, nothing accepted is lost: a 200 goes out only after the inbox has committed.
"""

import asyncio
import functools
import time
from collections.abc import Awaitable, Callable, Mapping

import structlog
from aiohttp import web

from bot import body, door, faults, hands, metrics, ports
from bot.domain import errors
from bot.domain.cards import Card
from bot.domain.messages import Incoming

LARGEST = 1024 * 1024
PATIENCE = 2.5  # seconds a callback waits for its answer
#: With more messages than this in hand, nobody is kept on the line who can be answered later: the
#: acknowledgement owes the platform no more than the inbox commit.
BUSY = 64

#: What an operator has set wrong, if nobody is trying to deceive us.
_CHECK = {
    "forged": "Token",
    "misdirected": "CorpID or AppID",
    "malformed": "EncodingAESKey",
    "stale": "this machine's clock",
}

log = structlog.get_logger()

#: Community code of a message ("" unknown) and whether its group is on a list.
Locate = Callable[[Incoming], tuple[str, bool]]

_REFUSALS: dict[type[errors.LianxinError], tuple[int, str]] = {
    errors.Forged: (403, "forged"),
    errors.Stale: (403, "stale"),
    errors.Misdirected: (403, "misdirected"),
    errors.Malformed: (400, "malformed"),
    body.TooLarge: (413, "too_large"),
    errors.StoreUnavailable: (503, "unavailable"),
    errors.Overtaken: (503, "unavailable"),
}


class Receiver:
    """One a process. `probe` is told "verified" and "accepted" as they happen."""

    def __init__(
        self,
        inbox: ports.Inbox,
        dispatcher: hands.Dispatcher,
        clock: ports.Clock,
        gauges: metrics.Metrics,
        locate: Locate,
        *,
        patience: float = PATIENCE,
        busy: int = BUSY,
        probe: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._inbox = inbox
        self._hands = hands.Hands(dispatcher)
        self._clock = clock
        self._gauges = gauges
        self._locate = locate
        self._patience = patience
        self._busy = busy
        self._probe = probe

    def routes(self, doors: Mapping[str, door.Door | None]) -> list[web.RouteDef]:
        """GET and POST for each path; a channel that is off (None) answers 404."""
        routes = []
        for path, behind in doors.items():
            if behind is None:
                routes.append(web.route("*", path, _switched_off))
                continue
            routes.append(web.get(path, functools.partial(self._verify, behind), allow_head=False))
            routes.append(web.post(path, functools.partial(self._receive, behind)))
        return routes

    async def drain(self, deadline_s: float) -> None:
        """Let the work in progress end; what has not by then is cancelled and left to the re-drive."""
        await self._hands.drain(deadline_s)

    async def _verify(self, behind: door.Door, request: web.Request) -> web.Response:
        return await self._guarded(behind, self._echo(behind, request))

    async def _receive(self, behind: door.Door, request: web.Request) -> web.Response:
        """To the end: the server must not cancel it when the caller hangs up (`handler_cancellation`)."""
        return await self._guarded(behind, self._accept(behind, request))

    async def _guarded(self, behind: door.Door, work: Awaitable[tuple[web.Response, str]]) -> web.Response:
        """The boundary: whatever goes wrong becomes a status with an empty body, a figure and a line in the log."""
        began = time.perf_counter()
        try:
            response, result = await work
        except errors.LianxinError as refusal:
            status, result = _REFUSALS.get(type(refusal), (500, "error"))
            response = web.Response(status=status)
            if status >= 500:
                log.error("callback failed", action="receive", **faults.named(refusal))
        except Exception as bug:
            # The message of a stranger's exception may quote the text; its type does not.
            log.error("callback failed", action="receive", **faults.named(bug))
            response, result = web.Response(status=500), "error"
        self._gauges.deliveries.labels(behind.channel.value, result).inc()
        self._gauges.ack_seconds.observe(time.perf_counter() - began)
        if response.status != 200:
            check = {"check": _CHECK[result]} if result in _CHECK else {}
            log.warning("callback refused", action="receive", channel=behind.channel.value, outcome=result, **check)
        elif result == "verified":
            log.info("callback address verified", action="receive", channel=behind.channel.value, outcome=result)
        return response

    async def _echo(self, behind: door.Door, request: web.Request) -> tuple[web.Response, str]:
        query = _query(request)
        echo = behind.echo(query)
        query.check_fresh(self._clock.now())
        headers = {"X-Content-Type-Options": "nosniff"}
        return web.Response(text=echo, content_type="text/plain", headers=headers), "verified"

    async def _accept(self, behind: door.Door, request: web.Request) -> tuple[web.Response, str]:
        sent = await body.read(request, LARGEST)
        callback = behind.open(_query(request), sent)
        self._probe("verified")
        if callback.incoming is None:
            callback.query.check_fresh(self._clock.now())
            return await self._refreshed(behind, callback), "refresh" if callback.refresh_of else "ignored"
        alone = self._hands.arrive(callback.incoming)
        try:
            accepted = await self._inbox.accept(self._delivery(callback, callback.incoming))
            if isinstance(accepted, ports.Rejected):
                return web.Response(status=403), accepted.reason
            self._probe("accepted")
            if not accepted.done and accepted.id not in self._hands:
                begun = self._hands.begin(
                    accepted.id, callback.incoming, accepted.message, alone=alone, later=self._is_busy(callback)
                )
                if not begun:
                    return web.Response(), "accepted"
        finally:
            self._hands.has_arrived(callback.incoming)
        text = await self._settled(accepted, callback, request)
        drawn = callback.shows_card and (text or not callback.answerable)
        card = await self._inbox.card(accepted.id) if drawn else None
        reply = self._reply(behind, callback, accepted.id, text, card)
        return reply, "duplicate" if accepted.known else "accepted"

    def _delivery(self, callback: door.Callback, incoming: Incoming) -> ports.Delivery:
        now = self._clock.now()
        community, listed = self._locate(incoming)
        return ports.Delivery(
            incoming=incoming,
            raw=callback.raw,
            nonce=callback.query.nonce,
            fresh=callback.query.is_fresh(now),
            received_at=now,
            community=community,
            listed=listed,
        )

    async def _settled(self, accepted: ports.Accepted, callback: door.Callback, request: web.Request) -> str:
        """The text to answer with, "" for none: taken with the handling, or here, or left to another route."""
        number = accepted.id
        if accepted.done:
            return await self._take(accepted) if callback.answerable else ""
        work = self._hands[number]
        if not callback.answerable:
            if callback.shows_card:
                await asyncio.wait({work.ended}, timeout=self._patience)
            await self._inbox.release_answer(number, self._clock.now())
            return ""
        if self._is_busy(callback):
            return ""
        work.waiting += 1
        try:
            await asyncio.wait({work.ended}, timeout=self._patience)
        finally:
            work.waiting -= 1
        # `transport` is gone when the caller has hung up: an answer written now would be lost.
        if work.ended.done() and request.transport is not None:
            work.answered = True
            return await self._take(accepted) if work.answer is None else work.answer
        if work.waiting == 0 and not work.answered:
            await self._inbox.release_answer(number, self._clock.now(), handed=bool(work.answer))
        return ""

    def _is_busy(self, callback: door.Callback) -> bool:
        return len(self._hands) > self._busy and callback.answers_later

    async def _take(self, accepted: ports.Accepted) -> str:
        """Claim the reply. Who delivers again has read no earlier answer; what left by another route stays there."""
        return await self._inbox.claim_answer(accepted.id, self._clock.now(), again=accepted.known) or ""

    async def _refreshed(self, behind: door.Door, callback: door.Callback) -> web.Response:
        if callback.refresh_of is None:
            return web.Response()
        text = await self._inbox.answer(callback.refresh_of)
        return self._reply(behind, callback, callback.refresh_of, text or "")

    def _reply(
        self, behind: door.Door, callback: door.Callback, message_id: int, text: str, card: Card | None = None
    ) -> web.Response:
        if not text and card is None:
            return web.Response()
        answer = behind.answer(callback, message_id, text, self._clock.now(), card)
        return web.Response(text=answer.body, content_type=answer.content_type)


def _query(request: web.Request) -> door.Query:
    return door.Query.read(request.raw_path.partition("?")[2])


async def _switched_off(request: web.Request) -> web.Response:
    return web.Response(status=404)
