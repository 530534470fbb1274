"""The ledger: every transfer sums to zero, whatever is held is posted or returned."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import points
from bot.domain.points import Entry, Transfer, TransferState

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@given(st.sampled_from([points.hold, points.post, points.give_back]), st.integers(1, 10_000), st.integers(1, 10**6))
def test_every_transfer_sums_to_zero(make: Callable[..., Transfer], amount: int, ticket: int) -> None:
    assert sum(entry.amount for entry in make("c", ticket, "wang", amount, NOW, "why").entries) == 0


def test_a_transfer_that_does_not_sum_to_zero_cannot_exist() -> None:
    with pytest.raises(ValueError, match="do not sum to zero"):
        Transfer("c", "x", NOW, TransferState.HELD, (Entry("a", 1), Entry("b", 1)))


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["post", "return"]), st.integers(1, 50)), max_size=20))
def test_what_is_held_is_what_was_set_aside_and_neither_posted_nor_returned(
    ends: list[tuple[int, str, int]],
) -> None:
    balances: dict[str, int] = {}
    held: dict[int, int] = {}
    for ticket, end, amount in ends:
        if ticket not in held:
            held[ticket] = amount
            _enter(balances, points.hold("c", ticket, "wang", amount, NOW, ""))
        elif held[ticket]:
            settle = points.post if end == "post" else points.give_back
            _enter(balances, settle("c", ticket, "wang", held[ticket], NOW, ""))
            held[ticket] = 0
    assert sum(balances.values()) == 0
    assert balances.get(points.held_for("wang"), 0) == sum(held.values())
    assert balances.get(points.account_of("wang"), 0) >= 0
    assert balances.get(points.ISSUER, 0) <= 0


def _enter(balances: dict[str, int], transfer: Transfer) -> None:
    for entry in transfer.entries:
        balances[entry.account] = balances.get(entry.account, 0) + entry.amount


def test_a_hold_that_was_settled_is_not_shown_as_held() -> None:
    settled = [points.hold("c", 1, "wang", 5, NOW, ""), points.post("c", 1, "wang", 5, NOW, "")]
    gone = [points.hold("c", 2, "wang", 5, NOW, ""), points.give_back("c", 2, "wang", 5, NOW, "")]
    still = points.hold("c", 12, "wang", 2, NOW, "")
    entries = [(one, one.entries[1]) for one in (*settled, *gone, still)]
    assert [one.cause for one, _ in points.still_held(entries)] == ["ticket:12:hold"]
