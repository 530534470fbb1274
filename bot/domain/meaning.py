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
_OPEN = tickets.UNDONE
_WAITING = frozenset({State.CONFIRMING})
_CLOSED = frozenset({State.CLOSED})
_WITHDRAWN = frozenset({State.WITHDRAWN})

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
class _Case:
    """What was said, one ticket it may be about, and whether the speaker was told just now that this one is done."""

    concern: Concern
    ticket: Ticket
    fresh: bool
    now: datetime

    def filed_within(self, span: timedelta) -> bool:
        return self.ticket.created_at >= self.now - span

    @property
    def elsewhere(self) -> bool:
        """Was another building named than that of the ticket?"""
        said, known = self.concern.place, self.ticket.place
        return bool(said and said.building and known and not known.may_be(said))


_When = Callable[[_Case], bool]


def _always(_: _Case) -> bool:
    return True


def _named(case: _Case) -> bool:
    """The object or the number is named too."""
    return case.concern.number is not None or bool(case.concern.things)


def _no_report(case: _Case) -> bool:
    """It is no report with its place: such a one is an addition, or after the end it has come back."""
    return not (case.concern.report and case.concern.place)


def _named_no_report(case: _Case) -> bool:
    return _named(case) and _no_report(case)


def _rang(case: _Case) -> bool:
    """It rang by itself."""
    return case.ticket.kind is tickets.Kind.ALARM


def _red(case: _Case) -> bool:
    return case.ticket.urgency is Urgency.RED


def _young(case: _Case) -> bool:
    return case.filed_within(EXACTER_WITHIN)


def _fresh(case: _Case) -> bool:
    return case.fresh


def _unclear_news(case: _Case) -> bool:
    """What is unclear answers the news that something is done, unless it is certainly about something else."""
    return case.fresh and case.concern.report in ("", case.ticket.category) and not case.elsewhere


def _unclear_danger(case: _Case) -> bool:
    """What is unclear belongs to a danger reported just before. A private line only to a private ticket."""
    known = case.ticket.private or not case.concern.private
    return _red(case) and case.filed_within(UNCLEAR_WITHIN) and not case.elsewhere and known


def _place_lacking(case: _Case) -> bool:
    span = PLACE_WITHIN if _unplaced(case.ticket) else EXACTER_WITHIN
    return case.concern.number is not None or case.filed_within(span)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A mood, the states of the tickets about which it can be said, what it asks for, and what must hold besides."""

    mood: Mood
    states: frozenset[State]
    asks: _Asked
    when: _When = _always


#: The first that any ticket meets decides.
_RULES = (
    _Rule(Mood.FINE, _OPEN | _WAITING, _rates(Rating.SATISFIED), _rang),
    _Rule(Mood.OVER, _OPEN | _WAITING, _rates(Rating.SATISFIED), _red),
    _Rule(Mood.GIVES_UP, _OPEN, _withdraws),
    _Rule(Mood.UNDONE, _WAITING, _rates(Rating.DISSATISFIED)),
    _Rule(Mood.DOUBT, _WAITING, _doubts),
    _Rule(Mood.DENIED, _WAITING, _rates(Rating.DISSATISFIED), _named),
    _Rule(Mood.DENIED, _WAITING, _doubts),
    _Rule(Mood.ASKS, _OPEN | _WAITING, _shows),
    _Rule(Mood.UNDONE, _OPEN, _urges, _no_report),
    _Rule(Mood.URGES, _OPEN, _urges),
    _Rule(Mood.URGES, _WAITING, _urges),
    _Rule(Mood.UNDONE, _CLOSED, _rates(Rating.DISSATISFIED), _named_no_report),
    _Rule(Mood.UNDONE, _CLOSED, _doubts, _no_report),
    _Rule(Mood.DENIED, _CLOSED, _doubts, _named_no_report),
    _Rule(Mood.DENIED, _OPEN, _adds, _named_no_report),
    *(_Rule(mood, tickets.ENDED, _shows, _named) for mood in (Mood.ASKS, Mood.URGES, Mood.GIVES_UP)),
    _Rule(Mood.DONE, _WAITING, _rates(Rating.SATISFIED)),
    _Rule(Mood.DONE, _OPEN, _rates(Rating.SATISFIED)),
    _Rule(Mood.PLEASED, _WAITING, _rates(Rating.SATISFIED), _fresh),
    _Rule(Mood.AGAIN, _WAITING | _CLOSED, _rates(Rating.DISSATISFIED)),
    _Rule(Mood.AGAIN, _WITHDRAWN, _again),
    _Rule(Mood.PLACE, _OPEN, _places, _place_lacking),
    _Rule(Mood.OVER, _OPEN, _rates(Rating.SATISFIED), _young),
    _Rule(Mood.UNCLEAR, _OPEN, _goes_on, _unclear_danger),
    _Rule(Mood.UNCLEAR, _WAITING, _doubts, _unclear_news),
)


def meant(concern: Concern, mine: Sequence[Ticket], fresh: frozenset[int], now: datetime) -> requests.Request | None:
    """What is asked for; None if the words can be about none of `mine` (the speaker's tickets, newest first).

    `fresh`: the numbers of tickets of which the speaker was told just now that they are done.
    """
    cases = [_Case(concern, one, one.number in fresh, now) for one in mine]
    about = [one for one in cases if _can_be(concern, one.ticket)]
    for rule in _RULES:
        if rule.mood not in concern.moods:
            continue
        among = cases if rule.mood in _OF_THEMSELVES else about
        found = [one.ticket for one in among if one.ticket.state in rule.states and rule.when(one)]
        if found:
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


def _same_thing(concern: Concern, ticket: Ticket) -> bool:
    by_name = ticket.category in concern.categories or any(one in ticket.text for one in concern.things)
    return by_name or ticket.category == concern.report


def _unplaced(ticket: Ticket) -> bool:
    return ticket.place is None or ticket.place.vague
