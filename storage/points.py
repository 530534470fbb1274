"""The ledger. Transfers and entries are only ever added; the database itself refuses anything else."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, not_, or_, select, update

from bot.domain.errors import Overdrawn
from bot.domain.points import ISSUER, Entry, Transfer, TransferState, account_of, held_for
from storage.gates import Connection, add_new, insert_new
from storage.schema import accounts, entries, transfers


class SqlPoints:
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
        await self._connection.execute(insert(entries), rows)
        for name, balance in after.items():
            mine = (accounts.c.community == transfer.community) & (accounts.c.account == name)
            await self._connection.execute(update(accounts).where(mine).values(balance=balance))
        return True

    async def transfer(self, community: str, cause: str) -> Transfer | None:
        statement = select(transfers).where(transfers.c.community == community, transfers.c.cause == cause)
        row = (await self._connection.execute(statement)).first()
        return await self._whole(row) if row else None

    async def balance(self, community: str, account: str) -> int:
        mine = (accounts.c.community == community) & (accounts.c.account == account)
        return int((await self._connection.execute(select(accounts.c.balance).where(mine))).scalar() or 0)

    async def entries(self, community: str, account: str, limit: int) -> Sequence[tuple[Transfer, Entry]]:
        mine = (entries.c.community == community) & (entries.c.account == account)
        statement = (
            select(transfers, entries.c.amount)
            .join(entries, entries.c.transfer_id == transfers.c.id)
            .where(mine)
            .order_by(entries.c.id.desc())
            .limit(limit)
        )
        found = (await self._connection.execute(statement)).all()
        return [(await self._whole(row), Entry(account, row.amount)) for row in found]

    async def earned_since(self, community: str, person: str, since: datetime) -> int:
        """What left the person's own account is spending, not earning, and is left out."""
        own, held = account_of(person), held_for(person)
        spent = (entries.c.account == own) & or_(entries.c.amount < 0, transfers.c.state != TransferState.POSTED.value)
        statement = (
            select(func.coalesce(func.sum(entries.c.amount), 0))
            .join(transfers, transfers.c.id == entries.c.transfer_id)
            .where(entries.c.community == community, entries.c.account.in_([own, held]))
            .where(transfers.c.at >= since, not_(spent))
        )
        return max(0, int((await self._connection.execute(statement)).scalar_one()))

    async def _lock(self, transfer: Transfer) -> dict[str, int]:
        """The balances of the accounts concerned, locked in one order for everybody, so that no two wait in a ring."""
        names = sorted({entry.account for entry in transfer.entries})
        rows = [{"community": transfer.community, "account": name, "balance": 0} for name in names]
        await add_new(self._connection, accounts, rows)
        statement = (
            select(accounts.c.account, accounts.c.balance)
            .where(accounts.c.community == transfer.community, accounts.c.account.in_(names))
            .order_by(accounts.c.account)
            .with_for_update()
        )
        return {row.account: row.balance for row in await self._connection.execute(statement)}

    async def _write(self, transfer: Transfer) -> int | None:
        row = {
            "community": transfer.community,
            "cause": transfer.cause,
            "at": transfer.at,
            "state": transfer.state.value,
            "reason": transfer.reason,
        }
        statement = insert_new(self._connection.dialect.name, transfers).returning(transfers.c.id)
        number: int | None = (await self._connection.execute(statement, row)).scalar()
        return number

    async def _whole(self, row: Row[Any]) -> Transfer:
        statement = select(entries).where(entries.c.transfer_id == row.id).order_by(entries.c.id)
        lines = tuple(Entry(one.account, one.amount) for one in await self._connection.execute(statement))
        return Transfer(row.community, row.cause, row.at, TransferState(row.state), lines, row.reason)


def _after(transfer: Transfer, balances: dict[str, int]) -> dict[str, int]:
    """The balances once the transfer has been entered. Raises Overdrawn."""
    after: dict[str, int] = defaultdict(int, balances)
    for entry in transfer.entries:
        after[entry.account] += entry.amount
    if any(balance < 0 for name, balance in after.items() if name != ISSUER):
        raise Overdrawn
    return after
