"""The XML that WeCom apps and Official Accounts share: checked, read with wechatpy, answered.

wechatpy reads the fields; before it sees a text, defusedxml has refused entities and we have refused what it would
stumble over (repeated or nested fields). MsgId is taken as text: wechatpy takes every id for a number.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError

import defusedxml
from defusedxml import ElementTree
from wechatpy.replies import TextReply

from bot import door
from bot.domain import errors
from bot.domain.messages import Channel, Event, Incoming, Media, MessageKind

_DEEPEST = 6
_MOST_NODES = 1000
#: Tags and attributes, counted before anything is built: a mebibyte of them takes up to a quarter of a second, and
#: nobody has signed it yet.
_MOST_MARKS = 5000
_LONGEST_ID = 256
#: What XML 1.0 cannot carry, not even escaped.
_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: wechatpy's `parse_message`, of `wechatpy.work` or of `wechatpy`; they know different events.
Parser = Callable[[str], Any]


def parse(text: str) -> Element:
    """The root `<xml>` of a small, shallow document without entities and repeated fields. Raises Malformed."""
    if text.count("<") + text.count("=") > _MOST_MARKS:
        raise errors.Malformed
    try:
        root: Element = ElementTree.fromstring(text, forbid_dtd=True)
    except (ParseError, defusedxml.DefusedXmlException, ValueError) as bad:
        raise errors.Malformed from bad
    if root.tag != "xml" or len({child.tag for child in root}) != len(root):
        raise errors.Malformed
    _check_size(root)
    return root


def parse_body(body: bytes) -> Element:
    """The same, from the bytes of a request, which must be UTF-8."""
    try:
        return parse(body.decode())
    except UnicodeDecodeError as bad:
        raise errors.Malformed from bad


def field(root: Element, name: str, *, default: str | None = None) -> str:
    """The text of a field that holds text only. Raises Malformed when it is absent and has no default."""
    child = root.find(name)
    if child is None:
        if default is None:
            raise errors.Malformed
        return default
    if len(child):
        raise errors.Malformed
    return child.text or ""


def incoming(text: str, channel: Channel, parser: Parser) -> tuple[Incoming, str]:
    """The message in `text`, and whom it was written to (ToUserName). Raises Malformed."""
    root = parse(text)
    sender, created = _identity(root, "FromUserName"), _seconds(root)
    is_event = field(root, "MsgType").strip().lower() == "event"
    event = _event(root) if is_event else None
    kind, words, media = (MessageKind.EVENT, "", ()) if is_event else _content(_parsed(text, parser))
    msgid = _identity(root, "MsgId") if root.find("MsgId") is not None else _eventless(event, sender, created)
    message = Incoming(
        channel=channel,
        sender=sender,
        msgid=msgid,
        kind=kind,
        text=words.strip(),
        media=media,
        event=event,
        sent_at=datetime.fromtimestamp(int(created), UTC),
    )
    return message, _identity(root, "ToUserName")


def text_reply(content: str, *, to: str, sender: str, now: datetime) -> str:
    """A passive text reply. wechatpy writes its CDATA as it comes, so "]]>" is cut in two and reads as before."""
    reply = TextReply(target=_cdata(to), source=_cdata(sender), time=int(now.timestamp()), content=_cdata(content))
    rendered: str = reply.render()
    return rendered


def sealed_reply(sealed: door.Sealed) -> str:
    """The envelope of an encrypted reply. The nonce comes from the query string and is sanitised like any text."""
    return (
        f"<xml><Encrypt><![CDATA[{sealed.encrypt}]]></Encrypt>"
        f"<MsgSignature><![CDATA[{sealed.signature}]]></MsgSignature>"
        f"<TimeStamp>{sealed.timestamp}</TimeStamp><Nonce><![CDATA[{_cdata(sealed.nonce)}]]></Nonce></xml>"
    )


def _cdata(text: str) -> str:
    return _UNSPEAKABLE.sub("", text).replace("]]>", "]]]]><![CDATA[>")


def _check_size(root: Element) -> None:
    nodes, waiting = 0, [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        nodes += 1
        if depth > _DEEPEST or nodes > _MOST_NODES:
            raise errors.Malformed
        waiting.extend((child, depth + 1) for child in node)


def _identity(root: Element, name: str) -> str:
    value = field(root, name).strip()
    if not 1 <= len(value) <= _LONGEST_ID or not value.isprintable():
        raise errors.Malformed
    return value


def _seconds(root: Element) -> str:
    value = field(root, "CreateTime").strip()
    if not re.fullmatch(r"[0-9]{1,11}", value):
        raise errors.Malformed
    return value


def _eventless(event: Event | None, sender: str, created: str) -> str:
    """The name of an event without MsgId; a message must have one."""
    if event is None:
        raise errors.Malformed
    return door.event_msgid(sender, created, event.type, event.key)


def _event(root: Element) -> Event:
    """With the names the platform gave; a scene code comes as "qrscene_X" on the first scan, as "X" later."""
    return Event(
        type=_identity(root, "Event"),
        key=field(root, "EventKey", default="").strip().removeprefix("qrscene_"),
        task_id=field(root, "TaskId", default="").strip(),
        response_code=field(root, "ResponseCode", default="").strip(),
        selected=tuple(
            (field(one, "QuestionKey", default=""), tuple(option.text or "" for option in one.iter("OptionId")))
            for one in root.iterfind("SelectedItems/SelectedItem")
        ),
    )


def _parsed(text: str, parser: Parser) -> Any:
    try:
        return parser(text)
    except (ExpatError, KeyError, ValueError, AttributeError, TypeError) as bad:
        raise errors.Malformed from bad


def _content(parsed: Any) -> tuple[MessageKind, str, tuple[Media, ...]]:
    """Kind, text and media by wechatpy's reading; what it does not know is OTHER."""
    match parsed.type:
        case "text":
            return MessageKind.TEXT, _string(parsed.content), ()
        case "image":
            media = Media(MessageKind.IMAGE, url=_string(parsed.image), media_id=_string(parsed.media_id))
            return MessageKind.IMAGE, "", (media,)
        case "voice":
            # Words are there only where the account has speech recognition on. Nobody plays the recording.
            return MessageKind.VOICE, _string(parsed.recognition), ()
        case "video" | "shortvideo":
            return MessageKind.VIDEO, "", (Media(MessageKind.VIDEO, media_id=_string(parsed.media_id)),)
        case "location":
            return MessageKind.OTHER, _string(parsed.label), ()
        case _:
            return MessageKind.OTHER, "", ()


def _string(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise errors.Malformed
    return value
