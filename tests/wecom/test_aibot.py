"""The robot's JSON, both ways."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import door
from bot.domain import errors
from bot.domain.cards import Button, Card, Press
from bot.domain.messages import Channel, Event, Incoming, Media, MessageKind, Quote
from bot.wecom import cards, crypto
from bot.wecom.aibot import AibotDoor
from tests.wecom import callers

GROUP = {
    "msgid": "CAIQ16HMjQYY/NGagIOAgAMgq4KM0AI=",
    "aibotid": "BOT",
    "chatid": "G1",
    "chattype": "group",
    "from": {"userid": "zhangsan"},
}
SINGLE = {"msgid": "m2", "aibotid": "BOT", "chattype": "single", "from": {"userid": "zhangsan"}}
CARD = Card("t-1", "#12 【一般·隐患】照明", buttons=(Button(Press.ACCEPT, "受理", main=True),))
URL = "https://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com/x"


@pytest.fixture
def gate() -> AibotDoor:
    return AibotDoor(crypto.Envelope(callers.TOKEN, callers.AES_KEY, ""), "连心")


def opened(gate: AibotDoor, message: object) -> door.Callback:
    plain = message if isinstance(message, str) else json.dumps(message, ensure_ascii=False)
    query, body = callers.AIBOT.call(plain)
    return gate.open(door.Query.read(query), body)


def answered(gate: AibotDoor, callback: door.Callback, text: str, card: Card | None) -> Any:
    body = gate.answer(callback, 7, text, callers.NOW, card).body
    return json.loads(callers.decrypt(json.loads(body)["encrypt"]))


def read(gate: AibotDoor, message: object) -> Incoming:
    incoming = opened(gate, message).incoming
    assert incoming is not None
    return incoming


def test_a_card_goes_with_the_answer_in_a_single_chat_only(gate: AibotDoor) -> None:
    asked = {"msgtype": "text", "text": {"content": "12 到哪了"}}
    alone = opened(gate, SINGLE | asked)
    assert alone.shows_card
    assert not opened(gate, GROUP | asked).shows_card
    plain = answered(gate, alone, "#12 照明", CARD)
    assert (plain["msgtype"], plain["template_card"]) == ("stream_with_template_card", cards.payload(CARD))
    assert (plain["stream"]["content"], plain["stream"]["finish"]) == ("#12 照明", True)
    refresh = opened(gate, SINGLE | {"msgtype": "stream", "stream": {"id": plain["stream"]["id"]}})
    assert (refresh.refresh_of, refresh.shows_card) == (7, False)


def test_a_group_text_keeps_all_it_says(gate: AibotDoor) -> None:
    message = GROUP | {
        "create_time": 1763859600,
        "response_url": "https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=C",
        "msgtype": "text",
        "text": {"content": "@连心 3栋的路灯不亮了"},
        "quote": {"msgtype": "text", "text": {"content": "#12 路灯"}},
    }
    assert read(gate, message) == Incoming(
        channel=Channel.AIBOT,
        sender="zhangsan",
        msgid="CAIQ16HMjQYY/NGagIOAgAMgq4KM0AI=",
        kind=MessageKind.TEXT,
        chat="G1",
        text="3栋的路灯不亮了",
        quote=Quote("#12 路灯"),
        sent_at=datetime(2025, 11, 23, 1, 0, tzinfo=UTC),
        response_url="https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=C",
    )


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("@连心 灯坏了", "灯坏了"),
        ("@连心\u2005灯坏了", "灯坏了"),
        ("@连心\u00a0\u3000灯坏了", "灯坏了"),
        ("  @连心\n灯坏了", "灯坏了"),
        ("@连心灯坏了", "灯坏了"),
        ("@连心 @连心 灯坏了", "灯坏了"),
        ("灯坏了 @连心", "灯坏了"),
        ("＠连心 灯坏了", "灯坏了"),
        ("@连心", ""),
        ("@王师傅 灯坏了", "@王师傅 灯坏了"),
        ("@连心 @王师傅 灯坏了", "@王师傅 灯坏了"),
        ("连心你好", "连心你好"),
        ("找 @连心 报修", "找 @连心 报修"),
    ],
)
def test_only_our_own_mention_is_taken_off(gate: AibotDoor, said: str, kept: str) -> None:
    assert read(gate, GROUP | {"msgtype": "text", "text": {"content": said}}).text == kept


def test_a_name_with_signs_is_not_a_pattern() -> None:
    gate = AibotDoor(crypto.Envelope(callers.TOKEN, callers.AES_KEY, ""), "连心(1.0)")
    assert read(gate, GROUP | {"msgtype": "text", "text": {"content": "@连心(1.0) 好"}}).text == "好"


@pytest.mark.parametrize("kind", [MessageKind.IMAGE, MessageKind.FILE, MessageKind.VIDEO])
def test_media_in_a_single_chat_are_references(gate: AibotDoor, kind: MessageKind) -> None:
    incoming = read(gate, SINGLE | {"msgtype": kind.value, kind.value: {"url": URL}})
    assert (incoming.kind, incoming.chat, incoming.text) == (kind, "", "")
    assert incoming.media == (Media(kind, url=URL),)


def test_voice_arrives_as_its_text(gate: AibotDoor) -> None:
    incoming = read(gate, SINGLE | {"msgtype": "voice", "voice": {"content": "三号楼灯坏了"}})
    assert (incoming.kind, incoming.text, incoming.media) == (MessageKind.VOICE, "三号楼灯坏了", ())


def test_mixed_joins_its_lines_and_keeps_its_pictures(gate: AibotDoor) -> None:
    parts = [
        {"msgtype": "text", "text": {"content": "@连心 井盖坏了"}},
        {"msgtype": "image", "image": {"url": URL}},
        {"msgtype": "text", "text": {"content": "在东门"}},
        {"msgtype": "hologram", "hologram": {}},
    ]
    incoming = read(gate, GROUP | {"msgtype": "mixed", "mixed": {"msg_item": parts}})
    assert (incoming.kind, incoming.text) == (MessageKind.MIXED, "井盖坏了\n在东门")
    assert incoming.media == (Media(MessageKind.IMAGE, url=URL),)


QUOTES: list[tuple[dict[str, Any], Quote]] = [
    ({"msgtype": "text", "text": {"content": "@李四 收到 "}}, Quote("@李四 收到")),
    ({"msgtype": "image", "image": {"url": URL}}, Quote("", (Media(MessageKind.IMAGE, url=URL),))),
    ({"msgtype": "voice", "voice": {"content": "你好"}}, Quote("你好")),
    ({"msgtype": "file", "file": {"url": URL}}, Quote("", (Media(MessageKind.FILE, url=URL),))),
    ({"msgtype": "video", "video": {"url": URL}}, Quote("", (Media(MessageKind.VIDEO, url=URL),))),
    (
        {
            "msgtype": "mixed",
            "mixed": {
                "msg_item": [
                    {"msgtype": "text", "text": {"content": "看"}},
                    {"msgtype": "image", "image": {"url": URL}},
                ]
            },
        },
        Quote("看", (Media(MessageKind.IMAGE, url=URL),)),
    ),
    ({"msgtype": "hologram"}, Quote("")),
    ({"msgtype": "markdown", "markdown": {"content": "#12 路灯"}}, Quote("#12 路灯")),
    ({"msgtype": "text"}, Quote()),
    ({"msgtype": "image", "image": {}}, Quote()),
    ({"msgtype": 7}, Quote()),
]


@pytest.mark.parametrize(("quoted", "kept"), QUOTES, ids=lambda one: one["msgtype"] if isinstance(one, dict) else "")
def test_a_quote_of_any_kind_is_kept(gate: AibotDoor, quoted: dict[str, Any], kept: Quote) -> None:
    assert read(gate, GROUP | {"msgtype": "text", "text": {"content": "好"}, "quote": quoted}).quote == kept


@pytest.mark.parametrize(
    "beside", [{"quote": "yes"}, {"quote": {}}, {"create_time": "soon"}, {"create_time": 10**18}], ids=str
)
def test_nobodys_words_are_lost_over_what_stands_beside_them(gate: AibotDoor, beside: dict[str, Any]) -> None:
    assert read(gate, GROUP | {"msgtype": "text", "text": {"content": "灯坏了"}} | beside).text == "灯坏了"


def test_an_event_without_a_number_needs_its_time(gate: AibotDoor) -> None:
    named = {"msgtype": "event", "event": {"eventtype": "enter_chat"}, "from": {"userid": "zhangsan"}}
    with pytest.raises(errors.Malformed):
        opened(gate, named | {"create_time": "soon"})


def test_a_line_of_blanks_is_read_as_quickly_as_any_other(gate: AibotDoor) -> None:
    """Searched for the name from every blank, these would take an hour."""
    said = f"@连心 灯{' ' * 600_000}坏了"
    assert read(gate, GROUP | {"msgtype": "text", "text": {"content": said}}).text == said.removeprefix("@连心 ")


def test_what_is_invented_later_is_other(gate: AibotDoor) -> None:
    incoming = read(gate, GROUP | {"msgtype": "hologram", "hologram": {"x": 1}})
    assert (incoming.kind, incoming.text) == (MessageKind.OTHER, "")


def test_a_retry_means_the_same(gate: AibotDoor) -> None:
    first = GROUP | {"response_url": "https://a/1", "msgtype": "mixed"}
    first["mixed"] = {"msg_item": [{"msgtype": "image", "image": {"url": URL + "1"}}]}
    again = first | {"response_url": "https://a/2"}
    again["mixed"] = {"msg_item": [{"msgtype": "image", "image": {"url": URL + "2"}}]}
    assert read(gate, first).content_hash() == read(gate, again).content_hash()


def test_nul_never_reaches_the_house(gate: AibotDoor) -> None:
    assert read(gate, GROUP | {"msgtype": "text", "text": {"content": "a\x00b"}}).text == "ab"


class TestEvents:
    def test_entering_the_chat_is_answered_with_a_welcome(self, gate: AibotDoor) -> None:
        callback = opened(
            gate,
            {
                "msgid": "e1",
                "create_time": 1763859600,
                "aibotid": "BOT",
                "from": {"userid": "zhangsan"},
                "msgtype": "event",
                "event": {"eventtype": "enter_chat"},
            },
        )
        assert callback.answerable
        assert callback.incoming is not None
        assert (callback.incoming.kind, callback.incoming.event) == (MessageKind.EVENT, Event("enter_chat"))
        answer = gate.answer(callback, 1, "您好", callers.NOW)
        plain = json.loads(callers.decrypt(json.loads(answer.body)["encrypt"]))
        assert plain == {"msgtype": "text", "text": {"content": "您好"}}

    @pytest.mark.parametrize("underscores", [True, False])
    def test_a_click_keeps_what_was_chosen(self, gate: AibotDoor, underscores: bool) -> None:
        details = {
            "card_type": "vote_interaction",
            "event_key": "lunch",
            "task_id": "T",
            "selected_items": {"selected_item": [{"question_key": "q1", "option_ids": {"option_id": ["one", "two"]}}]},
        }
        if not underscores:
            details = json.loads(
                json.dumps(details)
                .replace("event_key", "eventkey")
                .replace("task_id", "taskid")
                .replace("question_key", "questionkey")
                .replace("option_ids", "optionids")
            )
        event = {"eventtype": "template_card_event", "template_card_event": details}
        callback = opened(gate, GROUP | {"msgtype": "event", "event": event})
        assert not callback.answerable
        assert callback.incoming is not None
        assert callback.incoming.event == Event("template_card_event", "lunch", "T", (("q1", ("one", "two")),))

    def test_a_click_in_a_single_chat_is_answered_with_the_card_changed(self, gate: AibotDoor) -> None:
        details = {"event_key": "accept", "task_id": "t-1", "card_type": "button_interaction"}
        event = {"eventtype": "template_card_event", "template_card_event": details}
        callback = opened(gate, SINGLE | {"msgtype": "event", "event": event})
        assert (callback.answerable, callback.shows_card) == (False, True)
        plain = answered(gate, callback, "", CARD)
        assert plain == {"response_type": "update_template_card", "template_card": cards.payload(CARD)}

    def test_feedback_takes_no_answer(self, gate: AibotDoor) -> None:
        event = {"eventtype": "feedback_event", "feedback_event": {"id": "F", "type": 2, "content": "再详细些"}}
        callback = opened(gate, GROUP | {"msgtype": "event", "event": event})
        assert not callback.answerable
        assert callback.incoming is not None
        assert callback.incoming.event == Event("feedback_event", "F")

    def test_an_unknown_event_is_kept_and_takes_no_answer(self, gate: AibotDoor) -> None:
        callback = opened(gate, GROUP | {"msgtype": "event", "event": {"eventtype": "eclipse", "eclipse": {"x": [1]}}})
        assert not callback.answerable
        assert callback.incoming is not None
        assert callback.incoming.event == Event("eclipse")

    def test_an_event_nobody_caused_leaves_nothing(self, gate: AibotDoor) -> None:
        callback = opened(gate, {"msgid": "e", "msgtype": "event", "event": {"eventtype": "disconnected_event"}})
        assert callback.incoming is None
        assert callback.refresh_of is None

    def test_an_event_without_msgid_is_named_by_who_when_and_what(self, gate: AibotDoor) -> None:
        message = {"create_time": 1763859600, "from": {"userid": "zhangsan"}, "msgtype": "event"}
        incoming = read(gate, message | {"event": {"eventtype": "enter_chat"}})
        assert incoming.msgid == "zhangsan:1763859600:enter_chat:"


class TestStreams:
    def stream_id(self, gate: AibotDoor, message: dict[str, Any]) -> str:
        answer = gate.answer(opened(gate, message), 42, "好", callers.NOW)
        return str(json.loads(callers.decrypt(json.loads(answer.body)["encrypt"]))["stream"]["id"])

    def refresh(self, of: str, **changed: object) -> dict[str, Any]:
        return GROUP | {"msgid": "r1", "msgtype": "stream", "stream": {"id": of}} | changed

    def test_an_answer_is_one_finished_stream(self, gate: AibotDoor) -> None:
        answer = gate.answer(opened(gate, callers.AIBOT.message()), 42, "#1 好", callers.NOW)
        assert answer.content_type == "application/json"
        assert callers.AIBOT.read_reply(answer.body) == "#1 好"

    def test_a_refresh_names_the_message_it_was_begun_for(self, gate: AibotDoor) -> None:
        begun = self.stream_id(gate, GROUP | {"msgtype": "text", "text": {"content": "灯"}})
        callback = opened(gate, self.refresh(begun))
        assert (callback.incoming, callback.refresh_of) == (None, 42)
        answer = gate.answer(callback, 42, "好", callers.NOW)
        assert json.loads(callers.decrypt(json.loads(answer.body)["encrypt"]))["stream"]["id"] == begun

    @pytest.mark.parametrize(
        "changed",
        [{"from": {"userid": "lisi"}}, {"chatid": "G2"}, {"chattype": "single"}],
        ids=["person", "chat", "1:1"],
    )
    def test_somebody_elses_answer_is_not_told(self, gate: AibotDoor, changed: dict[str, Any]) -> None:
        begun = self.stream_id(gate, GROUP | {"msgtype": "text", "text": {"content": "灯"}})
        assert opened(gate, self.refresh(begun, **changed)).refresh_of is None

    @pytest.mark.parametrize("invented", ["42", "42-0123456789abcdef", "", "43-{mark}", "x" * 999])
    def test_an_invented_id_is_nobodys(self, gate: AibotDoor, invented: str) -> None:
        begun = self.stream_id(gate, GROUP | {"msgtype": "text", "text": {"content": "灯"}})
        asked = invented.format(mark=begun.partition("-")[2])
        assert opened(gate, self.refresh(asked)).refresh_of is None

    def test_a_long_answer_is_cut_to_the_bytes_allowed(self, gate: AibotDoor) -> None:
        answer = gate.answer(opened(gate, callers.AIBOT.message()), 42, "长" * 9000, callers.NOW)
        content = callers.AIBOT.read_reply(answer.body)
        assert 20470 < len(content.encode()) <= 20480
        assert content.endswith("长…")


def nested(depth: int) -> str:
    return '{"msgtype":"mixed","x":' + "[" * depth + "]" * depth + "}"


def mixed_in_mixed(depth: int) -> dict[str, Any]:
    inner: dict[str, Any] = {"msgtype": "text", "text": {"content": "x"}}
    for _ in range(depth):
        inner = {"msgtype": "mixed", "mixed": {"msg_item": [inner]}}
    return GROUP | inner


HOSTILE: list[object] = [
    "",
    "[]",
    "null",
    "12",
    "{",
    '{"msgtype":"text","msgid":NaN}',
    nested(100_000),
    mixed_in_mixed(2),
    mixed_in_mixed(300),
    {},
    GROUP,
    GROUP | {"msgtype": 7},
    GROUP | {"msgtype": "text"},
    GROUP | {"msgtype": "text", "text": "灯"},
    GROUP | {"msgtype": "text", "text": {"content": ["灯"]}},
    GROUP | {"msgtype": "text", "text": {}},
    GROUP | {"msgtype": "text", "text": {"content": "x"}, "from": "zhangsan"},
    GROUP | {"msgtype": "text", "text": {"content": "x"}, "from": {"userid": ""}},
    GROUP | {"msgtype": "text", "text": {"content": "x"}, "from": {"userid": "a\nb"}},
    GROUP | {"msgtype": "text", "text": {"content": "x"}, "msgid": None},
    GROUP | {"msgtype": "text", "text": {"content": "x"}, "msgid": "m" * 257},
    GROUP | {"msgtype": "text", "text": {"content": "x"}, "chatid": None},
    GROUP | {"msgtype": "text", "text": {"content": "x"}, "chatid": {"$ne": 1}},
    GROUP | {"msgtype": "text", "text": {"content": "x"}, "response_url": 5},
    GROUP | {"msgtype": "image", "image": {}},
    GROUP | {"msgtype": "mixed", "mixed": {"msg_item": {}}},
    GROUP | {"msgtype": "mixed", "mixed": {"msg_item": [{"msgtype": "text", "text": {"content": "x"}}] * 101}},
    GROUP | {"msgtype": "stream", "stream": {}},
    GROUP | {"msgtype": "event"},
    GROUP | {"msgtype": "event", "event": {"eventtype": "template_card_event", "template_card_event": []}},
    GROUP
    | {
        "msgtype": "event",
        "event": {"eventtype": "x", "x": {"selected_items": {"selected_item": [{"option_ids": 1}]}}},
    },
    '{"msgtype":"text","text":{"content":"\\ud800"}}',
]


NAMES = [
    *("msgid", "msgtype", "chattype", "chatid", "from", "event", "quote", "text"),
    *("content", "url", "image", "mixed", "msg_item", "stream", "id", "create_time"),
]
WORDS = ["text", "image", "mixed", "voice", "stream", "event", "group", "single", "enter_chat", "hologram"]
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(WORDS) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES + WORDS), inner, max_size=5),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(NAMES + WORDS), anything, max_size=8))
def test_any_json_is_either_read_or_malformed(changes: dict[str, Any]) -> None:
    gate = AibotDoor(crypto.Envelope(callers.TOKEN, callers.AES_KEY, ""), "连心")
    try:
        incoming = gate.read(GROUP | {"msgtype": "text", "text": {"content": "x"}} | changes)
    except errors.Malformed:
        return
    assert incoming is None or (incoming.sender and incoming.msgid and len(incoming.content_hash()) == 64)


@pytest.mark.parametrize("message", HOSTILE, ids=range(len(HOSTILE)))
def test_json_that_is_not_theirs_is_malformed(gate: AibotDoor, message: object) -> None:
    with pytest.raises(errors.Malformed):
        opened(gate, message)
