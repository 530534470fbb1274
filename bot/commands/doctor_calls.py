"""What `lianxin doctor` asks of the platform: its time, tokens, whether the robots' keys work. Nothing is posted."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from bot import clock, remote
from bot.commands.finding import Finding
from bot.domain.communities import Communities
from bot.domain.delivery import Outcome, Verdict
from bot.door import FRESH
from bot.settings import Settings
from bot.wechat import client as wechat_client
from bot.wecom import client as wecom_client

#: Refused by a robot whose key works (44004: the text is empty), so nothing is ever posted by looking.
_EMPTY = {"msgtype": "text", "text": {"content": ""}}
#: So far our clock may be from the platform's.
_AWAY, _SECOND = timedelta(minutes=1), timedelta(seconds=1)


async def findings(chosen: Settings, communities: Communities) -> list[Finding]:
    """One for each thing that was asked."""
    timeout = aiohttp.ClientTimeout(total=10)
    async with aiohttp.ClientSession(connector=remote.fresh_connections(), timeout=timeout) as session:
        return [one async for one in _calls(chosen, communities, session)]


async def _calls(chosen: Settings, communities: Communities, session: aiohttp.ClientSession) -> AsyncIterator[Finding]:
    present = clock.from_setting(chosen.clock, chosen.timezone)
    if isinstance(present, clock.SystemClock) and (theirs := await _their_time(session, chosen.wecom_api_base)):
        away = abs(present.now() - theirs)
        told = f"{away // _SECOND} s away from the platform's"
        todo = f"have the machine set its time (NTP): {FRESH // _SECOND} s away, every callback is refused"
        yield Finding("this machine's clock", told, todo if away > _AWAY else "")
    if chosen.app_sends and chosen.app_secret:
        secret = chosen.app_secret.get_secret_value()
        token = wecom_client.app_token(session, chosen.wecom_api_base, chosen.app_corp_id, secret, present)
        yield await _token("app", token.get)
    if chosen.oa_sends and chosen.oa_app_secret:
        secret = chosen.oa_app_secret.get_secret_value()
        token = wechat_client.oa_token(session, chosen.wechat_api_base, chosen.oa_app_id, secret, present)
        yield await _token("oa", token.get)
    for one in communities.by_code.values():
        for group in one.groups:
            if group.webhook_key:
                yield await _robot(session, chosen.wecom_api_base, group.name, group.webhook_key)


async def _their_time(session: aiohttp.ClientSession, base: str) -> datetime | None:
    """The time that the platform's answer carries; None when there is no answer, which is told elsewhere."""
    try:
        async with session.get(f"{base}/cgi-bin/gettoken") as answer:
            return parsedate_to_datetime(answer.headers.get("Date", ""))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None


async def _token(name: str, get: Callable[[], Awaitable[object]]) -> Finding:
    got = await get()
    if isinstance(got, str):
        return Finding(f"{name} token", "given")
    told = f"refused ({got.errcode})" if isinstance(got, Outcome) and got.errcode else "none was given"
    return Finding(f"{name} token", told, "check id, secret and the trusted addresses in the console")


async def _robot(session: aiohttp.ClientSession, base: str, name: str, key: str) -> Finding:
    try:
        async with session.post(f"{base}/cgi-bin/webhook/send", params={"key": key}, json=_EMPTY) as answer:
            body = await answer.json(content_type=None)
            errcode = body.get("errcode", 0) if isinstance(body, dict) else 0
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return Finding(f"robot of {name}", "the platform does not answer", "check the network and WECOM_API_BASE")
    verdict = wecom_client.VERDICTS.get(errcode)
    if verdict is Verdict.BARRED:
        return Finding(f"robot of {name}", f"refused ({errcode})", "allow this machine's address in the console")
    if verdict is Verdict.DEAD_ROUTE:
        return Finding(
            f"robot of {name}", f"refused ({errcode})", "add the robot to the group again and use its new key"
        )
    return Finding(f"robot of {name}", "its key works")
