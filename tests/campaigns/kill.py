"""The process is killed at named points while callbacks arrive and are retried; then the end state is judged.

Points: "verified" (the callback is known to be genuine), "accepted" (in the inbox), "worked" (its transaction has been
committed), "claimed" (an attempt is recorded, the network not yet used), "sent" (the network has answered, nothing of
that is recorded).
"""

import argparse
import asyncio
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.bench import rig
from tests.campaigns import endstate, town
from tests.campaigns.endstate import EndState
from tests.campaigns.town import Town
from tests.campaigns.victim import POINTS

#: Longer than the lease of an attempt, and than a robot's minute.
STEP_S = 130
#: Batches in one life before something must be wrong with the point.
MOST_BATCHES = 10


@dataclass
class Campaign:
    """Kills `wanted` times at each point."""

    town: Town
    wanted: int
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    kills: Counter[str] = field(default_factory=Counter)

    async def run(self) -> None:
        while left := [point for point in POINTS if self.kills[point] < self.wanted]:
            point = self.chance.choice(left)
            await self._live(point, self.chance.randint(1, 3))
            self.kills[point] += 1
        await self._epilogue()

    async def _live(self, point: str, count: int) -> None:
        """One life, from the start to the kill."""
        service = self.town.services[0]
        if not await service.start(point, str(count)):
            return
        for _ in range(MOST_BATCHES):
            await self.town.deliver(self.town.unheard)
            if not await service.alive() or not await self.town.advance(STEP_S):
                return
            self._write()
        raise AssertionError(f"{point} was not passed {count} times in {MOST_BATCHES} batches")

    async def _epilogue(self) -> None:
        """A life without a kill, in which everything comes to rest."""
        assert await self.town.services[0].start()
        await self.town.deliver(self.town.unheard)
        for _ in range(3):
            assert await self.town.advance(STEP_S)
        await self.town.services[0].stop()

    def _write(self) -> None:
        building = self.chance.randint(1, 8)
        room = 1001 + len(self.town.said)  # a door of its own, so that no two are one event
        self.town.write("hazard", f"{building}栋2单元{room}门口的灯坏了")
        self.town.write("red", f"{building}栋{room}楼道里有很浓的煤气味")
        self.town.write("wish", "希望小区多组织小朋友活动")
        self.town.write("meal", f"明天中午订两份饭，送到{building}栋{room}")
        self.town.write("chatter", "哈哈哈哈")


async def run(folder: Path, url: str, kills: int) -> tuple[Counter[str], EndState, list[str]]:
    """Kills by point, what is stored in the end, and every breach."""
    async with town.raised(folder, url, (rig.free_port(),)) as place:
        campaign = Campaign(place, kills)
        await campaign.run()
        end = await endstate.read(place)
        return campaign.kills, end, endstate.problems(place, end)


def main() -> int:
    """Prints the counts; 1 when anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="at each point")
    parser.add_argument("--url", default="", help="a database without tables; default: SQLite in a temporary folder")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lianxin-kill-") as folder:
        url = args.url or f"sqlite:///{folder}/killed.sqlite3"
        kills, end, found = asyncio.run(run(Path(folder), url, args.kills))
    rows = [(f"killed at {point}", kills[point]) for point in POINTS] + list(end.counts().items())
    sys.stdout.writelines(f"{name:<22}{count:>7}\n" for name, count in rows)
    sys.stdout.writelines(f"BREACH {one}\n" for one in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
