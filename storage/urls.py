"""What an operator writes as LIANXIN_DATABASE_URL, as the async drivers want it."""

import os
from contextlib import suppress

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.errors import BadConfiguration

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}

_WRITTEN = (
    "write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME, and in a password %40 for @, %3A for :, %2F for /, "
    "%23 for #, %25 for %"
)


def normalise(url: str) -> URL:
    """`sqlite:///file` or `postgresql://…` with the driver added. Raises BadConfiguration.

    SQLite in memory is refused: one writer and several readers need a file to meet in. So is a `file:` address, which
    names the same file in many ways: a service could not tell that another has it.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the latter of a port that is no number
        raise BadConfiguration((f"LIANXIN_DATABASE_URL: not a database URL; {_WRITTEN}",)) from None
    driver = _DRIVERS.get(parsed.get_backend_name() if "+" in parsed.drivername else parsed.drivername)
    if driver is None:
        raise BadConfiguration(("LIANXIN_DATABASE_URL: must begin with sqlite:/// or postgresql://",))
    file = parsed.database or ""
    if driver.startswith("sqlite") and (file in {"", ":memory:"} or file.startswith("file:")):
        raise BadConfiguration(("LIANXIN_DATABASE_URL: sqlite needs the path of a file",))
    return parsed.set(drivername=driver)


def keep_private(url: URL) -> None:
    """A file of SQLite that is not there yet is made for this user alone; its log takes the same rights from it.

    What hinders that is told by whoever opens it.
    """
    if url.database:
        with suppress(OSError):
            os.close(os.open(url.database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
