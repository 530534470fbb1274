"""What the load is made of."""

from collections import Counter
from urllib.parse import parse_qs, urlsplit

import orjson

from bot.bench import rig, traffic
from bot.wecom import crypto


def test_the_same_seed_says_the_same_lines_and_another_seed_others() -> None:
    assert list(traffic.lines(traffic.FULL, 50, 7)) == list(traffic.lines(traffic.FULL, 50, 7))
    assert list(traffic.lines(traffic.FULL, 50, 7)) != list(traffic.lines(traffic.FULL, 50, 8))


def test_every_request_is_sealed_for_the_robot_and_has_a_msgid_of_its_own() -> None:
    robot = rig.fresh_robot("http://127.0.0.1:1")
    envelope = crypto.Envelope(robot.token, robot.aes_key, "")
    msgids = Counter()
    for request in traffic.requests(robot, traffic.ACCEPT, 20, 3):
        head, _, body = request.partition(b"\r\n\r\n")
        query = parse_qs(urlsplit(head.split(b" ")[1].decode()).query)
        encrypt = orjson.loads(body)["encrypt"]
        envelope.verify(query["msg_signature"][0], query["timestamp"][0], query["nonce"][0], encrypt)
        msgids[orjson.loads(envelope.open(encrypt))["msgid"]] += 1
        assert f"Content-Length: {len(body)}".encode() in head
    assert len(msgids) == 20


def test_the_natural_mix_is_mostly_chatter() -> None:
    said = Counter(line for line in traffic.lines(traffic.FULL, 1000, 1))
    chatter = set(traffic.lines(traffic.ACCEPT, 1000, 1))
    assert 800 < sum(count for line, count in said.items() if line in chatter) < 900
