"""What the load is made of: lines drawn by a seed, sealed as the robot's callbacks and ready to be written to a socket.

Everything is made before the first one is sent, so that making it costs the measurement nothing.
"""

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from urllib.parse import urlencode

import orjson

from bot import clock
from bot.wecom import crypto

PATH = "/wecom/aibot"
CHATS = ("wr-grid1-residents", "wr-grid2-residents")
_PEOPLE = 400


@dataclass(frozen=True, slots=True)
class Mix:
    """Shares, in percent, of each kind of line in `lines.toml`. `name` is what the figures are printed under."""

    name: str
    shares: tuple[tuple[str, int], ...]


ACCEPT = Mix("accept", (("chatter", 100),))
ANSWER = Mix("answer", (("asks", 100),))
FULL = Mix("full", (("chatter", 85), ("tickets", 10), ("meals", 5)))
MIXES = {mix.name: mix for mix in (ACCEPT, ANSWER, FULL)}


@dataclass(frozen=True, slots=True)
class Robot:
    """The secrets both sides of the measurement share. `response_base`: origin of the stand-in for the platform."""

    token: str
    aes_key: str
    response_base: str


def requests(robot: Robot, mix: Mix, count: int, seed: int) -> Iterator[bytes]:
    """`count` HTTP requests, each with its own msgid, nonce and valid signature, stamped with the present second."""
    envelope = crypto.Envelope(robot.token, robot.aes_key, "")
    now = clock.SystemClock().now()
    for number, text in enumerate(lines(mix, count, seed)):
        message = orjson.dumps(_message(robot, text, f"bench-{seed}-{number}", seed + number)).decode()
        sealed = envelope.seal(message, f"{seed:x}{number:x}", now)
        query = {"msg_signature": sealed.signature, "timestamp": sealed.timestamp, "nonce": sealed.nonce}
        yield _http(urlencode(query), orjson.dumps({"encrypt": sealed.encrypt}))


def lines(mix: Mix, count: int, seed: int) -> Iterator[str]:
    """`count` lines in the shares of the mix; the same seed gives the same lines."""
    chance = random.Random(seed)  # reproducible on purpose, nothing secret
    written: dict[str, list[str]] = tomllib.loads(
        resources.files("bot.bench").joinpath("lines.toml").read_text("utf-8")
    )
    kinds, shares = zip(*mix.shares, strict=True)
    for kind in chance.choices(kinds, shares, k=count):
        yield chance.choice(written[kind]).format(**_values(chance, written["objects"]))


def _values(chance: random.Random, objects: Sequence[str]) -> dict[str, object]:
    return {
        "building": chance.randint(1, 8),
        "unit": chance.randint(1, 3),
        "room": f"{chance.randint(1, 6)}0{chance.randint(1, 4)}",
        "count": chance.choice("一两三"),
        "object": chance.choice(objects),
    }


def _message(robot: Robot, text: str, msgid: str, number: int) -> dict[str, object]:
    """As the platform writes a line to the robot in a group [DOC 100719]."""
    return {
        "msgid": msgid,
        "aibotid": "aibbench",
        "chatid": CHATS[number % len(CHATS)],
        "chattype": "group",
        "from": {"userid": f"resident{number % _PEOPLE}"},
        "msgtype": "text",
        "text": {"content": f"@连心 {text}"},
        "response_url": f"{robot.response_base}/cgi-bin/aibot/response?response_code={msgid}",
    }


def _http(query: str, body: bytes) -> bytes:
    head = f"POST {PATH}?{query} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
