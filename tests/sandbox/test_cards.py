"""Cards on the platform's side: strict about fields and names, codes that work once, presses a phone would allow."""

from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox import cards
from bot.sandbox.cards import BadCard
from bot.sandbox.transcript import Line
from tests.sandbox.conftest import Meeting
from tests.sandbox.samples import card

BUTTON = {"text": "受理", "key": "accept"}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"card_type": "text_notice"}, "buttons"),
        ({"colour": "red"}, "unknown"),
        ({"replace_text": "已受理"}, "unknown"),
        ({"main_title": {}}, "title"),
        ({"main_title": {"title": "字" * 27}}, "26"),
        ({"main_title": {"title": "题", "desc": "字" * 31}}, "30"),
        ({"sub_title_text": "字" * 113}, "112"),
        ({"horizontal_content_list": [{"keyname": "地点", "value": "x"}] * 7}, "at most 6"),
        ({"horizontal_content_list": [{"keyname": "六个字太长了", "value": "x"}]}, "5"),
        ({"horizontal_content_list": [{"keyname": "地点"}]}, "lacks"),
        ({"button_list": []}, "button_list"),
        ({"button_list": [BUTTON] * 2}, "differ"),
        ({"button_list": [BUTTON | {"key": str(n)} for n in range(7)]}, "at most 6"),
        ({"button_list": [BUTTON | {"style": 5}]}, "style"),
        ({"button_list": [BUTTON | {"key": "k" * 1025}]}, "key"),
        ({"button_list": [BUTTON | {"text": "字" * 11}]}, "10"),
        ({"task_id": ""}, "task_id"),
        ({"task_id": "x" * 129}, "task_id"),
        ({"task_id": "a b"}, "task_id"),
    ],
)
def test_a_card_out_of_rule_is_refused(change: dict[str, Any], rule: str) -> None:
    cards.check(card())
    with pytest.raises(BadCard, match=rule):
        cards.check(card(**change))


def test_only_a_replacement_may_grey_its_buttons_and_needs_no_name() -> None:
    replacement = {name: value for name, value in card().items() if name != "task_id"} | {"replace_text": "已受理"}
    assert cards.check(replacement, replaces=True)


async def send(meeting: Meeting, task_id: str = "t-1", **more: Any) -> dict[str, Any]:
    body = {"msgtype": "template_card", "template_card": card(task_id), "touser": "chen"}
    body |= {"agentid": meeting.sandbox.world.app.agent_id}
    return await meeting.post("message/send", body | more, access_token=await meeting.corp_token())


async def replace(meeting: Meeting, code: str, **more: Any) -> int:
    body = {"userids": ["chen"], "agentid": meeting.sandbox.world.app.agent_id, "response_code": code}
    body |= {} if more.keys() & {"button", "template_card"} else {"button": {"replace_name": "已受理"}}
    path = "message/update_template_card"
    return int((await meeting.post(path, body | more, access_token=await meeting.corp_token()))["errcode"])


def last(meeting: Meeting) -> Line:
    line: Line = meeting.lines[-1]
    return line


async def test_a_card_of_the_app_is_seen_and_its_name_is_used_once(meeting: Meeting) -> None:
    assert (await send(meeting))["errcode"] == 0
    assert "［受理］［办结］" in last(meeting).text
    assert (await send(meeting))["errcode"] == 40058
    assert len(meeting.lines) == 1


async def test_identical_json_with_the_check_is_one_card(meeting: Meeting) -> None:
    first = await send(meeting, enable_duplicate_check=1)
    again = await send(meeting, enable_duplicate_check=1)
    assert (again["errcode"], again["msgid"]) == (0, first["msgid"])
    assert len(meeting.lines) == 1


async def test_a_code_greys_the_card_once(meeting: Meeting) -> None:
    code = (await send(meeting))["response_code"]
    assert await replace(meeting, code) == 0
    assert last(meeting).text.endswith("已受理")
    assert await replace(meeting, code) == 40058


async def test_a_code_lives_seventy_two_hours(meeting: Meeting) -> None:
    code = (await send(meeting))["response_code"]
    meeting.clock.at += timedelta(hours=72)
    assert await replace(meeting, code) == 40058


async def test_a_code_is_good_for_its_own_reader_only(meeting: Meeting) -> None:
    code = (await send(meeting))["response_code"]
    assert await replace(meeting, code, userids=["lin"]) == 40058
    assert await replace(meeting, "guessed") == 40058
    assert await replace(meeting, code) == 0


async def test_a_replacement_is_one_thing_or_the_other(meeting: Meeting) -> None:
    code = (await send(meeting))["response_code"]
    new = {name: value for name, value in card().items() if name != "task_id"}
    assert await replace(meeting, code, button={"replace_name": "x"}, template_card=new) == 40058
    assert await replace(meeting, code, button={}) == 40058
    assert await replace(meeting, code, template_card=new | {"button_list": []}) == 40058
    assert await replace(meeting, code, template_card=new | {"main_title": {"title": "#1 已接单"}}) == 0
    assert last(meeting).text.startswith("#1 已接单")


async def test_only_buttons_that_are_there_can_be_pressed(meeting: Meeting) -> None:
    code, desk = (await send(meeting))["response_code"], meeting.sandbox.platform.exchange.desk
    desk.pressable("app:chen", "t-1", "accept")
    for chat, key in (("app:lin", "accept"), ("aibot:chen", "accept"), ("app:chen", "reassign")):
        with pytest.raises(ValueError, match="no such button"):
            desk.pressable(chat, "t-1", key)
    await replace(meeting, code)
    with pytest.raises(ValueError, match="no such button"):
        desk.pressable("app:chen", "t-1", "accept")


async def test_a_click_of_the_robots_card_changes_it_where_it_stands(meeting: Meeting) -> None:
    meeting.bot.answer = lambda _: {
        "msgtype": "stream_with_template_card",
        "stream": {"id": "s", "finish": True, "content": "#1 照明"},
        "template_card": card(),
    }
    await meeting.sandbox.platform.say("chen", "1 到哪了")
    assert [line.card is None for line in meeting.lines[1:]] == [True, False]
    changed = card(main_title={"title": "#1 已接单"})
    meeting.bot.answer = lambda _: {"response_type": "update_template_card", "template_card": changed}
    await meeting.sandbox.platform.click_card("chen", "accept", "t-1")
    assert last(meeting).text.startswith("#1 已接单")
    assert meeting.violations == []


async def test_a_name_used_twice_by_the_robot_is_a_breach_and_shows_nothing(meeting: Meeting) -> None:
    meeting.bot.answer = lambda _: {"msgtype": "template_card", "template_card": card()}
    await meeting.sandbox.platform.say("chen", "1 到哪了")
    assert (await meeting.sandbox.platform.say("chen", "1 到哪了")).reply == ""
    assert meeting.violations == ["aibot: task_id t-1 has been used before"]
