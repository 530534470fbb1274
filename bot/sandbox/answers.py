"""How the platform words its answers: HTTP 200 with errcode and errmsg, whatever happened [DOC 90455]."""

import secrets
from typing import Any

from aiohttp import web

from bot.sandbox.world import CALLER_IP


class Refused(Exception):
    """An API call that the platform turns down."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def ok(**fields: Any) -> web.Response:
    return web.json_response({"errcode": 0, "errmsg": "ok", **fields})


def refusal(refused: Refused) -> web.Response:
    """With the hint, caller address and link that real bodies carry."""
    hint = "".join(secrets.choice("0123456789") for _ in range(24))
    more = f"https://open.work.weixin.qq.com/devtool/query?e={refused.code}"
    message = f"{refused.message}, hint: [{hint}], from ip: {CALLER_IP}, more info at {more}"
    return web.json_response({"errcode": refused.code, "errmsg": message})


async def body_of(request: web.Request) -> dict[str, Any]:
    """The JSON object of a call, or Refused 40058's elder sister 47001 (data format error)."""
    try:
        value = await request.json()
    except ValueError:
        raise Refused(47001, "data format error") from None
    if not isinstance(value, dict):
        raise Refused(47001, "data format error")
    return value


def words(body: dict[str, Any], kind: str, limit: int) -> str:
    """`body[kind]["content"]`, not empty and at most `limit` UTF-8 bytes."""
    inner = body.get(kind)
    content = inner.get("content") if isinstance(inner, dict) else None
    if not isinstance(content, str) or not content.strip():
        raise Refused(44004, "empty content")
    if len(content.encode()) > limit:
        raise Refused(40058, f"{kind}.content exceed max length {limit}. Invalid input invalid Request Parameter")
    return content
