"""Callers who give up at any moment of the handling, and come again, are answered once all the same."""

from collections.abc import Sequence
from pathlib import Path

from bot.bench import rig
from tests.campaigns import endstate, town
from tests.campaigns.town import Said, Town

#: Seconds after which each crowd gives up, four times. On whatever machine some of them fall into the commit of the
#: inbox, some into the handling, and some just before the answer.
DEADLINES = (0.02, 0.05, 0.08, 0.11, 0.15)
CROWD = 20


async def test_whoever_hangs_up_and_comes_again_is_answered_once(tmp_path: Path) -> None:
    async with town.raised(tmp_path, f"sqlite:///{tmp_path}/impatient.sqlite3", (rig.free_port(),)) as place:
        assert await place.services[0].start()
        gave_up = 0
        for number, deadline in enumerate(DEADLINES):
            lines = [place.write("hazard", f"{1 + room % 8}栋2单元{room}门口的灯坏了") for room in _doors(number)]
            await _hurried(place, lines, deadline)
            gave_up += len(place.unheard)
            await place.deliver(place.unheard)
            assert await place.advance(6)
        for _ in range(15):
            assert await place.advance(60)
        assert endstate.problems(place, await endstate.read(place)) == []
        assert gave_up


def _doors(number: int) -> range:
    """A door of its own for each line, so that no two are one event."""
    return range(1001 + number * CROWD, 1001 + (number + 1) * CROWD)


async def _hurried(place: Town, lines: Sequence[Said], deadline: float) -> None:
    """Each line is delivered by a platform that waits no longer than that."""
    caller = place.sandbox.platform.caller
    caller.deadline = deadline
    await place.deliver(lines)
    caller.deadline = town.PATIENCE
