"""Who is what to a ticket; of a private one, fewer are anything."""

from dataclasses import replace

import pytest

from bot.domain import routing, ties
from bot.domain.leaves import Duty
from bot.domain.tickets import Actor, Kind, State, Ticket
from bot.domain.ties import Tie
from bot.domain.urgency import Urgency
from tests.builders import CHEN, COOK, LEADER, LI, LIU, NINE, PROPERTY, SECRETARY, WANG, example

LAMP = Ticket(
    "xingfuli", 1, Kind.HAZARD, "lighting", Urgency.BLUE, State.ASSIGNED, "灯", WANG, "aibot", NINE,
    grid=routing.assign(example(), None, "lighting", None, "g1").grid, assignee=CHEN,
)  # fmt: skip
QUARREL = replace(LAMP, kind=Kind.DISPUTE, category="quarrel")
NOBODY: frozenset[Actor] = frozenset()


def of(person: str, ticket: Ticket, duty: Duty | None = None) -> frozenset[Actor]:
    return ties.actors(ticket, person, example(), duty or Duty())


def test_every_tie_counts_in_public_and_only_being_staff_does_not_count_in_private() -> None:
    assert set(ties.PUBLIC) == set(Tie)
    assert set(ties.PUBLIC) - set(ties.PRIVATE) == {Tie.STAFF}


@pytest.mark.parametrize(
    ("person", "public", "private"),
    [
        (WANG, {Actor.REPORTER}, {Actor.REPORTER}),
        (CHEN, {Actor.ASSIGNEE, Actor.STAFF}, {Actor.ASSIGNEE}),
        (LEADER, {Actor.STAFF, Actor.LEADER}, {Actor.LEADER}),
        (SECRETARY, {Actor.STAFF, Actor.LEADER, Actor.SECRETARY}, {Actor.LEADER, Actor.SECRETARY}),
        (LIU, {Actor.STAFF}, set()),
        (PROPERTY, {Actor.STAFF}, set()),
        (COOK, set(), set()),
        (LI, set(), set()),
        ("", set(), set()),
    ],
)
def test_what_somebody_is_to_a_public_and_to_a_private_ticket(
    person: str, public: set[Actor], private: set[Actor]
) -> None:
    assert (of(person, LAMP), of(person, QUARREL)) == (public, private)


def test_a_category_the_community_keeps_private_counts_as_private() -> None:
    assert of(LIU, replace(LAMP, confidential=True)) == NOBODY


def test_whoever_stands_in_for_the_assignee_has_to_do_with_it_while_they_do() -> None:
    assert of(LIU, QUARREL, Duty({CHEN: LIU})) == {Actor.ASSIGNEE}
    assert of(LIU, QUARREL) == NOBODY


def test_the_one_stood_in_for_keeps_what_is_theirs() -> None:
    covered = replace(QUARREL, assignee=LIU, covers_for=CHEN)
    assert of(CHEN, covered) == {Actor.STAFF}
    assert of(LIU, covered) == {Actor.ASSIGNEE}


def test_the_people_of_the_party_it_is_assigned_to_are_its_assignees() -> None:
    party = next(one for one in example().parties if PROPERTY in one.people)
    assert of(PROPERTY, replace(QUARREL, party=party.code)) == {Actor.ASSIGNEE}


def test_whoever_stands_in_for_the_leader_has_the_leaders_part() -> None:
    assert of(LIU, QUARREL, Duty({LEADER: LIU})) == {Actor.LEADER}


@pytest.mark.parametrize("person", [CHEN, LEADER, SECRETARY])
def test_whom_it_complains_of_is_nothing_to_it_whatever_their_office(person: str) -> None:
    assert of(person, replace(QUARREL, about=(person,))) == NOBODY


def test_a_complaint_of_ones_own_about_oneself_stays_ones_own() -> None:
    assert Actor.REPORTER in of(CHEN, replace(QUARREL, reporter=CHEN, about=(CHEN,)))
