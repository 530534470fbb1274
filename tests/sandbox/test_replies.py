import base64
import hashlib
import json
from typing import Any

import pytest

from bot.sandbox import replies
from bot.sandbox.replies import Asked, BadReply
from bot.sandbox.seal import BrokenSeal, Seal
from tests.sandbox.conftest import Meeting
from tests.sandbox.samples import card
from tests.sandbox.toy_bot import stream

PNG = b"\x89PNG rest of a picture"
PICTURE = {
    "msgtype": "image",
    "image": {"base64": base64.b64encode(PNG).decode(), "md5": hashlib.md5(PNG).hexdigest()},
}


def judged(reply: Any, asked: Asked = Asked.MESSAGE) -> replies.Answer:
    return replies.aibot(json.dumps(reply), asked, "t-1", "s1")


def streamed(**fields: Any) -> dict[str, Any]:
    return {"msgtype": "stream", "stream": {"id": "s1", "finish": True, "content": "好", **fields}}


def test_a_finished_stream_is_an_answer() -> None:
    assert judged(stream("好")).text == "好"


def test_content_may_fill_its_bytes_and_not_one_more() -> None:
    judged(streamed(content="x" * 20480))
    with pytest.raises(BadReply, match="20480"):
        judged(streamed(content="字" * 6826 + "xyz"))


@pytest.mark.parametrize(
    "fields",
    [
        {"id": ""},
        {"finish": "true"},
        {"content": 7},
        {"finish": False, "msg_item": [PICTURE]},
        {"msg_item": [PICTURE] * 11},
        {"msg_item": [{"msgtype": "image", "image": PICTURE["image"] | {"md5": "0"}}]},
        {"feedback": {"id": "f" * 257}},
        {"surprise": 1},
    ],
)
def test_a_stream_out_of_shape_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(BadReply):
        judged(streamed(**fields))


@pytest.mark.parametrize("stray", [{"template_card": card("t-1")}, {"text": {"content": "好"}}, {"stream_id": "s1"}])
def test_what_a_reply_of_that_kind_does_not_hold_is_no_part_of_it(stray: dict[str, Any]) -> None:
    with pytest.raises(BadReply, match="does not hold"):
        judged(stream("好") | stray)


def test_a_picture_may_come_with_the_finished_stream() -> None:
    assert judged(streamed(msg_item=[PICTURE])).finished


@pytest.mark.parametrize("asked", [Asked.MESSAGE, Asked.REFRESH, Asked.CARD_CLICK, Asked.OTHER_EVENT])
def test_plain_text_answers_nothing_but_entering_the_chat(asked: Asked) -> None:
    text = {"msgtype": "text", "text": {"content": "您好"}}
    assert judged(text, Asked.ENTER_CHAT).text == "您好"
    with pytest.raises(BadReply):
        judged(text, asked)


def test_a_refresh_must_carry_the_stream_it_was_asked_for() -> None:
    with pytest.raises(BadReply):
        judged(streamed(id="other"), Asked.REFRESH)


def test_a_card_is_updated_only_under_its_own_task() -> None:
    reply = {"response_type": "update_template_card", "template_card": card("t-1")}
    assert judged(reply, Asked.CARD_CLICK).changes
    reply["template_card"] = card("t-2")
    with pytest.raises(BadReply, match="clicked"):
        judged(reply, Asked.CARD_CLICK)
    reply["template_card"] = {"task_id": "t-1"}
    with pytest.raises(BadReply, match="buttons"):
        judged(reply, Asked.CARD_CLICK)


XML = (
    "<xml><ToUserName>chen</ToUserName><FromUserName>corp</FromUserName><CreateTime>1</CreateTime>"
    "<MsgType>text</MsgType><Content>好</Content></xml>"
)


def test_an_xml_reply_goes_back_to_the_sender() -> None:
    assert replies.xml(XML, "chen", "corp").text == "好"
    with pytest.raises(BadReply):
        replies.xml(XML, "wang", "corp")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"nonce": "other"}, "nonce"),
        ({"timestamp": "1700000000"}, "whole number"),
        ({"timestamp": True}, "whole number"),
        ({"msgsignature": "0" * 40}, "signature"),
        ({"extra": 1}, "envelope"),
    ],
)
async def test_an_envelope_out_of_rule_shows_nothing_and_is_noted(
    meeting: Meeting, change: dict[str, Any], rule: str
) -> None:
    meeting.bot.answer = lambda _: stream("好")
    meeting.bot.spoil = lambda envelope: envelope | change
    delivery = await meeting.sandbox.platform.say("wang", "灯坏了")
    assert delivery.reply == ""
    assert rule in meeting.violations[0]


def test_a_reply_sealed_for_somebody_else_stays_shut() -> None:
    ours, theirs = Seal("t", "a" * 43, "corp"), Seal("t", "a" * 43, "other")
    sealed = theirs.close("x")
    with pytest.raises(BrokenSeal, match="receiveid"):
        ours.open(sealed, "1", "n", ours.sign("1", "n", sealed))


def test_a_reply_with_broken_padding_stays_shut() -> None:
    seal = Seal("t", "a" * 43, "")
    broken = base64.b64encode(base64.b64decode(seal.close("x" * 60))[:32]).decode()
    with pytest.raises(BrokenSeal, match="padding"):
        seal.open(broken, "1", "n", seal.sign("1", "n", broken))


def test_published_vectors_open() -> None:
    """Facts of the published examples: token, key and ciphertext made with the official npm package."""
    seal = Seal("testtoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "ww1234567890abcdef")
    encrypt = "Q3stYC6hdFzMh9T8HCvyDAuKynFZx72zvSsMzinYKQ9SutdWIVsdC6j+sA6aFZt6vUQTNFWSRZjeGDVCtlrvHg=="
    signature = "8c3b869d5e2d6e620ba2f3f788e180b248978ef2"
    assert seal.open(encrypt, "1700000000", "nonce123", signature) == "<xml><a>1</a></xml>"
    assert seal.close_bytes(b"\x89PNG fake").hex().startswith("4c61057e19ad34e8")
