"""`lianxin verify`: check the ledger, the histories and the file. Exit 1 if anything is wrong."""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from bot import settings
from bot.domain import errors
from storage import verify
from storage.engine import open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(args: argparse.Namespace) -> int:
    try:
        findings = asyncio.run(_findings(settings.load().database_url))
    except errors.StoreUnavailable as failure:
        findings = [str(failure)]
    sys.stdout.write("".join(f"{one}\n" for one in findings) or "ok\n")
    return 1 if findings else 0


async def _findings(url: str) -> Sequence[str]:
    async with open_store(url) as database:
        if not await database.ready():
            return ["the database is not at this version's schema: run lianxin migrate"]
        return await verify.findings(database.gate)
