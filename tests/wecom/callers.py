"""The platform's side of a callback, written with wechatpy so that it shares nothing with our envelope."""

import base64
import json
import urllib.parse
from dataclasses import dataclass
from datetime import UTC, datetime

import xmltodict
from wechatpy.crypto import PrpCrypto
from wechatpy.utils import WeChatSigner

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TOKEN = "testtoken"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
RAW_KEY = base64.b64decode(AES_KEY + "=")


class FixedClock:
    """Time stands still until a test moves it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time


def signature(*parts: str) -> str:
    signer = WeChatSigner()
    signer.add_data(*parts)
    return str(signer.signature)


def encrypt(plain: str | bytes, receive_id: str = "") -> str:
    return bytes(PrpCrypto(RAW_KEY).encrypt(plain, receive_id)).decode()


def decrypt(encrypted: str, receive_id: str = "") -> str:
    return str(PrpCrypto(RAW_KEY).decrypt(encrypted, receive_id))


def query_for(encrypted: str, *, at: datetime = NOW, nonce: str = "n1", token: str = TOKEN, **more: str) -> str:
    """The query string of a callback that carries `encrypted`."""
    timestamp = str(int(at.timestamp()))
    fields = {
        "msg_signature": signature(token, timestamp, nonce, encrypted),
        "timestamp": timestamp,
        "nonce": nonce,
        **more,
    }
    return urllib.parse.urlencode(fields)


def plain_query(*, at: datetime = NOW, nonce: str = "n1", token: str = TOKEN, **more: str) -> str:
    """The query string of the Official Account's plain mode, which does not sign the body."""
    timestamp = str(int(at.timestamp()))
    fields = {"signature": signature(token, timestamp, nonce), "timestamp": timestamp, "nonce": nonce, **more}
    return urllib.parse.urlencode(fields)


@dataclass(frozen=True)
class Caller:
    """Calls one door as its platform would."""

    name: str
    receive_id: str

    def wrap(self, encrypted: str) -> bytes:
        if self.name == "aibot":
            return json.dumps({"encrypt": encrypted}).encode()
        return f"<xml><ToUserName><![CDATA[x]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>".encode()

    def extra(self) -> dict[str, str]:
        return {"encrypt_type": "aes", "signature": "unused"} if self.name == "oa" else {}

    def call(
        self,
        plain: str | bytes,
        *,
        at: datetime = NOW,
        nonce: str = "n1",
        token: str = TOKEN,
        receive_id: str | None = None,
    ) -> tuple[str, bytes]:
        """Query string and body of a sealed callback."""
        encrypted = encrypt(plain, self.receive_id if receive_id is None else receive_id)
        return query_for(encrypted, at=at, nonce=nonce, token=token, **self.extra()), self.wrap(encrypted)

    def message(self, text: str = "3栋的路灯不亮了", msgid: str = "1001", sender: str = "zhangsan") -> str:
        """A text message of this platform."""
        if self.name == "aibot":
            return json.dumps(
                {
                    "msgid": msgid,
                    "aibotid": "BOT",
                    "chatid": "G1",
                    "chattype": "group",
                    "from": {"userid": sender},
                    "response_url": "https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=C",
                    "msgtype": "text",
                    "text": {"content": f"@连心 {text}"},
                },
                ensure_ascii=False,
            )
        return (
            "<xml><ToUserName><![CDATA[house]]></ToUserName>"
            f"<FromUserName><![CDATA[{sender}]]></FromUserName><CreateTime>1763859600</CreateTime>"
            f"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content><MsgId>{msgid}</MsgId></xml>"
        )

    def read_reply(self, body: str, nonce: str = "n1") -> str:
        """The text a person would see; checks envelope, signature and nonce on the way."""
        if self.name == "aibot":
            sealed = json.loads(body)
            assert isinstance(sealed["timestamp"], int)
            assert sealed["nonce"] == nonce
            expected = signature(TOKEN, str(sealed["timestamp"]), nonce, sealed["encrypt"])
            assert sealed["msgsignature"] == expected
            reply = json.loads(decrypt(sealed["encrypt"]))
            if reply["msgtype"] == "text":
                return str(reply["text"]["content"])
            assert reply["stream"]["finish"] is True
            return str(reply["stream"]["content"])
        sealed = xmltodict.parse(body)["xml"]
        assert sealed["Nonce"] == nonce
        assert sealed["MsgSignature"] == signature(TOKEN, sealed["TimeStamp"], nonce, sealed["Encrypt"])
        reply = xmltodict.parse(decrypt(sealed["Encrypt"], self.receive_id))["xml"]
        assert reply["MsgType"] == "text"
        return str(reply["Content"])


AIBOT = Caller("aibot", "")
APP = Caller("app", "ww1234567890abcdef")
OA = Caller("oa", "wx0000000000000001")
ALL = (AIBOT, APP, OA)
