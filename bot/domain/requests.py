"""One frozen value for each thing that can be asked of us, by words, by a click, by an alarm or by the clock.

`bot.handlers.HANDLERS` says who carries out which. `Reading` is what `intents` makes of a message.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.delivery import Post, Verdict
from bot.domain.places import Place
from bot.domain.tickets import Kind, Move, Reminder
from bot.domain.urgency import Urgency


class Rating(StrEnum):
    SATISFIED = "satisfied"
    FAIR = "fair"
    DISSATISFIED = "dissatisfied"


# Asked by people -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """`safety` names the life-safety advice that must come first ("fire", "gas", …); "" if none."""

    text: str
    kind: Kind
    category: str
    urgency: Urgency = Urgency.BLUE
    place: Place | None = None
    safety: str = ""


@dataclass(frozen=True, slots=True)
class AddToTicket:
    """More about something open: a word, a photo. `number` None: the person's latest open one."""

    text: str
    number: int | None = None
    place: Place | None = None
    urgency: Urgency = Urgency.BLUE


@dataclass(frozen=True, slots=True)
class MoveTicket:
    """Staff acts on a ticket. `number` None: from the quote, else the only one that fits."""

    move: Move
    number: int | None = None
    text: str = ""
    to: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerClosing:
    """The reporter on the result: content, so-so, or not done."""

    rating: Rating
    number: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawTicket:
    number: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class OrderMeal:
    """`service` and `date` None where nothing was said and the handler takes the next open one."""

    text: str
    service: str | None = None
    day: date | None = None
    quantity: int = 1
    delivery: bool = False
    place: Place | None = None
    for_whom: str = ""
    diet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeMeal:
    """Changes the person's live order; what is None stays as it is."""

    text: str
    service: str | None = None
    day: date | None = None
    quantity: int | None = None
    delivery: bool | None = None
    place: Place | None = None
    for_whom: str = ""
    diet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CancelMeal:
    text: str
    service: str | None = None
    day: date | None = None
    for_whom: str = ""


@dataclass(frozen=True, slots=True)
class ShowMyOrders:
    service: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ShowMyTickets:
    pass


@dataclass(frozen=True, slots=True)
class ShowTicket:
    number: int


@dataclass(frozen=True, slots=True)
class ShowMyPoints:
    pass


@dataclass(frozen=True, slots=True)
class ShowMyWorker:
    """我的网格员是谁"""


@dataclass(frozen=True, slots=True)
class ShowStatistics:
    """`first`..`last` inclusive local dates; both None: since the first of the month. `grid` "" = all."""

    first: date | None = None
    last: date | None = None
    label: str = ""
    grid: str = ""


@dataclass(frozen=True, slots=True)
class ShowDailyAccount:
    """What became of every message received on `day` (None: yesterday)."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class ShowDirectory:
    """The community's own answer to a question; `title` names the entry."""

    title: str


@dataclass(frozen=True, slots=True)
class ShowHelp:
    pass


@dataclass(frozen=True, slots=True)
class Clarify:
    """One question back. `slot`: place, quantity, date, service, intent. `request` waits for the answer."""

    slot: str
    request: "Request | None" = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """Somebody spoke to us and we did not understand: one sentence on what we can do, once a day."""


# Asked by the platform and the clock -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Welcome:
    """Somebody opened the 1:1 chat or followed the account."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A reminder has fallen due."""

    reminder: Reminder


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A post did not reach anybody by its route (`verdict` final or dead_route), or nobody knows (unknown)."""

    post: Post
    verdict: Verdict


Request = (
    OpenTicket
    | AddToTicket
    | MoveTicket
    | AnswerClosing
    | WithdrawTicket
    | OrderMeal
    | ChangeMeal
    | CancelMeal
    | ShowMyOrders
    | ShowMyTickets
    | ShowTicket
    | ShowMyPoints
    | ShowMyWorker
    | ShowStatistics
    | ShowDailyAccount
    | ShowDirectory
    | ShowHelp
    | Clarify
    | Guide
    | Welcome
    | Fall
    | Undelivered
)


def name_of(request: Request) -> str:
    """The request's name as the outside sees it: OpenTicket → "open_ticket"."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(request).__name__).lower()


# What intents makes of a message ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pending:
    """The question that is open between us and this person here, and the request that waits for the answer."""

    slot: str
    request: Request | None


class Intent(StrEnum):
    HAZARD = "hazard"
    WISH = "wish"
    MEAL = "meal"
    OTHER = "other"


class Action(StrEnum):
    ACT = "act"
    ASK = "ask"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class MealSlots:
    service: str | None = None
    quantity: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A message understood. `score` 0..1; `why` names each piece of evidence with its weight.

    `silence` says why nothing is done ("greeting", "advert", …), counted in the daily account.
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
