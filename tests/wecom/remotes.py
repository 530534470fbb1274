"""A platform of scripted answers on a loopback port."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.domain.delivery import Post, Priority, Route
from tests.wecom.callers import NOW


@dataclass
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    body: bytes
    written: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Remote:
    """Answers each path with the next of its script; the last one for ever. What is not scripted is 404.

    A step is a JSON value (sent with 200), bytes, a `web.Response`, "hang up" or "no answer".
    """

    script: dict[str, list[Any]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    origin: str = ""

    def answers(self, path: str, *steps: Any) -> None:
        self.script[path] = list(steps)

    def calls(self, path: str) -> list[Asked]:
        return [one for one in self.asked if one.path == path]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.asked.append(Asked(request.method, request.path, dict(request.query), body, request.raw_path))
        steps = self.script.get(request.path)
        if steps is None:
            return web.Response(status=404, text="nothing here")
        step = steps.pop(0) if len(steps) > 1 else steps[0]
        if step == "hang up":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if step == "no answer":
            await asyncio.Event().wait()
        if isinstance(step, web.Response):
            return web.Response(status=step.status, body=step.body, headers=step.headers)
        if isinstance(step, bytes):
            return web.Response(body=step, content_type="application/octet-stream")
        return web.json_response(step)


@asynccontextmanager
async def running() -> AsyncIterator[tuple[Remote, aiohttp.ClientSession]]:
    remote = Remote()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", remote.handle)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        remote.origin = f"http://127.0.0.1:{server.port}"
        yield remote, session


def post(route: Route, target: str = "t1", body: str = "#12 路灯", **more: Any) -> Post:
    return Post("c1", "cause", route, target, body, Priority.ANSWER, NOW, **more)
