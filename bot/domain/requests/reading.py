"""What `intents` makes of a message: the requests in it, or why there are none."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.concerns import Concern
from bot.domain.meals import Dishes
from bot.domain.places import Place
from bot.domain.requests.every import Request
from bot.domain.urgency import Urgency


class Intent(StrEnum):
    """Which side a line speaks for."""

    HAZARD = "hazard"
    WISH = "wish"
    MEAL = "meal"
    OTHER = "other"


class Action(StrEnum):
    """The three outcomes: something is done, one question is asked, nothing is said."""

    ACT = "act"
    ASK = "ask"
    SILENT = "silent"


@dataclass(slots=True, unsafe_hash=True)  # nothing changes one; see OpenTicket
class MealSlots:
    """What a line says of a meal, None where it says nothing."""

    service: str | None = None
    quantity: int | None = None
    day: date | None = None
    dishes: Dishes = ()


@dataclass(slots=True)  # one a line: to freeze it takes four times as long
class Reading:
    """A message understood. `score` 0..1; `why` names the evidence worth telling with its weight.

    `silence` says why nothing is done ("greeting", "advert", …), counted in the daily account.
    `concern`: what the line says of a matter of its writer's, if they have one: then that is what it is about.
    """

    intent: Intent
    action: Action
    score: float
    category: str | None = None
    urgency: Urgency | None = None
    place: Place | None = None
    meal: MealSlots | None = None
    requests: tuple[Request, ...] = ()
    why: tuple[str, ...] = field(default=())
    silence: str = ""
    concern: Concern | None = None

    @property
    def silent(self) -> bool:
        """Nothing is to be done, and nothing to be looked up first."""
        return not self.requests and self.concern is None
