"""A call of a member of staff in a group, counted against what they can bear in an hour."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Mention:
    """`hour` is the beginning of the hour in which the call may go out. `chat` and `body`: what would be said where.
    `tickets`, `messages`: what it tells of."""

    community: str
    person: str
    hour: datetime
    cause: str
    chat: str
    body: str
    tickets: tuple[int, ...] = ()
    messages: tuple[int, ...] = ()
