"""A card (卡片): a message about a ticket with buttons, where the channel has cards; and what pressing a button means.

The limits are the narrower ones of the two platforms [DOC 90236, 101032], in characters unless bytes are named.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.tickets import Actor, Move, State, Ticket, edge_for

TITLE, DESC, TEXT, LINE_NAME, LINE_VALUE, BUTTON = 26, 30, 112, 5, 26, 10
MOST_LINES, MOST_BUTTONS = 6, 6
TASK_BYTES = 128
_MARK = 16


class Press(StrEnum):
    """What a button asks for; the platform hands it back as the key of the event."""

    ACCEPT = "accept"
    REASSIGN = "reassign"
    RESOLVE = "resolve"
    SHOW = "show"  # how far it is: changes nothing


#: A press is the same request as the words for it. SHOW is none.
MOVE_OF: Mapping[Press, Move] = {
    Press.ACCEPT: Move.ACCEPT,
    Press.REASSIGN: Move.REASSIGN,
    Press.RESOLVE: Move.RESOLVE,
}


@dataclass(frozen=True, slots=True)
class Button:
    press: Press
    text: str
    main: bool = False  # drawn in the platform's colour


@dataclass(frozen=True, slots=True)
class Card:
    """`lines` are names with values. `over`: the word on the one button that is left when nothing can be done any more,
    grey where the platform can show that; "" while something can be done."""

    task_id: str
    title: str
    desc: str = ""
    text: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    buttons: tuple[Button, ...] = ()
    over: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What a card is about: the ticket, and the round in which the card was made."""

    community: str
    number: int
    round: int


def task_id(task: Task, cause: str) -> str:
    """The card's name with the platform: the same for the same cause, another for every other card.

    Digits, letters and "_-@", at most 128 bytes, used once by an app or robot [DOC 90236, 101032].
    """
    mark = hashlib.sha256(f"{task.community}:{cause}".encode()).hexdigest()[:_MARK]
    return f"{task.community}@{task.number}@{task.round}@{mark}"


def task_of(name: str) -> Task | None:
    """What the card of that name is about; None when it is none of ours."""
    parts = name.split("@")
    if len(name) > TASK_BYTES or len(parts) != 4 or not parts[0] or len(parts[3]) != _MARK:
        return None
    if not all(part.isascii() and part.isdecimal() and len(part) < _MARK for part in parts[1:3]):
        return None
    return Task(parts[0], int(parts[1]), int(parts[2]))


def offered(ticket: Ticket, actors: frozenset[Actor]) -> tuple[Press, ...]:
    """The buttons that somebody in these capacities may press now, by the table of moves.

    办结 is offered before the ticket is taken on too: pressing it takes the ticket on as well, as saying it does.
    """
    takes = _may(ticket.state, Move.ACCEPT, actors)
    answers = bool(actors & {Actor.ASSIGNEE, Actor.SECRETARY})
    holds = {
        Press.ACCEPT: takes and ticket.state is not State.REFERRED,
        Press.REASSIGN: any(_may(ticket.state, move, actors) for move in (Move.REASSIGN, Move.ASSIGN)),
        Press.RESOLVE: _may(ticket.state, Move.RESOLVE, actors) or (takes and answers),
    }
    return tuple(press for press, may in holds.items() if may)


def outdated(task: Task, ticket: Ticket, person: str) -> bool:
    """Has the ticket gone to somebody else since the card was made, so that the card no longer moves it?"""
    return task.round != ticket.round and ticket.assignee != person


def fitted(card: Card) -> Card:
    """The card within the platform's limits; what is cut ends in "…"."""
    lines = tuple((cut(name, LINE_NAME), cut(value, LINE_VALUE)) for name, value in card.lines if value)
    return replace(
        card,
        title=cut(card.title, TITLE),
        desc=cut(card.desc, DESC),
        text=cut(card.text, TEXT),
        lines=lines[:MOST_LINES],
        buttons=tuple(replace(one, text=cut(one.text, BUTTON)) for one in card.buttons[:MOST_BUTTONS]),
        over=cut(card.over, BUTTON),
    )


def cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _may(state: State, move: Move, actors: frozenset[Actor]) -> bool:
    edge = edge_for(state, move)
    return edge is not None and bool(actors & edge.who)
