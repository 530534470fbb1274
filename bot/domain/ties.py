"""In what capacities somebody touches a ticket; fewer for a private ticket than for others.

`tickets.MOVES` says which capacity may make which move; this module says who has which.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from bot.domain import alarms, roster, routing
from bot.domain.leaves import Duty
from bot.domain.tickets import Actor, Ticket


class Tie(StrEnum):
    REPORTER = "reporter"
    ASSIGNEE = "assignee"
    PARTY = "party"  # one of the people of the party it is assigned to
    ACTING = "acting"  # called in the place of an assignee who is away: whoever stands in, else those above
    COVERED = "covered"  # the one for whom the assignee stands in
    LEADER = "leader"  # above the assignee: the leader of its grid, else any; or who stands in for them
    STAFF = "staff"  # any worker, leader or property
    SECRETARY = "secretary"


#: What a tie makes of a person where everybody may know of the ticket.
PUBLIC: Mapping[Tie, Actor] = {
    Tie.REPORTER: Actor.REPORTER,
    Tie.ASSIGNEE: Actor.ASSIGNEE,
    Tie.PARTY: Actor.ASSIGNEE,
    Tie.ACTING: Actor.ASSIGNEE,
    Tie.COVERED: Actor.STAFF,
    Tie.LEADER: Actor.LEADER,
    Tie.STAFF: Actor.STAFF,
    Tie.SECRETARY: Actor.SECRETARY,
}
#: And where it is private: to work for the community is not enough. Whoever is nothing here learns nothing of it.
PRIVATE: Mapping[Tie, Actor] = {tie: actor for tie, actor in PUBLIC.items() if tie is not Tie.STAFF}


def actors(ticket: Ticket, person: str, community: roster.Community, duty: Duty) -> frozenset[Actor]:
    """In what capacities `person` (a userid) touches the ticket; none for an outsider, nor for whom it complains of."""
    if person in ticket.about and person != ticket.reporter:
        return frozenset()
    table = PRIVATE if ticket.private else PUBLIC
    return frozenset(actor for tie, actor in table.items() if person and _HOLDS[tie](ticket, person, community, duty))


def _reports(ticket: Ticket, person: str, community: roster.Community, _: Duty) -> bool:
    """Whoever said it; of an alarm those who live where it rang."""
    return person == ticket.reporter or alarms.at_home(ticket, community.person(person))


def _of_party(ticket: Ticket, person: str, community: roster.Community, _: Duty) -> bool:
    return any(one.code == ticket.party and person in one.people for one in community.parties if ticket.party)


def ladder(ticket: Ticket, community: roster.Community, duty: Duty) -> tuple[str, ...]:
    """The assignee, then the leader, then the secretary; each once, and for those on leave their stand-in.

    Where nobody stands in, the next on the ladder is called sooner. People the ticket complains of are left out.
    """
    above = routing.overseers(community, community.grid(ticket.grid), ticket.about)
    acting = (duty.on_duty(one) for one in (ticket.assignee, *above) if one)
    return tuple(dict.fromkeys(one for one in acting if one and one not in ticket.about))


def _acts(ticket: Ticket, person: str, community: roster.Community, duty: Duty) -> bool:
    away = ticket.assignee and duty.on_duty(ticket.assignee) != ticket.assignee
    return bool(away) and person in ladder(ticket, community, duty)[:1]


def _leads(ticket: Ticket, person: str, community: roster.Community, duty: Duty) -> bool:
    above = routing.overseers(community, community.grid(ticket.grid), ticket.about)
    return any(person in {one, duty.on_duty(one)} for one in above)


def _has_role(*wanted: roster.Role) -> Callable[[Ticket, str, roster.Community, Duty], bool]:
    def holds(_: Ticket, person: str, community: roster.Community, __: Duty) -> bool:
        who = community.person(person)
        return who is not None and not who.roles.isdisjoint(wanted)

    return holds


_HOLDS: Mapping[Tie, Callable[[Ticket, str, roster.Community, Duty], bool]] = {
    Tie.REPORTER: _reports,
    Tie.ASSIGNEE: lambda ticket, person, *_: person == ticket.assignee,
    Tie.PARTY: _of_party,
    Tie.ACTING: _acts,
    Tie.COVERED: lambda ticket, person, *_: person == ticket.covers_for != ticket.assignee,
    Tie.LEADER: _leads,
    Tie.STAFF: _has_role(*roster.STAFF),
    Tie.SECRETARY: _has_role(roster.Role.SECRETARY),
}
