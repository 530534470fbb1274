"""The life of a ticket (工单): its states, the moves between them, who may make them and why."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import Refused
from bot.domain.places import Place
from bot.domain.urgency import Urgency


class Kind(StrEnum):
    WISH = "wish"
    HAZARD = "hazard"
    DISPUTE = "dispute"
    HELP = "help"
    HOTLINE = "hotline"
    ALARM = "alarm"


PRIVATE_KINDS = frozenset({Kind.DISPUTE, Kind.HELP})

#: Matters of health and complaints about somebody stay private whatever their kind.
PRIVATE_CATEGORIES = frozenset({"medical", "rights", "quarrel", "family", "hardship"})


class State(StrEnum):
    NEW = "new"  # 待受理
    ASSIGNED = "assigned"  # 已派单
    ACCEPTED = "accepted"  # 已接单
    WORKING = "working"  # 办理中
    CONFIRMING = "confirming"  # 待确认
    CLOSED = "closed"  # 办结
    REFERRED = "referred"  # 已上报: street or department, still tracked
    DEFERRED = "deferred"  # 暂缓, with a date
    RETURNED = "returned"  # 退回
    WITHDRAWN = "withdrawn"  # 撤回
    DECLINED = "declined"  # 不受理, with the reason and whom to call
    MERGED = "merged"  # 合并


ENDED = frozenset({State.CLOSED, State.WITHDRAWN, State.DECLINED, State.MERGED})
#: Somebody has yet to say that they see to it.
NOT_TAKEN_ON = frozenset({State.NEW, State.ASSIGNED, State.RETURNED})


class Move(StrEnum):
    OPEN = "open"
    ASSIGN = "assign"
    ACCEPT = "accept"
    START = "start"
    RESOLVE = "resolve"
    CONFIRM = "confirm"
    REFER = "refer"
    REASSIGN = "reassign"
    DEFER = "defer"
    RETURN = "return"
    REOPEN = "reopen"
    MERGE = "merge"
    SPLIT = "split"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    ADD = "add"  # a word or a photo more: changes no state, like those below
    NOTE = "note"  # a word among staff, never shown to others
    URGE = "urge"  # 催办: somebody asks where it stays
    ASK = "ask"  # we asked back before going on
    HAND_OVER = "hand_over"  # to a stand-in for the days of a leave, and back: changes no state
    PROMISE = "promise"  # the assignee names the day by which it will be done: changes no state
    TERM = "term"  # a head names the day by which it must be done: changes no state
    RAISE = "raise"  # it became more urgent, and why: changes no state
    CORRECT = "correct"  # staff set its kind, category or urgency right: changes no state
    VOID = "void"  # it never was a matter: we had misread it


#: Rows of history that change no state.
STATELESS = frozenset(
    {Move.ADD, Move.NOTE, Move.URGE, Move.ASK, Move.CORRECT, Move.HAND_OVER, Move.PROMISE, Move.TERM, Move.RAISE}
)


#: Rows of history whose reason is what somebody said of it after the report.
LATER = frozenset({Move.ADD, Move.REOPEN})


class Actor(StrEnum):
    """In what capacity somebody touches this ticket."""

    REPORTER = "reporter"
    ASSIGNEE = "assignee"
    STAFF = "staff"  # a worker or leader who is not the assignee, or property
    LEADER = "leader"  # above the assignee: the leader of its grid, and whoever is on duty for them
    SECRETARY = "secretary"
    CLOCK = "clock"  # time passed; also the bot itself


@dataclass(frozen=True, slots=True)
class Edge:
    """One allowed step: from any of `sources` by `move` to `target`, by any of `who`, because `reason`."""

    sources: frozenset[State]
    move: Move
    target: State
    who: frozenset[Actor]
    reason: str


def _edge(sources: str, move: Move, target: State, who: str, reason: str) -> Edge:
    return Edge(
        frozenset(State(name) for name in sources.split()),
        move,
        target,
        frozenset(Actor(name) for name in who.split()),
        reason,
    )


_BUSY = "assigned accepted working referred deferred"
_OPEN = "new returned assigned accepted working confirming referred deferred"

MOVES: tuple[Edge, ...] = (
    _edge("new returned", Move.ASSIGN, State.ASSIGNED, "clock staff leader secretary", "somebody is named for it"),
    _edge(
        "new assigned returned deferred referred",
        Move.ACCEPT,
        State.ACCEPTED,
        "assignee staff leader secretary",
        "whoever takes it on becomes the assignee",
    ),
    _edge("accepted", Move.START, State.WORKING, "assignee", "work on site has begun"),
    _edge(
        "accepted working referred",
        Move.RESOLVE,
        State.CONFIRMING,
        "assignee secretary",
        "done, says the worker; the reporter has the last word",
    ),
    _edge(
        "confirming",
        Move.CONFIRM,
        State.CLOSED,
        "reporter clock leader secretary",
        "the reporter agrees, or is silent long enough, or somebody above has looked at it",
    ),
    _edge(
        "confirming",
        Move.REOPEN,
        State.ASSIGNED,
        "reporter leader secretary",
        "not done after all; the clock starts anew",
    ),
    _edge("closed", Move.REOPEN, State.ASSIGNED, "reporter leader secretary", "within the reopen window only"),
    _edge(
        "new returned assigned accepted working",
        Move.REFER,
        State.REFERRED,
        "assignee staff leader secretary",
        "beyond the community; still tracked here",
    ),
    _edge(_BUSY, Move.REASSIGN, State.ASSIGNED, "assignee staff leader secretary", "somebody else is better placed"),
    _edge(
        "new returned assigned accepted working",
        Move.DEFER,
        State.DEFERRED,
        "assignee secretary",
        "cannot be done before a date",
    ),
    _edge("deferred", Move.ASSIGN, State.ASSIGNED, "clock", "the date has come"),
    _edge("assigned accepted referred", Move.RETURN, State.RETURNED, "assignee", "not mine; the secretary decides"),
    _edge(_OPEN, Move.MERGE, State.MERGED, "staff leader assignee secretary", "another ticket is the same event"),
    _edge(_OPEN, Move.SPLIT, State.ASSIGNED, "staff leader assignee secretary", "two matters in one report"),
    _edge(_OPEN, Move.WITHDRAW, State.WITHDRAWN, "reporter secretary", "the reporter no longer needs it"),
    _edge(
        _OPEN,
        Move.VOID,
        State.WITHDRAWN,
        "assignee staff leader secretary",
        "it never was a matter: we had misread it",
    ),
    _edge(
        "new returned assigned accepted",
        Move.DECLINE,
        State.DECLINED,
        "assignee secretary",
        "not a matter for the community; the reason is told",
    ),
)


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


def edge_for(state: State, move: Move) -> Edge | None:
    """The edge of the table that leaves `state` by `move`."""
    return next((edge for edge in MOVES if edge.move is move and state in edge.sources), None)


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
