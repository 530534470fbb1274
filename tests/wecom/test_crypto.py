"""The envelope against published vectors, against laws, and against two other implementations."""

import base64
import json
import secrets
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wechatpy.work.crypto import WeChatCrypto

from bot.domain import errors
from bot.wecom import crypto
from tests.wecom import callers

TOKEN, AES_KEY = callers.TOKEN, callers.AES_KEY
ROBOT_MESSAGE = '{"msgtype":"text","text":{"content":"你好"}}'
ROBOT_ENCRYPT = (
    "Q3stYC6hdFzMh9T8HCvyDOZAct374BQiL5thmm1gU3MzmdoM+QVpkFbroiHMEVV+4fSiZkCSvu3RKSJF6BJYnDtdr/9FxO/"
    "LfwqiDdPu1MJ4p3rlp+qAbHkSU013iY9/"
)
APP_ENCRYPT = "Q3stYC6hdFzMh9T8HCvyDAuKynFZx72zvSsMzinYKQ9SutdWIVsdC6j+sA6aFZt6vUQTNFWSRZjeGDVCtlrvHg=="
VECTORS = [
    ("", ROBOT_MESSAGE, ROBOT_ENCRYPT, "88741dad4851f55ae6cae688505987bdad06f53f"),
    ("ww1234567890abcdef", "<xml><a>1</a></xml>", APP_ENCRYPT, "8c3b869d5e2d6e620ba2f3f788e180b248978ef2"),
]
ROOT = Path(__file__).parents[2]
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def _damaged(plain: bytes) -> str:
    """`plain`, whatever it is, encrypted under the right key without our padding."""
    context = crypto._cipher(callers.RAW_KEY).encryptor()
    return base64.b64encode(context.update(plain) + context.finalize()).decode()


@pytest.mark.parametrize(("receive_id", "message", "encrypt", "signature"), VECTORS)
class TestPublishedVectors:
    def test_the_signature_is_accepted(self, receive_id: str, message: str, encrypt: str, signature: str) -> None:
        envelope = crypto.Envelope(TOKEN, AES_KEY, receive_id)
        envelope.verify(signature, "1700000000", "nonce123", encrypt)
        with pytest.raises(errors.Forged):
            envelope.verify(signature, "1700000001", "nonce123", encrypt)

    def test_the_message_opens(self, receive_id: str, message: str, encrypt: str, signature: str) -> None:
        assert crypto.Envelope(TOKEN, AES_KEY, receive_id).open(encrypt) == message

    def test_sealing_gives_the_same_bytes(
        self, receive_id: str, message: str, encrypt: str, signature: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(secrets, "token_bytes", lambda size: b"0123456789abcdef")
        at = datetime.fromtimestamp(1700000000, UTC)
        sealed = crypto.Envelope(TOKEN, AES_KEY, receive_id).seal(message, "nonce123", at)
        assert (sealed.encrypt, sealed.signature, sealed.timestamp) == (encrypt, signature, 1700000000)


def test_the_published_media_vector_opens() -> None:
    body = bytes.fromhex("4c61057e19ad34e85f11470c23ad257d9914e9e79b36772dbc183d4fd2cf15ec")
    assert crypto.open_media(AES_KEY, body) == b"\x89PNG fake"


@given(texts, st.text("abcdefgh0123456789", max_size=40))
@example("", "")
@example("a" * 12, "")  # 16 + 4 + 12 = 32: a whole block of padding
def test_open_undoes_seal(message: str, receive_id: str) -> None:
    envelope = crypto.Envelope(TOKEN, AES_KEY, receive_id)
    sealed = envelope.seal(message, "n", callers.NOW)
    envelope.verify(sealed.signature, str(sealed.timestamp), "n", sealed.encrypt)
    assert envelope.open(sealed.encrypt) == message


@given(texts)
def test_wechatpy_opens_what_we_seal_and_we_open_what_it_seals(message: str) -> None:
    ours, theirs = crypto.Envelope(TOKEN, AES_KEY, "corp"), WeChatCrypto(TOKEN, AES_KEY, "corp")
    sealed = ours.seal(message, "n", callers.NOW)
    opened = theirs.decrypt_message({"Encrypt": sealed.encrypt}, sealed.signature, str(sealed.timestamp), "n")
    assert opened == message
    encrypt = callers.encrypt(message, "corp")
    ours.verify(callers.signature(TOKEN, "1", "n", encrypt), "1", "n", encrypt)
    assert ours.open(encrypt) == message


@given(st.binary(max_size=200))
def test_media_open_as_they_were(content: bytes) -> None:
    assert crypto.open_media(AES_KEY, crypto._encrypt(crypto._cipher(callers.RAW_KEY), content)) == content


def test_two_seals_of_one_message_differ() -> None:
    envelope = crypto.Envelope(TOKEN, AES_KEY, "")
    assert envelope.seal("x", "n", callers.NOW).encrypt != envelope.seal("x", "n", callers.NOW).encrypt


def test_a_key_with_loose_bits_in_its_last_letter_is_the_same_key() -> None:
    assert crypto.read_key(AES_KEY[:-1] + "H") == crypto.read_key(AES_KEY[:-1] + "G")


@pytest.mark.parametrize("key", ["", "short", AES_KEY + "G", AES_KEY[:-1] + "?", AES_KEY[:-1] + "é"])
def test_what_cannot_be_a_key_is_refused_at_start(key: str) -> None:
    with pytest.raises(errors.BadConfiguration):
        crypto.Envelope(TOKEN, key, "")


def test_a_message_for_somebody_else_is_forged() -> None:
    for theirs in ("other", "", "corpx", "cor"):
        with pytest.raises(errors.Forged):
            crypto.Envelope(TOKEN, AES_KEY, "corp").open(callers.encrypt("hello", theirs))


@pytest.mark.parametrize(
    "encrypt",
    [
        "",
        "not base64!",
        ROBOT_ENCRYPT[:-1],
        ROBOT_ENCRYPT[:-4],
        "  " + ROBOT_ENCRYPT,
        base64.b64encode(b"x" * 16).decode(),
        base64.b64encode(b"x" * 32).decode(),
        "é" * 8,
        _damaged(b"\x00" * 32),
        _damaged(b"\x21" * 64),
        _damaged(b"r" * 16 + b"\x00\x00\x00\x00" + b"\x0c" * 11 + b"\x0d"),
        _damaged(b"r" * 16 + b"\xff\xff\xff\xff" + b"\x0c" * 12),
        _damaged(b"r" * 12 + b"\x14" * 20),
    ],
)
def test_what_is_not_an_envelope_is_malformed(encrypt: str) -> None:
    with pytest.raises(errors.Malformed):
        crypto.Envelope(TOKEN, AES_KEY, "").open(encrypt)


def test_text_that_is_not_utf8_is_malformed() -> None:
    with pytest.raises(errors.Malformed):
        crypto.Envelope(TOKEN, AES_KEY, "").open(callers.encrypt(b"\xff\xfe"))


@pytest.mark.parametrize("signature", ["", "0" * 40, "é", "88741DAD4851F55AE6CAE688505987BDAD06F53F"])
def test_a_wrong_signature_is_forged(signature: str) -> None:
    with pytest.raises(errors.Forged):
        crypto.Envelope(TOKEN, AES_KEY, "").verify(signature, "1700000000", "nonce123", ROBOT_ENCRYPT)


def test_a_mark_tells_apart_what_was_joined() -> None:
    envelope = crypto.Envelope(TOKEN, AES_KEY, "")
    assert envelope.mark("a", "bc") != envelope.mark("ab", "c")
    assert envelope.mark("a", "bc") == envelope.mark("a", "bc")


@pytest.fixture(scope="session")
def third_opinion() -> str:
    """The path of node, with the platform's own package installed beside the project."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("Node is absent, so the platform's own @wecom/crypto was not asked")
    if not (ROOT / "node_modules" / "@wecom" / "crypto").is_dir():
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT, check=True, timeout=120)
    return node


def _ask(node: str, script: str, given: object) -> object:
    program = f"const c=require('@wecom/crypto');const g=JSON.parse(process.argv[1]);{script}"
    asked = [node, "-e", program, json.dumps(given)]
    answered = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, timeout=60)
    return json.loads(answered.stdout)


MESSAGES = ["", "a", "a" * 12, "a" * 13, "你好，3栋的路灯不亮了🙂", "]]>", "\n" * 33, "长" * 3000]


@pytest.mark.parametrize("receive_id", ["", "ww1234567890abcdef"])
class TestThePlatformsOwnPackage:
    def test_opens_what_we_seal(self, third_opinion: str, receive_id: str) -> None:
        envelope = crypto.Envelope(TOKEN, AES_KEY, receive_id)
        sealed = [envelope.seal(one, "n", callers.NOW) for one in MESSAGES]
        answered = _ask(
            third_opinion,
            "console.log(JSON.stringify(g.sealed.map(([e,t,s])=>{const d=c.decrypt(g.key,e);"
            "return [d.message,d.id,c.getSignature(g.token,t,'n',e)===s]})))",
            {"key": AES_KEY, "token": TOKEN, "sealed": [(s.encrypt, s.timestamp, s.signature) for s in sealed]},
        )
        assert answered == [[one, receive_id, True] for one in MESSAGES]

    def test_seals_what_we_open(self, third_opinion: str, receive_id: str) -> None:
        answered = _ask(
            third_opinion,
            "console.log(JSON.stringify(g.messages.map(m=>{const e=c.encrypt(g.key,m,g.id);"
            "return [e,c.getSignature(g.token,'1','n',e)]})))",
            {"key": AES_KEY, "token": TOKEN, "id": receive_id, "messages": MESSAGES},
        )
        assert isinstance(answered, list)
        envelope = crypto.Envelope(TOKEN, AES_KEY, receive_id)
        for message, (encrypt, signature) in zip(MESSAGES, answered, strict=True):
            envelope.verify(signature, "1", "n", encrypt)
            assert envelope.open(encrypt) == message
