"""Windows, back-off, and texts cut to what a platform takes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import delivery

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

texts = st.text(st.sampled_from("a饭🙂\n 。"), max_size=300)


@given(texts, st.integers(4, 64))
def test_a_split_text_never_exceeds_the_limit(text: str, limit: int) -> None:
    assert all(len(piece.encode()) <= limit for piece in delivery.split_bytes(text, limit))


@given(texts, st.integers(4, 64))
def test_a_split_text_loses_nothing_but_line_breaks(text: str, limit: int) -> None:
    assert "".join(delivery.split_bytes(text, limit)).replace("\n", "") == text.replace("\n", "")


def test_a_text_is_cut_at_the_end_of_a_line_where_possible() -> None:
    assert delivery.split_bytes("甲乙\n丙丁\n戊", 14) == ("甲乙\n丙丁", "戊")


def test_a_short_text_stays_whole() -> None:
    assert delivery.split_bytes("甲\n乙", 2048) == ("甲\n乙",)


@given(st.lists(st.integers(0, 300), max_size=60), st.integers(1, 20))
def test_no_window_ever_holds_more_than_the_limit(gaps: list[int], limit: int) -> None:
    sent: list[datetime] = []
    now = NOW
    for gap in gaps:
        now += timedelta(seconds=gap / 10)
        if delivery.free_places(sent, now, limit):
            sent.append(now)
    for first in sent:
        assert sum(first <= at < first + delivery.WINDOW for at in sent) <= limit


def test_places_are_never_fewer_than_none() -> None:
    assert delivery.free_places([NOW] * 25, NOW, 20) == 0


def test_a_place_is_free_again_after_exactly_one_window() -> None:
    sent = [NOW] * 20
    assert delivery.free_places(sent, NOW + timedelta(seconds=59.999), 20) == 0
    assert delivery.free_places(sent, NOW + delivery.WINDOW, 20) == 20


def test_back_off_grows_and_ends() -> None:
    waits = [delivery.backoff(attempt) for attempt in range(1, len(delivery.BACKOFF) + 2)]
    assert waits[:-1] == sorted(delivery.BACKOFF)
    assert waits[-1] is None


def test_red_goes_before_answers_and_answers_before_the_rest() -> None:
    ranks = delivery.Priority
    assert ranks.RED < ranks.ANSWER < ranks.URGENT < ranks.ORDINARY
