"""The secretary's figures: one definition each, shared by chat, pages and exports."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases import Case
from bot.domain.tickets import State

#: Fewer are not named in a group: they would be somebody in particular.
FEW = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over tickets created in a span, as they stood at its end.

    opened: created in the span (merged ones not counted again) · closed: of those, 办结 by then ·
    overdue: of those, past their resolve deadline and not ended, or ended after it ·
    by_kind / by_category: opened, split · meals: portions ordered for days of the span, cancelled ones left out ·
    left_lying: numbers of those past the deadline to be taken on, which nobody has, and not overdue yet ·
    rated: closed ones whose reporter said how content they are · satisfied: of those, 满意.
    """

    opened: int
    closed: int
    overdue: int
    by_kind: tuple[tuple[str, int], ...] = ()
    by_category: tuple[tuple[str, int], ...] = ()
    meals: int = 0
    rated: int = 0
    satisfied: int = 0
    left_lying: tuple[int, ...] = ()

    @property
    def close_rate(self) -> float | None:
        """办结率 = closed / opened; None when nothing was opened."""
        return self.closed / self.opened if self.opened else None

    @property
    def satisfaction(self) -> float | None:
        """满意率 = satisfied / rated; None when nobody said anything."""
        return self.satisfied / self.rated if self.rated else None


def counted(found: Sequence[Case], at: datetime, *, meals: int) -> Figures:
    """`found`: the tickets created in the span, as they stood at its end; `at`: that moment, or now if it is sooner."""
    mine = [one for one in found if one.state is not State.MERGED]
    return Figures(
        opened=len(mine),
        closed=sum(one.state is State.CLOSED for one in mine),
        overdue=sum(one.overdue(at) for one in mine),
        by_kind=_split(one.kind for one in mine),
        by_category=_split(one.category for one in mine),
        meals=meals,
        rated=sum(one.rated for one in mine),
        satisfied=sum(one.rated and one.rating == "satisfied" for one in mine),
        left_lying=tuple(sorted(one.number for one in mine if one.left_lying(at))),
    )


def _split(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The most frequent first."""
    return tuple(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))
