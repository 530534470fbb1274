"""Texts kept within bytes."""

from hypothesis import given
from hypothesis import strategies as st

from bot import limits


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(3, 60))
def test_a_clipped_text_fits_and_begins_as_it_did(text: str, limit: int) -> None:
    clipped = limits.clip(text, limit)
    assert len(clipped.encode()) <= limit
    assert clipped == text or text.startswith(clipped.removesuffix("…"))


def test_what_fits_is_left_alone() -> None:
    assert limits.clip("长" * 10, 30) == "长" * 10
    assert limits.clip("长" * 11, 30) == "长" * 9 + "…"
