"""Entries of the ledger that are too old to be kept under the name of a person.

They are renamed to a random name, and one new transfer carries their remainder over to the person: every balance and
every sum stays as it was, and no entry is lost.
"""

from datetime import datetime

from sqlalchemy import func, insert, or_, select, update

from bot.domain.keeping import GONE
from bot.domain.points import TransferState
from storage import forgetting
from storage.gates import Connection
from storage.schema import accounts, entries, transfers

_HELD = "held:"


async def carry(connection: Connection, before: datetime, now: datetime) -> int:
    """One account of one community; how many entries were renamed, 0 when none is left."""
    named = or_(entries.c.account.startswith("person:"), entries.c.account.startswith(_HELD))
    old = entries.c.transfer_id.in_(select(transfers.c.id).where(transfers.c.at < before))
    left = func.sum(entries.c.amount)
    found = (
        select(entries.c.community, entries.c.account)
        .where(named, old, ~entries.c.account.contains(f":{GONE}"))
        .group_by(entries.c.community, entries.c.account)
        # A reward still held after so long is neither earned nor returned yet: its account is left alone.
        .having(or_(left == 0, ~entries.c.account.startswith(_HELD)))
        .limit(1)
    )
    row = (await connection.execute(found)).first()
    if row is None:
        return 0
    mine = (accounts.c.community == row.community) & (accounts.c.account == row.account)
    await connection.execute(select(accounts.c.balance).where(mine).with_for_update())
    kind, _, _ = row.account.partition(":")
    gone = f"{kind}:{forgetting.pseudonym()}"
    which = (entries.c.community == row.community) & (entries.c.account == row.account) & old
    amount = (await connection.execute(select(func.coalesce(left, 0)).where(which))).scalar_one()
    renamed = (await connection.execute(update(entries).where(which).values(account=gone))).rowcount
    if renamed:
        await _carry_over(connection, row.community, (gone, row.account), int(amount), now)
    return renamed


async def _carry_over(
    connection: Connection, community: str, between: tuple[str, str], amount: int, now: datetime
) -> None:
    gone, account = between
    await connection.execute(insert(accounts), {"community": community, "account": gone, "balance": 0})
    if not amount:
        return
    entered = {"community": community, "cause": f"carried:{gone}", "at": now, "reason": ""}
    statement = insert(transfers).values(entered | {"state": TransferState.CARRIED.value}).returning(transfers.c.id)
    number = (await connection.execute(statement)).scalar_one()
    sides = ((gone, -amount), (account, amount))
    rows = [{"community": community, "transfer_id": number, "account": name, "amount": part} for name, part in sides]
    await connection.execute(insert(entries), rows)
