"""A community to test in: people speak, time passes, and what was said lies open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot import community, ports
from bot.clock import ManualClock
from bot.dispatch import Dispatcher
from bot.domain import requests, roster, tickets
from bot.domain.communities import Communities
from bot.domain.delivery import Post, Route
from bot.domain.messages import Channel, Incoming, Media, MessageKind, Quote
from bot.domain.places import Place
from bot.domain.reminders import Reminder
from bot.domain.requests import Action, Intent, Reading, Request
from bot.domain.tickets import Kind, State, Step, Ticket
from bot.domain.urgency import Urgency
from intents import reader
from intents.scene import Scene
from tests.fakes.store import FakeStore

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: A Monday morning.
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
EXAMPLE = Path(__file__).parent.parent / "communities" / "example.toml"

#: The people and groups of the shipped example.
WANG, LI, ZHOU, RIDER = "wangayi", "lidaye", "zhoujie", "xiaoma"
CHEN, LIU, LEADER, SECRETARY, PROPERTY, COOK = "chenjing", "liumin", "zhaogang", "linshuji", "gaowuye", "hushifu"
RESIDENTS, RESIDENTS_2, STAFF, CANTEEN = "wr-grid1-residents", "wr-grid2-residents", "wr-staff", "wr-canteen"

HOME = Place("3栋2单元501", "3", "2", "501", known=True)
BLOCK = Place("3栋2单元", "3", "2", known=True)
LIGHT = requests.OpenTicket("3栋2单元的路灯又不亮了", Kind.HAZARD, "lighting", place=BLOCK)
#: Another corner of the same building: a matter of its own.
OTHER_LIGHT = requests.OpenTicket(
    "3栋5单元的灯不亮了", Kind.HAZARD, "lighting", place=Place("3栋5单元", "3", "5", known=True)
)
FIRE = requests.OpenTicket("3栋2单元楼道着火了", Kind.HAZARD, "fire_safety", Urgency.RED, BLOCK, safety="fire")
QUARREL = requests.OpenTicket("501天天打孩子，他有精神病", Kind.DISPUTE, "quarrel", Urgency.YELLOW, HOME)


@lru_cache(maxsize=1)
def example() -> roster.Community:
    return community.load(EXAMPLE, {})


@dataclass(frozen=True)
class Weekdays:
    """Monday to Friday are worked; `worked` and `free` are the exceptions that a year brings."""

    worked: frozenset[date] = frozenset()
    free: frozenset[date] = frozenset()
    unknown: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < 5 and day not in self.free)

    def missing(self, years: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(self.unknown & set(years)))


def acted(*asked: Request) -> Reading:
    return Reading(Intent.OTHER, Action.ACT if asked else Action.SILENT, 1.0, requests=asked)


@dataclass
class World:
    """`says` hands over requests as if they had been read from words; `passes` lets reminders fall due in order."""

    place: roster.Community = field(default_factory=example)
    others: tuple[roster.Community, ...] = ()
    routes: frozenset[Route] = frozenset({Route.REPLY, Route.ROBOT, Route.APP, Route.OA})
    start: datetime = NINE
    store: FakeStore = field(default_factory=FakeStore)
    calendar: Weekdays = Weekdays()

    def __post_init__(self) -> None:
        self.clock = ManualClock(self.start)
        self.scenes: list[Scene] = []
        self.understood: Reading = acted()
        self.failure: Exception | None = None
        self.rung = 0
        self._messages = 0
        self.communities = Communities({one.code: one for one in (self.place, *self.others)})
        self.dispatcher = Dispatcher(
            store=self.store,
            inbox=self.store.inbox,
            communities=self.communities,
            clock=self.clock,
            calendar=self.calendar,
            routes=self.routes,
            bot_name="连心",
            after_commit=self._ring,
            read=self._read,
        )

    def _ring(self) -> None:
        self.rung += 1

    def _read(self, text: str, scene: Scene) -> Reading:
        self.scenes.append(scene)
        if self.failure:
            raise self.failure
        return self.understood

    # Speaking ----------------------------------------------------------------------------------

    async def arrive(self, incoming: Incoming) -> int:
        """The message is in the inbox; nobody has handled it yet."""
        code, listed = self.communities.locate(incoming)
        delivery = ports.Delivery(incoming, "{}", incoming.msgid, True, self.clock.now(), code, listed)
        accepted = await self.store.inbox.accept(delivery)
        assert isinstance(accepted, ports.Accepted)
        return accepted.id

    def message(self, person: str, chat: str = "", text: str = "…", **more: object) -> Incoming:
        self._messages += 1
        channel = Channel.OA if person.startswith("oa:") else Channel.AIBOT
        sender = person.removeprefix("oa:")
        plain = Incoming(channel, sender, f"m{self._messages}", MessageKind.TEXT, chat, text)
        return replace(plain, **more)  # type: ignore[arg-type]

    async def says(self, person: str, *asked: Request, chat: str = "") -> str:
        """What the bot answers to the person."""
        self.understood = acted(*asked)
        number = await self.arrive(self.message(person, chat))
        await self.dispatcher.handle(number)
        return await self.answer(number) or ""

    async def shows(self, person: str, *asked: Request, chat: str = "", text: str = "", quote: str = "") -> str:
        """The same, with a photo; without a request, nothing but a photo."""
        self.understood = acted(*asked)
        picture = (Media(MessageKind.IMAGE, url="https://p/1"),)
        around: dict[str, Any] = {"quote": Quote(quote)} if quote else {}
        number = await self.arrive(self.message(person, chat, text, kind=MessageKind.IMAGE, media=picture, **around))
        await self.dispatcher.handle(number)
        return await self.answer(number) or ""

    async def hears(self, person: str, text: str, chat: str = "", quote: str = "") -> str:
        """The same, with words as they are spoken, read as the service reads them."""
        number = await self.arrive(self.message(person, chat, text, quote=Quote(quote) if quote else None))
        await replace(self.dispatcher, read=reader.read).handle(number)
        return await self.answer(number) or ""

    async def pictures(self, person: str, text: str, chat: str = "") -> str:
        """A photo with words under it, read as the service reads them."""
        picture = (Media(MessageKind.IMAGE, url="https://p/1"),)
        number = await self.arrive(self.message(person, chat, text, kind=MessageKind.IMAGE, media=picture))
        await replace(self.dispatcher, read=reader.read).handle(number)
        return await self.answer(number) or ""

    async def answer(self, number: int) -> str | None:
        return await self.store.inbox.answer(number)

    async def passes(self, span: timedelta) -> None:
        await self.until(self.clock.now() + span)

    async def until(self, moment: datetime) -> None:
        """Time passes; every reminder falls at its own moment."""
        while (due := await self.store.agenda.next_due()) is not None and due <= moment:
            self.clock.set(max(due, self.clock.now()))
            for reminder in await self.store.agenda.due(self.clock.now(), 100):
                await self.dispatcher.run(requests.Fall(reminder), reminder.community)
        self.clock.set(moment)

    async def falls(self, step: str, occurrence: str) -> list[Post]:
        """A reminder of the community itself falls due now; what is said because of it."""
        reminder = Reminder(self.place.code, 0, step, 0, occurrence, self.clock.now())
        async with self.store.work() as work:
            await work.reminders.plan([reminder])
        before = len(self.store.posts())
        await self.dispatcher.run(requests.Fall(reminder), self.place.code)
        return self.store.posts()[before:]

    # Looking -----------------------------------------------------------------------------------

    def ticket(self, number: int = 1) -> Ticket:
        return self.store.state.tickets[self.place.code, number]

    def state(self, number: int = 1) -> State:
        return self.ticket(number).state

    def history(self, number: int = 1) -> list[Step]:
        return [one for one in self.store.state.steps if one.ticket == number]

    def waiting(self, number: int = 1) -> list[Reminder]:
        """Reminders of a ticket that will still fall."""
        state = self.store.state
        return [
            one
            for one in state.reminders.values()
            if one.ticket == number and one.sent_at is None and one.id not in state.cancelled
        ]

    def posts(self, target: str = "") -> list[Post]:
        """What was pushed (answers left out), to one target if named."""
        return [one for one in self.store.posts() if one.route is not Route.REPLY and target in ("", one.target)]

    async def balance(self, account: str) -> int:
        async with self.store.work() as work:
            return await work.points.balance(self.place.code, account)

    # Stories -----------------------------------------------------------------------------------

    async def reported(self, request: requests.OpenTicket = LIGHT, person: str = WANG, chat: str = RESIDENTS) -> str:
        return await self.says(person, request, chat=chat)

    async def moved(self, *moves: tickets.Move, number: int = 1, person: str = CHEN) -> None:
        for move in moves:
            await self.says(person, requests.MoveTicket(move, number, "已换灯泡"), chat=STAFF)


def bodies(posts: Sequence[Post]) -> list[str]:
    return [one.body for one in posts]


def changed(place: roster.Community, **fields: object) -> roster.Community:
    """The community with some of its fields replaced."""
    return replace(place, **fields)  # type: ignore[arg-type]
