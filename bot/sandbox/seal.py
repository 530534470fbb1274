"""Sealing and opening as the platform does it, with wechatpy's cryptography and none of the bot's."""

import base64
import binascii
import hmac

from wechatpy.crypto import WeChatSigner
from wechatpy.crypto.base import WeChatCipher
from wechatpy.crypto.pkcs7 import PKCS7Encoder
from wechatpy.work.crypto import PrpCrypto
from wechatpy.work.exceptions import InvalidCorpIdException

BLOCK = 32


class BrokenSeal(ValueError):
    """A reply that the platform could not open; the message says why."""


class Seal:
    """One callback configuration. `receiveid`: the corp id of an app, the app id of an account, "" for an aibot."""

    def __init__(self, token: str, aes_key: str, receiveid: str) -> None:
        self.token = token
        self.receiveid = receiveid
        self.key = base64.b64decode(aes_key + "=")

    def sign(self, *parts: str) -> str:
        """Lower-case hex SHA-1 over token and parts, sorted."""
        signer = WeChatSigner()
        signer.add_data(self.token, *parts)
        return str(signer.signature)

    def close(self, plain: str, receiveid: str | None = None) -> str:
        """`plain` as base64 ciphertext, different at every call."""
        whom = self.receiveid if receiveid is None else receiveid
        sealed: bytes = PrpCrypto(self.key).encrypt(plain, whom)
        return sealed.decode()

    def open(self, encrypt: str, timestamp: str, nonce: str, signature: str) -> str:
        """The plaintext of a reply, or BrokenSeal."""
        if not hmac.compare_digest(self.sign(timestamp, nonce, encrypt), signature):
            raise BrokenSeal("signature of the reply does not match")
        self._check_padding(encrypt)
        try:
            return str(PrpCrypto(self.key).decrypt(encrypt, self.receiveid))
        except InvalidCorpIdException:
            raise BrokenSeal("receiveid of the reply does not match") from None
        except UnicodeDecodeError:
            raise BrokenSeal("reply is not UTF-8") from None

    def _check_padding(self, encrypt: str) -> None:
        """wechatpy trusts the last byte; the platform does not."""
        try:
            sealed = base64.b64decode(encrypt, validate=True)
        except (binascii.Error, ValueError):
            raise BrokenSeal("reply is not base64") from None
        if not sealed or len(sealed) % BLOCK:
            raise BrokenSeal("reply is not padded to 32 bytes")
        plain = WeChatCipher(self.key).decrypt(sealed)
        pad = plain[-1]
        if not 1 <= pad <= BLOCK or plain[-pad:] != bytes([pad]) * pad:
            raise BrokenSeal("padding of the reply is broken")

    def close_bytes(self, data: bytes) -> bytes:
        """A picture as the media host serves it: same key, IV = key[:16], no header [DOC 100719]."""
        return bytes(WeChatCipher(self.key).encrypt(PKCS7Encoder.encode(data)))
