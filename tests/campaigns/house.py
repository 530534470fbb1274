"""The whole service in this process, on a database of its own: all but the network, which only listens."""

import asyncio
import functools
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from bot import channels, dispatch, holidays, ports
from bot.clock import ManualClock
from bot.domain import requests
from bot.domain.communities import Communities
from bot.domain.delivery import Outcome, Post, Route, Verdict
from bot.domain.messages import Channel, Event, Incoming, MessageKind, Quote
from bot.wording import general
from scheduler import delivery, housekeeping, jobs, occasions, runner, sweeps
from storage import engine, migrate
from tests.builders import NINE, SHANGHAI, example

PLACE = example()


@dataclass(frozen=True)
class Heard:
    """Something that was read: in a group (`where` is its chat id) or by one person alone (`where` is theirs)."""

    where: str
    body: str
    cause: str


@dataclass
class Network:
    """Everything that was sent. `troubles` are what becomes of the next sends, whose words nobody hears."""

    heard: list[Heard] = field(default_factory=list)
    troubles: list[Verdict] = field(default_factory=list)

    async def carry(self, post: Post, key: str) -> Outcome:
        if self.troubles:
            return Outcome(self.troubles.pop(0))
        where = {Route.REPLY: "".join(post.fallback[:1]), Route.OA: f"oa:{post.target}"}.get(post.route, post.target)
        self.heard.append(Heard(where, f"{post.body}\n{post.card or ''}", post.cause))
        return Outcome(Verdict.SENT)


@dataclass
class House:
    """`received` counts what was accepted, by local day, once; `last` is the latest message."""

    database: engine.Database
    clock: ManualClock = field(default_factory=lambda: ManualClock(NINE))
    network: Network = field(default_factory=Network)
    received: Counter[date] = field(default_factory=Counter)
    last: Incoming | None = None
    _messages: int = 0

    def __post_init__(self) -> None:
        self.communities = Communities({PLACE.code: PLACE})
        self.restart()

    def restart(self) -> None:
        """A new process on the same database."""
        self.dispatcher = dispatch.Dispatcher(
            store=self.database.store,
            inbox=self.database.inbox,
            communities=self.communities,
            clock=self.clock,
            calendar=holidays.load(None),
            routes=frozenset(Route),
            bot_name="连心",
            after_commit=lambda: None,  # what is due is done at the end of each step
        )
        timers = jobs.timetable(self.communities.by_code.values(), SHANGHAI)
        self.runner = runner.ManualRunner(self._parts(), timers, self.clock)

    def _parts(self) -> jobs.Parts:
        on, now, dispatcher = self.database, self.clock, self.dispatcher
        outside = delivery.Outside(
            queue=on.queue,
            courier=self.network,
            dispatcher=dispatcher,
            clock=now,
            resolve=functools.partial(channels.robot, self.communities),
            digest=lambda posts: general.digest(tuple(post.body for post in posts)),
        )
        return jobs.Parts(
            redrive=sweeps.Redrive(on.inbox, dispatcher, now),
            reminding=sweeps.Reminding(on.agenda, dispatcher, now),
            delivery=delivery.Delivery(outside),
            photos=housekeeping.PhotoRound(on.shelf, {}, now),
            planner=occasions.Planner(on.store, self.communities.by_code, now),
            retention=housekeeping.Retention(on.housekeeping, now),
        )

    # What happens to it ------------------------------------------------------------------------

    async def says(self, person: str, text: str, *, chat: str = "", quote: str = "") -> str:
        """What the callback is answered with."""
        return await self.arrives(self._message(person, chat, text=text, quote=Quote(quote) if quote else None))

    async def presses(self, person: str, key: str, task_id: str) -> str:
        event = Event("template_card_event", key, task_id)
        return await self.arrives(self._message(person, "", kind=MessageKind.EVENT, event=event))

    async def arrives(self, incoming: Incoming, *, hung_up: bool = False) -> str:
        """As the receiver takes it. `hung_up`: nobody waits for the answer, which goes elsewhere."""
        code, listed = self.communities.locate(incoming)
        now = self.clock.now()
        accepted = await self.database.inbox.accept(
            ports.Delivery(incoming, "{}", f"{incoming.msgid}:{now}", fresh=True, received_at=now, community=code)
        )
        assert listed
        assert isinstance(accepted, ports.Accepted)
        self.received[now.astimezone(SHANGHAI).date()] += not accepted.known
        if not accepted.done:
            await self.dispatcher.handle(accepted.id)
        text = None if hung_up else await self.database.inbox.claim_answer(accepted.id, self.clock.now())
        if text:
            self.network.heard.append(Heard(incoming.chat or incoming.person, text, f"answer:{accepted.id}"))
        await self.passes(timedelta())
        return text or ""

    async def carries_out(self, request: requests.Request) -> None:
        await self.dispatcher.carry_out(request, PLACE.code)
        await self.passes(timedelta())

    async def passes(self, span: timedelta) -> None:
        """Everything due by then is done, each at its own moment."""
        await self.runner.advance(self.clock.now() + span)

    def _message(self, person: str, chat: str, *, kind: MessageKind = MessageKind.TEXT, **more: object) -> Incoming:
        self._messages += 1
        channel = Channel.OA if person.startswith("oa:") else Channel.AIBOT
        plain = Incoming(channel, person.removeprefix("oa:"), f"m{self._messages}", kind, chat)
        self.last = replace(plain, **more)  # type: ignore[arg-type]
        return self.last


@asynccontextmanager
async def opened() -> AsyncIterator[House]:
    """A house nobody has spoken to yet."""
    with tempfile.TemporaryDirectory(prefix="lianxin-walk-") as folder:
        file = Path(folder) / "walk.sqlite3"
        file.write_bytes(await asyncio.to_thread(_empty_database))
        async with engine.open_store(f"sqlite:///{file}") as database:
            house = House(database)
            await house.runner.begin()
            yield house


@functools.lru_cache(maxsize=1)
def _empty_database() -> bytes:
    """The file of a database at the newest schema; not to be asked for on a running loop."""
    with tempfile.TemporaryDirectory(prefix="lianxin-walk-") as folder:
        file = Path(folder) / "empty.sqlite3"
        with asyncio.Runner(loop_factory=asyncio.new_event_loop) as loop:
            loop.run(migrate.upgrade(f"sqlite:///{file}"))
        return file.read_bytes()
