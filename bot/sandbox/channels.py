"""The three doors of a bot as the platform sees them: how each callback is wrapped, and how its answer is unwrapped."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import xmltodict

from bot.sandbox import plaintexts, world
from bot.sandbox.faults import Fault
from bot.sandbox.seal import BrokenSeal, Seal


@dataclass(frozen=True, slots=True)
class Stamp:
    """Fresh for every attempt. `timestamp` in whole seconds."""

    timestamp: str
    nonce: str


@dataclass(frozen=True, slots=True)
class Envelope:
    params: dict[str, str]
    body: bytes
    content_type: str


class Channel(Protocol):
    """`open` gives the plaintext of an answer ("" when there is nothing to say) or raises BrokenSeal."""

    name: str
    url: str

    def echo(self, plain: str, stamp: Stamp) -> tuple[dict[str, str], str]: ...

    def wrap(self, plain: str, stamp: Stamp, fault: Fault | None = None) -> Envelope: ...

    def open(self, body: bytes, stamp: Stamp) -> str: ...


def _sealed(seal: Seal, plain: str, stamp: Stamp, fault: Fault | None) -> tuple[str, dict[str, str]]:
    encrypt = seal.close(plain, "someone-else" if fault is Fault.BAD_RECEIVEID else None)
    signature = seal.sign(stamp.timestamp, stamp.nonce, encrypt)
    if fault is Fault.BAD_SIGNATURE:
        signature = signature[::-1]
    return encrypt, {"msg_signature": signature, "timestamp": stamp.timestamp, "nonce": stamp.nonce}


def _echo(seal: Seal, plain: str, stamp: Stamp) -> tuple[dict[str, str], str]:
    encrypt, params = _sealed(seal, plain, stamp, None)
    return params | {"echostr": encrypt}, plain


def _open_xml(seal: Seal, body: bytes) -> str:
    try:
        fields: Mapping[str, str] = xmltodict.parse(body)["xml"]
        parts = fields["Encrypt"], fields["TimeStamp"], fields["Nonce"], fields["MsgSignature"]
    except (xmltodict.expat.ExpatError, KeyError, TypeError):
        raise BrokenSeal("reply is not the XML envelope") from None
    return seal.open(*parts)


class AibotChannel:
    """JSON both ways; receiveid is empty; the reply's nonce is the callback's, its timestamp a number [DOC 101033]."""

    name = "aibot"

    def __init__(self, bot: world.Aibot) -> None:
        self.url = bot.url
        self.seal = Seal(bot.token, bot.aes_key, "")

    def echo(self, plain: str, stamp: Stamp) -> tuple[dict[str, str], str]:
        return _echo(self.seal, plain, stamp)

    def wrap(self, plain: str, stamp: Stamp, fault: Fault | None = None) -> Envelope:
        encrypt, params = _sealed(self.seal, plain, stamp, fault)
        return Envelope(params, json.dumps({"encrypt": encrypt}).encode(), "application/json")

    def open(self, body: bytes, stamp: Stamp) -> str:
        if not body:
            return ""
        try:
            reply: Any = json.loads(body)
        except ValueError:
            raise BrokenSeal("reply is not the JSON envelope") from None
        if not isinstance(reply, dict) or set(reply) != {"encrypt", "msgsignature", "timestamp", "nonce"}:
            raise BrokenSeal("reply is not the JSON envelope")
        if type(reply["timestamp"]) is not int:
            raise BrokenSeal("timestamp of the reply is not a whole number")
        if reply["nonce"] != stamp.nonce:
            raise BrokenSeal("nonce of the reply is not the callback's")
        return self.seal.open(str(reply["encrypt"]), str(reply["timestamp"]), stamp.nonce, str(reply["msgsignature"]))


class AppChannel:
    """XML both ways; receiveid is the corp id [DOC 90238]."""

    name = "app"

    def __init__(self, app: world.App) -> None:
        self.url = app.url
        self.seal = Seal(app.token, app.aes_key, app.corp_id)
        self._app = app

    def echo(self, plain: str, stamp: Stamp) -> tuple[dict[str, str], str]:
        return _echo(self.seal, plain, stamp)

    def wrap(self, plain: str, stamp: Stamp, fault: Fault | None = None) -> Envelope:
        encrypt, params = _sealed(self.seal, plain, stamp, fault)
        head = {"ToUserName": self._app.corp_id, "AgentID": str(self._app.agent_id), "Encrypt": encrypt}
        return Envelope(params, plaintexts.xml(head).encode(), "text/xml")

    def open(self, body: bytes, stamp: Stamp) -> str:
        return _open_xml(self.seal, body) if body else ""


class AccountChannel:
    """An Official Account, in plain mode or AES mode; the echo goes back as it came."""

    name = "oa"

    def __init__(self, account: world.OfficialAccount) -> None:
        self.url = account.url
        self.sealed = bool(account.aes_key)
        self.seal = Seal(account.token, account.aes_key or "A" * 43, account.app_id)
        self._account = account

    def echo(self, plain: str, stamp: Stamp) -> tuple[dict[str, str], str]:
        return self._signed(stamp, None) | {"echostr": plain}, plain

    def wrap(self, plain: str, stamp: Stamp, fault: Fault | None = None) -> Envelope:
        params = self._signed(stamp, fault)
        if not self.sealed:
            return Envelope(params, plain.encode(), "text/xml")
        encrypt, more = _sealed(self.seal, plain, stamp, fault)
        body = plaintexts.xml({"ToUserName": self._account.gh_id, "Encrypt": encrypt})
        return Envelope(params | more | {"encrypt_type": "aes"}, body.encode(), "text/xml")

    def open(self, body: bytes, stamp: Stamp) -> str:
        if body in (b"", b"success"):
            return ""
        if self.sealed:
            return _open_xml(self.seal, body)
        return body.decode(errors="replace")

    def _signed(self, stamp: Stamp, fault: Fault | None) -> dict[str, str]:
        signature = self.seal.sign(stamp.timestamp, stamp.nonce)
        if fault is Fault.BAD_SIGNATURE:
            signature = signature[::-1]
        return {"signature": signature, "timestamp": stamp.timestamp, "nonce": stamp.nonce}
