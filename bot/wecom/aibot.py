"""The robot's door (智能机器人, callback mode): sealed JSON in, a finished stream or a welcome out.

Shapes: [DOC 100719] messages, [DOC 101027] events, [DOC 101031] passive replies, [DOC 101033] envelope.
"""

import hmac
import re
from datetime import datetime

import orjson

from bot import door, limits
from bot.domain import errors
from bot.domain.cards import Card
from bot.domain.messages import Channel, Event, Incoming, Media, MessageKind, Quote
from bot.wecom import cards, crypto
from bot.wecom.jsonfields import Object, identity, items, moment, read_object, sub, text_of

WELCOMED = "enter_chat"
CLICKED = "template_card_event"
_STREAM_ID = re.compile(r"([0-9]{1,18})-([0-9a-f]{16})")
_MEDIA = {kind.value: kind for kind in (MessageKind.IMAGE, MessageKind.FILE, MessageKind.VIDEO)}


class AibotDoor:
    """`name` is what people @; the platform leaves it in the text."""

    channel = Channel.AIBOT

    def __init__(self, envelope: crypto.Envelope, name: str) -> None:
        self._envelope = envelope
        self._called = (f"@{name}", f"＠{name}")
        self._head = re.compile(rf"(?:\s*[@＠]{re.escape(name)}[\s\u2005\u200b]*)+")

    def echo(self, query: door.Query) -> str:
        encrypt = query.need("echostr")
        self._envelope.verify(query.need("msg_signature"), query.timestamp, query.nonce, encrypt)
        return self._envelope.open(encrypt)

    def open(self, query: door.Query, body: bytes) -> door.Callback:
        signature, timestamp, nonce = query.need("msg_signature"), query.timestamp, query.nonce
        encrypt = text_of(read_object(body), "encrypt")
        self._envelope.verify(signature, timestamp, nonce, encrypt)
        raw = self._envelope.open(encrypt)
        message = read_object(raw.encode())
        if message.get("msgtype") == "stream":
            return door.Callback(None, raw, query, refresh_of=self._refreshed(message))
        incoming = self.read(message)
        answerable = incoming is not None and _answerable(incoming)
        shows_card = incoming is not None and _shows_card(incoming)
        return door.Callback(incoming, raw, query, answerable=answerable, shows_card=shows_card)

    def answer(
        self, callback: door.Callback, message_id: int, text: str, now: datetime, card: Card | None = None
    ) -> door.Answer:
        """A refresh is answered under the id it asked with, a message under a new one made from its inbox id."""
        reply = self._reply(callback, message_id, limits.clip(text, limits.AIBOT_MARKDOWN), card)
        sealed = self._envelope.seal(orjson.dumps(reply).decode(), callback.query.nonce, now)
        body = {
            "encrypt": sealed.encrypt,
            "msgsignature": sealed.signature,
            "timestamp": sealed.timestamp,
            "nonce": sealed.nonce,
        }
        return door.Answer(orjson.dumps(body).decode(), "application/json")

    def _reply(self, callback: door.Callback, message_id: int, content: str, card: Card | None) -> dict[str, object]:
        incoming = callback.incoming
        if incoming is not None and incoming.kind is MessageKind.EVENT:
            if not callback.answerable and card is not None:
                return {"response_type": "update_template_card", "template_card": cards.payload(card)}
            return {"msgtype": "text", "text": {"content": content}}
        stream = {"id": self._stream_id(callback, message_id), "finish": True, "content": content}
        if card is not None:
            return {
                "msgtype": "stream_with_template_card",
                "stream": stream,
                "template_card": cards.payload(card),
            }
        return {"msgtype": "stream", "stream": stream}

    def read(self, message: Object) -> Incoming | None:
        """The message as the house knows it; None for an event nobody caused. Raises Malformed."""
        msgtype = text_of(message, "msgtype")
        is_event = msgtype == "event"
        if is_event and "from" not in message:
            return None
        sender = identity(sub(message, "from"), "userid")
        event = _event(sub(message, "event")) if is_event else None
        kind, text, media = _content(message, msgtype)
        return Incoming(
            channel=Channel.AIBOT,
            sender=sender,
            msgid=_msgid(message, sender, event),
            kind=kind,
            chat=_chat(message),
            text=self._without_mention(text),
            quote=_quote(message),
            media=media,
            event=event,
            sent_at=_sent_at(message),
            response_url=text_of(message, "response_url", default=""),
        )

    def _without_mention(self, text: str) -> str:
        """Without our name at either end. In steps: searched for from every blank, a line of nothing but blanks would
        hold up everybody for minutes.
        """
        head = self._head.match(text)
        rest = text[head.end() if head else 0 :].strip()
        for called in self._called:
            rest = rest.removesuffix(called)
        return rest.strip()

    def _stream_id(self, callback: door.Callback, message_id: int) -> str:
        if callback.incoming is None:
            return text_of(sub(read_object(callback.raw.encode()), "stream"), "id")
        asker = callback.incoming
        return f"{message_id}-{self._envelope.mark('stream', str(message_id), asker.chat, asker.sender)}"

    def _refreshed(self, message: Object) -> int | None:
        """The inbox id in the stream id; None unless we gave this id to this person in this chat."""
        found = _STREAM_ID.fullmatch(text_of(sub(message, "stream"), "id"))
        sender = identity(sub(message, "from"), "userid")
        if found is None:
            return None
        ours = self._envelope.mark("stream", found[1], _chat(message), sender)
        return int(found[1]) if hmac.compare_digest(found[2], ours) else None


def _answerable(incoming: Incoming) -> bool:
    """Clicks take only a changed card, feedback nothing at all; entering the chat takes a welcome."""
    return incoming.event is None or incoming.event.type == WELCOMED


def _shows_card(incoming: Incoming) -> bool:
    """In a 1:1 chat: with the answer to a message, or instead of the card that was clicked [DOC 101031]."""
    event = incoming.event
    return not incoming.in_group and (event is None or event.type == CLICKED)


def _chat(message: Object) -> str:
    """The group, or "" in 1:1. A single chat names no chatid; enter_chat names neither."""
    chattype = text_of(message, "chattype", default="")
    if chattype == "group":
        return identity(message, "chatid")
    if chattype == "" and "chatid" in message:
        return identity(message, "chatid")
    return ""


def _msgid(message: Object, sender: str, event: Event | None) -> str:
    if event is not None and "msgid" not in message:
        created = moment(message, "create_time")
        seconds = str(int(created.timestamp())) if created else ""
        return door.event_msgid(sender, seconds, event.type, event.key)
    return identity(message, "msgid")


def _content(message: Object, msgtype: str) -> tuple[MessageKind, str, tuple[Media, ...]]:
    """Kind, text and media of a message, of a quote, or of one item of a mixed message."""
    if msgtype == "text":
        return MessageKind.TEXT, text_of(sub(message, "text"), "content"), ()
    if msgtype == "voice":
        return MessageKind.VOICE, text_of(sub(message, "voice"), "content", default=""), ()
    if msgtype in _MEDIA:
        return _MEDIA[msgtype], "", (Media(_MEDIA[msgtype], url=text_of(sub(message, msgtype), "url")),)
    if msgtype == "mixed":
        parts = [_content(one, _item_type(one)) for one in items(sub(message, "mixed"), "msg_item")]
        text = "\n".join(text for _, text, _ in parts if text)
        return MessageKind.MIXED, text, tuple(media for _, _, found in parts for media in found)
    return (MessageKind.EVENT if msgtype == "event" else MessageKind.OTHER), "", ()


def _item_type(item: Object) -> str:
    """Mixed messages do not nest; one that does was made to exhaust us."""
    msgtype = text_of(item, "msgtype")
    if msgtype == "mixed":
        raise errors.Malformed
    return msgtype


def _quote(message: Object) -> Quote | None:
    """What was quoted, as far as it can be read: the words of whoever quotes it are never lost over it.

    Of a kind that is not documented (a card, an answer of ours) the text is taken if it has any.
    """
    if message.get("quote") is None:
        return None
    try:
        quoted = sub(message, "quote")
        kind, text, media = _content(quoted, text_of(quoted, "msgtype"))
        if kind is MessageKind.OTHER:
            text = text_of(sub(quoted, text_of(quoted, "msgtype")), "content", default="")
    except errors.Malformed:
        return Quote()
    return Quote(text.strip(), media)


def _sent_at(message: Object) -> datetime | None:
    """Optional in messages [DOC 100719], so one that cannot be read is as good as none."""
    try:
        return moment(message, "create_time")
    except errors.Malformed:
        return None


def _event(event: Object) -> Event:
    kind = identity(event, "eventtype")
    if event.get(kind) is None:
        return Event(kind)
    details = sub(event, kind)
    # The tables of the documentation spell the names without underscores, its samples with them.
    key = _either(details, "event_key", "eventkey") or text_of(details, "id", default="")
    return Event(kind, key, _either(details, "task_id", "taskid"), _selected(details))


def _either(details: Object, name: str, other: str) -> str:
    return text_of(details, name, default="") or text_of(details, other, default="")


def _selected(details: Object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if details.get("selected_items") is None:
        return ()
    chosen = []
    for one in items(sub(details, "selected_items"), "selected_item"):
        ids = sub(one, "option_ids" if "option_ids" in one else "optionids").get("option_id", [])
        if not isinstance(ids, list) or not all(isinstance(option, str) for option in ids):
            raise errors.Malformed
        chosen.append((_either(one, "question_key", "questionkey"), tuple(ids)))
    return tuple(chosen)
