"""How often something may be done. The platform does not say whether its minute slides; both are here."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass
class Window:
    """At most `limit` times in `span` for each key: in any such span (sliding), or in each calendar one (fixed).

    Who tries more often is shut out for `penalty`, however much room there is by then.
    """

    limit: int
    span: timedelta = timedelta(seconds=60)
    fixed: bool = False
    penalty: timedelta = timedelta()
    shut: dict[str, datetime] = field(default_factory=dict)
    taken: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def take(self, key: str, now: datetime) -> bool:
        """False, and nothing counted, when the window is full or the key shut out."""
        if key in self.shut and now < self.shut[key]:
            return False
        recent = [at for at in self.taken[key] if self._counts(at, now)]
        self.taken[key] = recent
        if len(recent) >= self.limit:
            self.shut[key] = now + self.penalty
            return False
        recent.append(now)
        return True

    def _counts(self, at: datetime, now: datetime) -> bool:
        if self.fixed:
            seconds = self.span.total_seconds()
            return at.timestamp() // seconds == now.timestamp() // seconds
        return at > now - self.span
