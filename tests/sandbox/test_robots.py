import hashlib
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox import media
from bot.sandbox.limits import Window
from tests.sandbox.conftest import BEGIN, Meeting


def text(content: str, *mentions: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": content, "mentioned_list": list(mentions)}}


def markdown(content: str) -> dict[str, Any]:
    return {"msgtype": "markdown", "markdown": {"content": content}}


async def code(meeting: Meeting, body: Any, key: str = "key-1") -> int:
    return int((await meeting.post("webhook/send", body, key=key))["errcode"])


async def test_only_members_of_the_group_are_really_mentioned(meeting: Meeting) -> None:
    assert await code(meeting, text("看看 <@wang>", "chen", "lin", "nobody")) == 0
    assert meeting.lines[-1].mentions == ("chen", "wang")
    assert meeting.lines[-1].text == "看看 @王阿姨"


async def test_markdown_mentions_by_name_but_not_everybody(meeting: Meeting) -> None:
    await code(meeting, markdown("@all <@chen> 快去"))
    assert meeting.lines[-1].mentions == ("chen",)


async def test_at_all_in_the_list_reaches_everybody(meeting: Meeting) -> None:
    await code(meeting, text("注意", "@all"))
    assert meeting.lines[-1].mentions == ("wang", "chen")


async def test_a_wrong_key_is_93000_with_the_real_wording(meeting: Meeting) -> None:
    answer = await meeting.post("webhook/send", text("x"), key="nobody")
    assert answer["errcode"] == 93000
    assert answer["errmsg"].startswith("invalid webhook url, hint: [")
    assert answer["errmsg"].endswith("https://open.work.weixin.qq.com/devtool/query?e=93000")


async def test_a_removed_robot_is_gone(meeting: Meeting) -> None:
    meeting.sandbox.world.remove_robot("wr1")
    assert await code(meeting, text("x")) == 93000


async def test_no_push_robot_lives_in_an_external_group(meeting: Meeting) -> None:
    assert await code(meeting, text("x"), key="key-2") == 93000


@pytest.mark.parametrize(("build", "limit"), [(text, 2048), (markdown, 4096)])
async def test_bytes_are_counted_not_characters(meeting: Meeting, build: Any, limit: int) -> None:
    assert await code(meeting, build("x" * limit)) == 0
    answer = await meeting.post("webhook/send", build("字" * (limit // 3 + 1)), key="key-1")
    assert answer["errcode"] == 40058
    assert f"content exceed max length {limit}. Invalid input invalid Request Parameter" in answer["errmsg"]


@pytest.mark.parametrize(
    ("body", "errcode"),
    [
        (text(" "), 44004),
        ({"msgtype": "text"}, 44004),
        ({"msgtype": "text", "text": {"content": "x", "mentioned_list": "chen"}}, 40058),
        ({"msgtype": "text", "text": {"content": "x", "mentioned_list": [7]}}, 40058),
        ({"msgtype": "dance"}, 40008),
        ([1], 47001),
        ({"msgtype": "image", "image": {"base64": "!", "md5": ""}}, 40058),
        ({"msgtype": "news", "news": {"articles": []}}, 40058),
        ({"msgtype": "file", "file": {"media_id": "x"}}, 40007),
    ],
)
async def test_a_body_out_of_shape_is_refused(meeting: Meeting, body: Any, errcode: int) -> None:
    assert await code(meeting, body) == errcode
    assert meeting.lines == []


async def test_a_picture_needs_its_md5(meeting: Meeting) -> None:
    raw = media.lamp_photo()
    image = {"base64": b64encode(raw).decode(), "md5": hashlib.md5(raw).hexdigest()}
    assert await code(meeting, {"msgtype": "image", "image": image}) == 0
    assert await code(meeting, {"msgtype": "image", "image": image | {"md5": "0" * 32}}) == 40058


async def test_twenty_in_any_sixty_seconds_and_not_one_more(meeting: Meeting) -> None:
    for _ in range(10):
        assert await code(meeting, text("x")) == 0
    meeting.clock.at += timedelta(seconds=59)
    for _ in range(10):
        assert await code(meeting, text("x")) == 0
    assert await code(meeting, text("x")) == 45009


async def test_a_key_that_was_used_too_often_is_shut_out_for_a_minute(meeting: Meeting) -> None:
    for _ in range(20):
        await code(meeting, text("x"))
    meeting.clock.at += timedelta(seconds=59)
    assert await code(meeting, text("x")) == 45009
    meeting.clock.at += timedelta(seconds=59)
    assert await code(meeting, text("x")) == 45009
    meeting.clock.at += timedelta(seconds=1)
    assert await code(meeting, text("x")) == 0


async def test_each_key_has_its_own_twenty(meeting: Meeting) -> None:
    place = meeting.sandbox.world
    place.rooms["wr2"] = replace(place.rooms["wr2"], external=False)
    for _ in range(20):
        await code(meeting, text("x"))
    assert await code(meeting, text("x"), key="key-2") == 0


def test_a_fixed_minute_starts_anew_on_the_minute() -> None:
    window, late = Window(2, fixed=True), BEGIN + timedelta(seconds=59)
    assert [window.take("k", late) for _ in range(3)] == [True, True, False]
    assert window.take("k", late + timedelta(seconds=1))


async def test_an_uploaded_file_belongs_to_one_robot(meeting: Meeting) -> None:
    place = meeting.sandbox.world
    place.rooms["wr2"] = replace(place.rooms["wr2"], external=False)
    form = aiohttp.FormData()
    form.add_field("media", b"a,b,c,d", filename="统计.csv")
    url = f"{place.origin}/cgi-bin/webhook/upload_media"
    async with meeting.client.post(url, data=form, params={"key": "key-1", "type": "file"}) as answer:
        uploaded = await answer.json()
    assert (uploaded["errcode"], uploaded["errmsg"], uploaded["type"]) == (0, "", "file")
    post = {"msgtype": "file", "file": {"media_id": uploaded["media_id"]}}
    assert await code(meeting, post) == 0
    assert await code(meeting, post, key="key-2") == 40007
