"""The short version of the kill campaign."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.bench import rig
from tests.campaigns import endstate, kill, town
from tests.campaigns.endstate import EndState
from tests.campaigns.town import Town
from tests.campaigns.victim import POINTS


async def test_nothing_is_lost_or_done_twice_however_the_process_dies(tmp_path: Path) -> None:
    kills, end, found = await kill.run(tmp_path, f"sqlite:///{tmp_path}/killed.sqlite3", 2)
    assert kills == dict.fromkeys(POINTS, 2)
    assert found == []
    assert end.tickets


@pytest.mark.postgres
async def test_nothing_is_lost_or_done_twice_on_postgres(tmp_path: Path, postgres_url: str) -> None:
    kills, end, found = await kill.run(tmp_path, postgres_url, 1)
    assert kills == dict.fromkeys(POINTS, 1)
    assert found == []
    assert end.tickets


async def test_the_judge_sees_what_is_lost_and_what_is_doubled(tmp_path: Path) -> None:
    async with town.raised(tmp_path, f"sqlite:///{tmp_path}/calm.sqlite3", (rig.free_port(),)) as place:
        end = await _one_quiet_hour(place)
        assert endstate.problems(place, end) == []
        pushed = next(post for post in end.outbox if post["channel"] == "robot")
        for spoiled in (
            replace(end, messages=end.messages[1:]),
            replace(end, messages=[*end.messages, end.messages[0]]),
            replace(end, tickets=end.tickets[:-1]),
            replace(end, tickets=[*end.tickets, end.tickets[0]]),
            replace(end, orders=[]),
            replace(end, outbox=[{**post, "state": "queued"} for post in end.outbox]),
            replace(end, outbox=[post for post in end.outbox if post != pushed]),
            replace(end, reminders=end.reminders * 2),
            replace(end, ledger=[{**end.ledger[0], "entries": end.ledger[0]["entries"][:1]}]),
        ):
            assert endstate.problems(place, spoiled)


async def _one_quiet_hour(place: Town) -> EndState:
    assert await place.services[0].start()
    place.write("hazard", "3栋2单元的路灯坏了")
    place.write("red", "5栋101楼道里有很浓的煤气味")
    place.write("meal", "明天中午订两份饭，送到3栋501")
    await place.deliver(place.said)
    assert await place.advance(kill.STEP_S)
    await place.services[0].stop()
    return await endstate.read(place)
