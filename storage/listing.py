"""What is stored, row by row, for `lianxin show`. Personal fields only on request, which the caller must audit."""

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Row, Table, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import Priority, Route
from storage.gates import Gate
from storage.schema import (
    attempts,
    audit,
    corrections,
    entries,
    inbox,
    orders,
    outbox,
    reminders,
    steps,
    tickets,
    transfers,
)

_PAGE = 500
_Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """How rows are shown: moments in `zone`; persons as pseudonyms and without words unless `private`."""

    zone: tzinfo
    private: bool = False
    community: str = ""

    def at(self, moment: datetime | None) -> str | None:
        return moment.astimezone(self.zone).isoformat() if moment else None

    def who(self, person: str) -> str:
        """The same person has the same pseudonym everywhere; "" stays ""."""
        if self.private or not person:
            return person
        return f"p-{hashlib.sha256(f'lianxin:{person}'.encode()).hexdigest()[:8]}"

    def words(self, text: str) -> str | None:
        return text if self.private else None

    def place(self, text: str | None) -> _Shown | None:
        place = json.loads(text) if text else None
        if place and not self.private:
            place |= {"text": None, "room": None, "landmark": None}
        return place

    def requests(self, text: str) -> list[_Shown]:
        found: list[_Shown] = json.loads(text or "[]")
        return found if self.private else [{"type": one["type"]} for one in found]


async def rows(gate: Gate, what: str, view: View) -> AsyncIterator[_Shown]:
    """One value a row, in order of id. `what`: a key of SHOWN."""
    table, show, related, link = SHOWN[what]
    last = 0
    async with gate.reading() as connection:
        while True:
            statement = select(table).where(table.c.id > last).order_by(table.c.id).limit(_PAGE)
            if view.community:
                statement = statement.where(table.c.community == view.community)
            page = (await connection.execute(statement)).all()
            if not page:
                return
            last = page[-1].id
            parts = await _parts(connection, page, related, link)
            for row in page:
                yield {**show(row, parts.get(_key(row, link[0]), []), view), "community": row.community}


async def note(gate: Gate, actor: str, what: str, community: str, now: datetime) -> None:
    """Write down that somebody looks at personal data, before they do."""
    row = {"community": community, "at": now, "actor": actor, "action": "show", "subject": what}
    async with gate.writing() as connection:
        await connection.execute(insert(audit).values(row))


async def _parts(
    connection: AsyncConnection, page: Sequence[Row[Any]], related: Table | None, link: "_Link"
) -> dict[tuple[Any, ...], list[Row[Any]]]:
    if related is None:
        return {}
    columns = [related.c[name] for name in link[1]]
    wanted = [_key(row, link[0]) for row in page]
    statement = select(related).where(tuple_(*columns).in_(wanted)).order_by(related.c.id)
    parts: dict[tuple[Any, ...], list[Row[Any]]] = {}
    for row in await connection.execute(statement):
        parts.setdefault(_key(row, link[1]), []).append(row)
    return parts


def _key(row: Row[Any], names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row._mapping[name] for name in names)


def _message(row: Row[Any], _parts: list[Row[Any]], view: View) -> _Shown:
    return {
        "id": row.id,
        "channel": row.channel,
        "chat": row.chat,
        "sender": view.who(row.sender),
        "msgid": row.msgid.replace(row.sender, view.who(row.sender)) if row.sender else row.msgid,
        "received_at": view.at(row.received_at),
        "status": row.status,
        "outcome": row.outcome,
        "requests": view.requests(row.requests),
        "reply": view.words(row.reply),
        "text": view.words(json.loads(row.incoming)["text"]),
    }


def _ticket(row: Row[Any], history: list[Row[Any]], view: View) -> _Shown:
    return {
        "number": row.number,
        "kind": row.kind,
        "category": row.category,
        "urgency": row.urgency,
        "state": row.state,
        "place": view.place(row.place),
        "grid": row.grid,
        "reporter": view.who(row.reporter),
        "assignee": row.assignee,
        "accept_due": view.at(row.accept_due),
        "resolve_due": view.at(row.resolve_due),
        "created_at": view.at(row.created_at),
        "closed_at": view.at(row.closed_at),
        "rating": row.rating,
        "text": view.words(row.text),
        "result": view.words(row.result),
        "history": [_step(one, row, view) for one in history],
    }


def _step(step: Row[Any], ticket: Row[Any], view: View) -> _Shown:
    known = step.actor in {"bot", ticket.assignee}
    return {
        "at": view.at(step.at),
        "from": step.source,
        "to": step.target,
        "move": step.move,
        "by": step.actor if known else view.who(step.actor),
        "reason": view.words(step.reason),
    }


def _order(row: Row[Any], _parts: list[Row[Any]], view: View) -> _Shown:
    return {
        "id": row.id,
        "date": row.day.isoformat(),
        "service": row.service,
        "person": view.who(row.person),
        "for": view.who(row.for_whom),
        "quantity": row.quantity,
        "delivery": row.delivery,
        "place": view.place(row.place),
        "diet": json.loads(row.diet) if view.private else None,
        "state": row.state,
    }


def _reminder(row: Row[Any], _parts: list[Row[Any]], view: View) -> _Shown:
    names = ("ticket", "step", "level", "occurrence", "cancelled")
    return {name: row._mapping[name] for name in names} | {
        "due_at": view.at(row.due_at),
        "sent_at": view.at(row.sent_at),
    }


def _post(row: Row[Any], tries: list[Row[Any]], view: View) -> _Shown:
    personal = row.route in {Route.APP.value, Route.OA.value}
    return {
        "id": row.id,
        "cause": row.cause,
        "channel": row.route,
        "target": view.who(row.target) if personal else row.target,
        "priority": Priority(row.priority).name.lower(),
        "state": row.state,
        "not_before": view.at(row.not_before),
        "mentions": json.loads(row.mentions),
        "body": view.words(row.body),
        "attempts": [{"at": view.at(one.at), "outcome": one.outcome, "errcode": one.errcode} for one in tries],
    }


def _transfer(row: Row[Any], lines: list[Row[Any]], view: View) -> _Shown:
    return {
        "transfer": row.id,
        "cause": row.cause,
        "at": view.at(row.at),
        "state": row.state,
        "reason": row.reason,
        "entries": [{"account": _account(one.account, view), "amount": one.amount} for one in lines],
    }


def _correction(row: Row[Any], _parts: list[Row[Any]], view: View) -> _Shown:
    """A line of a labelled file: `intent` is what staff said it was."""
    names = ("intent_before", "category_before", "category_after", "urgency_before", "urgency_after", "ticket")
    return {
        "text": view.words(row.text),
        "intent": row.intent_after,
        "register": "correction",
        "at": view.at(row.at),
        "by": view.who(row.actor),
    } | {name: row._mapping[name] for name in names}


def _account(name: str, view: View) -> str:
    kind, colon, person = name.partition(":")
    return f"{kind}{colon}{view.who(person)}"


_Link = tuple[tuple[str, ...], tuple[str, ...]]
_ALONE: _Link = (("id",), ("id",))
#: What can be shown: the table, how a row looks, the table of its parts, and by which columns they belong to it.
SHOWN: dict[str, tuple[Table, Callable[[Row[Any], list[Row[Any]], View], _Shown], Table | None, _Link]] = {
    "messages": (inbox, _message, None, _ALONE),
    "tickets": (tickets, _ticket, steps, (("community", "number"), ("community", "ticket"))),
    "orders": (orders, _order, None, _ALONE),
    "reminders": (reminders, _reminder, None, _ALONE),
    "outbox": (outbox, _post, attempts, (("id",), ("post_id",))),
    "corrections": (corrections, _correction, None, _ALONE),
    "ledger": (transfers, _transfer, entries, (("id",), ("transfer_id",))),
}
