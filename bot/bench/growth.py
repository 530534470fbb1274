"""What a message costs when many tickets lie in the database, against what it costs when there are few.

In one process, without HTTP: the same lines are accepted and handled on a small and on a large database, in turn, and
processor time is counted. The tickets are made by the store's own methods.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import clock, community, dispatch, holidays, ports
from bot.bench import traffic
from bot.domain import tickets
from bot.domain.communities import Communities
from bot.domain.messages import Channel, Incoming, MessageKind
from bot.domain.places import Place
from bot.domain.urgency import Urgency
from intents import reader
from storage import engine, migrate

ZONE = ZoneInfo("Asia/Shanghai")
CATEGORIES = ("lighting", "water", "waste", "noise", "parking", "greenery")
A_BLOCK = 500
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Growth:
    """Processor time in microseconds: of one handled message, and of one answer to "本周统计"."""

    tickets: int
    message_us: float
    statistics_us: float


async def measure(communities_dir: Path, few: int, many: int, lines: int) -> tuple[Growth, Growth]:
    """Both sizes, measured in turn; medians over the rounds."""
    communities = community.load_all(communities_dir)
    reader.warm()
    with tempfile.TemporaryDirectory() as folder:
        urls = [f"sqlite:///{folder}/{size}.sqlite3" for size in (few, many)]
        for url, size in zip(urls, (few, many), strict=True):
            await _fill(url, communities, size)
        rounds = [
            [await _round(url, communities, lines, seed=number) for url in urls] for number in range(1, ROUNDS + 1)
        ]
    first, second = (
        Growth(size, *(statistics.median(one[side][figure] for one in rounds) for figure in (0, 1)))
        for side, size in enumerate((few, many))
    )
    return first, second


async def _fill(url: str, communities: Communities, size: int) -> None:
    """That many closed tickets over three years."""
    await migrate.upgrade(url)
    chance, code = random.Random(size), next(iter(communities.by_code))
    now = clock.SystemClock(ZONE).now()
    async with engine.open_store(url) as database:
        for begin in range(0, size, A_BLOCK):
            async with database.store.work() as work:
                for _ in range(min(A_BLOCK, size - begin)):
                    await _one(work, code, chance, now)


async def _one(work: ports.Work, code: str, chance: random.Random, now: datetime) -> None:
    opened = now - timedelta(minutes=chance.randint(60, 3 * 365 * 24 * 60))
    building = str(chance.randint(1, 8))
    ticket = tickets.Ticket(
        community=code,
        number=await work.tickets.next_number(code),
        kind=tickets.Kind.HAZARD,
        category=chance.choice(CATEGORIES),
        urgency=Urgency.BLUE,
        state=tickets.State.CLOSED,
        text="",
        reporter=f"resident-{chance.randint(1, 400)}",
        channel="aibot",
        created_at=opened,
        place=Place(f"{building}栋", building, known=True),
        grid="g1",
        closed_at=opened + timedelta(minutes=30),
        resolve_due=opened + timedelta(days=3),
    )
    step = tickets.Step(code, ticket.number, opened, None, ticket.state, tickets.Move.OPEN, "bot")
    await work.tickets.add(ticket, step)


async def _round(url: str, communities: Communities, lines: int, *, seed: int) -> tuple[float, float]:
    """(microseconds a message, microseconds a statistics answer)."""
    present = clock.SystemClock(ZONE)
    async with engine.open_store(url) as database:
        dispatcher = dispatch.Dispatcher(
            store=database.store,
            inbox=database.inbox,
            communities=communities,
            clock=present,
            calendar=holidays.load(),
            routes=frozenset(),
            bot_name="连心",
            after_commit=_nobody,
        )
        texts = list(traffic.lines(traffic.FULL, lines, seed))
        await _say(database, dispatcher, "warm-", texts[:20])
        message_us = await _say(database, dispatcher, "resident-", texts)
        return message_us, await _statistics(database, next(iter(communities.by_code)), present.now())


async def _say(database: engine.Database, dispatcher: dispatch.Dispatcher, sender: str, texts: Sequence[str]) -> float:
    """Accept and handle every line; microseconds for each."""
    stamp, began = dispatcher.clock.now().timestamp(), time.process_time()
    for number, text in enumerate(texts):
        msgid, chat = f"{sender}-{stamp}-{number}", traffic.CHATS[0]
        said = Incoming(Channel.AIBOT, f"{sender}{number % 400}", msgid, MessageKind.TEXT, chat=chat, text=text)
        where, listed = dispatcher.communities.locate(said)
        now = dispatcher.clock.now()
        accepted = await database.inbox.accept(ports.Delivery(said, text, msgid, True, now, where, listed))
        if isinstance(accepted, ports.Accepted):
            await dispatcher.handle(accepted.id)
    return (time.process_time() - began) / len(texts) * 1e6


async def _statistics(database: engine.Database, code: str, now: datetime) -> float:
    """The figures of the last seven days, as "本周统计" asks for them."""
    began, times = time.process_time(), 20
    for _ in range(times):
        async with database.store.work() as work:
            await work.reports.figures(code, now - timedelta(days=7), now, now, "")
    return (time.process_time() - began) / times * 1e6


def _nobody() -> None:
    """Nobody sends here."""
