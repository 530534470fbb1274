"""The door of the Official Account (公众号), plain or sealed, 1:1 with residents.

The URL is verified by a signature over token, timestamp and nonce alone, and the echo comes in the clear. A sealed
callback says `encrypt_type=aes` and is signed like WeCom's, with the appid as receiveid. A plain callback's signature
does not cover the body: that a nonce serves one body only, and for 300 s, is what protects it. Where the account has a
key a plain callback is refused, so that nobody gets round the seal by leaving it off.
"""

from datetime import datetime

from wechatpy.parser import parse_message

from bot import door, limits, weixin_xml
from bot.domain import errors
from bot.domain.cards import Card
from bot.domain.messages import Channel


class OaDoor:
    """`envelope` None: the account has no EncodingAESKey here, so sealed callbacks cannot be read."""

    channel = Channel.OA

    def __init__(self, token: str, envelope: door.Envelope | None) -> None:
        self._token = token
        self._envelope = envelope

    def echo(self, query: door.Query) -> str:
        self._check_plain(query)
        return query.need("echostr")

    def open(self, query: door.Query, body: bytes) -> door.Callback:
        sealed = query.fields.get("encrypt_type", "raw") == "aes"
        raw = self._unsealed(query, body) if sealed else self._plain(query, body)
        message, addressee = weixin_xml.incoming(raw, Channel.OA, parse_message)
        return door.Callback(message, raw, query, addressee, sealed)

    def answer(
        self, callback: door.Callback, message_id: int, text: str, now: datetime, card: Card | None = None
    ) -> door.Answer:
        assert callback.incoming is not None
        reply = weixin_xml.text_reply(
            limits.clip(text, limits.OA_TEXT), to=callback.incoming.sender, sender=callback.addressee, now=now
        )
        if callback.sealed and self._envelope is not None:
            reply = weixin_xml.sealed_reply(self._envelope.seal(reply, callback.query.nonce, now))
        return door.Answer(reply, "application/xml")

    def _check_plain(self, query: door.Query) -> None:
        door.check_signature(query.need("signature"), self._token, query.timestamp, query.nonce)

    def _plain(self, query: door.Query, body: bytes) -> str:
        self._check_plain(query)
        if self._envelope is not None:
            raise errors.Forged
        try:
            return body.decode()
        except UnicodeDecodeError as bad:
            raise errors.Malformed from bad

    def _unsealed(self, query: door.Query, body: bytes) -> str:
        signature, timestamp, nonce = query.need("msg_signature"), query.timestamp, query.nonce
        if self._envelope is None:
            raise errors.Malformed
        encrypt = weixin_xml.field(weixin_xml.parse_body(body), "Encrypt").strip()
        self._envelope.verify(signature, timestamp, nonce, encrypt)
        return self._envelope.open(encrypt)
