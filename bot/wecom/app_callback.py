"""The door of the self-built app (自建应用): sealed XML, 1:1 with members. Shapes: [DOC 90238] to [DOC 90241]."""

from datetime import datetime

from wechatpy.work.parser import parse_message

from bot import door, limits, weixin_xml
from bot.domain.cards import Card
from bot.domain.messages import Channel


class AppDoor:
    """`envelope` carries the CorpID as its receiveid."""

    channel = Channel.APP

    def __init__(self, envelope: door.Envelope) -> None:
        self._envelope = envelope

    def echo(self, query: door.Query) -> str:
        encrypt = query.need("echostr")
        self._envelope.verify(query.need("msg_signature"), query.timestamp, query.nonce, encrypt)
        return self._envelope.open(encrypt)

    def open(self, query: door.Query, body: bytes) -> door.Callback:
        signature, timestamp, nonce = query.need("msg_signature"), query.timestamp, query.nonce
        encrypt = weixin_xml.field(weixin_xml.parse_body(body), "Encrypt").strip()
        self._envelope.verify(signature, timestamp, nonce, encrypt)
        raw = self._envelope.open(encrypt)
        message, addressee = weixin_xml.incoming(raw, Channel.APP, parse_message)
        return door.Callback(message, raw, query, addressee)

    def answer(
        self, callback: door.Callback, message_id: int, text: str, now: datetime, card: Card | None = None
    ) -> door.Answer:
        assert callback.incoming is not None
        reply = weixin_xml.text_reply(
            limits.clip(text, limits.APP_TEXT), to=callback.incoming.sender, sender=callback.addressee, now=now
        )
        sealed = self._envelope.seal(reply, callback.query.nonce, now)
        return door.Answer(weixin_xml.sealed_reply(sealed), "application/xml")
