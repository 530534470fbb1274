"""A ticket as it stands, the rows of its history, and one step on."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import Refused
from bot.domain.places import Place
from bot.domain.tickets.moves import ENDED, Actor, Move, State, edge_for
from bot.domain.urgency import Urgency


class Kind(StrEnum):
    """What sort of matter it is."""

    WISH = "wish"
    HAZARD = "hazard"
    DISPUTE = "dispute"
    HELP = "help"
    HOTLINE = "hotline"
    ALARM = "alarm"


PRIVATE_KINDS = frozenset({Kind.DISPUTE, Kind.HELP})

#: Matters of health and complaints about somebody stay private whatever their kind.
PRIVATE_CATEGORIES = frozenset({"medical", "rights", "quarrel", "family", "hardship"})


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as it stands. `number` is per community. All times aware.

    `text` is what the reporter wrote (personal; expires by rule). `assignee` is a userid, "" if nobody.
    `round` counts how often its clocks were set anew (reopened, handed on, more urgent, deferred, promised …):
    reminders of an earlier round never fire again.
    `chat` is where it was reported ("" in 1:1), `channel` how the reporter is reached.
    `recurs` is the ticket on the same matter at the same place that had been closed lately (复发).
    `covers_for`: whose ticket this is while the assignee stands in for them; "" otherwise.
    `confidential`: it was filed under a category of the community's own that is private, or tells of persons.
    `about`: the userids of those it complains of, who are nothing to it: see `bot.domain.ties`.
    """

    community: str
    number: int
    kind: Kind
    category: str
    urgency: Urgency
    state: State
    text: str
    reporter: str
    channel: str
    created_at: datetime
    chat: str = ""
    place: Place | None = None
    grid: str = ""
    party: str = ""
    assignee: str = ""
    accept_due: datetime | None = None
    resolve_due: datetime | None = None
    confirm_due: datetime | None = None
    closed_at: datetime | None = None
    result: str = ""
    rating: str = ""
    round: int = 0
    merged_into: int | None = None
    recurs: int | None = None
    covers_for: str = ""
    confidential: bool = False
    about: tuple[str, ...] = ()

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    @property
    def private(self) -> bool:
        return self.confidential or self.kind in PRIVATE_KINDS or self.category in PRIVATE_CATEGORIES

    def step(self, move: Move, *, at: datetime, by: str, reason: str = "") -> "Step":
        """A row of its history that leaves the state as it is."""
        return Step(self.community, self.number, at, self.state, self.state, move, by, reason)

    def first_step(self, *, at: datetime, by: str, reason: str = "") -> "Step":
        """The first row of its history: assigned at once where somebody is named for it."""
        move = Move.ASSIGN if self.assignee else Move.OPEN
        return replace(self.step(move, at=at, by=by, reason=reason), source=None)


@dataclass(frozen=True, slots=True)
class Supporter:
    """A neighbour who reported the same event: told at the end like the reporter, without a reward."""

    community: str
    ticket: int
    person: str
    channel: str
    at: datetime
    chat: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a ticket's history. `by` is a userid or "bot"."""

    community: str
    ticket: int
    at: datetime
    source: State | None
    target: State
    move: Move
    by: str
    reason: str = ""


def advance(
    ticket: Ticket, move: Move, actors: frozenset[Actor], *, now: datetime, by: str, reason: str = ""
) -> tuple[Ticket, Step] | Refused:
    """The ticket after `move` and the row of history, or why not.

    Refused codes: "no_such_move" (facts: state, move) and "not_allowed" (facts: move).
    Deadlines and assignee are the caller's to set on the result.
    """
    edge = edge_for(ticket.state, move)
    if edge is None:
        return Refused("no_such_move", (ticket.state.value, move.value))
    if not actors & edge.who:
        return Refused("not_allowed", (move.value,))
    step = replace(ticket.step(move, at=now, by=by, reason=reason), target=edge.target)
    return replace(ticket, state=edge.target), step
