"""Rows of history, and how the ticket stood after each: figures count by these, so that figures of the past stay the
same."""

import json
import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select

from bot.domain.tickets import Move, State, Step, Ticket
from storage import trail
from storage.gates import Values
from storage.schema import steps, tickets

_earlier = steps.alias("earlier")
_WORDS = ("kind", "category", "urgency", "grid", "rating")
_MOMENTS = ("accept_due", "resolve_due", "closed_at")


def written(ticket: Ticket) -> str:
    """As text, for the row of history. Nothing in it tells of a person: the assignee has a column."""
    moments = {name: at.astimezone(UTC).isoformat() for name in _MOMENTS if (at := getattr(ticket, name))}
    building = (ticket.place.building or "") if ticket.place else ""
    return json.dumps({name: getattr(ticket, name) for name in _WORDS} | moments | {"building": building})


def row(ticket: Ticket, step: Step, before: str) -> Values:
    """The row of history that follows the link `before`."""
    row: Values = {
        "community": step.community,
        "ticket": step.ticket,
        "at": step.at,
        "source": step.source.value if step.source else None,
        "target": step.target.value,
        "move": step.move.value,
        "actor": step.by,
        "reason": step.reason,
        "assignee": ticket.assignee,
        "stood": written(ticket),
        "salt": secrets.token_hex(16),
        "held_salt": secrets.token_hex(16),
    }
    row["sealed"] = trail.sealed(row)
    row["held"] = trail.held(row)
    row["chain"] = trail.chained(before, row)
    return row


def read_step(row: Row[Any]) -> Step:
    source = State(row.source) if row.source else None
    return Step(row.community, row.ticket, row.at, source, State(row.target), Move(row.move), row.actor, row.reason)


def just_before(last: datetime) -> ColumnElement[bool]:
    """Joins a ticket with the last row of its history before a moment."""
    mine = and_(_earlier.c.community == tickets.c.community, _earlier.c.ticket == tickets.c.number)
    newest = select(func.max(_earlier.c.id)).where(mine, _earlier.c.at < last)
    return steps.c.id == newest.correlate(tickets).scalar_subquery()


def read(text: str) -> dict[str, Any]:
    """The fields by the names that `bot.domain.cases.Case` has for them; words as plain text."""
    facts: dict[str, Any] = json.loads(text)
    moments = {name: datetime.fromisoformat(facts[name]) if name in facts else None for name in _MOMENTS}
    return facts | moments
