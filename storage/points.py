"""The ledger. Transfers and entries are only ever added; the database itself refuses anything else."""

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Row, bindparam, case, func, insert, or_, select, update

from bot.domain.errors import Overdrawn
from bot.domain.points import ISSUER, Entry, Paid, Transfer, TransferState, account_of, earned, held_for, owner_of
from storage.gates import Connection, add_new, insert_new, listed, one_of
from storage.schema import accounts, entries, transfers

# Built once: putting a statement together costs more than running it, and every ticket needs these.
_TRANSFER = select(transfers).where(transfers.c.community == bindparam("where"), transfers.c.cause == bindparam("why"))
_LINES = select(entries).where(entries.c.transfer_id == bindparam("transfer")).order_by(entries.c.id)
_mine = (accounts.c.community == bindparam("where")) & (accounts.c.account == bindparam("whose"))
_BALANCE = select(accounts.c.balance).where(_mine)
_SETTLE = update(accounts).where(_mine)
_ENTER = insert(entries)
_EARNED = (
    select(transfers.c.cause, transfers.c.state, entries.c.amount)
    .join(transfers, transfers.c.id == entries.c.transfer_id)
    .where(entries.c.community == bindparam("where"), entries.c.account == bindparam("held"))
    .where(transfers.c.at >= bindparam("since"))
)
_posted = (transfers.c.state == TransferState.POSTED.value) & (entries.c.amount > 0)
_fetched = (transfers.c.state == TransferState.RETURNED.value) & (entries.c.amount < 0)
_PAID = (
    select(
        entries.c.account,
        func.sum(case((_posted, entries.c.amount), else_=0)).label("posted"),
        func.sum(case((_fetched, -entries.c.amount), else_=0)).label("fetched"),
    )
    .join(transfers, transfers.c.id == entries.c.transfer_id)
    .where(entries.c.community == bindparam("where"), entries.c.account.startswith(account_of("")))
    .where(transfers.c.at >= bindparam("first"), transfers.c.at < bindparam("last"), or_(_posted, _fetched))
    .group_by(entries.c.account)
    .order_by(entries.c.account)
)
_latest = (
    select(entries.c.id, entries.c.transfer_id, entries.c.amount)
    .where(entries.c.community == bindparam("where"), entries.c.account == bindparam("whose"))
    .order_by(entries.c.id.desc())
    .limit(bindparam("most"))
    .subquery("latest")
)
#: Each of the latest entries of an account, beside every line of the transfer it belongs to.
_ENTRIES = (
    select(transfers, _latest.c.id.label("entry"), _latest.c.amount.label("own"), entries.c.account, entries.c.amount)
    .join(_latest, _latest.c.transfer_id == transfers.c.id)
    .join(entries, entries.c.transfer_id == transfers.c.id)
    .order_by(_latest.c.id.desc(), entries.c.id)
)


class SqlPoints:
    """`bot.ports.Points`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def enter(self, transfer: Transfer) -> bool:
        balances = await self._lock(transfer)
        if await self.transfer(transfer.community, transfer.cause):
            return False
        after = _after(transfer, balances)
        number = await self._write(transfer)
        if number is None:
            return False
        rows = [
            {"community": transfer.community, "transfer_id": number, "account": one.account, "amount": one.amount}
            for one in transfer.entries
        ]
        await self._connection.execute(_ENTER, rows)
        settled = [{"where": transfer.community, "whose": name, "balance": left} for name, left in after.items()]
        await self._connection.execute(_SETTLE, settled)
        return True

    async def transfer(self, community: str, cause: str) -> Transfer | None:
        row = (await self._connection.execute(_TRANSFER, {"where": community, "why": cause})).first()
        return _transfer(row, await self._connection.execute(_LINES, {"transfer": row.id})) if row else None

    async def balance(self, community: str, account: str) -> int:
        mine = {"where": community, "whose": account}
        return int((await self._connection.execute(_BALANCE, mine)).scalar() or 0)

    async def entries(self, community: str, account: str, limit: int) -> Sequence[tuple[Transfer, Entry]]:
        which = {"where": community, "whose": account, "most": limit}
        rows = (await self._connection.execute(_ENTRIES, which)).all()
        found = [list(lines) for _, lines in itertools.groupby(rows, lambda row: row.entry)]
        return [(_transfer(lines[0], lines), Entry(account, lines[0].own)) for lines in found]

    async def earned_since(self, community: str, person: str, since: datetime) -> int:
        mine = {"where": community, "held": held_for(person), "since": since}
        rows = (await self._connection.execute(_EARNED, mine)).all()
        return earned([(row.cause, TransferState(row.state), row.amount) for row in rows])

    async def paid(self, community: str, first: datetime, last: datetime) -> Sequence[Paid]:
        rows = await self._connection.execute(_PAID, {"where": community, "first": first, "last": last})
        return [Paid(owner_of(row.account), int(row.posted), int(row.fetched)) for row in rows]

    async def _lock(self, transfer: Transfer) -> dict[str, int]:
        """The balances of the accounts concerned, locked in one order for everybody, so that no two wait in a ring."""
        names = sorted({entry.account for entry in transfer.entries})
        rows = [{"community": transfer.community, "account": name, "balance": 0} for name in names]
        await add_new(self._connection, accounts, rows)
        name = self._connection.dialect.name
        which = {"where": transfer.community, "names": listed(name, names)}
        return {row.account: row.balance for row in await self._connection.execute(_locking(name), which)}

    async def _write(self, transfer: Transfer) -> int | None:
        row = {
            "community": transfer.community,
            "cause": transfer.cause,
            "at": transfer.at,
            "state": transfer.state.value,
            "reason": transfer.reason,
        }
        number: int | None = (await self._connection.execute(_writing(self._connection.dialect.name), row)).scalar()
        return number


def _transfer(row: Row[Any], lines: Iterable[Row[Any]]) -> Transfer:
    whole = tuple(Entry(one.account, one.amount) for one in lines)
    return Transfer(row.community, row.cause, row.at, TransferState(row.state), whole, row.reason)


@functools.cache
def _locking(dialect: str) -> Executable:
    mine = (accounts.c.community == bindparam("where")) & one_of(dialect, accounts.c.account, "names")
    columns = (accounts.c.account, accounts.c.balance)
    return select(*columns).where(mine).order_by(accounts.c.account).with_for_update()


@functools.cache
def _writing(dialect: str) -> Executable:
    return insert_new(dialect, transfers).returning(transfers.c.id)


def _after(transfer: Transfer, balances: dict[str, int]) -> dict[str, int]:
    """The balances once the transfer has been entered. Raises Overdrawn."""
    after: dict[str, int] = defaultdict(int, balances)
    for entry in transfer.entries:
        after[entry.account] += entry.amount
    if any(balance < 0 for name, balance in after.items() if name != ISSUER):
        raise Overdrawn
    return after
