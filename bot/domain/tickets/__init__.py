"""The life of a ticket (工单): what it is, its states, the moves between them, who may make them and why.

`MOVES` is the table of that life; `advance` takes one step by it.
"""

from bot.domain.tickets.moves import (
    ENDED,
    LATER,
    MOVES,
    NOT_TAKEN_ON,
    STATELESS,
    UNDONE,
    Actor,
    Edge,
    Move,
    State,
    edge_for,
)
from bot.domain.tickets.ticket import PRIVATE_CATEGORIES, PRIVATE_KINDS, Kind, Step, Supporter, Ticket, advance

__all__ = [
    "ENDED",
    "LATER",
    "MOVES",
    "NOT_TAKEN_ON",
    "PRIVATE_CATEGORIES",
    "PRIVATE_KINDS",
    "STATELESS",
    "UNDONE",
    "Actor",
    "Edge",
    "Kind",
    "Move",
    "State",
    "Step",
    "Supporter",
    "Ticket",
    "advance",
    "edge_for",
]
