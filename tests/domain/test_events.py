"""One event, or a matter that has come back, or neither."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import events
from bot.domain.places import Place
from bot.domain.tickets import Kind, State, Ticket
from bot.domain.urgency import Urgency

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PLACE = Place("3栋2单元", "3", "2")
OPEN = Ticket(
    "c", 1, Kind.HAZARD, "lighting", Urgency.BLUE, State.ASSIGNED, "灯不亮", "wang", "aibot", NOW, place=PLACE
)
CLOSED = replace(OPEN, state=State.CLOSED, closed_at=NOW)


@pytest.mark.parametrize(
    ("place", "same"),
    [
        (Place("3栋", "3"), True),
        (Place("3栋2单元501", "3", "2", "501"), True),
        (Place("3栋5单元", "3", "5"), False),
        (Place("4栋2单元", "4", "2"), False),
    ],
)
def test_a_place_that_names_no_other_corner_is_the_same(place: Place, same: bool) -> None:
    assert events.meets(place, [OPEN], "li", NOW) == events.Known(event=OPEN if same else None)


def test_two_rooms_are_two_places() -> None:
    known = replace(OPEN, place=replace(PLACE, room="501"))
    assert events.meets(replace(PLACE, room="302"), [known], "li", NOW) == events.Known()


def test_ones_own_report_is_no_neighbours() -> None:
    assert events.meets(PLACE, [OPEN], "wang", NOW) == events.Known()


def test_what_lives_is_met_before_what_was_closed() -> None:
    assert events.meets(PLACE, [replace(CLOSED, number=2), OPEN], "li", NOW).event == OPEN


@pytest.mark.parametrize(("days", "back"), [(0, True), (29, True), (30, False)])
def test_what_was_closed_comes_back_for_thirty_days(days: int, back: bool) -> None:
    known = events.meets(PLACE, [CLOSED], "li", NOW + timedelta(days=days))
    assert (known.earlier is not None) is back


@pytest.mark.parametrize(
    ("kind", "category", "place"),
    [
        (Kind.WISH, "activities", PLACE),
        (Kind.HAZARD, "medical", PLACE),
        (Kind.HAZARD, "other_hazard", PLACE),
        (Kind.HAZARD, "lighting", None),
        (Kind.HAZARD, "lighting", Place("广场", landmark="广场")),
    ],
)
def test_what_is_ones_own_or_has_no_building_is_shared_with_nobody(
    kind: Kind, category: str, place: Place | None
) -> None:
    assert not events.shared(kind, category, place)


def test_how_often_it_happened_counts_those_done_within_the_span_and_the_present_one() -> None:
    twice = [replace(CLOSED, number=2), CLOSED, replace(CLOSED, closed_at=NOW - events.COMES_BACK)]
    assert events.meets(PLACE, twice, "wang", NOW) == events.Known(earlier=twice[0], times=3)
    assert events.meets(PLACE, [], "wang", NOW).times == 1
