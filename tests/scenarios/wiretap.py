"""Everything the local WeCom receives from the bot, byte for byte, and who reads it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp import web
from pydantic import SecretStr

from bot import logs
from bot.sandbox import demo
from bot.sandbox.exchange import Callback, Delivery
from bot.sandbox.replies import Answer
from bot.sandbox.server import Sandbox
from bot.sandbox.transcript import Line
from bot.settings import Settings

KEY = "Zm9yLXRlc3RzLW9ubHktMzItYnl0ZXMtbG9uZyEhISE="


@dataclass(frozen=True)
class Received:
    """`where` as in the transcript: a group's chat id, or "app:userid", "aibot:userid", "oa:openid" for one person.

    `asked`: the words this is the callback's answer to.
    """

    where: str
    raw: str
    asked: str = ""

    @property
    def person(self) -> str:
        """Who alone reads it; "" in a group."""
        return self.where.partition(":")[2].removeprefix("openid-")


@dataclass
class Wiretap:
    """`service` builds the bot; `listen` once the platform stands."""

    received: list[Received] = field(default_factory=list)
    _sandbox: Sandbox | None = None

    async def service(self, settings: Settings) -> web.Application:
        """The real one, with the register open and nothing too small for its log."""
        built = await demo.service(settings.model_copy(update={"register_key": SecretStr(KEY)}))
        logs.configure("debug")
        built.middlewares.append(self._middleware())
        return built

    def listen(self, sandbox: Sandbox) -> None:
        self._sandbox, run = sandbox, sandbox.platform.exchange.run

        async def tapped(line: Line, callback: Callback) -> Delivery:
            def judge(plain: str) -> Answer:
                self.received.append(Received(line.chat, plain, line.text))
                return callback.judge(plain)

            return await run(line, replace(callback, judge=judge))

        setattr(sandbox.platform.exchange, "run", tapped)  # noqa: B010 - mypy refuses to assign to a method

    def _middleware(self) -> Any:
        @web.middleware
        async def note(
            request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
        ) -> web.StreamResponse:
            if request.path.startswith("/cgi-bin/"):
                raw = (await request.read()).decode(errors="replace")
                body = (
                    await request.json() if request.method == "POST" and request.content_type.endswith("json") else {}
                )
                self.received += [Received(where, raw) for where in self._readers(request, body)]
            return await handler(request)

        return note

    def _readers(self, request: web.Request, body: dict[str, Any]) -> list[str]:
        """The chats that this call is for; what is for none (a token) counts as said in every group."""
        assert self._sandbox is not None
        world, path = self._sandbox.world, request.path.removeprefix("/cgi-bin/")
        room = world.room_of_key(request.query.get("key", ""))
        answered = self._sandbox.platform.desk.find(request.query.get("response_code", ""))
        if path == "message/custom/send":
            return [f"oa:{body.get('touser')}"]
        if path.startswith("message/"):
            return [f"app:{one}" for one in body.get("userids") or str(body.get("touser", "")).split("|")]
        if answered:
            return [answered.chat]
        return [room.chat_id] if room else list(world.rooms)
