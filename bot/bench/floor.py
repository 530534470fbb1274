"""The floor: the least a service in this language must do for a callback, written as fast as plainly possible.

Bare aiohttp on uvloop, the service's own cryptography, one row in SQLite with `synchronous=FULL`, and a writer thread
that commits for all who wait. It understands nothing, forgets who spoke before and can only say one thing.
"""

import asyncio
import queue
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass

import orjson
import uvloop
from aiohttp import web

from bot import clock, door
from bot.bench import traffic
from bot.wecom import crypto

_MOST_A_COMMIT = 64
#: As long as the service's usual answer.
_ANSWER = "#12 3栋2单元 路灯：已派给网格员陈静，预计明天 10:00 前到。"
_Row = tuple[str, str, str, str, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """`answers`: every callback gets a sealed answer; otherwise an empty 200."""

    port: int
    database: str
    robot: traffic.Robot
    answers: bool


class Writer:
    """Rows in, durable when `keep` returns. All who wait at one moment share a commit."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._loop = asyncio.get_running_loop()
        self._waiting: queue.SimpleQueue[tuple[_Row, asyncio.Future[None]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="floor-writer")
        self._thread.start()

    async def keep(self, row: _Row) -> None:
        kept: asyncio.Future[None] = self._loop.create_future()
        self._waiting.put((row, kept))
        await kept

    async def stop(self) -> None:
        self._waiting.put(None)
        await asyncio.to_thread(self._thread.join)

    def _write(self) -> None:
        database = sqlite3.connect(self._path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            database.execute(f"PRAGMA {pragma}")
        database.execute(
            "CREATE TABLE inbox (id INTEGER PRIMARY KEY, msgid TEXT UNIQUE, chat TEXT, sender TEXT, raw TEXT, at REAL)"
        )
        while batch := self._batch():
            database.execute("BEGIN IMMEDIATE")
            database.executemany(
                "INSERT OR IGNORE INTO inbox (msgid, chat, sender, raw, at) VALUES (?, ?, ?, ?, ?)",
                [row for row, _ in batch],
            )
            database.execute("COMMIT")
            self._loop.call_soon_threadsafe(_tell, [kept for _, kept in batch])
        database.close()

    def _batch(self) -> list[tuple[_Row, asyncio.Future[None]]]:
        """Everybody who waits, at least one; nobody once `stop` has been called, which is after the last `keep`."""
        batch: list[tuple[_Row, asyncio.Future[None]]] = []
        while not batch or (len(batch) < _MOST_A_COMMIT and not self._waiting.empty()):
            one = self._waiting.get()
            if one is None:
                return []
            batch.append(one)
        return batch


def _tell(kept: list[asyncio.Future[None]]) -> None:
    for one in kept:
        if not one.done():
            one.set_result(None)


class Floor:
    """Takes callbacks."""

    def __init__(self, plan: Plan, writer: Writer) -> None:
        self._envelope = crypto.Envelope(plan.robot.token, plan.robot.aes_key, "")
        self._answers = plan.answers
        self._writer = writer
        self._clock = clock.SystemClock()

    async def receive(self, request: web.Request) -> web.Response:
        query = request.query
        encrypt = orjson.loads(await request.read())["encrypt"]
        self._envelope.verify(query["msg_signature"], query["timestamp"], query["nonce"], encrypt)
        raw = self._envelope.open(encrypt)
        message = orjson.loads(raw)
        now = self._clock.now()
        row = (message["msgid"], message["chatid"], message["from"]["userid"], raw, now.timestamp())
        await self._writer.keep(row)
        if not self._answers:
            return web.Response()
        reply = orjson.dumps({"msgtype": "stream", "stream": {"id": row[0], "finish": True, "content": _ANSWER}})
        return _sealed(self._envelope.seal(reply.decode(), query["nonce"], now))


def _sealed(sealed: door.Sealed) -> web.Response:
    body = {
        "encrypt": sealed.encrypt,
        "msgsignature": sealed.signature,
        "timestamp": sealed.timestamp,
        "nonce": sealed.nonce,
    }
    return web.Response(body=orjson.dumps(body), content_type="application/json")


async def application(plan: Plan) -> web.Application:
    """The floor as an aiohttp application."""
    writer = Writer(plan.database)
    app = web.Application()
    app.router.add_post(traffic.PATH, Floor(plan, writer).receive)
    app.router.add_get("/readyz", _ready)

    async def closing(_: web.Application) -> AsyncIterator[None]:
        yield
        await writer.stop()

    app.cleanup_ctx.append(closing)
    return app


async def _ready(_: web.Request) -> web.Response:
    return web.Response()


def read_plan(text: bytes) -> Plan:
    fields = orjson.loads(text)
    return Plan(**{**fields, "robot": traffic.Robot(**fields["robot"])})


def main() -> None:
    """Serve until SIGTERM; the plan comes as JSON on standard input."""
    plan = read_plan(sys.stdin.buffer.read())
    web.run_app(
        application(plan),
        host="127.0.0.1",
        port=plan.port,
        access_log=None,
        print=None,
        loop=uvloop.new_event_loop(),
    )


if __name__ == "__main__":
    main()
