"""`lianxin verify`: check the ledger, the histories and the file. Exit 1 if anything is wrong.

After `ok` comes a seal for each community; kept elsewhere and given back with `--seal`, it shows that nothing before it
was rewritten, not even by somebody who computed all hashes anew.
"""

import argparse
import asyncio
import re
import sys
from collections.abc import Sequence

from bot import settings
from bot.domain import errors
from storage import verify
from storage.engine import open_store

#: A community, a number of steps and the link that stands there, as an earlier run printed them.
_SEAL = re.compile(r"[^\s:]+:\d{1,18}:[0-9a-f]{8,64}")
_SPOILT = "something was damaged or rewritten: leave the database as it is, and compare it with an earlier backup\n"


def _seal(said: str) -> str:
    """A slip of the pen must not sound like a forgery. Raises ArgumentTypeError."""
    if not _SEAL.fullmatch(said.strip()):
        raise argparse.ArgumentTypeError(
            f"{said!r} is no seal: give a line that `lianxin verify` printed after `ok`, community:number:letters"
        )
    return said.strip()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seal", action="append", default=[], type=_seal, help="printed by an earlier run: has it held since?"
    )


def run(args: argparse.Namespace) -> int:
    try:
        findings, seals = asyncio.run(_findings(settings.load().database_url, args.seal))
    except errors.StoreUnavailable as failure:
        sys.stdout.write(f"{failure}\n")
        return 1
    sys.stdout.write("".join(f"{one}\n" for one in findings or ("ok", *seals)))
    sys.stderr.write(_SPOILT if findings else "")
    return 1 if findings else 0


async def _findings(url: str, noted: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """What is wrong, and the seals to note down."""
    async with open_store(url) as database:
        await database.must_be_ready()
        return await verify.findings(database.gate, noted), await verify.seals(database.gate)
