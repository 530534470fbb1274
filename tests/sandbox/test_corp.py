from datetime import timedelta
from typing import Any

import pytest

from tests.sandbox.conftest import Meeting


def text(content: str, *mentions: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": content, "mentioned_list": list(mentions)}}


async def test_the_token_stays_the_same_while_it_lives(meeting: Meeting) -> None:
    first = await meeting.corp_token()
    meeting.clock.at += timedelta(seconds=7199)
    assert await meeting.corp_token() == first
    meeting.clock.at += timedelta(seconds=1)
    assert await meeting.corp_token() != first


async def test_wrong_credentials_are_named(meeting: Meeting) -> None:
    app = meeting.sandbox.world.app
    assert (await meeting.get("gettoken", corpid="x", corpsecret=app.secret))["errcode"] == 40013
    assert (await meeting.get("gettoken", corpid=app.corp_id, corpsecret="x"))["errcode"] == 40001


async def test_an_old_missing_or_foreign_token_is_refused(meeting: Meeting) -> None:
    token = await meeting.corp_token()
    meeting.sandbox.corp.tokens.expire()
    assert (await meeting.get("user/get", access_token=token, userid="wang"))["errcode"] == 42001
    assert (await meeting.get("user/get", access_token="x", userid="wang"))["errcode"] == 40014
    assert (await meeting.get("user/get", userid="wang"))["errcode"] == 41001
    fresh = await meeting.corp_token()
    assert (await meeting.get("user/get", access_token=fresh, userid="wang"))["name"] == "王阿姨"


async def send(meeting: Meeting, touser: str, content: str = "提醒", **more: Any) -> dict[str, Any]:
    agent = meeting.sandbox.world.app.agent_id
    body = text(content) | {"touser": touser, "agentid": agent} | more
    return await meeting.post("message/send", body, access_token=await meeting.corp_token())


async def test_a_partial_failure_is_still_errcode_0(meeting: Meeting) -> None:
    answer = await send(meeting, "chen|nobody")
    assert (answer["errcode"], answer["invaliduser"]) == (0, "nobody")
    assert [line.chat for line in meeting.lines] == ["app:chen"]


async def test_no_valid_receiver_is_81013(meeting: Meeting) -> None:
    assert (await send(meeting, "nobody|none"))["errcode"] == 81013


async def test_another_agent_and_too_many_bytes_are_refused(meeting: Meeting) -> None:
    assert (await send(meeting, "chen", agentid=1))["errcode"] == 40056
    assert (await send(meeting, "chen", "x" * 2049))["errcode"] == 45002


async def test_more_than_thirty_a_minute_to_one_member_vanish_without_a_word(meeting: Meeting) -> None:
    answers = [await send(meeting, "chen", f"{n}") for n in range(31)]
    assert {answer["errcode"] for answer in answers} == {0}
    assert len(meeting.lines) == 30
    assert meeting.sandbox.corp.dropped == 1


async def test_more_than_a_thousand_an_hour_vanish_too(meeting: Meeting) -> None:
    assert meeting.sandbox.corp.per_hour.limit == 1000
    meeting.sandbox.corp.per_hour.limit = 40
    for minute in range(3):
        meeting.clock.at += timedelta(seconds=61)
        for count in range(20):
            await send(meeting, "chen", f"{minute}-{count}")
    assert (len(meeting.lines), meeting.sandbox.corp.dropped) == (40, 20)


@pytest.mark.parametrize("seconds", [0, 14401, "60"])
async def test_the_duplicate_check_spans_four_hours_at_most(meeting: Meeting, seconds: object) -> None:
    answer = await send(meeting, "chen", enable_duplicate_check=1, duplicate_check_interval=seconds)
    assert (answer["errcode"], meeting.lines) == (40058, [])


async def test_the_duplicate_check_delivers_identical_json_once(meeting: Meeting) -> None:
    first = await send(meeting, "chen", enable_duplicate_check=1, duplicate_check_interval=600)
    again = await send(meeting, "chen", enable_duplicate_check=1, duplicate_check_interval=600)
    assert first["msgid"] == again["msgid"]
    assert len(meeting.lines) == 1
    meeting.clock.at += timedelta(seconds=600)
    await send(meeting, "chen", enable_duplicate_check=1, duplicate_check_interval=600)
    assert len(meeting.lines) == 2


async def test_without_the_check_the_same_message_arrives_twice(meeting: Meeting) -> None:
    await send(meeting, "chen")
    await send(meeting, "chen")
    assert len(meeting.lines) == 2
