"""Whom a ticket calls: place → grid → worker on duty → stand-in → leader → secretary, or another party by category."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.places import Place
from bot.domain.roster import Community, Grid, Group, GroupKind, Party, Role


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who answers for a ticket. `assignee` "" when the community names nobody at all.

    `ladder` are the userids to remind in turn: the assignee, the leader, the secretary; each once.
    `covers_for`: for whom the assignee stands in, "" if for nobody.
    """

    grid: str
    assignee: str
    party: str
    ladder: tuple[str, ...]
    covers_for: str = ""


#: The code under which a community's file names the street office (街道).
STREET = "street"

#: The person, or who stands in for them today; "" when nobody does.
OnDuty = Callable[[str], str]


def _always(person: str) -> str:
    return person


def assign(
    community: Community,
    place: Place | None,
    category: str,
    group: Group | None,
    home: str = "",
    on_duty: OnDuty = _always,
    *,
    unplaced: bool = False,
    about: Collection[str] = (),
) -> Assignment:
    """The assignment for a matter of `category` at `place`, reported in `group` by somebody living in grid `home`.

    A place that names no known building belongs to the grid of the group, else to the reporter's own. `unplaced`:
    nobody could say where it is, so the leader of that grid finds out. `about`: those it complains of; such a matter
    goes to those above, and never to any of them.
    """
    grid = grid_of(community, place, group, home)
    party = None if about else community.party_for(category)
    candidates = () if about else _candidates(grid, party, unplaced=unplaced)
    named = next((name for name in candidates if on_duty(name)), "")
    first = on_duty(named) if named else ""
    above = [on_duty(name) for name in overseers(community, grid, about)]
    ladder = tuple(dict.fromkeys(name for name in (first, *above) if name and name not in about))
    return Assignment(
        grid=grid.code if grid else "",
        assignee=ladder[0] if ladder else "",
        party=party.code if party else "",
        ladder=ladder,
        covers_for=named if named != first else "",
    )


def _candidates(grid: Grid | None, party: Party | None, *, unplaced: bool) -> tuple[str, ...]:
    """Whose work it is, in the order in which they are asked."""
    if party and party.people:
        return party.people
    if grid is None:
        return ()
    finder = grid.leader if unplaced else ""
    return tuple(name for name in (finder, grid.worker, grid.stand_in) if name)


def staffed(grid: Grid, on_duty: OnDuty) -> bool:
    """Is the worker of the grid on duty, or the stand-in, or somebody who acts for one of them?"""
    return any(on_duty(name) for name in (grid.worker, grid.stand_in) if name)


def unmanned(community: Community, grid: Grid | None, party: str, assignee: str, on_duty: OnDuty) -> bool:
    """Was nobody on duty whose work it is, so that it fell to somebody above them, or to nobody?"""
    above = {"", *(on_duty(name) for name in overseers(community, grid))}
    if assignee not in above:
        return False
    others = next((one.people for one in community.parties if one.code == party), ())
    return not any(on_duty(name) for name in others) if others else grid is None or not staffed(grid, on_duty)


#: Nobody to assign rings faster: this share of the time to take it on, but no less than half an hour of it.
SHARE, LEAST = 2, timedelta(minutes=30)


def hastened(accept: timedelta) -> timedelta:
    """The shorter time for taking on a ticket when nobody is on duty whose work it is; shorter times stay."""
    return max(accept / SHARE, min(accept, LEAST))


def overseers(community: Community, grid: Grid | None, about: Collection[str] = ()) -> tuple[str, ...]:
    """Who is called when the assignee is silent: the leader of the grid (else any leader), then the secretary.

    People the matter is `about` are left out; if nobody remains, the street is called.
    """
    leaders = tuple(one.userid for one in community.with_role(Role.LEADER))[:1]
    leader = (grid.leader,) if grid and grid.leader else leaders
    secretaries = (one.userid for one in community.with_role(Role.SECRETARY))
    found = (*leader, *tuple(one for one in secretaries if one not in about)[:1])
    return tuple(one for one in found if one not in about) or (street(community) if about else ())


def street(community: Community) -> tuple[str, ...]:
    """Who is called when even the secretary is silent: the first of the party whose code is `street`; () if none."""
    return next((one.people[:1] for one in community.parties if one.code == STREET), ())


def grid_of(community: Community, place: Place | None, group: Group | None, home: str = "") -> Grid | None:
    """The grid that answers for a place; else that of the group, else the reporter's own.

    In a group of several grids it is the reporter's own if it is among them, else the first: somebody must find out.
    """
    by_place = community.grid_of_building(place.building) if place and place.building else None
    if by_place:
        return by_place
    among = group is not None and home in group.others
    named = home if among else (group.grid if group else "") or home
    return community.grid(named) if named else None


def group_for_staff(community: Community, grid: str) -> Group | None:
    """Where assignments of a grid are posted: its staff group, any staff group, else its resident group."""
    with_robot = [one for one in community.groups if one.webhook_key]
    own_staff = [one for one in with_robot if one.kind is GroupKind.STAFF and _has(one, grid)]
    any_staff = [one for one in with_robot if one.kind is GroupKind.STAFF and not one.grid]
    own_residents = [one for one in with_robot if one.kind is GroupKind.RESIDENT and _has(one, grid)]
    return next(iter(own_staff + any_staff + own_residents), None)


def group_for_residents(community: Community, chat: str, grid: str) -> Group | None:
    """Where the public part of a ticket is told: the resident group it came from, else the grid's own."""
    with_robot = [one for one in community.groups if one.webhook_key and one.kind is GroupKind.RESIDENT]
    same = [one for one in with_robot if one.chat_id == chat]
    own = [one for one in with_robot if _has(one, grid)]
    return next(iter(same + own), None)


def _has(group: Group, grid: str) -> bool:
    return bool(grid) and grid in (group.grid, *group.others)


def group_for_canteen(community: Community) -> Group | None:
    """Where the kitchen reads its counts."""
    return next((one for one in community.groups if one.kind is GroupKind.CANTEEN and one.webhook_key), None)
