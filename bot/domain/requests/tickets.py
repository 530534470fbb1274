"""What is said to a matter: it is reported, added to, worked on, urged, ended; and what staff says was misread."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.cases import Measure
from bot.domain.places import Place
from bot.domain.tickets import Kind, Move
from bot.domain.urgency import Urgency


class Rating(StrEnum):
    """What whoever reported it says of the result."""

    SATISFIED = "satisfied"
    FAIR = "fair"
    DISSATISFIED = "dissatisfied"


@dataclass(slots=True, unsafe_hash=True)  # nothing changes one; to freeze it takes three times as long as to build it
class OpenTicket:
    """`safety` names the life-safety advice that must come first ("fire", "gas", …); "" if none.

    `unplaced`: we asked where it is and were not told. `private`: it tells of persons, whatever its category. `about`:
    the userids of those it complains of. `doubted`: it was asked which building is meant.
    """

    text: str
    kind: Kind
    category: str
    urgency: Urgency = Urgency.BLUE
    place: Place | None = None
    safety: str = ""
    unplaced: bool = False
    private: bool = False
    about: tuple[str, ...] = ()
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class AddToTicket:
    """More about something open: a word, a photo. `number` None: the person's latest open one. `corrects`: `place` is
    instead of the one that was said first. `pictured`: the text only stands under a photo (看看)."""

    text: str
    number: int | None = None
    place: Place | None = None
    urgency: Urgency = Urgency.BLUE
    corrects: bool = False
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class PassOn:
    """孩子在我家呢: a neighbour knows something of a danger that somebody else has reported in this group."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class JoinTicket:
    """12 我也是: what somebody has reported has happened to the speaker as well.

    `number` None: the only thing that was reported in this group just before. `place`: where, if it was said.
    `meal`: +1, an order where nothing was reported.
    """

    number: int | None = None
    text: str = ""
    place: Place | None = None
    meal: bool = False


@dataclass(frozen=True, slots=True)
class MoveTicket:
    """Staff acts on a ticket. `number` None: from the quote, else the only one that fits; `every`: all that do."""

    move: Move
    number: int | None = None
    text: str = ""
    to: str = ""
    until: date | None = None
    every: bool = False


@dataclass(frozen=True, slots=True)
class HandOverAll:
    """把陈静的都转给刘敏: every open ticket of `person` (userid; "" the speaker) goes `to` a name as it was said."""

    to: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class AnswerClosing:
    """The reporter on the result: content, so-so, or not done."""

    rating: Rating
    number: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class UrgeTicket:
    """催一下. `number` None: from the quote, else the only one the person waits for.

    `told`: 明天必须办完, what a head has to say with it; `until` the day it names.
    """

    number: int | None = None
    text: str = ""
    told: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class UrgeMany:
    """没接单的都催一下: every ticket that one of these figures counts now, of one worker or grid where named."""

    measures: tuple[Measure, ...]
    worker: str = ""
    grid: str = ""


@dataclass(frozen=True, slots=True)
class NoteTicket:
    """A word among staff about a ticket, never shown to others."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class HalfOrder:
    """Staff say of a ticket what sounds like an order, but not enough of it: nothing is done. `near`: which order."""

    number: int
    near: str


@dataclass(frozen=True, slots=True)
class WithdrawTicket:
    """不用修了. `number` None: from the quote, else the only one that is meant."""

    number: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class RefileTicket:
    """还是要修: what its reporter has withdrawn is wanted after all."""

    number: int


@dataclass(frozen=True, slots=True)
class Correct:
    """Staff says what was misread: the matter `number`, or the line whose text is `quoted`.

    `refuted`: it was nothing. `opens`: what the quoted line is, if nobody has filed it.
    """

    number: int | None = None
    quoted: str = ""
    category: str = ""
    kind: Kind | None = None
    urgency: Urgency | None = None
    refuted: bool = False
    opens: OpenTicket | None = None


TicketRequest = (
    OpenTicket
    | AddToTicket
    | PassOn
    | JoinTicket
    | MoveTicket
    | HandOverAll
    | AnswerClosing
    | UrgeTicket
    | UrgeMany
    | NoteTicket
    | HalfOrder
    | WithdrawTicket
    | RefileTicket
    | Correct
)
