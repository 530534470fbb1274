"""Checks what must always hold, in what is stored. Every finding is one sentence for the operator."""

import itertools
from collections.abc import AsyncIterator, Callable, Sequence

from sqlalchemy import func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import PostState
from bot.domain.points import ISSUER
from storage import chronicle, trail
from storage.gates import Gate, one_moment
from storage.inbox import SET_ASIDE
from storage.schema import accounts, attempts, counters, entries, inbox, outbox, steps, tickets, transfers


async def findings(gate: Gate, noted: Sequence[str] = ()) -> Sequence[str]:
    """Everything that is wrong; empty when all is well. `noted`: seals that were written down earlier."""
    found: list[str] = []
    async with gate.reading() as connection, one_moment(connection):
        for check in _CHECKS:
            found += [one async for one in check(connection)]
        for seal in noted:
            if not await chronicle.knows(connection, seal):
                found.append(f"{seal}: the history no longer leads through what was noted down")
    return found


async def seals(gate: Gate) -> Sequence[str]:
    """To be noted down elsewhere: see `storage.chronicle`."""
    async with gate.reading() as connection:
        return await chronicle.seals(connection)


async def _ledger(connection: AsyncConnection) -> AsyncIterator[str]:
    total = func.coalesce(func.sum(entries.c.amount), 0)
    joined = select(transfers.c.community, transfers.c.cause).outerjoin(
        entries, entries.c.transfer_id == transfers.c.id
    )
    crooked = joined.group_by(transfers.c.id, transfers.c.community, transfers.c.cause)
    crooked = crooked.having(or_(total != 0, func.count(entries.c.id) == 0))
    for row in await connection.execute(crooked):
        yield f"{row.community}: transfer {row.cause} does not sum to zero"
    same = (entries.c.community == accounts.c.community) & (entries.c.account == accounts.c.account)
    balances = select(accounts.c.community, accounts.c.account, accounts.c.balance, total.label("total"))
    balances = balances.outerjoin(entries, same).group_by(accounts.c.community, accounts.c.account, accounts.c.balance)
    for account in await connection.execute(balances.having(total != accounts.c.balance)):
        yield f"{account.community}: an account holds {account.balance}, its entries say {account.total}"
    below = select(accounts.c.community).where(accounts.c.balance < 0, accounts.c.account != ISSUER)
    for community in (await connection.execute(below)).scalars():
        yield f"{community}: an account is below zero"
    nameless = select(entries.c.community).outerjoin(accounts, same).where(accounts.c.account.is_(None)).distinct()
    for community in (await connection.execute(nameless)).scalars():
        yield f"{community}: an entry has no account"


async def _tickets(connection: AsyncConnection) -> AsyncIterator[str]:
    mine = (steps.c.community == tickets.c.community) & (steps.c.ticket == tickets.c.number)
    last = select(steps.c.target).where(mine).order_by(steps.c.id.desc()).limit(1).scalar_subquery()
    astray = select(tickets.c.community, tickets.c.number).where(or_(last.is_(None), last != tickets.c.state))
    for row in await connection.execute(astray):
        yield f"{row.community}: the history of #{row.number} does not lead to its state"
    newest = select(func.max(tickets.c.number)).where(tickets.c.community == counters.c.community).scalar_subquery()
    behind = select(counters.c.community).where(counters.c.name == "ticket", newest > counters.c.value)
    for community in (await connection.execute(behind)).scalars():
        yield f"{community}: a ticket number would be given twice"


async def _trails(connection: AsyncConnection) -> AsyncIterator[str]:
    ends = select(tickets.c.community, tickets.c.number, tickets.c.trail)
    end = {(row.community, row.number): row.trail for row in await connection.execute(ends)}
    ordered = select(steps).order_by(steps.c.community, steps.c.ticket, steps.c.id)
    rows = (await connection.execute(ordered)).mappings()
    for key, history in itertools.groupby(rows, lambda row: (row["community"], row["ticket"])):
        if not trail.holds(history, end.get(key, "")):
            yield f"{key[0]}: the history of #{key[1]} has been changed"


async def _messages(connection: AsyncConnection) -> AsyncIterator[str]:
    unsaid = select(inbox.c.id).where(inbox.c.status == "done", inbox.c.outcome.is_(None))
    for number in (await connection.execute(unsaid)).scalars():
        yield f"message {number} is done without an outcome"
    set_aside = select(inbox.c.id, inbox.c.error).where(SET_ASIDE)
    for row in await connection.execute(set_aside):
        yield f"message {row.id} was set aside after repeated failures ({row.error}): lianxin retry {row.id}"
    tried = select(attempts.c.id).where(attempts.c.post_id == outbox.c.id).exists()
    silent = select(outbox.c.id).where(outbox.c.state == PostState.SENT.value, ~tried)
    for number in (await connection.execute(silent)).scalars():
        yield f"post {number} is sent without an attempt"


async def _file(connection: AsyncConnection) -> AsyncIterator[str]:
    """PostgreSQL checks its own pages; SQLite's file is checked here."""
    if connection.dialect.name != "sqlite":
        return
    for row in await connection.execute(text("PRAGMA integrity_check")):
        if row[0] != "ok":
            yield f"the file is damaged: {row[0]}"
    for row in await connection.execute(text("PRAGMA foreign_key_check")):
        yield f"a row of {row[0]} points to nothing"


_CHECKS: tuple[Callable[[AsyncConnection], AsyncIterator[str]], ...] = (
    _ledger,
    _tickets,
    _trails,
    chronicle.findings,
    _messages,
    _file,
)
