"""A promise (承诺): the day by which whoever does a ticket said it would be done."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Promise:
    """`done_at`: when it was first said to be done, and the reporter has not objected; None until then.

    Kept = done at or before `due_at`. A promise moved to a later day stays as it was: it is judged by its own day.
    """

    community: str
    ticket: int
    person: str
    made_at: datetime
    due_at: datetime
    done_at: datetime | None = None
