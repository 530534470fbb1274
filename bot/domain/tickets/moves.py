"""The states of a ticket and the moves between them: who may make each, and why."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a ticket stands."""

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
#: Nobody has said yet that it is done.
UNDONE = frozenset(State) - ENDED - {State.CONFIRMING}


class Move(StrEnum):
    """What happened to a ticket: one is a row of its history."""

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
    UNFOUNDED = "unfounded"  # staff have looked, and nothing was wrong: changes no state
    VOID = "void"  # it never was a matter: we had misread it


#: Rows of history that change no state.
STATELESS = frozenset(
    {
        *(Move.ADD, Move.NOTE, Move.URGE, Move.ASK, Move.CORRECT, Move.HAND_OVER, Move.PROMISE, Move.TERM, Move.RAISE),
        Move.UNFOUNDED,
    }
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
    _edge(
        "assigned accepted working referred",
        Move.RETURN,
        State.RETURNED,
        "assignee",
        "not mine, or beyond me; the secretary decides",
    ),
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


def edge_for(state: State, move: Move) -> Edge | None:
    """The edge of the table that leaves `state` by `move`."""
    return next((edge for edge in MOVES if edge.move is move and state in edge.sources), None)
