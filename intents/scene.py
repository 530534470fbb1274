"""What is known around a line when it is read: who says it, where, when, after which question."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain import requests, roster


@dataclass(frozen=True, slots=True)
class Scene:
    """`now` is aware, in the community's time zone. `quote` is the text of the quoted message, "" if none.

    `by_staff`: one of the staff says it; asked several times a line, so it is worked out once.
    """

    now: datetime
    community: roster.Community
    person: roster.Person | None
    in_group: bool
    addressed: bool
    bot_name: str
    quote: str = ""
    pending: requests.Pending | None = None
    by_staff: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_staff", self.person is not None and self.person.is_staff)
