"""Two hundred matters in one minute, all called out by one robot: its minute holds, red goes first, nothing is lost."""

import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.bench import rig
from bot.sandbox.transcript import Line, Source
from tests.campaigns import endstate, town
from tests.campaigns.town import Said, Town

MATTERS = 200
BATCH = 20
#: Seconds of the clock between two batches, so that all of them come within one minute.
PAUSE = 6
#: One of these in a batch is red: fewer a minute than the places the robot keeps for red.
RED_BATCHES = (1, 4, 8)
MINUTE = timedelta(seconds=60)


@pytest.mark.postgres
async def test_two_processes_share_the_minute_of_one_robot(tmp_path: Path, postgres_url: str) -> None:
    async with town.raised(tmp_path, postgres_url, (rig.free_port(), rig.free_port())) as place:
        for service in place.services:
            assert await service.start()
        for batch in range(MATTERS // BATCH):
            await _burst(place, batch)
        await _judge(place)


async def test_a_restart_in_the_middle_forgets_no_send(tmp_path: Path) -> None:
    async with town.raised(tmp_path, f"sqlite:///{tmp_path}/burst.sqlite3", (rig.free_port(),)) as place:
        assert await place.services[0].start()
        for batch in range(MATTERS // BATCH):
            await _burst(place, batch)
            if batch == MATTERS // BATCH // 2:
                await place.services[0].stop()
                assert await place.services[0].start()
        await _judge(place)


def _room(batch: int, number: int) -> int:
    """A door of its own for each line, so that no two are one event."""
    return 1001 + batch * BATCH + number


async def _burst(place: Town, batch: int) -> None:
    """Half of the lines to each process, then the clock moves a little."""
    doors = [f"{1 + number % 8}栋2单元{_room(batch, number)}门口" for number in range(BATCH)]
    lines = [place.write("hazard", f"{door}的灯坏了") for door in doors]
    if batch in RED_BATCHES:
        lines.append(place.write("red", f"5栋{101 + batch}楼道里有很浓的煤气味"))
    half = len(lines) // 2
    await place.deliver(lines[:half], to=0)
    await place.deliver(lines[half:], to=len(place.services) - 1)
    assert await place.advance(PAUSE)


async def _judge(place: Town) -> None:
    for _ in range(15):
        assert await place.advance(60)
    end = await endstate.read(place)
    pushes = [line for line in place.heard(Source.PUSH) if line.chat == "wr-staff"]
    assert endstate.problems(place, end) == []
    assert all(line.acknowledged for line in place.said)
    assert _fullest_minute(pushes) <= 20
    assert {post["state"] for post in end.outbox} == {"sent", "folded"}
    assert not any(one["errcode"] for post in end.outbox for one in post["attempts"])
    told = {int(number) for line in pushes for number in re.findall(r"#(\d+)", line.text)}
    assert told == {ticket["number"] for ticket in end.tickets}
    reds = {ticket["reporter"]: ticket["number"] for ticket in end.tickets if ticket["urgency"] == "red"}
    assert all(_waited(line, reds[line.sender], pushes) == timedelta() for line in place.said if line.sender in reds)
    assert len(reds) == len(RED_BATCHES)


def _fullest_minute(pushes: Sequence[Line]) -> int:
    return max(sum(1 for other in pushes if one.at <= other.at < one.at + MINUTE) for one in pushes)


def _waited(said: Said, number: int, pushes: Sequence[Line]) -> timedelta:
    """From the report to the first push that names it, by the clock."""
    return next(line.at for line in pushes if f"#{number} " in line.text) - said.at
