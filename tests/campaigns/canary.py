"""Random days with the canaries of `tests.scenarios.canaries`: `python -m tests.campaigns.canary --runs 50`."""

import argparse
import asyncio
import contextlib
import io
import random
import sys
import tempfile
from pathlib import Path

from tests.scenarios import canary_day


async def run(seed: int, lines: int) -> list[str]:
    """Every breach of the day that the seed decides."""
    with (
        tempfile.TemporaryDirectory(prefix="lianxin-canary-") as folder,
        contextlib.redirect_stderr(io.StringIO()) as log,
    ):
        async with canary_day.played(Path(folder), seed, lines) as day:
            return await canary_day.surfaced(day, log.getvalue())


def main() -> int:
    """Prints each seed with what surfaced; 1 when anything did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1, help="days, one after the other (default 1)")
    parser.add_argument("--seed", type=int, default=None, help="of the first day; default: any")
    parser.add_argument("--lines", type=int, default=canary_day.LINES, help="said on a day")
    args = parser.parse_args()
    first = random.SystemRandom().randrange(10**9) if args.seed is None else args.seed
    breaches = 0
    for seed in range(first, first + args.runs):
        found = asyncio.run(run(seed, args.lines))
        sys.stdout.writelines([f"seed {seed}: {len(found)} breaches\n", *(f"  {one}\n" for one in found)])
        breaches += len(found)
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
