"""`lianxin restore FILE`: read a backup into an empty database, whichever of the two kinds it came from."""

import argparse
import asyncio
import sys
from pathlib import Path

from bot import settings
from bot.domain import errors
from storage import dump, migrate
from storage.engine import open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="written by lianxin backup")


def run(args: argparse.Namespace) -> int:
    try:
        count = asyncio.run(_restore(settings.load().database_url, args.file))
    except (errors.StoreUnavailable, dump.BadBackup, dump.NotEmpty) as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    sys.stdout.write(f"{count} rows\n")
    return 0


async def _restore(url: str, file: Path) -> int:
    await migrate.upgrade(url)
    async with open_store(url) as database:
        return await dump.restore(database.gate, file)
