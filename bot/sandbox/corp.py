"""/cgi-bin of the corp: tokens, application messages, members, callback addresses, media, and response_url."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from aiohttp import web

from bot.sandbox import answers, cards, media
from bot.sandbox.answers import Refused
from bot.sandbox.clock import Clock
from bot.sandbox.limits import Window
from bot.sandbox.replies import STREAM_BYTES
from bot.sandbox.response import ResponseDesk
from bot.sandbox.tokens import TokenDesk
from bot.sandbox.transcript import Source
from bot.sandbox.world import CALLER_IP, World

TEXT_BYTES = 2048
PER_MEMBER, PER_MEMBER_HOURLY = 30, 1000
RECIPIENTS = 1000
DUPLICATE_SECONDS, LONGEST_DUPLICATE = 1800, 4 * 3600
_Found = TypeVar("_Found")


@dataclass
class CorpDesk:
    """`dropped` counts messages a member did not get because of the 30 a minute or the 1000 an hour; nobody is told
    [DOC 90236]."""

    world: World
    clock: Clock
    desk: ResponseDesk
    host: media.MediaHost
    shown: cards.CardDesk
    tokens: TokenDesk = field(default_factory=TokenDesk)
    dropped: int = 0
    _per_member: Window = field(default_factory=lambda: Window(PER_MEMBER))
    per_hour: Window = field(default_factory=lambda: Window(PER_MEMBER_HOURLY, timedelta(hours=1)))
    _seen: dict[str, tuple[datetime, str]] = field(default_factory=dict)

    async def gettoken(self, request: web.Request) -> web.Response:
        if request.query.get("corpid") != self.world.app.corp_id:
            raise Refused(40013, "invalid corpid")
        if request.query.get("corpsecret") != self.world.app.secret:
            raise Refused(40001, "invalid credential")
        token, seconds = self.tokens.ask(self.clock.now())
        return answers.ok(access_token=token, expires_in=seconds)

    async def message_send(self, request: web.Request) -> web.Response:
        self._check_token(request)
        body = await answers.body_of(request)
        if body.get("agentid") != self.world.app.agent_id:
            raise Refused(40056, "invalid agentid")
        card = self._card(body) if body.get("msgtype") == "template_card" else None
        text = cards.words(card) if card else self._text(body)
        known, unknown = self._recipients(str(body.get("touser", "")))
        again = self._repeated(body)
        if again:
            return answers.ok(invaliduser="|".join(unknown), msgid=again)
        if card:
            _card_rule(lambda: self.shown.claim("app", card["task_id"]))
        msgid = self._remember(body)
        for userid in known:
            self._hand_over(userid, text, msgid, card)
        code = {"response_code": self.shown.issue(card["task_id"], map(_chat, known))} if card else {}
        return answers.ok(invaliduser="|".join(unknown), invalidparty="", invalidtag="", msgid=msgid, **code)

    async def update_card(self, request: web.Request) -> web.Response:
        """/cgi-bin/message/update_template_card: other buttons, other words, or one greyed word; each code once."""
        self._check_token(request)
        body = await answers.body_of(request)
        if body.get("agentid") != self.world.app.agent_id:
            raise Refused(40056, "invalid agentid")
        users = body.get("userids")
        if not isinstance(users, list) or not users or ("button" in body) is ("template_card" in body):
            raise Refused(40058, "userids and either button or template_card")
        button = body.get("button")
        card = self._card(body, replaces=True) if button is None else None
        greyed = str((button or card or {}).get("replace_name" if button else "replace_text", ""))
        if button is not None and not greyed:
            raise Refused(40058, "button.replace_name is missing")
        chats = [_chat(str(one)) for one in users]
        task_id = _card_rule(lambda: self.shown.redeem(str(body.get("response_code", "")), chats))
        for chat in chats:
            self._changed(chat, self.shown.change(chat, task_id, card, greyed))
        return answers.ok()

    async def user_get(self, request: web.Request) -> web.Response:
        self._check_token(request)
        member = self.world.members.get(request.query.get("userid", ""))
        if member is None:
            raise Refused(60111, "userid not found")
        return answers.ok(userid=member.userid, name=member.name, department=[1], status=1)

    async def callback_addresses(self, request: web.Request) -> web.Response:
        self._check_token(request)
        return answers.ok(ip_list=[CALLER_IP])

    async def media_get(self, request: web.Request) -> web.Response:
        """/cgi-bin/media/get: a picture that came to the app, plain."""
        self._check_token(request)
        data = self.host.get(request.query.get("media_id", ""), self.clock.now())
        if data is None:
            raise Refused(40007, "invalid media_id")
        return web.Response(body=data, content_type=media.content_type(data))

    async def respond(self, request: web.Request) -> web.Response:
        """/cgi-bin/aibot/response: no token, plain JSON. The codes of refusals are not published; ours are guesses."""
        ticket = self.desk.find(request.query.get("response_code", ""))
        if ticket is None:
            raise Refused(40058, "invalid response_code")
        body = await answers.body_of(request)
        kind = body.get("msgtype")
        card = None
        if kind == "template_card" and ticket.single:
            card = self._card(body)
            _card_rule(lambda: self.shown.claim("aibot", card["task_id"]))
            self.shown.show(ticket.chat, card)
            text = cards.words(card)
        elif kind == "markdown":
            text = answers.words(body, "markdown", STREAM_BYTES)
        else:
            raise Refused(40008, "invalid message type")
        ticket.used = True
        quote = "" if ticket.single else ticket.quote
        self.world.transcript.add(
            self.clock.now(), ticket.chat, "", self.world.shown(text), Source.RESPONSE,
            quote=quote, msgid=ticket.msgid, card=card,
        )  # fmt: skip
        return answers.ok()

    def _check_token(self, request: web.Request) -> None:
        self.tokens.check(request.query.get("access_token", ""), self.clock.now())

    def _text(self, body: Mapping[str, Any]) -> str:
        kind = body.get("msgtype")
        if kind not in {"text", "markdown"}:
            raise Refused(40008, "invalid message type")
        try:
            return answers.words(dict(body), str(kind), TEXT_BYTES)
        except Refused as refused:
            raise Refused(45002 if refused.code == 40058 else refused.code, refused.message) from None

    def _recipients(self, touser: str) -> tuple[list[str], list[str]]:
        named = [one for one in touser.split("|") if one]
        if not named:
            raise Refused(82001, "touser & toparty & totag are all empty")
        if len(named) > RECIPIENTS:
            raise Refused(40058, f"touser exceed max number {RECIPIENTS}")
        if named == ["@all"]:
            return list(self.world.members), []
        known = [one for one in named if one in self.world.members]
        if not known:
            raise Refused(81013, "user & party & tag all invalid")
        return known, [one for one in named if one not in self.world.members]

    def _repeated(self, body: Mapping[str, Any]) -> str:
        """The msgid of the identical message sent before, when the caller asked for that check; else ""."""
        if body.get("enable_duplicate_check") != 1:
            return ""
        seconds = body.get("duplicate_check_interval", DUPLICATE_SECONDS)
        if not isinstance(seconds, int) or not 0 < seconds <= LONGEST_DUPLICATE:
            raise Refused(40058, f"duplicate_check_interval is 1 to {LONGEST_DUPLICATE}")
        at, msgid = self._seen.get(_canonical(body), (None, ""))
        return msgid if at is not None and self.clock.now() - at < timedelta(seconds=seconds) else ""

    def _remember(self, body: Mapping[str, Any]) -> str:
        msgid = secrets.token_urlsafe(24)
        self._seen[_canonical(body)] = (self.clock.now(), msgid)
        return msgid

    def _hand_over(self, userid: str, text: str, msgid: str, card: Mapping[str, Any] | None) -> None:
        now, chat = self.clock.now(), _chat(userid)
        if not (self._per_member.take(userid, now) and self.per_hour.take(userid, now)):
            self.dropped += 1
            return
        view = self.shown.show(chat, card).view if card else None
        self.world.transcript.add(now, chat, "", text, Source.APP, msgid=msgid, card=view)

    def _changed(self, chat: str, card: cards.Shown | None) -> None:
        if card is not None:
            read = cards.words(card.fields, card.greyed)
            self.world.transcript.add(self.clock.now(), chat, "", read, Source.APP, card=card.view)

    def _card(self, body: Mapping[str, Any], *, replaces: bool = False) -> Mapping[str, Any]:
        if self.world.refuses_cards:
            raise Refused(40008, "invalid message type")
        return _card_rule(lambda: cards.check(body.get("template_card"), replaces=replaces))


def _chat(userid: str) -> str:
    return f"app:{userid}"


def _card_rule(rule: Callable[[], _Found]) -> _Found:
    try:
        return rule()
    except cards.BadCard as bad:
        raise Refused(40058, str(bad)) from None


def _canonical(body: Mapping[str, Any]) -> str:
    return json.dumps(body, sort_keys=True, ensure_ascii=False)
