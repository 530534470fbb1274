"""A bot small enough to be told what to answer, for testing the platform that talks to it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import xmltodict
from aiohttp import web

from bot.sandbox.seal import Seal
from bot.settings import Settings

Answer = Callable[[dict[str, Any]], dict[str, Any] | None]


def silent(_: dict[str, Any]) -> None:
    return None


def stream(content: str, *, finish: bool = True, ident: str = "s1") -> dict[str, Any]:
    return {"msgtype": "stream", "stream": {"id": ident, "finish": finish, "content": content}}


@dataclass
class ToyBot:
    """Opens every aibot callback it gets into `got`, with the query beside it, and seals what `answer` says."""

    token: str
    aes_key: str
    answer: Answer = silent
    statuses: list[int] = field(default_factory=list)  # of the first answers; then 200
    got: list[dict[str, Any]] = field(default_factory=list)
    queries: list[dict[str, str]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    spoil: Callable[[dict[str, Any]], dict[str, Any]] = field(default=lambda envelope: envelope)
    hang: asyncio.Event | None = None
    arrivals: asyncio.Queue[bytes] = field(default_factory=asyncio.Queue)

    async def echo(self, request: web.Request) -> web.Response:
        query = request.query
        seal = Seal(self.token, self.aes_key, "")
        parts = query["echostr"], query["timestamp"], query["nonce"], query["msg_signature"]
        return web.Response(text=seal.open(*parts))

    async def callback(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.raw.append(body)
        self.arrivals.put_nowait(body)
        self.queries.append(dict(request.query))
        if self.hang is not None:
            await self.hang.wait()
        if self.statuses:
            status = self.statuses.pop(0)
            if status != 200:
                return web.Response(status=status)
        query, seal = request.query, Seal(self.token, self.aes_key, "")
        sealed = json.loads(body)["encrypt"]
        plain = json.loads(seal.open(sealed, query["timestamp"], query["nonce"], query["msg_signature"]))
        self.got.append(plain)
        reply = self.answer(plain)
        return web.Response() if reply is None else web.json_response(self.spoil(self._sealed(reply, query)))

    def _sealed(self, reply: Mapping[str, Any], query: Mapping[str, str]) -> dict[str, Any]:
        seal = Seal(self.token, self.aes_key, "")
        encrypt, stamp = seal.close(json.dumps(reply)), query["timestamp"]
        signature = seal.sign(stamp, query["nonce"], encrypt)
        return {"encrypt": encrypt, "msgsignature": signature, "timestamp": int(stamp), "nonce": query["nonce"]}

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/wecom/aibot", self.echo)
        app.router.add_post("/wecom/aibot", self.callback)
        return app


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


async def silent_service(settings: Settings) -> web.Application:
    """A whole service as the demo builds it, which verifies its URLs, keeps a clock, and answers nothing."""
    state = {"now": datetime.fromisoformat(settings.clock.removeprefix("manual:"))}

    async def read(request: web.Request) -> web.Response:
        return web.json_response({"now": state["now"].isoformat()})

    async def move(request: web.Request) -> web.Response:
        body = await request.json()
        state["now"] += timedelta(seconds=body["advance_s"])
        return web.json_response({"now": state["now"].isoformat(), "ran": 0})

    app = web.Application()
    app.router.add_get("/clock", read)
    app.router.add_post("/clock", move)
    assert settings.aibot_token
    assert settings.aibot_aes_key
    assert settings.app_token
    assert settings.app_aes_key
    aibot = Seal(settings.aibot_token.get_secret_value(), settings.aibot_aes_key.get_secret_value(), "")
    corp = Seal(settings.app_token.get_secret_value(), settings.app_aes_key.get_secret_value(), settings.app_corp_id)
    for path, seal in (("/wecom/aibot", aibot), ("/wecom/app", corp)):
        app.router.add_get(path, _echo_with(seal))
        app.router.add_post(path, _nothing)
    app.router.add_get("/wechat/oa", _plain_echo)
    app.router.add_post("/wechat/oa", _nothing)
    return app


def _echo_with(seal: Seal) -> Callable[[web.Request], Any]:
    async def echo(request: web.Request) -> web.Response:
        query = request.query
        parts = query["echostr"], query["timestamp"], query["nonce"], query["msg_signature"]
        return web.Response(text=seal.open(*parts))

    return echo


async def _plain_echo(request: web.Request) -> web.Response:
    return web.Response(text=request.query["echostr"])


async def _nothing(request: web.Request) -> web.Response:
    return web.Response()


def opened_xml(seal: Seal, body: bytes, query: Mapping[str, str]) -> dict[str, Any]:
    """What is inside an app or account callback."""
    encrypt = xmltodict.parse(body)["xml"]["Encrypt"]
    plain = seal.open(encrypt, query["timestamp"], query["nonce"], query["msg_signature"])
    fields: dict[str, Any] = xmltodict.parse(plain)["xml"]
    return fields
