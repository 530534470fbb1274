"""Two processes on one PostgreSQL let the same reminders fall at the same moments; each is made once."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.bench import rig
from bot.sandbox.transcript import Source
from tests.campaigns import endstate, town
from tests.campaigns.town import Service, Town

#: Real seconds for one leap of the clock.
PATIENCE = aiohttp.ClientTimeout(total=120)


async def leap(services: list[Service], now: datetime) -> None:
    """Every process is told the time at once, and does what is due by then."""
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        answers = await asyncio.gather(
            *(session.post(f"{one.origin}/clock", json={"now": now.isoformat()}) for one in services)
        )
        assert {answer.status for answer in answers} == {200}


async def a_day_without_anybody(place: Town) -> None:
    """Four ordinary matters and one red are reported, and nobody takes them on until the next evening."""
    for building in (1, 3, 5, 7):
        place.write("hazard", f"{building}栋2单元的路灯坏了")
    place.write("red", "6栋101楼道里有很浓的煤气味")
    for number, line in enumerate(place.said):
        await place.deliver([line], to=number % len(place.services))
    now = place.clock.now()
    for hours in range(1, 36):
        await leap(list(place.services), now + timedelta(hours=hours))


@pytest.mark.postgres
async def test_two_processes_make_each_reminder_exactly_once(tmp_path: Path, postgres_url: str) -> None:
    async with town.raised(tmp_path, postgres_url, (rig.free_port(), rig.free_port())) as place:
        for service in place.services:
            assert await service.start()
        await a_day_without_anybody(place)
        for service in place.services:
            await service.stop()
        end = await endstate.read(place)

    assert endstate.problems(place, end) == []
    made = Counter((one["ticket"], one["step"], one["level"], one["occurrence"]) for one in end.reminders)
    assert set(made.values()) == {1}
    fallen = [one for one in end.reminders if one["sent_at"] and one["step"] in {"accept", "resolve"}]
    assert {one["level"] for one in fallen} >= {0, 1, 2}
    assert {one["ticket"] for one in fallen if one["step"] == "accept"} == {1, 2, 3, 4, 5}
    causes = Counter(one["cause"] for one in end.outbox if one["cause"].startswith("reminder:"))
    assert causes
    assert set(causes.values()) == {1}
    told = Counter(one["body"] for one in end.outbox if one["cause"].startswith("reminder:") and one["state"] == "sent")
    heard = Counter(line.text for source in (Source.PUSH, Source.APP) for line in place.heard(source))
    assert told
    assert {body: heard[body] for body in told} == dict(told)
