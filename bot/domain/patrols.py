"""Rounds that volunteers and workers walk: where, and how many hazards were found."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Patrol:
    """`place` is what may be shown anywhere ("3栋"), "" if none was named. `findings` counts hazards, named or not."""

    community: str
    person: str
    at: datetime
    grid: str = ""
    place: str = ""
    findings: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many patrols in a span, and how many hazards were found on them."""

    patrols: int = 0
    findings: int = 0
