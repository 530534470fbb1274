"""The Official Account's XML, plain and sealed, both ways."""

import pytest
import xmltodict

from bot import door
from bot.domain import errors
from bot.domain.messages import Channel, Event, Incoming, Media, MessageKind
from bot.wechat.oa import OaDoor
from bot.wecom import crypto
from tests.wecom import callers

HEAD = (
    "<ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><FromUserName><![CDATA[oOPENID_1]]></FromUserName>"
    "<CreateTime>1763859600</CreateTime>"
)


@pytest.fixture
def gate() -> OaDoor:
    return OaDoor(callers.TOKEN, None)


@pytest.fixture
def sealed_gate() -> OaDoor:
    return OaDoor(callers.TOKEN, crypto.Envelope(callers.TOKEN, callers.AES_KEY, callers.OA.receive_id))


def opened(gate: OaDoor, inner: str) -> door.Callback:
    return gate.open(door.Query.read(callers.plain_query()), f"<xml>{HEAD}{inner}</xml>".encode())


def read(gate: OaDoor, inner: str) -> Incoming:
    incoming = opened(gate, inner).incoming
    assert incoming is not None
    return incoming


def test_a_plain_text_is_read_and_answered_in_the_clear(gate: OaDoor) -> None:
    callback = opened(gate, "<MsgType>text</MsgType><Content>灯坏了</Content><MsgId>7</MsgId>")
    assert callback.incoming is not None
    assert (callback.incoming.channel, callback.incoming.person) == (Channel.OA, "oa:oOPENID_1")
    assert (callback.incoming.text, callback.incoming.msgid) == ("灯坏了", "7")
    reply = xmltodict.parse(gate.answer(callback, 1, "#1 好 ]]> ", callers.NOW).body)["xml"]
    assert (reply["ToUserName"], reply["FromUserName"]) == ("oOPENID_1", "gh_0123456789ab")
    assert (reply["MsgType"], reply["Content"]) == ("text", "#1 好 ]]>")


def test_a_plain_callback_is_not_believed_where_the_account_has_a_key(sealed_gate: OaDoor) -> None:
    with pytest.raises(errors.Forged):
        opened(sealed_gate, "<MsgType>text</MsgType><Content>灯坏了</Content><MsgId>7</MsgId>")


def test_a_sealed_text_is_answered_sealed(sealed_gate: OaDoor) -> None:
    query, body = callers.OA.call(callers.OA.message("灯坏了"))
    callback = sealed_gate.open(door.Query.read(query), body)
    assert callback.incoming is not None
    assert callback.incoming.text == "灯坏了"
    assert callers.OA.read_reply(sealed_gate.answer(callback, 1, "#1 好", callers.NOW).body) == "#1 好"


@pytest.mark.parametrize(
    ("inner", "kind", "text", "media"),
    [
        (
            "<MsgType>image</MsgType><PicUrl>http://mmbiz.qpic.cn/1</PicUrl><MediaId>M</MediaId>",
            MessageKind.IMAGE,
            "",
            (Media(MessageKind.IMAGE, "http://mmbiz.qpic.cn/1", "M"),),
        ),
        (
            "<MsgType>voice</MsgType><MediaId>M</MediaId><Format>amr</Format><Recognition>灯坏了。</Recognition>",
            MessageKind.VOICE,
            "灯坏了。",
            (),
        ),
        ("<MsgType>location</MsgType><Location_X>1</Location_X><Label>东门</Label>", MessageKind.OTHER, "东门", ()),
        (
            "<MsgType>shortvideo</MsgType><MediaId>M</MediaId>",
            MessageKind.VIDEO,
            "",
            (Media(MessageKind.VIDEO, "", "M"),),
        ),
        ("<MsgType>device_text</MsgType>", MessageKind.OTHER, "", ()),
    ],
    ids=["image", "voice", "location", "shortvideo", "device"],
)
def test_each_kind_is_read(gate: OaDoor, inner: str, kind: MessageKind, text: str, media: tuple[Media, ...]) -> None:
    incoming = read(gate, f"{inner}<MsgId>1</MsgId>")
    assert (incoming.kind, incoming.text, incoming.media) == (kind, text, media)


@pytest.mark.parametrize(
    ("inner", "event"),
    [
        ("<Event>subscribe</Event><EventKey></EventKey>", Event("subscribe")),
        ("<Event>subscribe</Event><EventKey>qrscene_G1</EventKey>", Event("subscribe", "G1")),
        ("<Event>SCAN</Event><EventKey>G1</EventKey>", Event("SCAN", "G1")),
        ("<Event>unsubscribe</Event>", Event("unsubscribe")),
        ("<Event>CLICK</Event><EventKey>mine</EventKey>", Event("CLICK", "mine")),
    ],
)
def test_events_keep_their_key(gate: OaDoor, inner: str, event: Event) -> None:
    incoming = read(gate, f"<MsgType>event</MsgType>{inner}")
    assert incoming.event == event
    assert incoming.msgid == f"oOPENID_1:1763859600:{event.type}:{event.key}"


def test_verification_echoes_what_came(gate: OaDoor) -> None:
    assert gate.echo(door.Query.read(callers.plain_query(echostr="5838<>&'+"))) == "5838<>&'+"


@pytest.mark.parametrize("token", ["other", ""])
def test_a_plain_callback_needs_the_signature(gate: OaDoor, token: str) -> None:
    with pytest.raises(errors.Forged):
        gate.open(door.Query.read(callers.plain_query(token=token)), b"<xml/>")


def test_a_sealed_callback_is_not_believed_by_its_plain_signature(sealed_gate: OaDoor) -> None:
    query = callers.plain_query(encrypt_type="aes", msg_signature="0" * 40)
    with pytest.raises(errors.Forged):
        sealed_gate.open(
            door.Query.read(query), callers.OA.wrap(callers.encrypt(callers.OA.message(), callers.OA.receive_id))
        )


def test_without_a_key_sealed_callbacks_cannot_be_read() -> None:
    query, body = callers.OA.call(callers.OA.message())
    with pytest.raises(errors.Malformed):
        OaDoor(callers.TOKEN, None).open(door.Query.read(query), body)


@pytest.mark.parametrize("body", [b"\xff", b"", b"<xml></xml>", b"<!DOCTYPE x><xml/>", b"{}"])
def test_plain_bodies_that_are_not_theirs_are_malformed(gate: OaDoor, body: bytes) -> None:
    with pytest.raises(errors.Malformed):
        gate.open(door.Query.read(callers.plain_query()), body)
