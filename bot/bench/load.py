"""The load generator, a process of its own: `python -m bot.bench.load`, a plan in JSON in, a `Result` in JSON out."""

import asyncio
import contextlib
import sys
import time
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import cast

import orjson
import uvloop

from bot.bench import traffic

#: Seconds between two looks whether a request is due, in an open loop.
_TICK_S = 0.001
#: Seconds after the end in which what is still under way may be answered.
_PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class Plan:
    """`rate` None: closed loop, each connection sends as soon as it has been answered; else requests a second.

    At most `most` requests, started within `seconds`.
    """

    port: int
    robot: traffic.Robot
    mix: str
    seconds: float
    most: int
    connections: int
    seed: int
    rate: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """`per_s`: those answered with 200, from the first sent to the last answered. Waits in milliseconds."""

    sent: int
    acknowledged: int
    answered: int
    per_s: float
    p50_ms: float
    p99_ms: float
    statuses: dict[str, int]


@dataclass(slots=True)
class _Tally:
    """What came back so far; times are those of `perf_counter`: the loop's own count in whole milliseconds."""

    sent: int = 0
    answered: int = 0
    last: float = 0.0
    waits: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)

    def result(self, began: float) -> Result:
        waits = sorted(self.waits) or [0.0]
        acknowledged = self.statuses["200"]
        return Result(
            sent=self.sent,
            acknowledged=acknowledged,
            answered=self.answered,
            per_s=acknowledged / max(self.last - began, 1e-9),
            p50_ms=waits[len(waits) // 2] * 1000,
            p99_ms=waits[len(waits) * 99 // 100] * 1000,
            statuses=dict(self.statuses),
        )


class Connection(asyncio.Protocol):
    """One keep-alive connection with at most one request under way."""

    def __init__(self, shooter: "Shooter") -> None:
        self._shooter = shooter
        self._transport: asyncio.WriteTransport | None = None
        self._due = 0.0
        self._busy = False
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)
        self._shooter.free(self)

    def send(self, due: float, request: bytes) -> None:
        assert self._transport is not None
        self._due, self._busy = due, True
        self._transport.write(request)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return
        self._buffer, self._busy = b"", False
        self._shooter.note(self._due, head[9:12].decode(), bool(body))
        self._shooter.free(self)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._busy:
            self._shooter.note(self._due, "broken", False)
        self._shooter.lost()


class Shooter:
    """Hands requests to connections that are free, as fast as they are or as the rate says."""

    def __init__(self, ready: Iterable[bytes], rate: float | None, seconds: float) -> None:
        self._ready = deque(ready)
        self._rate = rate
        self._seconds = seconds
        self._due: deque[float] = deque()
        self._connections: list[Connection] = []
        self._idle: list[Connection] = []
        self._under_way = 0
        self._alive = 0
        self._pacing = True
        self._over = asyncio.Event()
        self._gone = asyncio.Event()
        self.tally = _Tally()
        self.began = 0.0

    async def run(self, port: int, connections: int) -> Result:
        """Raises OSError when the port does not answer."""
        try:
            for _ in range(connections):
                await asyncio.get_running_loop().create_connection(self._connected, "127.0.0.1", port)
            await self._shoot()
        finally:
            for connection in self._connections:
                connection.close()
        await self._gone.wait()
        return self.tally.result(self.began)

    def _connected(self) -> Connection:
        self._alive += 1
        self._connections.append(Connection(self))
        return self._connections[-1]

    async def _shoot(self) -> None:
        self.began = self.tally.last = time.perf_counter()
        if self._rate is None:
            self._start_all()
        else:
            await self._pace(self._rate)
        self._pacing = False
        self._look()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._seconds + _PATIENCE_S):
                await self._over.wait()

    def free(self, connection: Connection) -> None:
        """A connection can take another request."""
        if self._rate is None and self.began and self._ready and time.perf_counter() < self.began + self._seconds:
            self._fire(connection, time.perf_counter())
        elif self._due:
            self._fire(connection, self._due.popleft())
        else:
            self._idle.append(connection)
            self._look()

    def note(self, due: float, status: str, answered: bool) -> None:
        """An answer came, or its connection broke."""
        self._under_way -= 1
        self.tally.last = time.perf_counter()
        self.tally.waits.append(self.tally.last - due)
        self.tally.statuses[status] += 1
        self.tally.answered += answered

    def lost(self) -> None:
        self._alive -= 1
        if not self._alive:
            self._gone.set()
        self._look()

    def _look(self) -> None:
        """Over when everything begun has ended, or nobody is left to end it."""
        if not self._pacing and not (self._alive and (self._under_way or self._due)):
            self._over.set()

    def _fire(self, connection: Connection, due: float) -> None:
        self._under_way += 1
        self.tally.sent += 1
        connection.send(due, self._ready.popleft())

    def _start_all(self) -> None:
        idle, self._idle = self._idle, []
        for connection in idle:
            self.free(connection)

    async def _pace(self, rate: float) -> None:
        """A request that is due waits for a connection; its wait is counted from when it was due."""
        made, total = 0, min(len(self._ready), int(rate * self._seconds))
        while made < total and self._alive:
            while made < total and self.began + made / rate <= time.perf_counter():
                self._due.append(self.began + made / rate)
                made += 1
            while self._due and self._idle:
                self._fire(self._idle.pop(), self._due.popleft())
            await asyncio.sleep(_TICK_S)


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"\r\ncontent-length:")
    return int(rest.partition(b"\r\n")[0]) if found else 0


def read_plan(text: bytes) -> Plan:
    fields = orjson.loads(text)
    return Plan(**{**fields, "robot": traffic.Robot(**fields["robot"])})


async def shoot(plan: Plan) -> Result:
    """Make every request, then send them."""
    ready = list(traffic.requests(plan.robot, traffic.MIXES[plan.mix], plan.most, plan.seed))
    return await Shooter(ready, plan.rate, plan.seconds).run(plan.port, plan.connections)


if __name__ == "__main__":
    sys.stdout.buffer.write(orjson.dumps(asdict(uvloop.run(shoot(read_plan(sys.stdin.buffer.read()))))))
