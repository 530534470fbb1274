"""A receiver with fakes around it, behind a real HTTP server."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import yarl
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import body, door, metrics, ports, receiver
from bot.domain import errors
from bot.domain.cards import Card
from bot.domain.requests import Reading
from bot.wechat.oa import OaDoor
from bot.wecom.aibot import AibotDoor
from bot.wecom.app_callback import AppDoor
from bot.wecom.crypto import Envelope
from tests.wecom import callers
from tests.wecom.callers import Caller

PATHS = {"aibot": "/wecom/aibot", "app": "/wecom/app", "oa": "/wechat/oa", "plain": "/plain/oa"}


class FakeInbox:
    """Keeps what it accepted; `down` cannot commit. The rules of the real one, without a database.

    `handed` are those of the `released` that had been handed over to their callback.
    """

    def __init__(self) -> None:
        self.accepted: list[ports.Delivery] = []
        self.answers: dict[int, str] = {}
        self.cards: dict[int, Card] = {}
        self.claimed: set[int] = set()
        self.released: list[int] = []
        self.handed: list[int] = []
        self.down = False

    async def accept(self, delivery: ports.Delivery) -> ports.Accepted | ports.Rejected:
        if self.down:
            raise errors.StoreUnavailable
        key = (delivery.incoming.sender, delivery.incoming.msgid, delivery.incoming.content_hash())
        for number, kept in enumerate(self.accepted, 1):
            if key == (kept.incoming.sender, kept.incoming.msgid, kept.incoming.content_hash()):
                return ports.Accepted(number, known=True, done=number in self.answers)
        if not delivery.fresh:
            return ports.Rejected("stale")
        if any(kept.nonce == delivery.nonce for kept in self.accepted):
            return ports.Rejected("replay")
        self.accepted.append(delivery)
        number = len(self.accepted)
        message = ports.Message(number, delivery.community, delivery.incoming, delivery.received_at)
        return ports.Accepted(number, known=False, message=message)

    def hush(self, message: ports.Message, reading: Reading, now: datetime) -> None:
        return None

    async def answer(self, message_id: int) -> str | None:
        return self.answers.get(message_id)

    async def claim_answer(self, message_id: int, now: datetime, *, again: bool = False) -> str | None:
        gone = message_id in self.released or (message_id in self.claimed and not again)
        if gone or not self.answers.get(message_id):
            return None
        self.claimed.add(message_id)
        return self.answers[message_id]

    async def card(self, message_id: int) -> Card | None:
        return self.cards.get(message_id)

    async def release_answer(self, message_id: int, now: datetime, *, handed: bool = False) -> None:
        self.released.append(message_id)
        self.handed += [message_id] if handed else []

    async def pending(self, older_than: datetime, limit: int) -> Sequence[int]:
        return ()

    async def failed(self, message_id: int, error: str, now: datetime) -> None:
        return None


class FakeDispatcher:
    """Answers every message with `reply`; with `gate` shut it takes as long as the test likes.

    With `takes` it takes the answer for a callback that waits, else that is left to the callback.
    """

    def __init__(self, inbox: FakeInbox) -> None:
        self.inbox = inbox
        self.reply = "#1 已登记"
        self.reading: Reading | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.started: list[int] = []
        self.handed: list[ports.Message] = []
        self.ended: list[int] = []
        self.fails = False
        self.takes = False

    def glance(self, message: ports.Message) -> Reading | None:
        self.handed.append(message)
        return self.reading

    async def handle(
        self, message_id: int, reading: Reading | None = None, *, awaited: Callable[[], bool]
    ) -> str | None:
        self.started.append(message_id)
        await self.gate.wait()
        if self.fails:
            raise RuntimeError("bug")
        self.inbox.answers[message_id] = self.reply
        self.ended.append(message_id)
        if not (self.takes and awaited()):
            return None
        self.inbox.claimed.add(message_id)
        return self.reply


class House:
    """A receiver with its fakes, behind a real HTTP server."""

    def __init__(self, patience: float, busy: int) -> None:
        self.inbox = FakeInbox()
        self.dispatcher = FakeDispatcher(self.inbox)
        self.clock = callers.FixedClock()
        self.gauges = metrics.create()
        self.probed: list[str] = []
        self.receiver = receiver.Receiver(
            self.inbox,
            self.dispatcher,
            self.clock,
            self.gauges,
            lambda incoming: ("c1", incoming.chat != "G9"),
            patience=patience,
            busy=busy,
            probe=self.probed.append,
        )
        self.client: TestClient[web.Request, web.Application]

    async def post(self, caller: Caller, query: str, body: bytes) -> tuple[int, str]:
        async with self.client.post(url_of(caller, query), data=io.BytesIO(body)) as response:
            return response.status, await response.text()

    async def get(self, caller: Caller, query: str) -> tuple[int, str]:
        async with self.client.get(url_of(caller, query)) as response:
            return response.status, await response.text()

    @property
    def connections(self) -> int:
        """How many callers are still on the line."""
        handler = self.client.server.handler
        assert handler is not None
        return sum(one.transport is not None for one in handler.connections)

    def count(self, channel: str, result: str) -> float:
        labels = {"channel": channel, "result": result}
        return self.gauges.registry.get_sample_value("lianxin_deliveries_total", labels) or 0.0


def url_of(caller: Caller, query: str) -> yarl.URL:
    return yarl.URL(f"{PATHS[caller.name]}?{query}", encoded=True)


async def until(condition: Callable[[], bool]) -> None:
    """Let the loop turn until it is so."""
    for _ in range(100_000):
        if condition():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never came to be")


def _doors() -> dict[str, door.Door | None]:
    def envelope(caller: Caller) -> Envelope:
        return Envelope(callers.TOKEN, callers.AES_KEY, caller.receive_id)

    return {
        PATHS["aibot"]: AibotDoor(envelope(callers.AIBOT), "连心"),
        PATHS["app"]: AppDoor(envelope(callers.APP)),
        PATHS["oa"]: OaDoor(callers.TOKEN, envelope(callers.OA)),
        PATHS["plain"]: OaDoor(callers.TOKEN, None),
        "/off": None,
    }


class _Server(TestServer):
    """Does not cancel what a caller who hangs up has begun, like the server of `lianxin serve`."""

    async def _make_runner(self, **kwargs: Any) -> "web.BaseRunner[web.Request]":
        return await super()._make_runner(**kwargs | {"handler_cancellation": False})


@asynccontextmanager
async def opened(patience: float = 30.0, busy: int = receiver.BUSY) -> AsyncIterator[House]:
    house = House(patience, busy)
    app = web.Application(handler_args=body.AS_SENT)
    app.add_routes(house.receiver.routes(_doors()))
    async with TestClient(_Server(app)) as house.client:
        yield house
        house.dispatcher.gate.set()
        await house.receiver.drain(5)
