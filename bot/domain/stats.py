"""The secretary's figures: one definition each, shared by chat, pages and exports."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over tickets created in a span.

    opened: created in the span (merged ones not counted again) · closed: of those, 办结 by now ·
    overdue: of those, past their resolve deadline and not ended, or ended after it ·
    by_kind / by_category: opened, split · meals: portions ordered for days of the span, cancelled ones left out ·
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

    @property
    def close_rate(self) -> float | None:
        """办结率 = closed / opened; None when nothing was opened."""
        return self.closed / self.opened if self.opened else None

    @property
    def satisfaction(self) -> float | None:
        """满意率 = satisfied / rated; None when nobody said anything."""
        return self.satisfied / self.rated if self.rated else None
