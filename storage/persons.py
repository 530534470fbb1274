"""All that is kept of one person: given out, or forgotten (个人信息保护法 第四十五、四十七条).

Forgotten means: words, place and name are gone; what must stay (the ledger, numbers of tickets, counts) stays under a
pseudonym made by chance, so that nobody can find the way back.
"""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, insert, or_, select, update

from storage import codec, forgetting, staff
from storage.gates import Connection, Gate
from storage.households import Households, forget
from storage.schema import (
    accounts,
    audit,
    entries,
    guided,
    inbox,
    leaves,
    media,
    orders,
    outbox,
    patrols,
    people,
    phones,
    promises,
    questions,
    register,
    reminders,
    steps,
    supporters,
    tickets,
)

#: Tables in which a person is simply named.
_NAMED = ((people, "person"), (guided, "person"), (questions, "person"), (reminders, "person"))
_ACCOUNTS = ("person", "held")
#: Where there is no register, or it is to be left alone.
NOWHERE = Households(skip=True)


@dataclass(frozen=True, slots=True)
class Subject:
    """`person` is the userid, or `oa:` and the openid."""

    person: str

    @property
    def bare(self) -> str:
        return self.person.removeprefix("oa:")

    @property
    def accounts(self) -> list[str]:
        return [f"{kind}:{self.person}" for kind in _ACCOUNTS]

    def where(self, table: Table) -> ColumnElement[bool]:
        """Which rows of `table` are about them; KeyError for a table that holds nobody."""
        in_official = self.person.startswith("oa:")
        own = {
            "inbox": (inbox.c.sender == self.bare) & ((inbox.c.channel == "oa") == in_official),
            "tickets": tickets.c.reporter == self.person,
            "steps": steps.c.actor == self.person,
            "supporters": supporters.c.person == self.person,
            "patrols": patrols.c.person == self.person,
            "orders": orders.c.person == self.person,
            "leaves": leaves.c.person == self.person,
            "promises": promises.c.person == self.person,
            "phones": phones.c.person == self.person,
            "entries": entries.c.account.in_(self.accounts),
            "outbox": (outbox.c.target == self.bare) & (outbox.c.route == ("oa" if in_official else "app")),
        }
        named = {table.name: table.c[column] == self.person for table, column in _NAMED}
        return (own | named)[table.name]


_ON_DUTY = (patrols, leaves, promises)
EXPORTED = (people, inbox, tickets, steps, supporters, *_ON_DUTY, orders, questions, reminders, outbox, entries)


async def export(gate: Gate, subject: Subject, households: Households = NOWHERE) -> AsyncIterator[dict[str, Any]]:
    """Every row about them, as it is kept, with the name of its table; those of the register opened.

    Raises what `Households.rows` raises, before the first row.
    """
    async with gate.reading() as connection:
        own = await households.rows(connection, subject.person)
        left = await households.opened(connection, select(phones).where(subject.where(phones)))
        for table, found in [*((register, one) for one in own), *((phones, one) for one in left)]:
            yield {"table": table.name, **{name: value for name, value in found.items() if name != "sealed"}}
        for table in EXPORTED:
            for row in await connection.execute(select(table).where(subject.where(table))):
                fields = {name: value for name, value in row._mapping.items() if name not in {"dedupe", "nonce"}}
                yield {"table": table.name, **fields}
        for row in await connection.execute(
            select(tickets.c.community, tickets.c.number).where(_complains_of(subject))
        ):
            yield {"table": tickets.name, "community": row.community, "number": row.number, "about": subject.person}
        async for named in staff.beside(connection, subject.person):
            yield named


def _complains_of(subject: Subject) -> ColumnElement[bool]:
    """Tickets that complain of them: that there are such is given out; who said so, and what, is not."""
    return tickets.c.about.contains(json.dumps(subject.person), autoescape=True)


async def note(gate: Gate, actor: str, action: str, subject: str, now: datetime) -> None:
    """Write down that somebody asked for it."""
    async with gate.writing() as connection:
        await _note(connection, actor, action, subject, now)


async def erase(gate: Gate, subject: Subject, *, by: str, now: datetime, households: Households = NOWHERE) -> str:
    """Forget them, all or nothing; the pseudonym under which the rest is kept.

    `now` in local time: meals of its day and later ones are still to come. Raises what `Households.rows` raises.
    """
    gone = forgetting.pseudonym()
    async with gate.writing() as connection:
        await forget(connection, await households.rows(connection, subject.person))
        messages = await _forget_messages(connection, subject, gone)
        reported = await _forget_tickets(connection, subject, gone)
        await forgetting.posts(connection, about=reported, heard=messages)
        await _forget_posts(connection, subject, gone)
        await _forget_phones(connection, subject)
        await _forget_orders(connection, subject, gone, now.date())
        await _rename_accounts(connection, subject, gone)
        await staff.forget(connection, subject.person, gone)
        for table, _ in _NAMED:
            await connection.execute(delete(table).where(subject.where(table)))
        await _note(connection, by, "erase", gone, now)
    return gone


async def in_hand(gate: Gate, subject: Subject) -> Sequence[tuple[str, int]]:
    """Community and number of the open tickets that they are to do, and that would be nobody's without them."""
    async with gate.reading() as connection:
        return await staff.in_hand(connection, subject.person)


async def _forget_messages(connection: Connection, subject: Subject, gone: str) -> set[forgetting.Numbered]:
    theirs = subject.where(inbox)
    await forgetting.photos(connection, media.c.message_id.in_(select(inbox.c.id).where(theirs)), "erased")
    columns = (inbox.c.id, inbox.c.community, inbox.c.incoming)
    mine = (await connection.execute(select(*columns).where(theirs))).all()
    words = {codec.to_incoming(row.incoming).text.strip() for row in mine} - {""}
    await forgetting.quotes(connection, {row.community for row in mine}, words)
    await forgetting.messages(connection, mine, gone)
    return {(row.community, row.id) for row in mine}


async def _forget_tickets(connection: Connection, subject: Subject, gone: str) -> set[forgetting.Numbered]:
    reported = (await connection.execute(select(tickets).where(subject.where(tickets)))).all()
    for row in reported:
        await forgetting.ticket(connection, row, {"reporter": gone})
    complaints = select(tickets.c.id, tickets.c.about).where(_complains_of(subject))
    for row in (await connection.execute(complaints)).all():
        left = _without(row.about, subject.person)
        await connection.execute(update(tickets).where(tickets.c.id == row.id).values(about=left))
    await connection.execute(delete(supporters).where(subject.where(supporters)))
    return {(row.community, row.number) for row in reported}


async def _forget_posts(connection: Connection, subject: Subject, gone: str) -> None:
    """What was said to them is gone; what still waited to be said is not said."""
    mine = subject.where(outbox)
    await forgetting.unsay(connection, mine)
    await connection.execute(update(outbox).where(mine).values(target=gone))
    quoted = json.dumps(subject.person)
    named = or_(*(outbox.c[column].contains(quoted, autoescape=True) for column in ("mentions", "fallback")))
    for row in (await connection.execute(select(outbox.c.id, outbox.c.mentions, outbox.c.fallback).where(named))).all():
        values = {name: _without(getattr(row, name), subject.person) for name in ("mentions", "fallback")}
        await connection.execute(update(outbox).where(outbox.c.id == row.id).values(values))


def _without(listed: str, person: str) -> str:
    kept: Sequence[str] = [one for one in json.loads(listed) if one != person]
    return json.dumps(kept)


async def _forget_phones(connection: Connection, subject: Subject) -> None:
    """Those they left with other people's tickets too, and the posts that handed them over."""
    mine = subject.where(phones)
    left = (await connection.execute(select(phones.c.community, phones.c.ticket).where(mine))).all()
    about = {(row.community, row.ticket) for row in left}
    await forgetting.posts(connection, outbox.c.short_lived, about=about)
    await connection.execute(delete(phones).where(mine))


async def _forget_orders(connection: Connection, subject: Subject, gone: str, today: date) -> None:
    """Live ones still to come are cancelled: nobody could bring them. What was eaten stays counted; the lists for the
    kitchen that have gone out are emptied, whoever else is on them."""
    values = {"for_whom": "", "place": None, "diet": "[]", "dishes": "[]", "chat": ""}
    columns = (orders.c.id, orders.c.community, orders.c.state, orders.c.day)
    mine = (await connection.execute(select(*columns).where(subject.where(orders)))).all()
    await forgetting.short_lived(connection, outbox.c.community.in_({row.community for row in mine}))
    for row in mine:
        state = "cancelled" if row.state == "live" and row.day >= today else row.state
        values["person"] = f"{gone}-{row.id}"  # one eater has one live order for a meal
        await connection.execute(update(orders).where(orders.c.id == row.id).values(values | {"state": state}))


async def _rename_accounts(connection: Connection, subject: Subject, gone: str) -> None:
    """The only change that the ledger allows: the name of an account to that of somebody forgotten."""
    for kind, name in zip(_ACCOUNTS, subject.accounts, strict=True):
        for table in (accounts, entries):
            renamed = update(table).where(table.c.account == name).values(account=f"{kind}:{gone}")
            await connection.execute(renamed)


async def _note(connection: Connection, actor: str, action: str, subject: str, now: datetime) -> None:
    row = {"community": "", "at": now, "actor": actor, "action": action, "subject": subject}
    await connection.execute(insert(audit), row)
