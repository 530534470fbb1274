"""`lianxin rotate-key`: seal the register anew with the first of the keys; `--generate` prints a fresh one."""

import argparse
import asyncio
import sys

from bot import settings
from bot.domain import errors
from storage import register, sealing
from storage.engine import open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--generate", action="store_true", help="print a fresh key and change nothing")


def run(args: argparse.Namespace) -> int:
    """0 when every row is sealed with the first key; 1 when the database does not answer or a key is missing."""
    if args.generate:
        sys.stdout.write(f"{sealing.fresh_key()}\n")
        return 0
    given = settings.load()
    if not given.register_keys:
        sys.stderr.write("LIANXIN_REGISTER_KEY is not set: `lianxin rotate-key --generate` makes a key\n")
        return 1
    try:
        count = asyncio.run(_rotate(given))
    except errors.StoreUnavailable as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    sys.stdout.write(f"{count} rows\n")
    return 0


async def _rotate(given: settings.Settings) -> int:
    async with open_store(given.database_url) as database:
        await database.must_be_ready()
        return await register.rotate(database.gate, sealing.Keyring(given.register_keys))
