"""What a button or a sensor at home tells us, and whom it may concern."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.places import Place
from bot.domain.roster import Community, Person


class AlarmKind(StrEnum):
    SOS = "sos"  # somebody pressed a button for help
    SMOKE = "smoke"
    DOOR = "door"
    GAS = "gas"


#: The category of the ticket an alarm becomes.
CATEGORIES = {
    AlarmKind.SOS: "sos",
    AlarmKind.SMOKE: "fire_safety",
    AlarmKind.DOOR: "security",
    AlarmKind.GAS: "gas",
}


@dataclass(frozen=True, slots=True)
class Alarm:
    """One call of a device. `id` is the sender's own and the same when it calls again; `place` is what they typed.

    `at` (aware) is by the device's clock.
    """

    id: str
    device: str
    kind: AlarmKind
    place: str
    at: datetime


def contacts(community: Community, place: Place | None) -> tuple[Person, ...]:
    """Who of the register lives behind that very door and has a phone; nobody where no door is named."""
    if place is None or not place.building or not place.room:
        return ()
    return tuple(one for one in community.people if one.phone and _lives_at(one, place))


def _lives_at(person: Person, place: Place) -> bool:
    """A unit counts only where both name one: many houses have a single one that nobody says."""
    same_unit = not place.unit or not person.unit or place.unit == person.unit
    return same_unit and (person.building, person.room) == (place.building, place.room)
