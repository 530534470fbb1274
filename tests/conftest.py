"""What every test shares: one Hypothesis profile, and a small world to speak in."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.builders import World

settings.register_profile("house", deadline=None, derandomize=True, database=None, max_examples=60)
settings.load_profile("house")


@pytest.fixture
def world() -> Iterator[World]:
    """Whatever is said in it, no cause names anybody: it is shown where names are not."""
    one = World()
    yield one
    named = {post.cause for post in one.store.posts() if any(who.userid in post.cause for who in one.place.people)}
    assert named == set()
