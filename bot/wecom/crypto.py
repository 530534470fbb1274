"""The sealed envelope of WeCom callbacks: verify, open, seal; and the encryption of robot media.

Our own instead of wechatpy's, which compares signatures in variable time, does not look at the padding, skips
foreign letters in base64 and knows XML only. The tests check each against the other.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import struct
from datetime import datetime

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from bot import door
from bot.domain import errors

#: PKCS#7 pads to 32 bytes here, not to the 16 of the cipher [DOC 90968].
BLOCK = 32
_SALT = 16
_HEADER = _SALT + 4
_Cipher = Cipher[modes.CBC]


class Envelope:
    """Seals and opens for one channel.

    `receive_id`: the CorpID (app), the appid (Official Account), "" (robot). `aes_key`: the 43 letters shown in
    the console. Raises BadConfiguration for a key that cannot be one.
    """

    def __init__(self, token: str, aes_key: str, receive_id: str) -> None:
        self._token = token
        self._cipher = _cipher(read_key(aes_key))
        self._receive_id = receive_id.encode()

    def verify(self, signature: str, timestamp: str, nonce: str, encrypt: str) -> None:
        """Raises Forged unless the signature is ours."""
        door.check_signature(signature, self._token, timestamp, nonce, encrypt)

    def open(self, encrypt: str) -> str:
        """The message inside. Raises Malformed when it cannot be read, Misdirected when it is meant for another."""
        plain = _decrypt(self._cipher, _from_base64(encrypt))
        if len(plain) < _HEADER:
            raise errors.Malformed
        (length,) = struct.unpack(">I", plain[_SALT:_HEADER])
        end = _HEADER + length
        if end > len(plain):
            raise errors.Malformed
        if not hmac.compare_digest(plain[end:], self._receive_id):
            raise errors.Misdirected
        try:
            return plain[_HEADER:end].decode()
        except UnicodeDecodeError as bad:
            raise errors.Malformed from bad

    def seal(self, message: str, nonce: str, now: datetime) -> door.Sealed:
        """`message` encrypted under fresh random bytes and signed for `nonce` at `now`."""
        content = message.encode()
        plain = secrets.token_bytes(_SALT) + struct.pack(">I", len(content)) + content + self._receive_id
        encrypt = base64.b64encode(_encrypt(self._cipher, plain)).decode()
        timestamp = int(now.timestamp())
        return door.Sealed(encrypt, door.sign(self._token, str(timestamp), nonce, encrypt), timestamp, nonce)

    def mark(self, *parts: str) -> str:
        """16 letters that prove, later, that we wrote these parts: an HMAC under the token."""
        return hmac.new(self._token.encode(), "\0".join(parts).encode(), hashlib.sha256).hexdigest()[:16]


def read_key(aes_key: str) -> bytes:
    """The 32 bytes of an EncodingAESKey. Its 43rd letter carries 4 bits; real keys leave the other two set."""
    try:
        key = base64.b64decode(aes_key + "=")
    except ValueError:
        key = b""
    if len(aes_key) != 43 or len(key) != 32:
        raise errors.BadConfiguration(("EncodingAESKey has 43 characters, letters and digits",))
    return key


def open_media(aes_key: str, content: bytes) -> bytes:
    """A picture or file of the robot: the callback's key, but neither random head nor receiveid. Raises Malformed."""
    return _decrypt(_cipher(read_key(aes_key)), content)


def _decrypt(cipher: _Cipher, content: bytes) -> bytes:
    """The padding checked and taken off. Raises Malformed."""
    if not content or len(content) % BLOCK:
        raise errors.Malformed
    context = cipher.decryptor()
    plain = context.update(content) + context.finalize()
    pad = plain[-1]
    if not 1 <= pad <= BLOCK or plain[-pad:] != bytes([pad]) * pad:
        raise errors.Malformed
    return plain[:-pad]


def _encrypt(cipher: _Cipher, plain: bytes) -> bytes:
    pad = BLOCK - len(plain) % BLOCK
    context = cipher.encryptor()
    return context.update(plain + bytes([pad]) * pad) + context.finalize()


def _cipher(key: bytes) -> _Cipher:
    """AES-256-CBC under the key's own first half."""
    return Cipher(algorithms.AES(key), modes.CBC(key[:16]))


def _from_base64(encrypt: str) -> bytes:
    try:
        return base64.b64decode(encrypt, validate=True)
    except (ValueError, binascii.Error) as bad:
        raise errors.Malformed from bad
