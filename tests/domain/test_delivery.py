"""Back-off, texts cut to what a platform takes, and causes that name nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import delivery

texts = st.text(st.sampled_from("a饭🙂\n 。"), max_size=300)


@given(texts, st.integers(4, 64))
def test_a_split_text_never_exceeds_the_limit(text: str, limit: int) -> None:
    assert all(len(piece.encode()) <= limit for piece in delivery.split_bytes(text, limit))


@given(texts, st.integers(4, 64))
def test_a_split_text_loses_nothing_but_line_breaks(text: str, limit: int) -> None:
    assert "".join(delivery.split_bytes(text, limit)).replace("\n", "") == text.replace("\n", "")


def test_a_text_is_cut_at_the_end_of_a_line_where_possible() -> None:
    assert delivery.split_bytes("甲乙\n丙丁\n戊", 14) == ("甲乙\n丙丁", "戊")


@pytest.mark.parametrize("text", ["", "\n", "甲" * 4 + "\n", "甲" * 4 + "\n\n\n"])
def test_nobody_is_sent_an_empty_piece(text: str) -> None:
    assert all(piece.strip() for piece in delivery.split_bytes(text, 12))


def test_what_is_said_by_another_route_is_told_by_its_cause() -> None:
    cause = "ticket:1:assigned:0"
    again = delivery.cause_again(cause)
    assert again.startswith(cause)
    assert delivery.said_again(delivery.cause_for(again, "chen"))
    assert not delivery.said_again(cause)


def test_a_short_text_stays_whole() -> None:
    assert delivery.split_bytes("甲\n乙", 2048) == ("甲\n乙",)


def test_back_off_grows_and_ends() -> None:
    waits = [delivery.backoff(attempt) for attempt in range(1, len(delivery.BACKOFF) + 2)]
    assert waits[:-1] == sorted(delivery.BACKOFF)
    assert waits[-1] is None


def test_red_goes_before_answers_and_answers_before_the_rest() -> None:
    ranks = delivery.Priority
    assert ranks.RED < ranks.ANSWER < ranks.URGENT < ranks.ORDINARY


def test_each_of_several_people_has_a_cause_of_their_own_which_does_not_name_them() -> None:
    first, second = (delivery.cause_for("ticket:1:assigned:0", one) for one in ("chenjing", "liumin"))
    assert first.startswith("ticket:1:assigned:0:")
    assert "chenjing" not in first
    assert first != second
    assert first == delivery.cause_for("ticket:1:assigned:0", "chenjing")
