"""Each row of a history is linked to all before it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import trail

Rows = list[dict[str, Any]]
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def written(reasons: list[str]) -> tuple[Rows, str]:
    """A history as it is stored, and its end."""
    rows: Rows = []
    end = ""
    for number, reason in enumerate(reasons):
        row = {"community": "c", "ticket": 1, "at": NOON + timedelta(minutes=number), "source": None}
        row |= {"target": "assigned", "move": "add", "actor": f"p{number}", "reason": reason, "salt": f"s{number}"}
        row |= {"assignee": "chen", "held_salt": f"h{number}", "stood": "{}"}
        row |= {"sealed": trail.sealed(row), "held": trail.held(row)}
        end = row["chain"] = trail.chained(end, row)
        rows.append(row)
    return rows, end


@given(st.lists(st.text(), max_size=6))
def test_what_was_written_holds(reasons: list[str]) -> None:
    assert trail.holds(*written(reasons))


@given(st.lists(st.text(), min_size=1, max_size=6), st.data())
def test_a_history_without_one_of_its_persons_holds(reasons: list[str], data: st.DataObject) -> None:
    rows, end = written(reasons)
    data.draw(st.sampled_from(rows)).update(actor="", reason="", salt="")
    assert trail.holds(rows, end)


@given(st.lists(st.text(), min_size=1, max_size=6), st.sampled_from(["", "gone-0123"]), st.data())
def test_a_history_without_the_name_of_who_held_the_ticket_holds(
    reasons: list[str], name: str, data: st.DataObject
) -> None:
    rows, end = written(reasons)
    data.draw(st.sampled_from(rows)).update(assignee=name, held_salt="")
    assert trail.holds(rows, end)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: rows[1].update(reason="b "),
        lambda rows: rows[1].update(salt=""),
        lambda rows: rows[1].update(ticket=2),
        lambda rows: rows[1].update(assignee="liu"),
        lambda rows: rows[1].update(assignee="liu", held_salt=""),
        lambda rows: rows[1].update(actor="", reason="", salt="", assignee="liu"),
        lambda rows: rows[1].update(held_salt=""),
        lambda rows: rows[1].update(stood="{ }"),
        lambda rows: rows.pop(),
        lambda rows: rows.pop(0),
        lambda rows: rows.reverse(),
    ],
)
def test_any_change_is_found(spoil: Callable[[Rows], object]) -> None:
    rows, end = written(["a", "b", "c"])
    spoil(rows)
    assert not trail.holds(rows, end)


def test_the_same_moment_told_in_another_zone_is_the_same() -> None:
    rows, end = written(["a"])
    rows[0]["at"] = rows[0]["at"].astimezone(timezone(timedelta(hours=8)))
    assert trail.holds(rows, end)
