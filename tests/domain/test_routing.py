"""Whom a ticket calls, and in which group."""

from dataclasses import replace

import pytest

from bot.domain import routing
from bot.domain.places import Place
from bot.domain.roster import Community, Group, GroupKind, Party, Role
from tests.builders import (
    CANTEEN,
    CHEN,
    LEADER,
    LIU,
    PROPERTY,
    RESIDENTS,
    RESIDENTS_2,
    SECRETARY,
    STAFF,
    changed,
    example,
)


def without(community: Community, *roles: Role) -> Community:
    """The community after everybody with these roles has left."""
    people = tuple(one for one in community.people if not one.roles & set(roles))
    left = {one.userid for one in people}
    grids = tuple(
        replace(
            grid,
            worker=grid.worker if grid.worker in left else "",
            leader=grid.leader if grid.leader in left else "",
            stand_in=grid.stand_in if grid.stand_in in left else "",
        )
        for grid in community.grids
    )
    return changed(community, people=people, grids=grids)


def test_the_place_decides_before_the_group_and_the_group_before_the_home() -> None:
    community = example()
    group = community.group(RESIDENTS)
    assert routing.assign(community, Place("", "5"), "lighting", group, "g1").assignee == LIU
    assert routing.assign(community, None, "lighting", group, "g2").assignee == CHEN
    assert routing.assign(community, None, "lighting", None, "g2").assignee == LIU
    assert routing.assign(community, Place("", "99"), "lighting", group).grid == "g1"


def test_the_ladder_is_worker_leader_secretary() -> None:
    assert routing.assign(example(), Place("", "3"), "lighting", None).ladder == (CHEN, LEADER, SECRETARY)


def test_the_stand_in_takes_the_place_of_a_missing_worker() -> None:
    grids = tuple(replace(one, worker="") for one in example().grids)
    assert routing.assign(changed(example(), grids=grids), Place("", "3"), "lighting", None).assignee == LIU


@pytest.mark.parametrize(
    ("gone", "assignee"),
    [
        ((Role.WORKER,), LEADER),
        ((Role.WORKER, Role.LEADER), SECRETARY),
        ((Role.WORKER, Role.LEADER, Role.SECRETARY), ""),
    ],
)
def test_who_is_missing_is_skipped_up_to_the_secretary(gone: tuple[Role, ...], assignee: str) -> None:
    assert routing.assign(without(example(), *gone), Place("", "3"), "lighting", None).assignee == assignee


def test_a_category_may_belong_to_another_party() -> None:
    parties = (Party("wuye", "安居物业", people=(PROPERTY,), categories=("lift",)),)
    named = routing.assign(changed(example(), parties=parties), Place("", "3"), "lift", None)
    assert (named.assignee, named.party, named.ladder) == (PROPERTY, "wuye", (PROPERTY, LEADER, SECRETARY))


def test_in_a_group_of_all_grids_a_matter_without_a_place_belongs_to_the_home_of_whoever_is_known() -> None:
    everybody = Group("wr-all", "全社区居民群", GroupKind.RESIDENT)
    known = routing.assign(example(), None, "lighting", everybody, "g2", unplaced=True)
    assert (known.grid, known.assignee) == ("g2", LEADER)
    placed = routing.assign(example(), None, "lighting", everybody, "g2")
    assert (placed.grid, placed.assignee) == ("g2", LIU)


def test_in_a_group_of_all_grids_a_strangers_matter_without_a_place_goes_to_the_first_leader() -> None:
    everybody = Group("wr-all", "全社区居民群", GroupKind.RESIDENT)
    for unplaced in (True, False):
        stranger = routing.assign(example(), None, "lighting", everybody, unplaced=unplaced)
        assert (stranger.grid, stranger.assignee, stranger.ladder) == ("", LEADER, (LEADER, SECRETARY))


def test_in_a_group_of_several_grids_a_matter_without_a_place_goes_home_or_to_the_leader_of_the_first() -> None:
    grids = tuple(replace(one, leader=SECRETARY if one.code == "g2" else LEADER) for one in example().grids)
    shared = Group("wr-both", "两个网格的群", GroupKind.RESIDENT, "g2", others=("g1",))
    place = changed(example(), grids=grids)
    named = {home: routing.assign(place, None, "lighting", shared, home, unplaced=True) for home in ("", "g1", "g9")}
    assert {home: (one.grid, one.assignee) for home, one in named.items()} == {
        "": ("g2", SECRETARY),
        "g1": ("g1", LEADER),
        "g9": ("g2", SECRETARY),
    }


def test_a_group_of_several_grids_is_told_of_each_of_them() -> None:
    shared = Group("wr-both", "两个网格的群", GroupKind.RESIDENT, "g2", "key", ("g1",))
    place = changed(example(), groups=(shared,))
    for grid, group in (("g1", shared), ("g2", shared), ("g3", None), ("", None)):
        assert routing.group_for_staff(place, grid) is group
        assert routing.group_for_residents(place, "", grid) is group


def test_staff_are_called_in_the_staff_group_and_residents_told_in_their_own() -> None:
    community = example()
    staff = routing.group_for_staff(community, "g1")
    told = routing.group_for_residents(community, "", "g2")
    kitchen = routing.group_for_canteen(community)
    assert staff is not None
    assert staff.chat_id == STAFF
    assert told is not None
    assert told.chat_id == RESIDENTS_2
    assert kitchen is not None
    assert kitchen.chat_id == CANTEEN


def test_without_a_staff_group_the_residents_group_of_the_grid_is_used() -> None:
    groups = tuple(one for one in example().groups if one.kind is GroupKind.RESIDENT)
    found = routing.group_for_staff(changed(example(), groups=groups), "g1")
    assert found is not None
    assert found.chat_id == RESIDENTS


def test_a_group_without_a_robot_can_be_told_nothing() -> None:
    groups = (Group("x", "x", GroupKind.STAFF),)
    bare = changed(example(), groups=groups)
    assert routing.group_for_staff(bare, "g1") is None
    assert routing.group_for_residents(bare, "x", "g1") is None
    assert routing.group_for_canteen(bare) is None


@pytest.mark.parametrize(
    ("about", "ladder"),
    [
        ((CHEN,), (LEADER, SECRETARY)),
        ((LEADER,), (SECRETARY,)),
        ((SECRETARY,), (LEADER,)),
    ],
)
def test_a_complaint_goes_to_those_above_and_to_nobody_it_is_about(
    about: tuple[str, ...], ladder: tuple[str, ...]
) -> None:
    assert routing.assign(example(), Place("", "3"), "management", None, about=about).ladder == ladder


def test_a_complaint_about_all_of_them_goes_to_the_street() -> None:
    street = Party(routing.STREET, "街道", people=(LIU,))
    community = changed(example(), parties=(street,))
    assert routing.assign(community, None, "rights", None, about=(LEADER, SECRETARY)).ladder == (LIU,)


def test_the_stand_in_of_the_leader_is_passed_over_where_it_is_about_them() -> None:
    away = {LEADER: CHEN}.get
    named = routing.assign(example(), None, "rights", None, on_duty=lambda one: away(one) or one, about=(CHEN,))
    assert named.ladder == (SECRETARY,)
