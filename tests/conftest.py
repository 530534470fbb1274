"""What every test shares: one Hypothesis profile, and a small world to speak in."""

from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from hypothesis import settings

from tests.builders import World

settings.register_profile("house", deadline=None, derandomize=True, database=None, max_examples=60)
settings.load_profile("house")


@pytest.fixture(autouse=True, scope="session")
def _no_logger_is_kept() -> Iterator[None]:
    """A service that a test starts configures the logs of its whole process, and loggers used once would stay so."""
    configure = structlog.configure

    def without_keeping(**settings: Any) -> None:
        configure(**settings | {"cache_logger_on_first_use": False})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(structlog, "configure", without_keeping)
        yield


@pytest.fixture(autouse=True)
def _logs_of_no_other_test(_no_logger_is_kept: None) -> None:
    structlog.reset_defaults()


@pytest.fixture
def world() -> Iterator[World]:
    """Whatever is said in it, no cause names anybody: it is shown where names are not."""
    one = World()
    yield one
    named = {post.cause for post in one.store.posts() if any(who.userid in post.cause for who in one.place.people)}
    assert named == set()
