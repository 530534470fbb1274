"""api.weixin.qq.com of the Official Account: token and customer messages inside the 48 h window."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from bot.sandbox import answers
from bot.sandbox.answers import Refused
from bot.sandbox.clock import Clock
from bot.sandbox.tokens import TokenDesk
from bot.sandbox.transcript import Source
from bot.sandbox.world import World

WINDOW = timedelta(hours=48)
TEXT_BYTES = 2048


@dataclass
class AccountDesk:
    """`heard_from`: when each follower last did something."""

    world: World
    clock: Clock
    heard_from: dict[str, datetime]
    tokens: TokenDesk = field(default_factory=TokenDesk)

    async def token(self, request: web.Request) -> web.Response:
        """Success carries no errcode here [DOC oa]."""
        query = request.query
        if query.get("grant_type") != "client_credential":
            raise Refused(40002, "invalid grant_type")
        if query.get("appid") != self.world.account.app_id:
            raise Refused(40013, "invalid appid")
        if query.get("secret") != self.world.account.secret:
            raise Refused(40125, "invalid appsecret")
        token, seconds = self.tokens.ask(self.clock.now())
        return web.json_response({"access_token": token, "expires_in": seconds})

    async def custom_send(self, request: web.Request) -> web.Response:
        now = self.clock.now()
        self.tokens.check(request.query.get("access_token", ""), now)
        body = await answers.body_of(request)
        openid = str(body.get("touser", ""))
        if self.world.follower(openid) is None:
            raise Refused(40003, "invalid openid")
        heard = self.heard_from.get(openid)
        if heard is None or now - heard >= WINDOW:
            raise Refused(45015, "response out of time limit or subscription is canceled")
        if body.get("msgtype") != "text":
            raise Refused(40008, "invalid message type")
        try:
            text = answers.words(body, "text", TEXT_BYTES)
        except Refused as refused:
            raise Refused(45002 if refused.code == 40058 else refused.code, refused.message) from None
        self.world.transcript.add(now, f"oa:{openid}", "", text, Source.OA)
        return answers.ok()
