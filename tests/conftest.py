"""What every test shares: one Hypothesis profile, and a small world to speak in."""

import pytest
from hypothesis import settings

from tests.builders import World

settings.register_profile("house", deadline=None, derandomize=True, database=None, max_examples=60)
settings.load_profile("house")


@pytest.fixture
def world() -> World:
    return World()
