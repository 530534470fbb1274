import asyncio
import json

import pytest
import xmltodict

from bot.sandbox import media, world
from bot.sandbox.caller import VerificationFailed
from bot.sandbox.channels import AibotChannel
from bot.sandbox.faults import Fault
from bot.sandbox.seal import Seal
from bot.sandbox.transcript import Source
from tests.sandbox.conftest import Meeting
from tests.sandbox.toy_bot import opened_xml, served, stream


async def test_a_url_is_saved_when_the_echo_comes_back_exactly(meeting: Meeting) -> None:
    await meeting.sandbox.platform.caller.verify(AibotChannel(meeting.sandbox.world.aibot))


async def test_a_url_is_refused_when_the_echo_is_quoted(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Seal.open
    monkeypatch.setattr(Seal, "open", lambda *args: f'"{opened(*args)}"')
    with pytest.raises(VerificationFailed):
        await meeting.sandbox.platform.caller.verify(AibotChannel(meeting.sandbox.world.aibot))


async def test_a_group_line_without_a_mention_never_reaches_the_bot(meeting: Meeting) -> None:
    delivery = await meeting.sandbox.platform.say("wang", "大家早上好", chat="wr1")
    assert not delivery.delivered
    assert delivery.line.note == "没有 @"
    assert meeting.bot.raw == []


async def test_nothing_in_an_external_group_reaches_the_bot(meeting: Meeting) -> None:
    await meeting.sandbox.platform.say("wang", "@连心 灯坏了", chat="wr2")
    assert meeting.bot.raw == []


async def test_a_photo_alone_reaches_the_bot_only_in_a_single_chat(meeting: Meeting) -> None:
    photo = media.lamp_photo()
    await meeting.sandbox.platform.say("wang", "", chat="wr1", photo=photo)
    assert meeting.bot.raw == []
    await meeting.sandbox.platform.say("wang", "", photo=photo)
    assert meeting.bot.got[0]["msgtype"] == "image"


async def test_a_photo_in_a_group_travels_inside_mixed_and_opens_with_the_same_key(meeting: Meeting) -> None:
    photo = media.lamp_photo()
    await meeting.sandbox.platform.say("wang", "@连心 灯坏了", chat="wr1", photo=photo)
    items = meeting.bot.got[0]["mixed"]["msg_item"]
    assert items[0] == {"msgtype": "text", "text": {"content": "@连心 灯坏了"}}
    async with meeting.client.get(items[1]["image"]["url"]) as answer:
        sealed = await answer.read()
    assert sealed == Seal(meeting.bot.token, meeting.bot.aes_key, "").close_bytes(photo)
    assert sealed != photo


async def test_a_photo_is_gone_after_five_minutes(meeting: Meeting) -> None:
    await meeting.sandbox.platform.say("wang", "", photo=media.lamp_photo())
    meeting.clock.at += media.URL_LIFE
    async with meeting.client.get(meeting.bot.got[0]["image"]["url"]) as answer:
        assert answer.status == 403


async def test_a_quote_carries_text_but_neither_id_nor_author(meeting: Meeting) -> None:
    await meeting.sandbox.platform.say("chen", "@连心 收到", chat="wr1", quote="#1 路灯")
    assert meeting.bot.got[0]["quote"] == {"msgtype": "text", "text": {"content": "#1 路灯"}}


async def test_a_single_chat_has_no_chatid(meeting: Meeting) -> None:
    await meeting.sandbox.platform.say("wang", "我的积分")
    assert "chatid" not in meeting.bot.got[0]
    assert meeting.bot.got[0]["chattype"] == "single"


async def test_nobody_can_speak_in_a_group_without_sitting_in_it(meeting: Meeting) -> None:
    with pytest.raises(ValueError, match="not in"):
        await meeting.sandbox.platform.say("lin", "@连心 统计", chat="wr1")


async def test_an_answer_is_shown_in_the_chat_it_belongs_to(meeting: Meeting) -> None:
    meeting.bot.answer = lambda _: stream("#1 收到")
    delivery = await meeting.sandbox.platform.say("wang", "@连心 灯坏了", chat="wr1")
    assert delivery.reply == "#1 收到"
    assert (meeting.lines[-1].source, meeting.lines[-1].chat) == (Source.REPLY, "wr1")


@pytest.mark.parametrize("status", [500, 302, 204, 403])
async def test_anything_but_200_is_tried_again_with_everything_volatile_new(meeting: Meeting, status: int) -> None:
    meeting.bot.statuses = [status]
    delivery = await meeting.sandbox.platform.say("wang", "@连心 灯坏了", chat="wr1")
    assert [attempt.status for attempt in delivery.attempts] == [status, 200]
    assert len(set(meeting.bot.raw)) == 2
    assert len({query["nonce"] for query in meeting.bot.queries}) == 2


async def test_retries_keep_the_msgid_but_not_the_urls(meeting: Meeting) -> None:
    seal = Seal(meeting.bot.token, meeting.bot.aes_key, "")
    meeting.bot.statuses = [500]
    await meeting.sandbox.platform.say("wang", "灯坏了", photo=media.lamp_photo())
    first, second = (
        json.loads(seal.open(json.loads(raw)["encrypt"], query["timestamp"], query["nonce"], query["msg_signature"]))
        for raw, query in zip(meeting.bot.raw, meeting.bot.queries, strict=True)
    )
    assert first["msgid"] == second["msgid"]
    assert first["response_url"] != second["response_url"]
    assert first["mixed"]["msg_item"][1] != second["mixed"]["msg_item"][1]


async def test_after_three_retries_the_platform_gives_up(meeting: Meeting) -> None:
    meeting.bot.statuses = [500] * 9
    delivery = await meeting.sandbox.platform.say("wang", "灯坏了")
    assert not delivery.delivered
    assert len(meeting.bot.raw) == 4
    assert meeting.violations


async def test_no_answer_before_the_deadline_is_a_failure(meeting: Meeting) -> None:
    meeting.bot.hang = asyncio.Event()
    meeting.sandbox.platform.caller.deadline = 0.05
    delivery = await meeting.sandbox.platform.say("wang", "灯坏了")
    assert [attempt.status for attempt in delivery.attempts] == [None] * 4


async def test_a_click_on_a_card_is_tried_once(meeting: Meeting) -> None:
    meeting.bot.statuses = [500]
    delivery = await meeting.sandbox.platform.click_card("wang", "accept", "t-1")
    assert len(delivery.attempts) == 1


async def test_a_stream_is_asked_for_until_it_is_finished(meeting: Meeting) -> None:
    def answer(plain: dict[str, object]) -> dict[str, object]:
        done = len(meeting.bot.got) == 4
        return stream("查好了" if done else "在查", finish=done)

    meeting.bot.answer = answer
    delivery = await meeting.sandbox.platform.say("lin", "统计")
    assert delivery.reply == "查好了"
    assert [plain["msgtype"] for plain in meeting.bot.got] == ["text", "stream", "stream", "stream"]
    assert meeting.bot.got[1]["stream"] == {"id": "s1"}


async def test_a_stream_that_never_ends_is_dropped_after_six_minutes(meeting: Meeting) -> None:
    meeting.bot.answer = lambda _: stream("在查", finish=False)
    await meeting.sandbox.platform.say("lin", "统计")
    assert sum(meeting.naps) == 360
    assert meeting.violations == ["aibot: stream not finished after 6 minutes"]


async def test_a_fourth_interaction_at_once_is_not_delivered(meeting: Meeting) -> None:
    meeting.bot.hang = asyncio.Event()
    people = meeting.sandbox.platform
    three = [asyncio.create_task(people.say("wang", f"第{n}件事")) for n in range(3)]
    for _ in three:
        await meeting.bot.arrivals.get()
    fourth = await people.say("wang", "第四件事")
    other = asyncio.create_task(people.say("chen", "我也有事"))
    meeting.bot.hang.set()
    assert not fourth.delivered
    assert all(one.delivered for one in await asyncio.gather(*three, other))


@pytest.mark.parametrize("fault", [Fault.BAD_SIGNATURE, Fault.BAD_RECEIVEID, Fault.SKEWED])
async def test_a_spoilt_first_try_differs_from_the_retry(meeting: Meeting, fault: Fault) -> None:
    meeting.sandbox.faults.arm("callback", fault)
    meeting.bot.statuses = [403]
    delivery = await meeting.sandbox.platform.say("wang", "灯坏了")
    assert [attempt.status for attempt in delivery.attempts] == [403, 200]
    first, second = (int(query["timestamp"]) for query in meeting.bot.queries)
    assert (second - first == 3600) is (fault is Fault.SKEWED)


async def test_a_duplicate_is_the_same_message_again(meeting: Meeting) -> None:
    meeting.sandbox.faults.arm("callback", Fault.DUPLICATE)
    await meeting.sandbox.platform.say("wang", "灯坏了")
    assert len({plain["msgid"] for plain in meeting.bot.got}) == 1
    assert len(meeting.bot.got) == 2


async def test_out_of_order_arrives_after_the_next_one(meeting: Meeting) -> None:
    meeting.sandbox.faults.arm("callback", Fault.OUT_OF_ORDER)
    await meeting.sandbox.platform.say("wang", "一")
    await meeting.sandbox.platform.say("wang", "二")
    assert [plain["text"]["content"] for plain in meeting.bot.got] == ["二", "一"]


async def test_entering_the_chat_may_be_greeted_with_text(meeting: Meeting) -> None:
    meeting.bot.answer = lambda _: {"msgtype": "text", "text": {"content": "您好"}}
    assert (await meeting.sandbox.platform.enter_chat("wang")).reply == "您好"
    assert meeting.bot.got[0]["event"] == {"eventtype": "enter_chat"}
    assert "chattype" not in meeting.bot.got[0]


async def test_feedback_may_only_be_answered_with_nothing(meeting: Meeting) -> None:
    meeting.bot.answer = lambda _: stream("谢谢")
    await meeting.sandbox.platform.rate("wang", "f1", 1)
    assert meeting.violations == ["aibot: stream is no reply to other_event"]


async def test_app_messages_are_sealed_for_the_corp(meeting: Meeting) -> None:
    async with served(meeting.bot.application()) as at:
        place = meeting.sandbox.world
        app = world.App("corp", 7, "s", "token", place.app.aes_key, f"{at}/wecom/aibot")
        place.app = app
        meeting.bot.statuses = [500] * 4
        await meeting.sandbox.platform.say_to_app("chen", "接单 12")
    fields = opened_xml(Seal("token", app.aes_key, "corp"), meeting.bot.raw[0], meeting.bot.queries[0])
    assert (fields["FromUserName"], fields["Content"], fields["AgentID"]) == ("chen", "接单 12", "7")
    outer = xmltodict.parse(meeting.bot.raw[0])["xml"]
    assert (outer["ToUserName"], outer["AgentID"]) == ("corp", "7")


@pytest.mark.parametrize("aes", [True, False])
async def test_account_messages_travel_plain_or_sealed(meeting: Meeting, aes: bool) -> None:
    async with served(meeting.bot.application()) as at:
        account = world.fresh_account(f"{at}/wecom/aibot", aes=aes)
        meeting.sandbox.world.account = account
        meeting.bot.statuses = [500] * 4
        await meeting.sandbox.platform.say_to_account("openid-wang", "灯坏了 ]]> <x>")
    query = meeting.bot.queries[0]
    assert query["signature"] == Seal(account.token, "A" * 43, "").sign(query["timestamp"], query["nonce"])
    assert ("encrypt_type" in query) is aes
    seal = Seal(account.token, account.aes_key or "A" * 43, account.app_id)
    raw = meeting.bot.raw[0]
    fields = opened_xml(seal, raw, query) if aes else xmltodict.parse(raw)["xml"]
    assert (fields["FromUserName"], fields["Content"]) == ("openid-wang", "灯坏了 ]]> <x>")
