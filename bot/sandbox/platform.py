"""What people do in their chats, and what the platform makes of it: handed to the bot or not."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox import media, plaintexts, replies
from bot.sandbox.caller import Caller
from bot.sandbox.channels import AccountChannel, AibotChannel, AppChannel, Channel
from bot.sandbox.exchange import Callback, Delivery, Exchange
from bot.sandbox.replies import Answer, Asked
from bot.sandbox.response import ResponseDesk
from bot.sandbox.transcript import Line, Source
from bot.sandbox.world import World

NO_MENTION = "没有 @"
BARE_PHOTO = "群里单独的图片不会送达"
EXTERNAL = "外部群里没有机器人"
TOO_MANY = "同时进行的对话超过三个"


@dataclass
class Platform:
    """`heard_from`: when each follower of the Official Account last did something."""

    world: World
    caller: Caller
    desk: ResponseDesk
    host: media.MediaHost
    exchange: Exchange
    heard_from: dict[str, datetime] = field(default_factory=dict)
    _photos: dict[str, bytes] = field(default_factory=dict)

    async def say(
        self, userid: str, text: str, *, chat: str = "", quote: str = "", photo: bytes = b"", msgid: str = ""
    ) -> Delivery:
        """A person writes in a group, or 1:1 to the aibot when `chat` is ""; a given `msgid` makes collisions."""
        await self.caller.clock.refresh()
        ident, where = msgid or secrets.token_urlsafe(18), chat or f"aibot:{userid}"
        why = self._undelivered(userid, text, chat, photo)
        line = self._said(where, userid, text, quote=quote, photo=photo, msgid=ident, undelivered=why)
        if why:
            return Delivery(line, delivered=False)
        head = plaintexts.aibot_head(ident, self.world.aibot.id, userid, chat)

        def compose() -> str:
            url = self._encrypted_photo(photo)
            extra = {"response_url": self.desk.issue(ident, where, single=not chat, quote=text)}
            content = plaintexts.aibot_content(text, url) | plaintexts.aibot_quote(quote)
            return plaintexts.as_json(head | extra | content)

        return await self.exchange.run(line, Callback(self._aibot(), compose, _reads(Asked.MESSAGE), head))

    async def enter_chat(self, userid: str) -> Delivery:
        """First opening of the 1:1 chat that day."""
        ident, at = await self._moment()
        line = self._said(f"aibot:{userid}", userid, "", msgid=ident, note="打开了和机器人的单聊")
        plain = plaintexts.as_json(plaintexts.aibot_enter_chat(ident, self.world.aibot.id, userid, at))
        return await self.exchange.run(line, Callback(self._aibot(), lambda: plain, _reads(Asked.ENTER_CHAT)))

    async def click_card(self, userid: str, key: str, task_id: str, chat: str = "") -> Delivery:
        """A button on a card: one attempt, then dropped [DOC 101027]."""
        ident, at = await self._moment()
        where = chat or f"aibot:{userid}"
        line = self._said(where, userid, "", msgid=ident, note="点了卡片上的按钮")
        head = plaintexts.aibot_head(ident, self.world.aibot.id, userid, chat)

        def compose() -> str:
            extra = {"response_url": self.desk.issue(ident, where, single=not chat)}
            return plaintexts.as_json(plaintexts.aibot_card_click(head | extra, at, key, task_id))

        judge = _reads(Asked.CARD_CLICK, task_id)
        return await self.exchange.run(line, Callback(self._aibot(), compose, judge, head, retries=0))

    async def click_app_card(self, userid: str, key: str, task_id: str) -> Delivery:
        """A button on a card of the app; the event carries a code that changes the card once."""
        _, at = await self._moment()
        app, where = self.world.app, f"app:{userid}"
        event = plaintexts.xml_event(app.corp_id, userid, at, "template_card_event", key)
        code = self.exchange.desk.issue(task_id, [where])
        fields = plaintexts.xml_card_click(event, app.agent_id, task_id, code)
        return await self._xml(AppChannel(app), self._said(where, userid, "", note="点了卡片上的按钮"), fields)

    async def rate(self, userid: str, feedback_id: str, kind: int, chat: str = "") -> Delivery:
        """Thumbs under an answer: 1 right, 2 wrong, 3 taken back. Only an empty reply is allowed."""
        ident, at = await self._moment()
        line = self._said(chat or f"aibot:{userid}", userid, "", msgid=ident, note=f"评价了回答：{kind}")
        head = plaintexts.aibot_head(ident, self.world.aibot.id, userid, chat)
        plain = plaintexts.as_json(plaintexts.aibot_feedback(head, at, feedback_id, kind))
        return await self.exchange.run(line, Callback(self._aibot(), lambda: plain, _reads(Asked.OTHER_EVENT)))

    async def say_to_app(self, userid: str, text: str, *, photo: bytes = b"") -> Delivery:
        """A member writes to the self-built app, 1:1."""
        corp = self.world.app.corp_id
        fields = await self._xml_message(corp, userid, text, photo)
        fields["AgentID"] = self.world.app.agent_id
        line = self._said(f"app:{userid}", userid, text, photo=photo, msgid=str(fields["MsgId"]))
        return await self._xml(AppChannel(self.world.app), line, fields)

    async def say_to_account(self, openid: str, text: str, *, photo: bytes = b"") -> Delivery:
        """A follower writes to the Official Account; this opens the 48 h window."""
        account = self.world.account
        fields = await self._xml_message(account.gh_id, openid, text, photo)
        self.heard_from[openid] = self.caller.clock.now()
        line = self._said(f"oa:{openid}", self._follower(openid), text, photo=photo, msgid=str(fields["MsgId"]))
        return await self._xml(AccountChannel(account), line, fields)

    async def follow(self, openid: str) -> Delivery:
        """Somebody subscribes to the Official Account."""
        _, at = await self._moment()
        account = self.world.account
        self.heard_from[openid] = self.caller.clock.now()
        fields = plaintexts.xml_event(account.gh_id, openid, at, "subscribe")
        line = self._said(f"oa:{openid}", self._follower(openid), "", note="关注了公众号")
        return await self._xml(AccountChannel(account), line, fields)

    def photo(self, name: str) -> bytes | None:
        """A picture that was sent in some chat, as people see it."""
        return self._photos.get(name) or self.host.get(name, self.caller.clock.now())

    def _undelivered(self, userid: str, text: str, chat: str, photo: bytes) -> str:
        if chat:
            room = self.world.rooms[chat]
            if userid not in room.members:
                raise ValueError(f"{userid} is not in {room.name}")
            if room.external:
                return EXTERNAL
            if photo and not text:
                return BARE_PHOTO
            if f"@{self.world.aibot.name}" not in text:
                return NO_MENTION
        return TOO_MANY if self.exchange.full("aibot", userid) else ""

    def _said(
        self,
        chat: str,
        userid: str,
        text: str,
        *,
        quote: str = "",
        photo: bytes = b"",
        msgid: str = "",
        undelivered: str = "",
        note: str = "",
    ) -> Line:
        name = secrets.token_hex(8) if photo else ""
        if photo:
            self._photos[name] = photo
        room = self.world.rooms.get(chat)
        mentions = tuple(one for one in room.members if f"@{self.world.name(one)}" in text) if room else ()
        now, note = self.caller.clock.now(), undelivered or note
        return self.world.transcript.add(
            now, chat, userid, text, Source.SAID,
            quote=quote, mentions=mentions, delivered=not undelivered, note=note, photo=name, msgid=msgid,
        )  # fmt: skip

    async def _moment(self) -> tuple[str, int]:
        """A new msgid, and the platform's time in seconds."""
        await self.caller.clock.refresh()
        return secrets.token_urlsafe(18), int(self.caller.clock.now().timestamp())

    async def _xml_message(self, to: str, sender: str, text: str, photo: bytes) -> dict[str, str | int]:
        _, at = await self._moment()
        place = ("", "")
        if photo:
            name = self.host.put(photo, self.caller.clock.now(), media.MEDIA_LIFE)
            place = (f"{self.world.origin}/media/plain/{name}", name)
        return plaintexts.xml_message(to, sender, at, secrets.randbits(62), text, place)

    async def _xml(self, channel: Channel, line: Line, fields: dict[str, str | int]) -> Delivery:
        plain, person, us = plaintexts.xml(fields), str(fields["FromUserName"]), str(fields["ToUserName"])
        return await self.exchange.run(line, Callback(channel, lambda: plain, lambda got: replies.xml(got, person, us)))

    def _encrypted_photo(self, photo: bytes) -> str:
        if not photo:
            return ""
        name = self.host.put(self._aibot().seal.close_bytes(photo), self.caller.clock.now(), media.URL_LIFE)
        return f"{self.world.origin}/media/{name}"

    def _aibot(self) -> AibotChannel:
        return AibotChannel(self.world.aibot)

    def _follower(self, openid: str) -> str:
        member = self.world.follower(openid)
        return member.userid if member else openid


def _reads(asked: Asked, task_id: str = "") -> Callable[[str], Answer]:
    """Judges the reply to one kind of aibot callback."""
    return lambda plain: replies.aibot(plain, asked, task_id)
