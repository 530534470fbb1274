"""Rounds and figures: floor and service take turns under the same load; what counts is the ratio of their medians.

In the closed loop the service has read and finished each message before it takes the connection's next one; in bursts
it acknowledges and handles behind. The floor handles nothing, so the share asked of accepting is that of the bursts.
"""

import platform
import statistics
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from os import cpu_count
from pathlib import Path
from typing import Any

from bot.bench import burst, load, rig, traffic

#: Asked of the service, as shares of the floor or as absolute figures (see `docs/decisions.md`).
RATIO = 0.80
FULL_PER_S = 800.0
OPEN_RATE = 500.0
OPEN_P99_MS = 15.0


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure. Closed loops of `seconds` on each side in each round; the open loop lasts as long.

    `burst`: deliveries that come at once, `bursts` times.
    """

    rounds: int
    seconds: float
    connections: int
    most_a_second: int
    open_rate: float
    burst: int
    bursts: int


LONG = Effort(rounds=5, seconds=4.0, connections=32, most_a_second=6000, open_rate=OPEN_RATE, burst=4000, bursts=3)
QUICK = Effort(rounds=1, seconds=0.3, connections=8, most_a_second=6000, open_rate=50.0, burst=300, bursts=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """One side over all rounds: medians, but every message counts in `sent` and `acknowledged`.

    `cpu_us`: processor time a message, in microseconds; other work on the machine disturbs it least of all.
    """

    per_s: float
    rounds: tuple[float, ...]
    p50_ms: float
    p99_ms: float
    sent: int
    acknowledged: int
    answered: int
    cpu_us: float | None
    peak_rss_mib: float | None


async def compare(mix: traffic.Mix, communities: Path, effort: Effort) -> dict[str, Any]:
    """The service's share of the floor with one mix of lines, in a closed loop, then the service in an open loop.

    The floor answers in words where the mix is made of questions, else with an empty 200.
    """
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lianxin-bench-")))
        robot = rig.fresh_robot(await stack.enter_async_context(rig.platform()))
        answers = mix is traffic.ANSWER
        sides = (
            await stack.enter_async_context(rig.floor_side(folder, robot, answers=answers)),
            await stack.enter_async_context(rig.service_side(folder, robot, communities)),
        )
        results, cpu = await _rounds(sides, _shots(mix, robot, effort), effort.rounds)
        opened = {side.name: await rig.shoot(_open_plan(mix, robot, effort, side)) for side in sides}
        named = {side.name: side for side in sides}
        burst_ = await burst.measure(mix, robot, named, effort.burst, effort.bursts)
        return {
            "bench": mix.name,
            "machine": {"cores": cpu_count(), "python": platform.python_version(), "system": platform.system()},
            "connections": effort.connections,
            "floor": asdict(_figures(sides[0], results["floor"], cpu["floor"])),
            "service": asdict(_figures(sides[1], results["service"], cpu["service"])),
            "ratio": _median(results["service"]) / max(_median(results["floor"]), 1e-9),
            "open_loop": {"rate": effort.open_rate, **asdict(opened["service"])},
            "open_floor": {"rate": effort.open_rate, **asdict(opened["floor"])},
            "burst": asdict(burst_),
            "pending": await rig.pending(sides[1]),
            "targets": _targets(mix),
        }


def _targets(mix: traffic.Mix) -> dict[str, float]:
    asked = {traffic.ACCEPT.name: "burst_ratio", traffic.ANSWER.name: "ratio"}.get(mix.name)
    share = {asked: RATIO} if asked else {"per_s": FULL_PER_S}
    return {**share, "open_rate": OPEN_RATE, "open_p99_ms": OPEN_P99_MS}


_Shoot = Callable[[rig.Side, int], Awaitable[load.Result]]


def _shots(mix: traffic.Mix, robot: traffic.Robot, effort: Effort) -> _Shoot:
    """One closed loop; every shot has a seed of its own, so no message is ever sent twice."""

    async def shoot(side: rig.Side, seed: int) -> load.Result:
        most = int(effort.most_a_second * effort.seconds)
        return await rig.shoot(load.Plan(side.port, robot, mix.name, effort.seconds, most, effort.connections, seed))

    return shoot


def _open_plan(mix: traffic.Mix, robot: traffic.Robot, effort: Effort, side: rig.Side) -> load.Plan:
    most = int(effort.open_rate * effort.seconds)
    return load.Plan(side.port, robot, mix.name, effort.seconds, most, 64, 0, effort.open_rate)


async def _rounds(
    sides: Sequence[rig.Side], shoot: _Shoot, rounds: int
) -> tuple[dict[str, list[load.Result]], dict[str, float | None]]:
    """Results and processor time of each side. Round 0 warms up; who goes first changes from round to round."""
    results: dict[str, list[load.Result]] = {side.name: [] for side in sides}
    for side in sides:
        await shoot(side, 1_000_000)
    before = {side.name: side.cpu_s() for side in sides}
    for number in range(1, rounds + 1):
        for side in sides if number % 2 else sides[::-1]:
            results[side.name].append(await shoot(side, 1_000_000 * (number + 1)))
    return results, {side.name: _spent(before[side.name], side.cpu_s()) for side in sides}


def _spent(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before


def _figures(side: rig.Side, results: Sequence[load.Result], cpu_s: float | None) -> Figures:
    acknowledged = sum(one.acknowledged for one in results)
    return Figures(
        per_s=_median(results),
        rounds=tuple(round(one.per_s, 1) for one in results),
        p50_ms=statistics.median(one.p50_ms for one in results),
        p99_ms=statistics.median(one.p99_ms for one in results),
        sent=sum(one.sent for one in results),
        acknowledged=acknowledged,
        answered=sum(one.answered for one in results),
        cpu_us=None if cpu_s is None else cpu_s * 1e6 / max(acknowledged, 1),
        peak_rss_mib=side.peak_rss_mib(),
    )


def _median(results: Sequence[load.Result]) -> float:
    return statistics.median(one.per_s for one in results)
