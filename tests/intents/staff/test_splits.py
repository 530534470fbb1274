"""What staff split off a report is read like one."""

from datetime import UTC, datetime

from bot.domain import roster
from bot.domain.places import Place
from bot.domain.tickets import Kind, State, Ticket
from bot.domain.urgency import Urgency
from intents.staff import splits

FIRST = Ticket(
    community="jinyuan",
    number=12,
    kind=Kind.HAZARD,
    category="lighting",
    urgency=Urgency.BLUE,
    state=State.ACCEPTED,
    text="3栋2单元灯坏了，水管也爆了",
    reporter="wang",
    channel="aibot",
    created_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
    place=Place("3栋2单元", building="3", unit="2"),
)


def test_another_matter_has_a_category_and_a_place_of_its_own(community: roster.Community) -> None:
    found = splits.matter("3栋水管爆了", FIRST, community, "连心")
    assert (found.text, found.kind, found.place and found.place.building) == ("3栋水管爆了", Kind.HAZARD, "3")
    assert found.category != FIRST.category


def test_without_a_place_it_is_where_the_first_one_is(community: roster.Community) -> None:
    assert splits.matter("水管爆了", FIRST, community, "连心").place == FIRST.place


def test_what_cannot_be_read_is_of_the_kind_of_the_first(community: roster.Community) -> None:
    found = splits.matter("另一件事", FIRST, community, "连心")
    assert (found.kind, found.category, found.urgency) == (Kind.HAZARD, "lighting", Urgency.BLUE)
