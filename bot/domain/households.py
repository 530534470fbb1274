"""Who lives behind a door, by the roster: how many households report something, and whom a matter at home concerns."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.places import Place
from bot.domain.roster import Community, Person


def number(community: Community, userids: Iterable[str]) -> int:
    """How many households these people are: people of one door are one, a person without a door is one alone."""
    return len({_door(community.person(userid)) or userid for userid in userids if userid})


def at_home(place: Place | None, who: Person | None) -> bool:
    """May this be at the home of the speaker? True where no place was named."""
    if who is None or place is None:
        return who is not None
    if not place.building:
        return not place.landmark
    return replace(place, landmark=None).may_be(_home(who))


def concerned(place: Place | None, who: Person | None) -> Place | None:
    """The door that a matter concerns: the one it names, else the speaker's own if the matter may be there."""
    if place and place.building and place.room:
        return place
    return _home(who) if who and who.building and who.room and at_home(place, who) else None


def needs_care(community: Community, door: Place) -> bool:
    """Is anybody behind this door marked in the roster? A unit counts only where both name one."""
    return any(one.care and _behind(one, door) for one in community.people)


def _home(who: Person) -> Place:
    return Place("", who.building or None, who.unit or None, who.room or None)


def _behind(one: Person, door: Place) -> bool:
    same_unit = not one.unit or not door.unit or one.unit == door.unit
    return same_unit and (one.building, one.room) == (door.building, door.room)


def _door(one: Person | None) -> tuple[str, str, str] | None:
    return (one.building, one.unit, one.room) if one and one.building and one.room else None
