"""Every request there is, as one type; and the question back, which carries the request that waits for its answer."""

import re
from dataclasses import dataclass

from bot.domain.requests.asked import Question, ShowReasons, ShowTicket
from bot.domain.requests.duty import DutyRequest, Promise
from bot.domain.requests.figures import FigureRequest
from bot.domain.requests.meals import MealRequest
from bot.domain.requests.outside import OutsideRequest
from bot.domain.requests.points import PointsRequest, TakePoints
from bot.domain.requests.slots import Slot
from bot.domain.requests.tickets import (
    AddToTicket,
    AnswerClosing,
    Correct,
    HalfOrder,
    JoinTicket,
    MoveTicket,
    NoteTicket,
    PassOn,
    TicketRequest,
    UrgeTicket,
    WithdrawTicket,
)


@dataclass(frozen=True, slots=True)
class Clarify:
    """One question back. `request` waits for the answer; `options`: what the question for the slot names."""

    slot: Slot
    request: "Request | None" = None
    options: tuple[str, ...] = ()


Request = (
    TicketRequest | MealRequest | DutyRequest | Question | FigureRequest | PointsRequest | OutsideRequest | Clarify
)

#: What is about one ticket, by its number.
Numbered = (
    AddToTicket
    | JoinTicket
    | PassOn
    | MoveTicket
    | AnswerClosing
    | UrgeTicket
    | NoteTicket
    | HalfOrder
    | WithdrawTicket
    | Promise
    | ShowTicket
    | Correct
    | ShowReasons
    | TakePoints
)


@dataclass(frozen=True, slots=True)
class Pending:
    """The question that is open between us and this person here, and the request that waits for the answer."""

    slot: Slot
    request: Request | None


def name_of(request: Request) -> str:
    """The request's name as the outside sees it: OpenTicket → "open_ticket"."""
    return name_of_kind(type(request))


def name_of_kind(kind: type) -> str:
    """The name of all requests of that class."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
