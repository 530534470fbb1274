"""What a button or a sensor at home tells us, and whom it may concern."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.events import COMES_BACK, Known
from bot.domain.places import Place
from bot.domain.roster import Community, Person
from bot.domain.tickets import Kind, State, Ticket
from bot.domain.urgency import Urgency

#: Calls of one device or one household within this span of the first are one event, as long as it is not done.
ONE_CALL = timedelta(minutes=30)


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


def same_call(found: Sequence[Ticket], now: datetime) -> Known:
    """The red ticket that this call rings for again, or the one that was done and has come back.

    `found`: alarms of the device, and those at its building, newest first.
    """
    for one in found:
        waits = not one.ended and one.state is not State.CONFIRMING and one.urgency is Urgency.RED
        if waits and now - one.created_at < ONE_CALL:
            return Known(event=one)
    for one in found:
        closed = one.state is State.CLOSED and one.closed_at and now - one.closed_at < COMES_BACK
        if one.state is State.CONFIRMING or closed:
            return Known(earlier=one)
    return Known()


def elsewhere(one: Place | None, other: Place | None) -> bool:
    """Are these two certainly different doors?"""
    return bool(one and other and one.building and other.building and not one.may_be(other))


def same_door(one: Place | None, other: Place | None) -> bool:
    """Are these two the same door? A unit counts only where both name one."""
    return bool(one and other and one.building and one.room and one.room == other.room and one.may_be(other))


def at_home(ticket: Ticket, who: Person | None) -> bool:
    """Has it rung by itself where this person of the register lives, and is it not done? They are its reporter."""
    place = ticket.place if ticket.kind is Kind.ALARM and not ticket.ended else None
    return bool(who and place and place.building and place.room and _lives_at(who, place))


def contacts(community: Community, place: Place | None) -> tuple[Person, ...]:
    """Who of the register lives behind that very door and has a phone; nobody where no door is named."""
    if place is None or not place.building or not place.room:
        return ()
    return tuple(one for one in community.people if one.phone and _lives_at(one, place))


def _lives_at(person: Person, place: Place) -> bool:
    """A unit counts only where both name one: many houses have a single one that nobody says."""
    same_unit = not place.unit or not person.unit or place.unit == person.unit
    return same_unit and (person.building, person.room) == (place.building, place.room)
