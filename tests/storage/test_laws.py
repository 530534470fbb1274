"""Laws that hold for any order of events."""

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.domain.errors import Overdrawn
from bot.domain.points import ISSUER, Entry, Transfer, TransferState
from bot.ports import Accepted
from storage import migrate, verify
from storage.engine import Database, open_store
from storage.schema import accounts, inbox
from tests.contracts.values import HOME, NOW, SECOND, delivery, incoming

few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
names = st.sampled_from([ISSUER, "person:a", "person:b", "shop"])
transfers = st.lists(st.tuples(names, names, st.integers(1, 9), st.integers(0, 20)), max_size=25)
streams = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 900)), max_size=25)


def on_a_fresh_store(law: Callable[[Database], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'store.sqlite3'}"
            await migrate.upgrade(url)
            async with open_store(url) as database:
                await law(database)

    asyncio.run(run())


@few
@given(transfers)
def test_the_ledger_sums_to_zero_and_never_overdraws(planned: list[tuple[str, str, int, int]]) -> None:
    async def law(database: Database) -> None:
        expected: dict[str, int] = defaultdict(int)
        causes: set[int] = set()
        for source, target, amount, cause in planned:
            entries = (Entry(source, -amount), Entry(target, amount))
            transfer = Transfer(HOME, str(cause), NOW, TransferState.POSTED, entries)
            after = expected | {source: expected[source] - amount}
            after[target] = after.get(target, 0) + amount
            covered = all(balance >= 0 for name, balance in after.items() if name != ISSUER)
            entered = await _enter(database, transfer)
            assert entered is (cause not in causes and covered)
            if entered:
                causes.add(cause)
                expected = defaultdict(int, after)
        async with database.gate.reading() as connection:
            rows = (await connection.execute(select(accounts.c.account, accounts.c.balance))).all()
        balances = {row.account: row.balance for row in rows if row.balance}
        assert balances == {name: balance for name, balance in expected.items() if balance}
        assert sum(balances.values()) == 0
        assert await verify.findings(database.gate) == []

    on_a_fresh_store(law)


async def _enter(database: Database, transfer: Transfer) -> bool:
    try:
        async with database.store.work() as work:
            return await work.points.enter(transfer)
    except Overdrawn:
        return False


@few
@given(streams, st.randoms(use_true_random=False))
def test_any_stream_repeated_in_any_order_ends_in_the_same_rows(
    stream: list[tuple[int, int, int]], random: Any
) -> None:
    """Message n of the stream may be repeated with another nonce and time; only its first one decides."""
    messages = [incoming(f"第{text}条", msgid=f"m{msgid}") for msgid, text, _ in stream]
    repeated = [one for one in messages for _ in range(random.randint(1, 3))]
    random.shuffle(repeated)

    async def law(database: Database) -> None:
        arrivals = [
            delivery(one, nonce=f"n{number}", received_at=NOW + number * SECOND) for number, one in enumerate(repeated)
        ]
        answers = await asyncio.gather(*(database.inbox.accept(one) for one in arrivals))
        for one in arrivals:
            assert isinstance(await database.inbox.accept(one), Accepted)
        async with database.gate.reading() as connection:
            rows = (await connection.execute(select(inbox.c.msgid, inbox.c.incoming))).all()
        assert sum(not one.known for one in answers if isinstance(one, Accepted)) == len(rows)
        assert len(rows) == len(set(messages))
        assert len({tuple(row) for row in rows}) == len(rows)

    on_a_fresh_store(law)
