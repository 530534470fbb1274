"""Which reports are one event, and which matter has come back (复发)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.places import Place
from bot.domain.tickets import PRIVATE_CATEGORIES, Kind, State, Ticket

#: Somebody else's report of the same thing within this span joins the event.
ONE_EVENT = timedelta(hours=24)
#: What was closed within this span and is reported again has come back.
COMES_BACK = timedelta(days=30)

#: Says nothing of what is broken.
_NAMELESS = frozenset({"other_hazard"})


@dataclass(frozen=True, slots=True)
class Known:
    """What a new report meets: an `event` that it joins, or an `earlier` ticket that has come back; never both.

    `times`: how often it happened within the span, this report included.
    """

    event: Ticket | None = None
    earlier: Ticket | None = None
    times: int = 1


#: Nobody has reported the like.
NEW = Known()


def shared(kind: Kind, category: str, place: Place | None) -> bool:
    """Can several people mean the same thing? A hazard at a building they can; a wish or a private matter
    is personal."""
    known = place is not None and bool(place.building)
    return known and kind is Kind.HAZARD and category not in PRIVATE_CATEGORIES | _NAMELESS


def meets(place: Place, found: Sequence[Ticket], person: str, now: datetime) -> Known:
    """`found`: tickets of the same category at the same building, open or closed lately, newest first."""
    here = [one for one in found if not one.private and one.kind is Kind.HAZARD and _same_spot(one.place, place)]
    for one in here:
        if joinable(one, person, now):
            return Known(event=one)
    done = [one for one in here if _came_to_an_end(one, now)]
    return Known(earlier=done[0], times=len(done) + 1) if done else NEW


def _came_to_an_end(one: Ticket, now: datetime) -> bool:
    """Is it done within the span, at least by the word of the worker?"""
    return one.state is State.CONFIRMING or (one.closed_at is not None and now - one.closed_at < COMES_BACK)


def joinable(ticket: Ticket, person: str, now: datetime) -> bool:
    """Is it somebody else's ticket, young and not done yet?"""
    lives = not ticket.ended and ticket.state is not State.CONFIRMING and not ticket.private
    return lives and ticket.reporter != person and now - ticket.created_at < ONE_EVENT


def _same_spot(known: Place | None, place: Place) -> bool:
    """The same building, and no unit, room or landmark that says it is another corner of it."""
    if known is None or known.building != place.building:
        return False
    pairs = ((known.unit, place.unit), (known.room, place.room), (known.landmark, place.landmark))
    return all(not one or not other or one == other for one, other in pairs)
