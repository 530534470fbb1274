"""A button at home, through the whole service: signed HTTP in, the staff group and the worker's phone out."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.sandbox import demo, performance, stage
from bot.sandbox.transcript import Source
from bot.settings import Settings
from tests.scenarios.town import BEGIN, LEISURE, STAFF, Town


@asynccontextmanager
async def town_with_secret(folder: Path) -> AsyncIterator[tuple[Town, bytes]]:
    secrets: list[bytes] = []

    async def service(settings: Settings) -> web.Application:
        assert settings.alarm_secret is not None
        secrets.append(settings.alarm_secret.get_secret_value().encode())
        return await demo.service(settings)

    async with stage.raised(folder, performance.EXAMPLE, BEGIN, 0, service, leisure=LEISURE) as sandbox:
        yield Town(sandbox, f"sqlite:///{folder / 'demo.sqlite3'}"), secrets[0]


async def press(town: Town, secret: bytes, number: str, place: str = "3栋2单元501") -> tuple[int, object]:
    """What a gateway sends when the button there is pressed."""
    stamp = str(int(town.now.timestamp()))
    fields = {"community": "xingfuli", "device": "btn-1", "kind": "sos", "place": place, "id": number}
    sent = json.dumps(fields | {"at": town.now.isoformat()}).encode()
    seal = hmac.new(secret, stamp.encode() + b"." + sent, hashlib.sha256).hexdigest()
    headers = {"X-Lianxin-Timestamp": stamp, "X-Lianxin-Signature": seal}
    address = f"{town.sandbox.world.origin}/alarms"
    async with aiohttp.ClientSession() as session, session.post(address, data=sent, headers=headers) as response:
        return response.status, await response.json()


async def test_a_button_pressed_at_home_wakes_the_staff_and_tells_the_worker_alone_whom_to_ring(tmp_path: Path) -> None:
    async with town_with_secret(tmp_path) as (town, secret):
        await town.later(hours=14)  # 23:00: quiet hours for everything else
        town.heard = len(town.sandbox.world.transcript.lines)
        assert await press(town, secret, "gw-1") == (202, {"ticket": 1})
        call = await town.sees("一键呼叫 3栋2单元501", STAFF)
        assert call.mentions == ("chenjing", "zhaogang")
        numbers = await town.sees("13900000011")
        assert numbers.source is Source.APP
        assert await press(town, secret, "gw-1") == (202, {"ticket": 1})
        assert await press(town, secret, "gw-2") == (202, {"ticket": 1})
        await town.sees("^#1 【紧急·报警】第2次：一键呼叫", STAFF)
        await town.group("chenjing", "收到", chat=STAFF, quote=call.text)
        await town.sees("^#1 已接单", STAFF)
        assert await press(town, secret, "gw-3") == (202, {"ticket": 1})
        assert len([one for one in town.said_by_bot(STAFF) if "一键呼叫" in one.text]) == 2
        assert not any("13900000011" in one.text for one in town.said_by_bot(STAFF))
        assert town.violations == []
