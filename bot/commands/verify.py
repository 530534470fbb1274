"""`lianxin verify`: check the ledger, the histories and the file. Exit 1 if anything is wrong.

After `ok` comes a seal for each community; kept elsewhere and given back with `--seal`, it shows that nothing before it
was rewritten, not even by somebody who computed all hashes anew.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from bot import settings
from bot.domain import errors
from storage import verify
from storage.engine import open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seal", action="append", default=[], help="printed by an earlier run: has it held since?")


def run(args: argparse.Namespace) -> int:
    try:
        findings, seals = asyncio.run(_findings(settings.load().database_url, args.seal))
    except errors.StoreUnavailable as failure:
        findings, seals = [str(failure)], []
    sys.stdout.write("".join(f"{one}\n" for one in findings) or "".join(f"{one}\n" for one in ("ok", *seals)))
    return 1 if findings else 0


async def _findings(url: str, noted: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """What is wrong, and the seals to note down."""
    async with open_store(url) as database:
        await database.must_be_ready()
        return await verify.findings(database.gate, noted), await verify.seals(database.gate)
