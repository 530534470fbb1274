"""What is known around a line when it is read: who says it, where, when, after which question."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain import requests, roster


@dataclass(frozen=True, slots=True)
class Scene:
    """`now` is aware, in the community's time zone. `quote` is the text of the quoted message, "" if none."""

    now: datetime
    community: roster.Community
    person: roster.Person | None
    in_group: bool
    addressed: bool
    bot_name: str
    quote: str = ""
    pending: requests.Pending | None = None

    @property
    def by_staff(self) -> bool:
        """Whether one of the staff says it."""
        return self.person is not None and self.person.is_staff
