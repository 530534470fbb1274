"""What somebody asks for in their own words about tickets of theirs, given the states of these."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import requests, tickets
from bot.domain.concerns import Concern, Mood
from bot.domain.requests import Rating
from bot.domain.tickets import State, Ticket
from bot.domain.urgency import Urgency

#: A place said so long after a report without one belongs to it.
PLACE_WITHIN = timedelta(days=1)
#: And so long after one with a place it says where more exactly.
EXACTER_WITHIN = timedelta(hours=1)
#: So long after a danger to life was reported, what is no clear matter by itself belongs to it.
UNCLEAR_WITHIN = timedelta(minutes=15)
_OPEN = frozenset(State) - tickets.ENDED - {State.CONFIRMING}
_WAITING = frozenset({State.CONFIRMING})
_CLOSED = frozenset({State.CLOSED})
_WITHDRAWN = frozenset({State.WITHDRAWN})

#: What a report can be put in as well.
_DENIALS = frozenset({Mood.UNDONE, Mood.DENIED})

#: Of these the line names neither thing nor place.
_OF_THEMSELVES = frozenset({Mood.UNCLEAR, Mood.FINE})

#: The number of the one ticket that can be meant, None where there are several; all of these.
_Asked = Callable[[Concern, int | None, Sequence[Ticket]], requests.Request]


def _rates(rating: Rating) -> _Asked:
    return lambda concern, number, _: requests.AnswerClosing(rating, number, concern.text)


def _doubts(concern: Concern, number: int | None, found: Sequence[Ticket]) -> requests.Request:
    """One question, about the newest ticket."""
    about = found[0].number
    waiting = requests.AnswerClosing(Rating.DISSATISFIED, about, concern.text)
    return requests.Clarify(requests.Slot.UNDONE, waiting, (str(about),))


def _urges(concern: Concern, number: int | None, _: Sequence[Ticket]) -> requests.Request:
    return requests.UrgeTicket(number, concern.text)


def _shows(_: Concern, number: int | None, __: Sequence[Ticket]) -> requests.Request:
    return requests.ShowMyTickets() if number is None else requests.ShowTicket(number)


def _withdraws(concern: Concern, number: int | None, _: Sequence[Ticket]) -> requests.Request:
    return requests.WithdrawTicket(number, concern.text)


def _again(concern: Concern, number: int | None, found: Sequence[Ticket]) -> requests.Request:
    return requests.RefileTicket(found[0].number)


def _adds(concern: Concern, _: int | None, found: Sequence[Ticket]) -> requests.Request:
    return requests.AddToTicket(concern.text, found[0].number)


def _goes_on(concern: Concern, _: int | None, found: Sequence[Ticket]) -> requests.Request:
    return requests.AddToTicket(concern.text, found[0].number, concern.place)


def _places(concern: Concern, _: int | None, found: Sequence[Ticket]) -> requests.Request:
    about = next((one for one in found if _unplaced(one)), found[0])
    return requests.AddToTicket(concern.text, about.number, concern.place)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A mood, and the states of the tickets about which it can be said. `named`: only if their object or number is
    named too.

    `red`: only of a danger to life. `alarm`: only of what rang by itself.
    """

    mood: Mood
    states: frozenset[State]
    asks: _Asked
    named: bool = False
    red: bool = False
    alarm: bool = False


#: The first that any ticket meets decides.
_RULES = (
    _Rule(Mood.FINE, _OPEN | _WAITING, _rates(Rating.SATISFIED), alarm=True),
    _Rule(Mood.OVER, _OPEN | _WAITING, _rates(Rating.SATISFIED), red=True),
    _Rule(Mood.GIVES_UP, _OPEN, _withdraws),
    _Rule(Mood.UNDONE, _WAITING, _rates(Rating.DISSATISFIED)),
    _Rule(Mood.DOUBT, _WAITING, _doubts),
    _Rule(Mood.DENIED, _WAITING, _rates(Rating.DISSATISFIED), named=True),
    _Rule(Mood.DENIED, _WAITING, _doubts),
    _Rule(Mood.ASKS, _OPEN | _WAITING, _shows),
    _Rule(Mood.UNDONE, _OPEN, _urges),
    _Rule(Mood.URGES, _OPEN, _urges),
    _Rule(Mood.URGES, _WAITING, _urges),
    _Rule(Mood.UNDONE, _CLOSED, _rates(Rating.DISSATISFIED), named=True),
    _Rule(Mood.UNDONE, _CLOSED, _doubts),
    _Rule(Mood.DENIED, _CLOSED, _doubts, named=True),
    _Rule(Mood.DENIED, _OPEN, _adds, named=True),
    *(_Rule(mood, tickets.ENDED, _shows, named=True) for mood in (Mood.ASKS, Mood.URGES, Mood.GIVES_UP)),
    _Rule(Mood.DONE, _WAITING, _rates(Rating.SATISFIED)),
    _Rule(Mood.DONE, _OPEN, _rates(Rating.SATISFIED)),
    _Rule(Mood.PLEASED, _WAITING, _rates(Rating.SATISFIED)),
    _Rule(Mood.AGAIN, _WAITING | _CLOSED, _rates(Rating.DISSATISFIED)),
    _Rule(Mood.AGAIN, _WITHDRAWN, _again),
    _Rule(Mood.PLACE, _OPEN, _places),
    _Rule(Mood.OVER, _OPEN, _rates(Rating.SATISFIED)),
    _Rule(Mood.UNCLEAR, _OPEN, _goes_on, red=True),
    _Rule(Mood.UNCLEAR, _WAITING, _doubts),
)


def meant(concern: Concern, mine: Sequence[Ticket], fresh: frozenset[int], now: datetime) -> requests.Request | None:
    """What is asked for; None if the words can be about none of `mine` (the speaker's tickets, newest first).

    `fresh`: the numbers of tickets of which the speaker was told just now that they are done.
    """
    about = [one for one in mine if _can_be(concern, one)]
    for rule in _RULES:
        among = mine if rule.mood in _OF_THEMSELVES else about
        found = [one for one in among if one.state in rule.states and _fits(rule, concern, one, fresh, now)]
        if rule.mood in concern.moods and found:
            return rule.asks(concern, found[0].number if len(found) == 1 else None, found)
    return None


def _can_be(concern: Concern, ticket: Ticket) -> bool:
    """By its number, else by the thing or place named; a line that tells only a mood can be about any ticket."""
    if concern.number is not None:
        return ticket.number == concern.number
    where = concern.place
    if Mood.PLACE in concern.moods:
        return True
    if where and where.building and not (ticket.place and ticket.place.may_be(where)):
        return False
    return _same_thing(concern, ticket) if concern.things or concern.report else True


def _not_elsewhere(concern: Concern, ticket: Ticket) -> bool:
    where = concern.place
    return not where or not where.building or ticket.place is None or ticket.place.may_be(where)


def _same_thing(concern: Concern, ticket: Ticket) -> bool:
    by_name = ticket.category in concern.categories or any(one in ticket.text for one in concern.things)
    return by_name or ticket.category == concern.report


def _fits(rule: _Rule, concern: Concern, ticket: Ticket, fresh: frozenset[int], now: datetime) -> bool:
    if rule.states is not _WAITING and rule.mood in _DENIALS and concern.report and concern.place:
        return False  # a report with its place: told again it is an addition, after the end it has come back
    if rule.alarm and ticket.kind is not tickets.Kind.ALARM:
        return False
    if rule.red and ticket.urgency is not Urgency.RED:
        return False
    if rule.named:
        return concern.number is not None or bool(concern.things)
    if rule.mood is Mood.OVER and not rule.red:
        return ticket.created_at >= now - EXACTER_WITHIN
    if rule.mood is Mood.PLEASED:
        return ticket.number in fresh
    if rule.mood is Mood.UNCLEAR and rule.states is _WAITING:
        same = concern.report in ("", ticket.category)
        return ticket.number in fresh and same and _not_elsewhere(concern, ticket)
    if rule.mood is Mood.UNCLEAR:
        soon = ticket.created_at >= now - UNCLEAR_WITHIN
        return soon and _not_elsewhere(concern, ticket) and (ticket.private or not concern.private)
    if rule.mood is Mood.PLACE:
        span = PLACE_WITHIN if _unplaced(ticket) else EXACTER_WITHIN
        return concern.number is not None or ticket.created_at >= now - span
    return True


def _unplaced(ticket: Ticket) -> bool:
    return ticket.place is None or ticket.place.vague
