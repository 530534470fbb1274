"""A burst: deliveries on many connections at once, more than the service lets wait for their answers.

Two rates are told apart: how fast they are acknowledged, which needs the commit of the inbox and no more, and how
fast they are handled, counted until the inbox holds none that is pending.
"""

import asyncio
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
    """`acknowledged_per_s` and `floor_per_s`: until the last 200. `handled_per_s`: until nothing was left to do."""

    sent: int
    acknowledged: int
    acknowledged_per_s: float
    floor_per_s: float
    ratio: float
    p99_ms: float
    handled_per_s: float


async def measure(mix: traffic.Mix, robot: traffic.Robot, sides: Mapping[str, rig.Side], count: int) -> Burst:
    """The same burst of `count` deliveries on "floor" and "service", one after the other."""
    floor = await rig.shoot(_plan(mix, robot, sides["floor"], count))
    result = await rig.shoot(_plan(mix, robot, sides["service"], count))
    acknowledging_s = result.acknowledged / max(result.per_s, 1e-9)
    working_s = await _until_handled(sides["service"])
    return Burst(
        sent=result.sent,
        acknowledged=result.acknowledged,
        acknowledged_per_s=result.per_s,
        floor_per_s=floor.per_s,
        ratio=result.per_s / max(floor.per_s, 1e-9),
        p99_ms=result.p99_ms,
        handled_per_s=result.acknowledged / (acknowledging_s + working_s),
    )


def _plan(mix: traffic.Mix, robot: traffic.Robot, side: rig.Side, count: int) -> load.Plan:
    return load.Plan(side.port, robot, mix.name, PATIENCE_S, count, CONNECTIONS, _SEED)


async def _until_handled(side: rig.Side) -> float:
    """Seconds, from now, until no message is pending."""
    began = time.perf_counter()
    for _ in range(int(PATIENCE_S / _LOOK_S)):
        if not await rig.pending(side):
            break
        await asyncio.sleep(_LOOK_S)
    return time.perf_counter() - began
