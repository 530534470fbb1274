"""The figures that can be asked for freely: what is measured, by what it is split, how it is counted.

Each has one definition, whoever asks; its wording stands in `bot.wording.cases`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.tickets import ENDED, NOT_TAKEN_ON, State
from bot.domain.urgency import Urgency


class Measure(StrEnum):
    OPENED = "opened"
    CLOSED = "closed"
    WAITING = "waiting"  # not ended now
    UNACCEPTED = "unaccepted"  # nobody has taken it on now
    DUE = "due"  # not late now, and past a deadline before the span ends
    OVERDUE = "overdue"
    RECURRING = "recurring"
    UNFOUNDED = "unfounded"
    OVERDUE_RATE = "overdue_rate"
    RECURRING_RATE = "recurring_rate"
    CLOSE_RATE = "close_rate"
    SATISFACTION = "satisfaction"
    ACCEPTING = "accepting"  # hours until somebody took it on
    FINISHING = "finishing"  # hours until it was said to be done


class By(StrEnum):
    """What a figure is split by."""

    WORKER = "worker"
    GRID = "grid"
    CATEGORY = "category"
    BUILDING = "building"
    KIND = "kind"


#: The first day of a span that begins with whatever was received first: 开张以来.
BEGINNING = date(2000, 1, 1)
#: How it stands at this moment, whatever the span.
NOW = frozenset({Measure.WAITING, Measure.UNACCEPTED, Measure.DUE})
RATES = frozenset({Measure.OVERDUE_RATE, Measure.RECURRING_RATE, Measure.CLOSE_RATE, Measure.SATISFACTION})
TIMES = frozenset({Measure.ACCEPTING, Measure.FINISHING})
_RATED = frozenset({"satisfied", "fair", "dissatisfied"})


def counts_for(reader: str, about: Collection[str]) -> bool:
    """Does a figure that `reader` (a userid; "" a group) sees count a matter that complains of these people?

    Nobody complained of can tell from a number that they are; in a group any of them may read it.
    """
    return reader not in about if reader else not about


@dataclass(frozen=True, slots=True)
class Case:
    """What figures know of a ticket as it stood at some moment. `accepted_at`: first taken on; `done_at`: last said to
    be done; aware. `unfounded`: somebody looked and nothing was wrong, or it never was a matter."""

    number: int
    kind: str
    category: str
    urgency: Urgency
    state: State
    assignee: str
    grid: str
    building: str
    created_at: datetime
    accepted_at: datetime | None = None
    done_at: datetime | None = None
    closed_at: datetime | None = None
    accept_due: datetime | None = None
    resolve_due: datetime | None = None
    recurs: bool = False
    rating: str = ""
    unfounded: bool = False

    @property
    def rated(self) -> bool:
        """Closed, and its reporter said how content they are."""
        return self.state is State.CLOSED and self.rating in _RATED

    def concerns(self, first: datetime) -> bool:
        """May it count in a span that begins at `first`? Not if it was over by then."""
        return self.created_at >= first or self.closed_at is None or self.closed_at >= first

    def overdue(self, now: datetime) -> bool:
        """Past its resolve deadline and not ended, or ended after it."""
        if self.resolve_due is None:
            return False
        end = self.closed_at if self.state in ENDED else now
        return end is not None and end > self.resolve_due

    def left_lying(self, now: datetime) -> bool:
        """Past its deadline to be taken on and nobody has, while there is still time to resolve it."""
        late = self.accept_due is not None and now > self.accept_due
        return late and self.state in NOT_TAKEN_ON and not self.overdue(now)

    def falls_due(self, span: "Span") -> bool:
        """Does a deadline pass between now and the end of the span: to be taken on, while nobody has, or to be
        resolved? A day to which it was put off is none."""
        waits = self.state not in ENDED | {State.CONFIRMING, State.DEFERRED}
        accept = self.accept_due if self.state in NOT_TAKEN_ON else None
        return waits and any(due and span.now < due < span.last for due in (accept, self.resolve_due))


@dataclass(frozen=True, slots=True)
class Span:
    """From `first` up to, but without, `last`. `now`: the end of the span, or the present moment while the
    span lasts."""

    first: datetime
    last: datetime
    now: datetime

    def holds(self, moment: datetime | None) -> bool:
        return moment is not None and self.first <= moment < self.last


@dataclass(frozen=True, slots=True)
class Score:
    """One figure: a count, a share of 1, or hours; `of`: how many cases stand behind it, `numbers`: those counted."""

    value: float
    of: int
    numbers: tuple[int, ...] = ()


def score(measure: Measure, cases: Iterable[Case], span: Span) -> Score | None:
    """The figure over these cases; None where there is nothing to divide by."""
    counted = [one for one in cases if _belongs(measure, one, span)]
    hit = [one for one in counted if _hits(measure, one, span)]
    if measure in TIMES:
        hours = [taken for one in hit if (taken := _hours(measure, one)) is not None]
        return Score(sum(hours) / len(hours), len(hours)) if hours else None
    if measure in RATES:
        return Score(len(hit) / len(counted), len(counted)) if counted else None
    return Score(len(hit), len(counted), tuple(sorted(one.number for one in hit)))


def still_late(cases: Iterable[Case], span: Span) -> tuple[int, ...]:
    """The numbers of those received before the span that are overdue at its end: no figure of the span counts them."""
    late = (one for one in cases if one.created_at < span.first and one.state not in ENDED | {State.MERGED})
    return tuple(sorted(one.number for one in late if one.overdue(span.now)))


def ranked(
    measure: Measure, by: By, cases: Sequence[Case], span: Span, known: Iterable[str] = (), *, lowest: bool = False
) -> list[tuple[str, Score]]:
    """The figure of each, highest first (lowest first if asked); those in `known` are listed even with nothing to
    count."""
    groups: dict[str, list[Case]] = {name: [] for name in known}
    for one in cases:
        groups.setdefault(key(by, one), []).append(one)
    found = [(name, figure) for name, mine in groups.items() if (figure := score(measure, mine, span))]
    return sorted(found, key=lambda pair: (pair[1].value if lowest else -pair[1].value, pair[0]))


def key(by: By, one: Case) -> str:
    """Under what it counts when a figure is split so."""
    return _KEYS[by](one)


_KEYS: Mapping[By, Callable[[Case], str]] = {
    By.WORKER: lambda one: one.assignee,
    By.GRID: lambda one: one.grid,
    By.CATEGORY: lambda one: one.category,
    By.BUILDING: lambda one: one.building,
    By.KIND: lambda one: one.kind,
}


def _belongs(measure: Measure, one: Case, span: Span) -> bool:
    """Is the case among those of which the figure speaks?"""
    if one.state is State.MERGED:
        return False
    if measure in NOW:
        return one.state not in ENDED
    if measure in {Measure.CLOSED, Measure.FINISHING}:
        return one.state is State.CLOSED and span.holds(one.closed_at)
    if measure is Measure.SATISFACTION and not one.rated:
        return False
    return span.holds(one.created_at)


def _hits(measure: Measure, one: Case, span: Span) -> bool:
    """Does this case, one of those, count?"""
    if measure in {Measure.OVERDUE, Measure.OVERDUE_RATE}:
        return one.overdue(span.now)
    if measure is Measure.UNACCEPTED:
        return one.state in NOT_TAKEN_ON
    if measure is Measure.DUE:
        return one.falls_due(span)
    if measure in {Measure.RECURRING, Measure.RECURRING_RATE}:
        return one.recurs
    if measure is Measure.CLOSE_RATE:
        return one.state is State.CLOSED
    if measure is Measure.UNFOUNDED:
        return one.unfounded and one.state in ENDED | {State.CONFIRMING}
    return measure is not Measure.SATISFACTION or one.rating == "satisfied"


def _hours(measure: Measure, one: Case) -> float | None:
    end = one.accepted_at if measure is Measure.ACCEPTING else one.done_at or one.closed_at
    return (end - one.created_at).total_seconds() / 3600 if end else None
