"""Photos of a ticket: how it was before (处理前), and how it is after the work (处理后)."""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    BEFORE = "before"  # with the report, or of what is found on site
    AFTER = "after"  # by staff, with 办结 or later


@dataclass(frozen=True, slots=True)
class Album:
    """How many there are of each stage."""

    before: int = 0
    after: int = 0

    def __bool__(self) -> bool:
        return bool(self.before or self.after)


#: None at all.
NONE = Album()
