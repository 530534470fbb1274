import pytest

from tests.fakes.store import FakeStore
from tests.postgres import postgres_server, postgres_url
from tests.scheduler.world import World

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def world(store: FakeStore) -> World:
    return World(store)
