"""`lianxin bench`: how fast, as ratios taken in one run on this machine. Prints targets beside; passes no verdict.

* `accept` — durable deliveries acknowledged a second, of lines for which the service says little. "acknowledged" is
  what accepting alone takes: verified, opened, committed to the inbox, in bursts that are handled behind. "handled"
  is the pace at which it goes on for ever: each is also read and finished before its connection brings the next.
* `answer` — questions about one's own matters, each answered in its callback; then `full`, a natural mix (85 %
  chatter, 10 % tickets and replies, 5 % meals), whose tickets also push to groups.
* `understanding` — one message through all steps against bare jieba on the same text, with the lexicon as it is and
  with 5 000 words of a community's own, a line of 10 000 characters, start and memory; needs the corpus of a checkout.

The floor is bare aiohttp with the same cryptography and one row per callback under group commit, and no more. Round
after round floor and service take the same load from a third process; the ratio is that of the medians. Then comes an
open loop at a fixed rate, whose waits are those that a platform would see, and last a burst on more connections than
are kept waiting for their answers: acknowledged as soon as each is in the inbox, handled at the rate printed beside.
The load runs on the same cores as what it measures, for floor and service alike.
"""

import argparse
import asyncio
import dataclasses
import sys
from pathlib import Path
from typing import Any

import orjson

from bot import logs
from bot.bench import growth, measure, rig, traffic
from bot.commands import bench_understanding

MIXES = {"accept": (traffic.ACCEPT,), "answer": (traffic.ANSWER, traffic.FULL)}
UNDERSTANDING = "understanding"
STATS = "stats"
EVERYTHING = (*MIXES, UNDERSTANDING, STATS)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=[*EVERYTHING, "all"])
    parser.add_argument("--quick", action="store_true", help="a second each: shows that it runs, says nothing of speed")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--tickets", type=int, default=50_000, help="how many the large database of `stats` holds")
    parser.add_argument("--communities", type=Path, default=Path("communities"), help="folder of community files")


def run(args: argparse.Namespace) -> int:
    """0 measured, 1 a process did not come up, a message was not acknowledged, or the corpus is not here."""
    try:
        measured = [_measured(what, args) for what in (EVERYTHING if args.what == "all" else (args.what,))]
    except (rig.NotReady, FileNotFoundError) as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    return 0 if all(measured) else 1


def _measured(what: str, args: argparse.Namespace) -> bool:
    """Print one benchmark; whether every message was acknowledged."""
    if what == UNDERSTANDING:
        figures = bench_understanding.measure()
        _say(_understood(figures) if args.json else _understood_printed(figures))
        return True
    if what == STATS:
        logs.configure("error")
        sizes = (50, 200, 20) if args.quick else (1_000, args.tickets, 400)
        few, many = asyncio.run(growth.measure(args.communities, *sizes))
        _say(_grown(few, many) if args.json else _grown_printed(few, many))
        return True
    effort = measure.QUICK if args.quick else measure.LONG
    complete = True
    for mix in MIXES[what]:
        report = asyncio.run(measure.compare(mix, args.communities, effort))
        _say(report if args.json else _printed(report))
        complete = complete and _complete(report)
    return complete


def _say(report: dict[str, Any] | str) -> None:
    sys.stdout.write(report if isinstance(report, str) else orjson.dumps(report).decode() + "\n")
    sys.stdout.flush()


def _understood(figures: bench_understanding.Figures) -> dict[str, Any]:
    ratios = {"ratio": figures.again.ratio, "in_turn_ratio": figures.in_turn.ratio}
    return {"bench": UNDERSTANDING, **dataclasses.asdict(figures), **ratios, "targets": bench_understanding.TARGETS}


def _understood_printed(figures: bench_understanding.Figures) -> str:
    targets, memory = bench_understanding.TARGETS, figures.peak_mib
    rows = (
        ("the same text again", _times(figures.again), f"{targets['ratio']:.2f}"),
        ("one after another", _times(figures.in_turn), ""),
        (f"{bench_understanding.MORE_WORDS:,} more words", f"× {figures.larger:.2f}", f"{targets['larger']:.2f}"),
        (
            f"{bench_understanding.LONG_LINE:,} characters", f"× {figures.long_line:.2f} each",
            f"{targets['long_line']:.2f}",
        ),
        ("first verdict after", f"{figures.start_s:.2f} s", f"{targets['start_s']:.2f} s"),
        ("peak memory", "unknown" if memory is None else f"{memory:.0f} MiB", f"{targets['peak_mib']:.0f} MiB"),
    )  # fmt: skip
    lines = [f"  {name:<22}{value:<48}" + (f"target {target}" if target else "") for name, value, target in rows]
    head = f"{UNDERSTANDING}   ({figures.messages} messages, medians, one core)"
    return "\n".join((head, *(line.rstrip() for line in lines))) + "\n"


def _times(times: bench_understanding.Times) -> str:
    return f"jieba {times.jieba_us:.0f} µs, all steps {times.understanding_us:.0f} µs: × {times.ratio:.2f}"


def _grown(few: growth.Growth, many: growth.Growth) -> dict[str, Any]:
    return {
        "bench": STATS,
        "few": dataclasses.asdict(few),
        "many": dataclasses.asdict(many),
        "ratio": many.message_us / few.message_us,
        "statistics_ratio": many.statistics_us / few.statistics_us,
        "targets": {"ratio": 1.2},
    }


def _grown_printed(few: growth.Growth, many: growth.Growth) -> str:
    lines = (
        f"  {one.tickets:>9,} tickets: {one.message_us:6.0f} µs a message, {one.statistics_us:7.0f} µs for 统计\n"
        for one in (few, many)
    )
    return f"{STATS}\n{''.join(lines)}  ratio    {many.message_us / few.message_us:.2f}   target 1.20\n"


def _complete(report: dict[str, Any]) -> bool:
    return all(
        report[side]["sent"] == report[side]["acknowledged"]
        for side in ("floor", "service", "open_loop", "open_floor", "burst")
    )


def _printed(report: dict[str, Any]) -> str:
    machine = f"{report['machine']['cores']} cores, Python {report['machine']['python']}, load on the same cores"
    waits = f"target p99 {report['targets']['open_p99_ms']:.0f} ms"
    lines = [
        f"{report['bench']}   ({machine})",
        f"  {'answered' if report['bench'] == traffic.ANSWER.name else 'handled'} before the connection's next, "
        f"{report['connections']} connections:",
        *(_side(name, report[name]) for name in ("floor", "service")),
        _asked(report),
        f"  open loop, {report['open_loop']['rate']:.0f}/s:",
        _opened("floor", report["open_floor"]),
        f"{_opened('service', report['open_loop'])}   {waits}",
        *_burst(report["burst"], report["targets"].get("burst_ratio")),
    ]
    return "\n".join(lines) + "\n"


def _asked(report: dict[str, Any]) -> str:
    """The share of the floor, and what is asked of it or of the pace itself."""
    targets = report["targets"]
    share = f"    ratio    {report['ratio']:.2f}"
    if "per_s" in targets:
        return f"{share}; {report['service']['per_s']:.0f}/s   target {targets['per_s']:.0f}/s"
    return share + (f"   target {targets['ratio']:.2f}" if "ratio" in targets else "   (the floor handles nothing)")


def _opened(name: str, side: dict[str, Any]) -> str:
    return (
        f"    {name:<8} p50 {side['p50_ms']:.1f} ms, p99 {side['p99_ms']:.1f} ms, "
        f"{side['acknowledged']} of {side['sent']} acknowledged"
    )


def _burst(burst: dict[str, Any], target: float | None) -> tuple[str, ...]:
    asked = "" if target is None else f"   target {target:.2f}"
    return (
        f"  acknowledged at once and handled behind, {burst['sent']} in bursts:",
        f"    floor    {burst['floor_per_s']:.0f}/s acknowledged, p99 {burst['floor_p99_ms']:.0f} ms",
        f"    service  {burst['acknowledged_per_s']:.0f}/s acknowledged, p99 {burst['p99_ms']:.0f} ms; "
        f"all handled at {burst['handled_per_s']:.0f}/s",
        f"    ratio    {burst['ratio']:.2f} of acknowledged{asked}",
    )


def _side(name: str, side: dict[str, Any]) -> str:
    memory = "" if side["peak_rss_mib"] is None else f", peak {side['peak_rss_mib']:.0f} MiB"
    processor = "" if side["cpu_us"] is None else f", {side['cpu_us']:.0f} µs of processor each"
    waits = f"p50 {side['p50_ms']:.1f} ms, p99 {side['p99_ms']:.1f} ms"
    return (
        f"    {name:<8} {side['per_s']:.0f}/s, {waits}{processor}{memory}, "
        f"{side['acknowledged']} of {side['sent']} acknowledged"
    )
