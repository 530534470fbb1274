"""The self-built app's XML, both ways."""

import pytest
import xmltodict
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.parser import parse_message as plain_parser
from wechatpy.work.parser import parse_message as work_parser

from bot import door, weixin_xml
from bot.domain import errors
from bot.domain.messages import Channel, Event, Incoming, Media, MessageKind
from bot.wecom import crypto
from bot.wecom.app_callback import AppDoor
from tests.wecom import callers

HEAD = (
    "<ToUserName><![CDATA[ww1234567890abcdef]]></ToUserName><FromUserName><![CDATA[zhangsan]]></FromUserName>"
    "<CreateTime>1763859600</CreateTime>"
)


@pytest.fixture
def gate() -> AppDoor:
    return AppDoor(crypto.Envelope(callers.TOKEN, callers.AES_KEY, callers.APP.receive_id))


def opened(gate: AppDoor, inner: str) -> door.Callback:
    query, body = callers.APP.call(f"<xml>{HEAD}{inner}</xml>")
    return gate.open(door.Query.read(query), body)


def read(gate: AppDoor, inner: str) -> Incoming:
    incoming = opened(gate, inner).incoming
    assert incoming is not None
    return incoming


def test_a_text_keeps_all_it_says(gate: AppDoor) -> None:
    incoming = read(
        gate,
        "<MsgType>text</MsgType><Content><![CDATA[接单 12 <b> & ]]></Content><MsgId>1234567890123456</MsgId>"
        "<AgentID>1</AgentID>",
    )
    assert (incoming.channel, incoming.sender, incoming.chat) == (Channel.APP, "zhangsan", "")
    assert (incoming.kind, incoming.text, incoming.msgid) == (MessageKind.TEXT, "接单 12 <b> &", "1234567890123456")
    assert incoming.sent_at is not None
    assert incoming.sent_at.timestamp() == 1763859600


def test_ids_are_opaque(gate: AppDoor) -> None:
    assert read(gate, "<MsgType>text</MsgType><Content>x</Content><MsgId>abc_D</MsgId>").msgid == "abc_D"


@pytest.mark.parametrize(
    ("inner", "kind", "text", "media"),
    [
        (
            "<MsgType>image</MsgType><PicUrl>http://p/1</PicUrl><MediaId>M</MediaId>",
            MessageKind.IMAGE,
            "",
            (Media(MessageKind.IMAGE, "http://p/1", "M"),),
        ),
        (
            "<MsgType>voice</MsgType><MediaId>M</MediaId><Format>amr</Format>",
            MessageKind.VOICE,
            "",
            (),
        ),
        (
            "<MsgType>video</MsgType><MediaId>M</MediaId><ThumbMediaId>T</ThumbMediaId>",
            MessageKind.VIDEO,
            "",
            (Media(MessageKind.VIDEO, "", "M"),),
        ),
        (
            "<MsgType>location</MsgType><Location_X>23.1</Location_X><Location_Y>113.3</Location_Y><Label>东门</Label>",
            MessageKind.OTHER,
            "东门",
            (),
        ),
        ("<MsgType>link</MsgType><Title>t</Title><Url>u</Url>", MessageKind.OTHER, "", ()),
        ("<MsgType>hologram</MsgType>", MessageKind.OTHER, "", ()),
        ("<MsgType>text</MsgType><Content></Content>", MessageKind.TEXT, "", ()),
    ],
    ids=["image", "voice", "video", "location", "link", "unknown", "empty"],
)
def test_each_kind_is_read(gate: AppDoor, inner: str, kind: MessageKind, text: str, media: tuple[Media, ...]) -> None:
    incoming = read(gate, f"{inner}<MsgId>1</MsgId>")
    assert (incoming.kind, incoming.text, incoming.media) == (kind, text, media)


def test_an_event_is_named_by_who_when_and_what(gate: AppDoor) -> None:
    incoming = read(gate, "<MsgType>event</MsgType><Event>click</Event><EventKey>stats</EventKey><AgentID>1</AgentID>")
    assert incoming.kind is MessageKind.EVENT
    assert incoming.event == Event("click", "stats")
    assert incoming.msgid == "zhangsan:1763859600:click:stats"


def test_a_card_click_keeps_what_was_chosen(gate: AppDoor) -> None:
    incoming = read(
        gate,
        "<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>k</EventKey><TaskId>T</TaskId>"
        "<CardType>button_interaction</CardType><ResponseCode>R</ResponseCode><AgentID>1</AgentID>"
        "<SelectedItems><SelectedItem><QuestionKey>q</QuestionKey><OptionIds><OptionId>a</OptionId>"
        "<OptionId>b</OptionId></OptionIds></SelectedItem></SelectedItems>",
    )
    assert incoming.event == Event("template_card_event", "k", "T", (("q", ("a", "b")),), "R")


@pytest.mark.parametrize("text", ["#12 已接单", "]]>", "]]]]>><!--", "a\x00\x0b\ud7ffb", "<xml>&amp;"])
def test_an_answer_reads_as_it_was_meant(gate: AppDoor, text: str) -> None:
    callback = opened(gate, "<MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId>")
    answer = gate.answer(callback, 1, text, callers.NOW)
    assert answer.content_type == "application/xml"
    assert callers.APP.read_reply(answer.body) == text.replace("\x00\x0b", "")


def test_an_answer_goes_back_to_its_sender(gate: AppDoor) -> None:
    callback = opened(gate, "<MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId>")
    sealed = xmltodict.parse(gate.answer(callback, 1, "长" * 2000, callers.NOW).body)["xml"]
    reply = xmltodict.parse(callers.decrypt(sealed["Encrypt"], callers.APP.receive_id))["xml"]
    assert (reply["ToUserName"], reply["FromUserName"]) == ("zhangsan", "ww1234567890abcdef")
    assert reply["CreateTime"] == str(int(callers.NOW.timestamp()))
    assert len(reply["Content"].encode()) <= 2048


TAGS = "<xml>" + "<a>" * 200_000
ATTRIBUTES = "<xml " + " ".join(f"a{n}=''" for n in range(80_000)) + "/>"


@pytest.mark.parametrize("mass", [TAGS, ATTRIBUTES], ids=["tags", "attributes"])
def test_a_mass_of_tags_or_attributes_is_refused_before_anything_is_built_of_it(
    monkeypatch: pytest.MonkeyPatch, mass: str
) -> None:
    monkeypatch.setattr(weixin_xml.ElementTree, "fromstring", lambda *_, **__: pytest.fail("it was built"))
    with pytest.raises(errors.Malformed):
        weixin_xml.parse_body(mass.encode())


def test_people_may_write_as_many_brackets_as_a_message_holds(gate: AppDoor) -> None:
    said = "<=" * 1024
    inner = f"<MsgType>text</MsgType><Content><![CDATA[{said}]]></Content><MsgId>1</MsgId>"
    assert read(gate, inner).text == said


TEXT = "<MsgType>text</MsgType><Content>x</Content>"
BOMB = '<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
HOSTILE = [
    "",
    "no xml",
    "<html/>",
    f"<xml>{HEAD}{TEXT}</xml>",
    f"<xml>{TEXT}<MsgId>1</MsgId></xml>",
    f"<xml>{HEAD}<MsgId>1</MsgId></xml>",
    f"<xml>{HEAD}{TEXT}{TEXT}<MsgId>1</MsgId></xml>",
    f"<xml>{HEAD}<MsgType>text</MsgType><Content><b>x</b></Content><MsgId>1</MsgId></xml>",
    f"<xml>{HEAD}<MsgType>text</MsgType><Content a='1'>x</Content><MsgId>1</MsgId></xml>",
    f"<xml>{HEAD}{TEXT}<MsgId><b/></MsgId></xml>",
    f"<xml>{HEAD}{TEXT}<MsgId></MsgId></xml>",
    f"<xml>{HEAD}{TEXT}<MsgId>{'1' * 257}</MsgId></xml>",
    f"<xml>{HEAD.replace('1763859600', 'soon')}{TEXT}<MsgId>1</MsgId></xml>",
    f"<xml>{HEAD.replace('1763859600', '9' * 5000)}{TEXT}<MsgId>1</MsgId></xml>",
    f"<xml>{HEAD}<MsgType>event</MsgType></xml>",
    f"<xml>{HEAD}<MsgType>event</MsgType><Event><a/></Event></xml>",
    f"{BOMB}<xml>{HEAD}<MsgType>text</MsgType><Content>&b;</Content><MsgId>1</MsgId></xml>",
    f"<!DOCTYPE xml SYSTEM 'file:///etc/passwd'><xml>{HEAD}{TEXT}<MsgId>1</MsgId></xml>",
    "<xml>" + "<a>" * 50_000 + "</a>" * 50_000 + "</xml>",
    "<xml>" + "".join(f"<a{n}/>" for n in range(2000)) + "</xml>",
    f"<xml>{HEAD}{TEXT}<MsgId>1</MsgId>",
]


NAMES = [
    *("MsgType", "Event", "EventKey", "Content", "MsgId", "CreateTime"),
    *("FromUserName", "PicUrl", "MediaId", "SelectedItems", "SelectedItem"),
]
VALUES = ["text", "image", "event", "voice", "location", "link", "device_text", "click", "1", "", " ", "灯"]
nodes = st.recursive(
    st.sampled_from(VALUES),
    lambda inner: st.lists(st.tuples(st.sampled_from(NAMES), inner), max_size=4).map(
        lambda found: "".join(f"<{name}>{value}</{name}>" for name, value in found)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(NAMES), nodes, max_size=8), st.sampled_from([work_parser, plain_parser]))
def test_any_xml_is_either_read_or_malformed(fields: dict[str, str], parser: weixin_xml.Parser) -> None:
    start = {"ToUserName": "house", "FromUserName": "z", "CreateTime": "1", "MsgType": "text", "MsgId": "1"}
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in (start | fields).items())
    try:
        message, _ = weixin_xml.incoming(f"<xml>{inner}</xml>", Channel.APP, parser)
    except errors.Malformed:
        return
    assert message.sender
    assert message.msgid


@pytest.mark.parametrize("plain", HOSTILE, ids=range(len(HOSTILE)))
def test_xml_that_is_not_theirs_is_malformed(gate: AppDoor, plain: str) -> None:
    query, body = callers.APP.call(plain)
    with pytest.raises(errors.Malformed):
        gate.open(door.Query.read(query), body)
