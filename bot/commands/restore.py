"""`lianxin restore FILE`: read a backup into an empty database, whichever of the two kinds it came from.

`--replace`: into one that holds rows, which are first copied to a file beside the backup and then deleted.
"""

import argparse
import asyncio
import sys
from pathlib import Path

from bot import clock, settings
from bot.domain import errors
from storage import company, dump, migrate
from storage.engine import open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="written by lianxin backup")
    parser.add_argument(
        "--replace", action="store_true", help="copy what is there to a file beside it, then put this in its place"
    )


def run(args: argparse.Namespace) -> int:
    """0 when it is in; 1 with the database as it was, or with the copy of it named."""
    try:
        count = asyncio.run(_restore(settings.load().database_url, args.file, replace=args.replace))
    except (errors.StoreUnavailable, dump.NotEmpty) as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    except dump.BadBackup as failure:
        sys.stderr.write(f"{args.file}: {failure}\n")
        return 1
    except OSError as failure:
        where = failure.filename or args.file
        sys.stderr.write(f"{where}: {failure.strerror}: give the file that `lianxin backup` wrote\n")
        return 1
    sys.stdout.write(f"{count} rows\n")
    return 0


async def _restore(url: str, file: Path, *, replace: bool) -> int:
    dump.check(file)  # before anything is made or deleted
    with company.only_one(url):  # nor does a service begin meanwhile
        await migrate.upgrade(url)
        if replace:
            await _clear(url, file)
        async with open_store(url) as database:
            return await dump.restore(database.gate, file)


async def _clear(url: str, file: Path) -> None:
    """Nothing is deleted before the copy is whole.

    Tables are dropped and made anew: the ledger lets nobody delete its rows.
    """
    if await company.has_company(url):
        raise errors.StoreUnavailable("the database is in use: stop the service first; nothing was changed")
    async with open_store(url) as database:
        if await dump.empty(database.gate):
            return
        copy = file.with_name(f"{file.name}.before-{clock.SystemClock().now():%Y%m%dT%H%M%SZ}.gz")
        count = await dump.backup(database.gate, copy)
    sys.stdout.write(f"{count} rows that were there: {copy}\n")
    sys.stdout.flush()
    await migrate.downgrade(url)
    await migrate.upgrade(url)
