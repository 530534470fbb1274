"""Whom a ticket calls: place → grid → worker on duty → stand-in → leader → secretary, or another party by category."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.places import Place
from bot.domain.roster import Community, Grid, Group, GroupKind, Role


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
) -> Assignment:
    """The assignment for a matter of `category` at `place`, reported in `group` by somebody living in grid `home`.

    A place that names no known building belongs to the grid of the group, else to the reporter's own. `unplaced`:
    nobody could say where it is, so the leader of that grid finds out.
    """
    grid = grid_of(community, place, group, home)
    party = community.party_for(category)
    if party and party.people:
        candidates: tuple[str, ...] = party.people
    else:
        finder = (grid.leader,) if grid and unplaced else ()
        candidates = (*finder, grid.worker, grid.stand_in) if grid else ()
    acting = tuple((name, on_duty(name)) for name in candidates if name and on_duty(name))[:1]
    first = tuple(who for _, who in acting)
    above = tuple(on_duty(name) for name in overseers(community, grid))
    ladder = tuple(dict.fromkeys(name for name in (*first, *above) if name))
    return Assignment(
        grid=grid.code if grid else "",
        assignee=ladder[0] if ladder else "",
        party=party.code if party else "",
        ladder=ladder,
        covers_for=next((name for name, who in acting if name != who), ""),
    )


def overseers(community: Community, grid: Grid | None) -> tuple[str, ...]:
    """Who is called when the assignee is silent: the grid's leader (else any leader), then the secretary."""
    leaders = tuple(one.userid for one in community.with_role(Role.LEADER))[:1]
    leader = (grid.leader,) if grid and grid.leader else leaders
    return (*leader, *(one.userid for one in community.with_role(Role.SECRETARY)[:1]))


def street(community: Community) -> tuple[str, ...]:
    """Who is called when even the secretary is silent: the first of the party whose code is `street`; () if none."""
    return next((one.people[:1] for one in community.parties if one.code == STREET), ())


def grid_of(community: Community, place: Place | None, group: Group | None, home: str = "") -> Grid | None:
    """The grid that answers for a place; else that of the group, else the reporter's own."""
    by_place = community.grid_of_building(place.building) if place and place.building else None
    if by_place:
        return by_place
    named = (group.grid if group else "") or home
    return community.grid(named) if named else None


def group_for_staff(community: Community, grid: str) -> Group | None:
    """Where assignments of a grid are posted: its staff group, any staff group, else its resident group."""
    with_robot = [one for one in community.groups if one.webhook_key]
    own_staff = [one for one in with_robot if one.kind is GroupKind.STAFF and one.grid == grid]
    any_staff = [one for one in with_robot if one.kind is GroupKind.STAFF and not one.grid]
    own_residents = [one for one in with_robot if one.kind is GroupKind.RESIDENT and one.grid == grid and grid]
    return next(iter(own_staff + any_staff + own_residents), None)


def group_for_residents(community: Community, chat: str, grid: str) -> Group | None:
    """Where the public part of a ticket is told: the resident group it came from, else the grid's own."""
    with_robot = [one for one in community.groups if one.webhook_key and one.kind is GroupKind.RESIDENT]
    same = [one for one in with_robot if one.chat_id == chat]
    own = [one for one in with_robot if one.grid == grid and grid]
    return next(iter(same + own), None)


def group_for_canteen(community: Community) -> Group | None:
    """Where the kitchen reads its counts."""
    return next((one for one in community.groups if one.kind is GroupKind.CANTEEN and one.webhook_key), None)
