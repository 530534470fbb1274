"""Judges what the bot answers to a callback. The platform shows nothing of a reply that breaks a rule; we say which."""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import xmltodict

from bot.sandbox import cards

STREAM_BYTES = 20480
FEEDBACK_BYTES = 256
PICTURES = 10
PICTURE_BYTES = 10 * 1024 * 1024


class Asked(Enum):
    """What the callback was; it decides which replies are allowed [DOC 101031]."""

    MESSAGE = "message"
    ENTER_CHAT = "enter_chat"
    CARD_CLICK = "card_click"
    REFRESH = "refresh"
    OTHER_EVENT = "other_event"


ALLOWED = {
    Asked.MESSAGE: {"stream", "template_card", "stream_with_template_card"},
    Asked.ENTER_CHAT: {"text", "template_card"},
    Asked.CARD_CLICK: {"update_template_card"},
    Asked.REFRESH: {"stream"},
    Asked.OTHER_EVENT: set(),
}


#: What each kind of reply holds; anything else is passed over in silence, so it is a mistake.
HOLDS = {
    "text": {"msgtype", "text"},
    "stream": {"msgtype", "stream"},
    "template_card": {"msgtype", "template_card"},
    "stream_with_template_card": {"msgtype", "stream", "template_card"},
    "update_template_card": {"response_type", "userids", "template_card"},
}


class BadReply(ValueError):
    """A breach of the reply rules, in words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`finished` False: the platform asks again. `silent`: received, nothing to say. `changes`: the card takes the
    place of the one that was clicked."""

    text: str = ""
    stream_id: str = ""
    finished: bool = True
    card: Mapping[str, Any] | None = None
    changes: bool = False

    @property
    def silent(self) -> bool:
        return not self.text and not self.stream_id and self.card is None


SILENT = Answer()


def aibot(plain: str, asked: Asked, task_id: str = "", stream_id: str = "") -> Answer:
    """The opened JSON reply of an aibot. `stream_id`: the one a refresh asked for."""
    try:
        reply = json.loads(plain)
    except json.JSONDecodeError:
        raise BadReply("reply is not JSON") from None
    _demand(isinstance(reply, dict), "reply is not an object")
    kind = reply.get("response_type") or reply.get("msgtype")
    _demand(kind in ALLOWED[asked], f"{kind} is no reply to {asked.value}")
    stray = sorted(set(reply) - HOLDS[kind])
    _demand(not stray, f"{kind} does not hold {stray}")
    if kind == "text":
        return Answer(text=_text(reply.get("text"), "content", STREAM_BYTES))
    answer = _stream(reply, asked, stream_id) if "stream" in str(kind) else SILENT
    if kind == "update_template_card":
        _demand(_dict(reply, "template_card").get("task_id") == task_id, "task_id is not the clicked card's")
    card = _card(reply) if "template_card" in str(kind) else None
    return Answer(answer.text, answer.stream_id, answer.finished, card, asked is Asked.CARD_CLICK)


def _stream(reply: Mapping[str, Any], asked: Asked, stream_id: str) -> Answer:
    stream = _dict(reply, "stream")
    known = {"id", "finish", "content", "msg_item", "feedback"}
    _demand(set(stream) <= known, f"unknown stream fields: {sorted(set(stream) - known)}")
    ident = stream.get("id")
    _demand(isinstance(ident, str) and bool(ident), "stream.id is missing")
    _demand(asked is not Asked.REFRESH or ident == stream_id, "stream.id is not the one asked for")
    finish = stream.get("finish")
    _demand(isinstance(finish, bool), "stream.finish must be true or false")
    _demand(not stream.get("msg_item") or finish is True, "msg_item before finish")
    _pictures(stream.get("msg_item") or [])
    if "feedback" in stream:
        _demand(asked is not Asked.REFRESH, "feedback.id only in the first reply")
        _text(stream["feedback"], "id", FEEDBACK_BYTES)
    content = stream.get("content", "")
    _demand(isinstance(content, str), "stream.content must be text")
    _demand(len(content.encode()) <= STREAM_BYTES, f"stream.content over {STREAM_BYTES} bytes")
    return Answer(str(content), str(ident), bool(finish))


def _pictures(items: list[Mapping[str, Any]]) -> None:
    _demand(len(items) <= PICTURES, f"more than {PICTURES} pictures")
    for item in items:
        _demand(item.get("msgtype") == "image", "msg_item takes images only")
        picture(_dict(item, "image"), PICTURE_BYTES)


def picture(image: Mapping[str, Any], limit: int) -> bytes:
    """The raw bytes of {"base64", "md5"}, JPG or PNG and at most `limit`; BadReply otherwise."""
    try:
        raw = base64.b64decode(str(image.get("base64", "")), validate=True)
    except (binascii.Error, ValueError):
        raise BadReply("image.base64 is not base64") from None
    _demand(0 < len(raw) <= limit, f"image over {limit} bytes or empty")
    _demand(hashlib.md5(raw, usedforsecurity=False).hexdigest() == image.get("md5"), "image.md5 does not match")
    _demand(raw.startswith((b"\x89PNG", b"\xff\xd8\xff")), "image is neither JPG nor PNG")
    return raw


def _card(reply: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        return cards.check(reply.get("template_card"))
    except cards.BadCard as bad:
        raise BadReply(f"template_card: {bad}") from None


def xml(plain: str, to: str, sender: str) -> Answer:
    """The opened XML reply of app or Official Account: only text is shown here."""
    try:
        fields = xmltodict.parse(plain)["xml"]
    except (xmltodict.expat.ExpatError, KeyError):
        raise BadReply("reply is not XML") from None
    _demand(fields.get("ToUserName") == to, "ToUserName is not the sender of the message")
    _demand(fields.get("FromUserName") == sender, "FromUserName is not the addressee of the message")
    _demand(str(fields.get("CreateTime", "")).isdigit(), "CreateTime must be whole seconds")
    _demand(fields.get("MsgType") == "text", f"MsgType {fields.get('MsgType')} is not expected")
    return Answer(text=_text(fields, "Content", 2048))


def _text(value: Any, key: str, limit: int) -> str:
    _demand(isinstance(value, dict), f"{key} is missing")
    words = value.get(key)
    _demand(isinstance(words, str) and bool(words), f"{key} is empty")
    _demand(len(words.encode()) <= limit, f"{key} over {limit} bytes")
    return str(words)


def _dict(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    inner = value.get(key)
    _demand(isinstance(inner, dict), f"{key} is missing")
    return inner or {}


def _demand(holds: bool, rule: str) -> None:
    if not holds:
        raise BadReply(rule)
