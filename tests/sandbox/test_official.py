from datetime import timedelta
from typing import Any

from tests.sandbox.conftest import BEGIN, Meeting


def text(content: str, *mentions: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": content, "mentioned_list": list(mentions)}}


async def account_send(meeting: Meeting, openid: str = "openid-wang") -> int:
    account = meeting.sandbox.world.account
    asked = await meeting.get("token", grant_type="client_credential", appid=account.app_id, secret=account.secret)
    body = text("办好了") | {"touser": openid}
    return int((await meeting.post("message/custom/send", body, access_token=asked["access_token"]))["errcode"])


async def test_a_follower_hears_us_for_48_hours_after_speaking(meeting: Meeting) -> None:
    assert await account_send(meeting) == 45015
    meeting.sandbox.platform.heard_from["openid-wang"] = BEGIN
    assert await account_send(meeting) == 0
    meeting.clock.at += timedelta(hours=48)
    assert await account_send(meeting) == 45015
    assert await account_send(meeting, "stranger") == 40003
