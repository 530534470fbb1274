"""What each figure counts, and what it leaves out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain import cases
from bot.domain.cases import By, Case, Measure, Span
from bot.domain.tickets import State
from bot.domain.urgency import Urgency

FIRST, NOW = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC)
SPAN = Span(FIRST, datetime(2026, 11, 24, tzinfo=UTC), NOW)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def case(number: int = 1, **more: Any) -> Case:
    fields: dict[str, Any] = {
        "kind": "hazard",
        "category": "lighting",
        "urgency": Urgency.BLUE,
        "state": State.ASSIGNED,
        "assignee": "chen",
        "grid": "g1",
        "building": "3",
        "created_at": NOW - 2 * DAY,
    } | more
    return Case(number, **fields)


def closed(number: int = 1, **more: Any) -> Case:
    fields: dict[str, Any] = {"state": State.CLOSED, "closed_at": NOW - HOUR} | more
    return case(number, **fields)


def count(measure: Measure, *found: Case) -> float:
    figure = cases.score(measure, found, SPAN)
    assert figure is not None
    return figure.value


@pytest.mark.parametrize(
    ("measure", "one", "counts"),
    [
        (Measure.OPENED, case(), True),
        (Measure.OPENED, case(created_at=FIRST), True),
        (Measure.OPENED, case(created_at=FIRST - HOUR), False),
        (Measure.OPENED, case(state=State.MERGED, closed_at=NOW), False),
        (Measure.CLOSED, closed(created_at=FIRST - 9 * DAY), True),
        (Measure.CLOSED, closed(closed_at=FIRST - HOUR), False),
        (Measure.CLOSED, case(state=State.CONFIRMING), False),
        (Measure.CLOSED, case(state=State.WITHDRAWN, closed_at=NOW), False),
        (Measure.WAITING, case(created_at=FIRST - 90 * DAY, state=State.WORKING), True),
        (Measure.WAITING, closed(), False),
        (Measure.UNACCEPTED, case(state=State.RETURNED), True),
        (Measure.UNACCEPTED, case(state=State.ACCEPTED), False),
        (Measure.OVERDUE, case(resolve_due=NOW - HOUR), True),
        (Measure.OVERDUE, case(resolve_due=NOW + HOUR), False),
        (Measure.OVERDUE, case(), False),
        (Measure.OVERDUE, closed(resolve_due=NOW - 2 * HOUR), True),
        (Measure.OVERDUE, closed(resolve_due=NOW - HOUR), False),
        (Measure.DUE, case(resolve_due=NOW + HOUR), True),
        (Measure.DUE, case(resolve_due=NOW - HOUR), False),
        (Measure.DUE, case(resolve_due=NOW + 9 * DAY), False),
        (Measure.DUE, case(accept_due=NOW + HOUR, resolve_due=NOW + 9 * DAY), True),
        (Measure.DUE, case(accept_due=NOW + HOUR, state=State.WORKING), False),
        (Measure.DUE, case(resolve_due=NOW + HOUR, state=State.CONFIRMING), False),
        (Measure.DUE, case(resolve_due=NOW + HOUR, state=State.DEFERRED), False),
        (Measure.DUE, closed(resolve_due=NOW + HOUR), False),
        (Measure.RECURRING, case(recurs=True), True),
        (Measure.RECURRING, case(), False),
    ],
)
def test_what_counts(measure: Measure, one: Case, counts: bool) -> None:
    assert count(measure, one) == int(counts)


def test_what_was_counted_is_named() -> None:
    figure = cases.score(Measure.OVERDUE, [case(7, resolve_due=FIRST), case(3, resolve_due=FIRST), case(5)], SPAN)
    assert figure is not None
    assert figure.numbers == (3, 7)


@pytest.mark.parametrize(
    ("measure", "found", "share", "of"),
    [
        (Measure.CLOSE_RATE, [closed(), closed(), case(), case()], 0.5, 4),
        (Measure.OVERDUE_RATE, [case(resolve_due=FIRST), case(), case(), case()], 0.25, 4),
        (Measure.RECURRING_RATE, [case(recurs=True), case()], 0.5, 2),
        (Measure.SATISFACTION, [closed(rating="satisfied"), closed(rating="fair"), closed(), case()], 0.5, 2),
    ],
)
def test_a_rate_is_a_share_of_those_it_speaks_of(measure: Measure, found: list[Case], share: float, of: int) -> None:
    figure = cases.score(measure, found, SPAN)
    assert figure is not None
    assert (figure.value, figure.of) == (share, of)


def test_hours_are_counted_from_the_report_to_the_first_who_took_it_on_and_the_last_who_said_it_was_done() -> None:
    quick = closed(accepted_at=NOW - 2 * DAY + HOUR, done_at=NOW - DAY)
    slow = closed(accepted_at=NOW - 2 * DAY + 3 * HOUR, done_at=NOW - HOUR)
    assert count(Measure.ACCEPTING, quick, slow, case()) == 2
    assert count(Measure.FINISHING, quick, slow, case()) == (24 + 47) / 2


@pytest.mark.parametrize("measure", sorted(cases.RATES | cases.TIMES))
def test_of_nothing_there_is_no_rate_and_no_average(measure: Measure) -> None:
    assert cases.score(measure, [], SPAN) is None


def test_each_is_ranked_and_whoever_has_nothing_is_there_if_known() -> None:
    found = [case(1), case(2), replace(case(3), assignee="liu")]
    ranked = cases.ranked(Measure.OPENED, By.WORKER, found, SPAN, ["zhao", "liu"])
    assert [(key, figure.value) for key, figure in ranked] == [("chen", 2), ("liu", 1), ("zhao", 0)]
    lowest = cases.ranked(Measure.OPENED, By.WORKER, found, SPAN, ["zhao"], lowest=True)
    assert [key for key, _ in lowest] == ["zhao", "liu", "chen"]


@pytest.mark.parametrize(
    ("by", "key"),
    [(By.WORKER, "chen"), (By.GRID, "g1"), (By.CATEGORY, "lighting"), (By.BUILDING, "3"), (By.KIND, "hazard")],
)
def test_figures_are_split_by_whatever_was_asked(by: By, key: str) -> None:
    assert [one for one, _ in cases.ranked(Measure.OPENED, by, [case()], SPAN)] == [key]
