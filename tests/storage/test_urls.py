import pytest

from bot.domain.errors import BadConfiguration
from storage.urls import normalise


@pytest.mark.parametrize(
    ("given", "driver", "database"),
    [
        ("sqlite:///lianxin.sqlite3", "sqlite+aiosqlite", "lianxin.sqlite3"),
        ("sqlite:////var/lib/x.db", "sqlite+aiosqlite", "/var/lib/x.db"),
        ("sqlite+aiosqlite:///x.db", "sqlite+aiosqlite", "x.db"),
        ("postgresql://u:p@h:5433/d", "postgresql+asyncpg", "d"),
        ("postgres://h/d", "postgresql+asyncpg", "d"),
    ],
)
def test_the_driver_is_added(given: str, driver: str, database: str) -> None:
    url = normalise(given)
    assert (url.drivername, url.database) == (driver, database)


@pytest.mark.parametrize(
    "given",
    [
        *("", "mysql://h/d", "not a url", "sqlite://", "sqlite:///:memory:", "postgresql://u:p@h:five/d"),
        "sqlite:///file:/var/lib/x.db?uri=true",
    ],
)
def test_what_cannot_work_is_refused(given: str) -> None:
    with pytest.raises(BadConfiguration, match="LIANXIN_DATABASE_URL"):
        normalise(given)
