"""Two processes on one PostgreSQL let the same reminders fall at the same moments; each is made once."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot import ports
from bot.bench import rig
from bot.sandbox.transcript import Source
from storage import engine
from tests.campaigns import endstate, town
from tests.campaigns.town import Service, Town

#: Real seconds for one leap of the clock.
PATIENCE = aiohttp.ClientTimeout(total=town.PATIENCE)
#: Every (ticket, step, level, occurrence) of those thirty-five hours. Until the next evening four ordinary matters
#: ring for nobody but who should take them on; the red one rings every hour for that, and daily for being done.
FALLEN = frozenset(
    {
        *((ticket, "accept", level, "0") for ticket in (1, 2, 3, 4) for level in range(3)),
        *((5, "accept", level, "0") for level in range(3 + 34)),
        *((5, "resolve", level, "0") for level in range(3 + 1)),
    }
)


async def leap(services: list[Service], now: datetime) -> None:
    """Every process is told the time at once, and does what is due by then."""
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        answers = await asyncio.gather(
            *(session.post(f"{one.origin}/clock", json={"now": now.isoformat()}) for one in services)
        )
        assert {answer.status for answer in answers} == {200}


async def a_day_without_anybody(place: Town, agenda: ports.Agenda) -> None:
    """Four ordinary matters and one red are reported, and nobody takes them on until the next evening.

    The clock leaps from one reminder to the next: a process far ahead of the other would take what that one is just
    sending for lost.
    """
    for building in (1, 3, 5, 7):
        place.write("hazard", f"{building}栋2单元的路灯坏了")
    place.write("red", "6栋101楼道里有很浓的煤气味")
    for number, line in enumerate(place.said):
        await place.deliver([line], to=number % len(place.services))
    now = place.clock.now()
    end = now + timedelta(hours=35)
    while now < end:
        now = min(await agenda.next_due(now) or end, end)
        await leap(list(place.services), now)


@pytest.mark.postgres
async def test_two_processes_make_each_reminder_exactly_once(tmp_path: Path, postgres_url: str) -> None:
    async with town.raised(tmp_path, postgres_url, (rig.free_port(), rig.free_port())) as place:
        for service in place.services:
            assert await service.start()
        async with engine.open_store(postgres_url) as database:
            await a_day_without_anybody(place, database.agenda)
        for service in place.services:
            await service.stop()
        end = await endstate.read(place)

    assert endstate.problems(place, end) == []
    fallen = Counter(
        (one["ticket"], one["step"], one["level"], one["occurrence"])
        for one in end.reminders
        if one["ticket"] and one["sent_at"]
    )
    assert fallen == dict.fromkeys(FALLEN, 1)
    causes = Counter(one["cause"] for one in end.outbox if one["cause"].startswith("reminder:"))
    assert causes == {f"reminder:{ticket}:{step}:{level}:{turn}": 1 for ticket, step, level, turn in FALLEN}
    told = Counter(one["body"] for one in end.outbox if one["cause"] in causes)
    heard = Counter(line.text for source in (Source.PUSH, Source.APP) for line in place.heard(source))
    assert {body: heard[body] for body in told} == dict(told)
