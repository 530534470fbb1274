"""`lianxin backup FILE`: write everything, as it stands at one moment, to a file of gzipped JSON lines."""

import argparse
import asyncio
import sys
from pathlib import Path

from bot import settings
from bot.domain import errors
from storage import dump
from storage.engine import open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="where to write it; holds personal data, readable by its owner only")


def run(args: argparse.Namespace) -> int:
    try:
        count = asyncio.run(_backup(settings.load().database_url, args.file))
    except errors.StoreUnavailable as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    except OSError as failure:
        sys.stderr.write(f"cannot write {args.file}: {failure.strerror}\n")
        return 1
    sys.stdout.write(f"{count} rows\n")
    return 0


async def _backup(url: str, file: Path) -> int:
    async with open_store(url) as database:
        await database.must_be_ready()
        return await dump.backup(database.gate, file)
