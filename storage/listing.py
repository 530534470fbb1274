"""What is stored, row by row, for `lianxin show`. Personal fields only on request, which the caller must audit."""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Label, Row, Table, func, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import hotline
from bot.domain.delivery import Priority, Route
from bot.domain.photos import Stage
from storage.gates import Gate
from storage.pseudonyms import salt_of
from storage.schema import (
    attempts,
    audit,
    corrections,
    entries,
    inbox,
    leaves,
    media,
    orders,
    origins,
    outbox,
    promises,
    reminders,
    steps,
    tickets,
    transfers,
)
from storage.view import Shown, View, leave_shown, promise_shown

__all__ = ["SHOWN", "View", "note", "rows"]

_PAGE = 500


async def rows(gate: Gate, what: str, view: View) -> AsyncIterator[Shown]:
    """One value a row, in order of id. `what`: a key of SHOWN."""
    table, show, related, link = SHOWN[what]
    last = 0
    views: dict[str, View] = {}
    async with gate.reading() as connection:
        while True:
            statement = select(table, *_ALSO.get(what, ())).where(table.c.id > last).order_by(table.c.id).limit(_PAGE)
            if view.community:
                statement = statement.where(table.c.community == view.community)
            page = (await connection.execute(statement)).all()
            if not page:
                return
            last = page[-1].id
            parts = await _parts(connection, page, related, link)
            for row in page:
                if row.community not in views:
                    views[row.community] = replace(view, salt=await salt_of(gate, row.community))
                shown = show(row, parts.get(_key(row, link[0]), []), views[row.community])
                yield {**shown, "community": row.community}


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


def _message(row: Row[Any], _parts: list[Row[Any]], view: View) -> Shown:
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


def _ticket(row: Row[Any], history: list[Row[Any]], view: View) -> Shown:
    return {
        "number": row.number,
        "kind": row.kind,
        "category": row.category,
        "urgency": row.urgency,
        "state": row.state,
        "place": view.place(row.place),
        "grid": row.grid,
        "origin": row.origin,
        "reporter": view.who(row.reporter),
        "assignee": row.assignee,
        "accept_due": view.at(row.accept_due),
        "resolve_due": view.at(row.resolve_due),
        "created_at": view.at(row.created_at),
        "closed_at": view.at(row.closed_at),
        "rating": row.rating,
        "photos": {stage.value: row._mapping[_photos_of(stage)] for stage in Stage},
        "text": view.words(row.text),
        "result": view.words(row.result),
        "history": [_step(one, row, view) for one in history],
    }


def _step(step: Row[Any], ticket: Row[Any], view: View) -> Shown:
    known = step.actor in {"bot", ticket.assignee}
    return {
        "at": view.at(step.at),
        "from": step.source,
        "to": step.target,
        "move": step.move,
        "by": step.actor if known else view.who(step.actor),
        "reason": view.words(step.reason),
    }


def _order(row: Row[Any], _parts: list[Row[Any]], view: View) -> Shown:
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
        "dishes": json.loads(row.dishes) if view.private else None,
        "state": row.state,
    }


def _reminder(row: Row[Any], _parts: list[Row[Any]], view: View) -> Shown:
    names = ("ticket", "step", "level", "cancelled")
    named = row.person and row.occurrence.replace(row.person, view.who(row.person))
    return {name: row._mapping[name] for name in names} | {
        "occurrence": named or row.occurrence,
        "due_at": view.at(row.due_at),
        "sent_at": view.at(row.sent_at),
    }


def _post(row: Row[Any], tries: list[Row[Any]], view: View) -> Shown:
    personal = row.route in {Route.APP.value, Route.OA.value}
    return {
        "id": row.id,
        "cause": view.cause(row.cause),
        "channel": row.route,
        "target": view.who(row.target) if personal else row.target,
        "priority": Priority(row.priority).name.lower(),
        "state": row.state,
        "not_before": view.at(row.not_before),
        "mentions": [view.who(one) for one in json.loads(row.mentions)],
        "body": view.words(row.body),
        "attempts": [{"at": view.at(one.at), "outcome": one.outcome, "errcode": one.errcode} for one in tries],
    }


def _transfer(row: Row[Any], lines: list[Row[Any]], view: View) -> Shown:
    return {
        "transfer": row.id,
        "cause": row.cause,
        "at": view.at(row.at),
        "state": row.state,
        "reason": row.reason,
        "entries": [{"account": _account(one.account, view), "amount": one.amount} for one in lines],
    }


def _correction(row: Row[Any], _parts: list[Row[Any]], view: View) -> Shown:
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


_HOTLINE = (
    select(func.max(origins.c.origin))
    .where(origins.c.community == tickets.c.community, origins.c.ticket == tickets.c.number)
    .where(origins.c.origin.startswith(hotline.origin("")))
)


def _photos_of(stage: Stage) -> str:
    return f"photos_{stage}"


def _photos(stage: Stage) -> Label[int]:
    theirs = (media.c.community == tickets.c.community) & (media.c.ticket == tickets.c.number)
    some = select(func.count()).where(theirs, media.c.stage == stage.value, media.c.state != "lost")
    return some.scalar_subquery().label(_photos_of(stage))


#: What else is selected with a row: for a ticket the number it has at the hotline, null when it was born here, and
#: how many photos it has.
_ALSO = {"tickets": (_HOTLINE.scalar_subquery().label("origin"), *map(_photos, Stage))}

_Link = tuple[tuple[str, ...], tuple[str, ...]]
_ALONE: _Link = (("id",), ("id",))
#: What can be shown: the table, how a row looks, the table of its parts, and by which columns they belong to it.
SHOWN: dict[str, tuple[Table, Callable[[Row[Any], list[Row[Any]], View], Shown], Table | None, _Link]] = {
    "messages": (inbox, _message, None, _ALONE),
    "tickets": (tickets, _ticket, steps, (("community", "number"), ("community", "ticket"))),
    "orders": (orders, _order, None, _ALONE),
    "reminders": (reminders, _reminder, None, _ALONE),
    "outbox": (outbox, _post, attempts, (("id",), ("post_id",))),
    "corrections": (corrections, _correction, None, _ALONE),
    "leaves": (leaves, leave_shown, None, _ALONE),
    "promises": (promises, promise_shown, None, _ALONE),
    "ledger": (transfers, _transfer, entries, (("id",), ("transfer_id",))),
}
