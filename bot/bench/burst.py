"""A burst: deliveries on many connections at once, more than the service lets wait for their answers.

Two rates are told apart: how fast they are acknowledged, which needs the commit of the inbox and no more, and how
fast they are handled, counted until the inbox holds none that is pending. The floor has nothing to handle, so the
first is what can be compared with it.
"""

import asyncio
import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass

from bot.bench import load, rig, traffic

CONNECTIONS = 256
#: Seconds in which a burst must have been acknowledged, and then handled.
PATIENCE_S = 120.0
_LOOK_S = 0.05
_SEED = 900_000_000


@dataclass(frozen=True, slots=True)
class Burst:
    """`acknowledged_per_s` and `floor_per_s`: until the last 200. `handled_per_s`: until nothing was left to do.

    Medians over all bursts, but every message counts in `sent` and `acknowledged`. `ratio` is that of the first two.
    """

    sent: int
    acknowledged: int
    acknowledged_per_s: float
    floor_per_s: float
    ratio: float
    p99_ms: float
    floor_p99_ms: float
    handled_per_s: float


async def measure(
    mix: traffic.Mix, robot: traffic.Robot, sides: Mapping[str, rig.Side], count: int, rounds: int
) -> Burst:
    """The same bursts of `count` deliveries on "floor" and "service" in turn; each begins when all has been handled."""
    floors, results, handled = [], [], []
    for number in range(rounds):
        floors.append(await rig.shoot(_plan(mix, robot, sides["floor"], count, number)))
        one = await rig.shoot(_plan(mix, robot, sides["service"], count, number))
        acknowledging_s = one.acknowledged / max(one.per_s, 1e-9)
        handled.append(one.acknowledged / (acknowledging_s + await _until_handled(sides["service"])))
        results.append(one)
    floor_per_s = statistics.median(one.per_s for one in floors)
    per_s = statistics.median(one.per_s for one in results)
    return Burst(
        sent=sum(one.sent for one in results),
        acknowledged=sum(one.acknowledged for one in results),
        acknowledged_per_s=per_s,
        floor_per_s=floor_per_s,
        ratio=per_s / max(floor_per_s, 1e-9),
        p99_ms=statistics.median(one.p99_ms for one in results),
        floor_p99_ms=statistics.median(one.p99_ms for one in floors),
        handled_per_s=statistics.median(handled),
    )


def _plan(mix: traffic.Mix, robot: traffic.Robot, side: rig.Side, count: int, number: int) -> load.Plan:
    return load.Plan(side.port, robot, mix.name, PATIENCE_S, count, CONNECTIONS, _SEED + number * count)


async def _until_handled(side: rig.Side) -> float:
    """Seconds, from now, until no message is pending."""
    began = time.perf_counter()
    for _ in range(int(PATIENCE_S / _LOOK_S)):
        if not await rig.pending(side):
            break
        await asyncio.sleep(_LOOK_S)
    return time.perf_counter() - began
