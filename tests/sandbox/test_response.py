from datetime import timedelta
from typing import Any

from bot.sandbox.transcript import Source
from tests.sandbox.conftest import Meeting
from tests.sandbox.samples import card


def text(content: str, *mentions: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": content, "mentioned_list": list(mentions)}}


def markdown(content: str) -> dict[str, Any]:
    return {"msgtype": "markdown", "markdown": {"content": content}}


async def asked(meeting: Meeting, chat: str = "wr1") -> str:
    await meeting.sandbox.platform.say("wang", "@连心 灯坏了", chat=chat)
    return str(meeting.bot.got[-1]["response_url"])


async def respond(meeting: Meeting, url: str, body: Any) -> int:
    async with meeting.client.post(url, json=body) as answer:
        return int((await answer.json())["errcode"])


async def test_a_response_url_answers_once_and_quotes_in_a_group(meeting: Meeting) -> None:
    url = await asked(meeting)
    assert await respond(meeting, url, markdown("#1 收到")) == 0
    assert (meeting.lines[-1].source, meeting.lines[-1].quote) == (Source.RESPONSE, "@连心 灯坏了")
    assert await respond(meeting, url, markdown("#1 收到")) != 0


async def test_a_response_url_lives_an_hour(meeting: Meeting) -> None:
    url = await asked(meeting)
    meeting.clock.at += timedelta(hours=1)
    assert await respond(meeting, url, markdown("迟了")) != 0


async def test_a_response_is_markdown_of_20480_bytes_and_a_card_only_in_a_single_chat(meeting: Meeting) -> None:
    url = await asked(meeting)
    assert await respond(meeting, url, markdown("x" * 20481)) == 40058
    assert await respond(meeting, url, text("x")) == 40008
    shown = {"msgtype": "template_card", "template_card": card("t-1")}
    assert await respond(meeting, url, shown) == 40008
    assert await respond(meeting, await asked(meeting, ""), {"msgtype": "template_card"}) == 40058
    assert await respond(meeting, await asked(meeting, ""), shown) == 0
    assert await respond(meeting, await asked(meeting, ""), shown) == 40058  # a name is used once
