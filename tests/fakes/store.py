"""An in-memory store of the same shape as `storage.engine.Database`."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime

from bot import ports
from bot.domain import account, errors
from bot.domain.delivery import Post
from bot.domain.meals import Order, OrderState
from bot.domain.photos import Album, Stage
from bot.domain.points import ISSUER, Entry, Paid, Transfer, TransferState, earned, held_for, owner_of
from bot.domain.reminders import Reminder
from bot.domain.requests import Action, Reading
from tests.fakes.door import FakeInbox, FakeShelf
from tests.fakes.duty import FakeLeaves, FakeMentions, FakePromises, FakeUnanswered
from tests.fakes.origins import FakeOrigins
from tests.fakes.patrols import FakePatrols
from tests.fakes.private import FakeCorrections, FakePhones, FakeRegister
from tests.fakes.queue import FakeOutbox, FakeQueue
from tests.fakes.reports import FakeReports
from tests.fakes.state import State, kept
from tests.fakes.tickets import FakeReminders, FakeTickets


class FakeMessages:
    def __init__(self, state: State) -> None:
        self._state = state

    async def take(self, message_id: int) -> ports.Message | None:
        row = self._state.messages.get(message_id)
        if row is None or row.status != "pending":
            return None
        return ports.Message(row.id, row.community, row.incoming, row.received_at)

    async def finish(
        self, message: ports.Message, outcome: Action, reading: Reading, reply: str, now: datetime
    ) -> None:
        row = self._state.messages[message.id]
        if row.status == "pending":
            self._state.messages[message.id] = replace(
                row,
                status="done",
                outcome=outcome,
                reading=reading,
                reply=reply,
                heading=account.heading(outcome, reading),
            )

    async def assign_community(self, message: ports.Message, community: str) -> None:
        row = self._state.messages[message.id]
        self._state.messages[message.id] = replace(row, community=community)


class FakePeople:
    def __init__(self, state: State) -> None:
        self._state = state

    async def meet(self, community: str, person: str, now: datetime) -> bool:
        first = (community, person) not in self._state.people
        self._state.people[community, person] = now
        return first

    async def last_community(self, person: str) -> str:
        said = [row for row in self._state.messages.values() if row.incoming.sender == person]
        heard = [(row.id, row.community) for row in said if row.incoming.in_group and row.community]
        return max(heard)[1] if heard else ""

    async def guided_on(self, community: str, person: str, day: date) -> bool:
        first = (community, person, day) not in self._state.guided
        self._state.guided.add((community, person, day))
        return first


class FakeMeals:
    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, order: Order) -> Order:
        added = replace(kept(order), id=self._state.new_id())
        assert added.id is not None
        self._state.orders[added.id] = added
        return added

    async def save(self, order: Order) -> None:
        assert order.id in self._state.orders
        self._state.orders[order.id] = kept(order)

    async def live_of(self, community: str, person: str, since: date) -> Sequence[Order]:
        mine = [one for one in self._live(community) if one.person == person and one.day >= since]
        return sorted(mine, key=lambda one: (one.day, one.id or 0))

    async def roll(self, community: str, service: str, day: date) -> Sequence[Order]:
        return [one for one in self._live(community) if one.service == service and one.day == day]

    async def close(self, community: str, service: str, day: date) -> bool:
        new = (community, service, day) not in self._state.closed_meals
        self._state.closed_meals.add((community, service, day))
        return new

    async def reopen(self, community: str, service: str, day: date) -> bool:
        known = (community, service, day) in self._state.closed_meals
        self._state.closed_meals.discard((community, service, day))
        return known

    async def closed(self, community: str, day: date) -> frozenset[str]:
        here = {(community, day)}
        return frozenset(name for where, name, on in self._state.closed_meals if (where, on) in here)

    async def tally(self, community: str, first: date, last: date) -> Sequence[tuple[str, int]]:
        portions: dict[str, int] = {}
        for one in self._live(community):
            if first <= one.day <= last:
                portions[one.service] = portions.get(one.service, 0) + one.quantity
        return sorted(portions.items())

    def _live(self, community: str) -> list[Order]:
        orders = self._state.orders.values()
        return [one for one in orders if one.community == community and one.state is OrderState.LIVE]


class FakePoints:
    def __init__(self, state: State) -> None:
        self._state = state

    async def enter(self, transfer: Transfer) -> bool:
        if (transfer.community, transfer.cause) in self._state.transfers:
            return False
        change: dict[str, int] = {}
        for entry in transfer.entries:
            change[entry.account] = change.get(entry.account, 0) + entry.amount
        for name, amount in change.items():
            if name != ISSUER and amount < 0 and await self.balance(transfer.community, name) + amount < 0:
                raise errors.Overdrawn
        self._state.transfers[transfer.community, transfer.cause] = kept(transfer)
        return True

    async def transfer(self, community: str, cause: str) -> Transfer | None:
        return self._state.transfers.get((community, cause))

    async def balance(self, community: str, account: str) -> int:
        return sum(entry.amount for _, entry in self._entries(community, account))

    async def entries(self, community: str, account: str, limit: int) -> Sequence[tuple[Transfer, Entry]]:
        return self._entries(community, account)[::-1][:limit]

    async def earned_since(self, community: str, person: str, since: datetime) -> int:
        entries = self._entries(community, held_for(person))
        return earned([(one.cause, one.state, entry.amount) for one, entry in entries if one.at >= since])

    async def paid(self, community: str, first: datetime, last: datetime) -> Sequence[Paid]:
        sums: dict[str, list[int]] = {}
        for one in self._state.transfers.values():
            if one.community != community or not first <= one.at < last:
                continue
            for entry in one.entries:
                posted = entry.amount > 0 and one.state is TransferState.POSTED
                fetched = entry.amount < 0 and one.state is TransferState.RETURNED
                if (person := owner_of(entry.account)) and (posted or fetched):
                    sums.setdefault(person, [0, 0])[fetched] += abs(entry.amount)
        return [Paid(person, *both) for person, both in sorted(sums.items())]

    def _entries(self, community: str, account: str) -> list[tuple[Transfer, Entry]]:
        mine = [one for one in self._state.transfers.values() if one.community == community]
        return [(one, entry) for one in mine for entry in one.entries if entry.account == account]


class FakeQuestions:
    def __init__(self, state: State) -> None:
        self._state = state

    async def ask(self, question: ports.Question) -> None:
        key = (question.community, question.chat, question.person)
        self._state.questions[key] = replace(kept(question), id=self._state.new_id())

    async def open(self, community: str, chat: str, person: str, now: datetime) -> ports.Question | None:
        question = self._state.questions.get((community, chat, person))
        return question if question and question.expires_at > now else None

    async def lapsed(self, community: str, chat: str, person: str, now: datetime) -> ports.Question | None:
        question = self._state.questions.get((community, chat, person))
        return question if question and question.expires_at <= now else None

    async def settle(self, question: ports.Question) -> None:
        self._state.questions.pop((question.community, question.chat, question.person), None)


class FakePhotos:
    def __init__(self, state: State) -> None:
        self._state = state

    async def attach(self, message_id: int, community: str, ticket: int, stage: Stage) -> int:
        mine = [one for one in self._state.media.values() if one.message_id == message_id]
        for row in mine:
            self._state.media[row.id] = replace(row, ticket=ticket, stage=stage.value)
        return len(mine)

    async def album(self, community: str, ticket: int) -> Album:
        kept = [one for one in self._state.media.values() if one.ticket == ticket and one.state != "lost"]
        mine = [one.stage for one in kept if self._state.messages[one.message_id].community == community]
        return Album(mine.count("before"), mine.count("after"))


class FakeWork:
    def __init__(self, state: State) -> None:
        self.messages: ports.Messages = FakeMessages(state)
        self.people: ports.People = FakePeople(state)
        self.tickets: ports.Tickets = FakeTickets(state)
        self.leaves: ports.Leaves = FakeLeaves(state)
        self.promises: ports.Promises = FakePromises(state)
        self.mentions: ports.Mentions = FakeMentions(state)
        self.unanswered: ports.Unanswered = FakeUnanswered(state)
        self.reminders: ports.Reminders = FakeReminders(state)
        self.meals: ports.Meals = FakeMeals(state)
        self.points: ports.Points = FakePoints(state)
        self.origins: ports.Origins = FakeOrigins(state)
        self.patrols: ports.Patrols = FakePatrols(state)
        self.outbox: ports.Outbox = FakeOutbox(state)
        self.questions: ports.Questions = FakeQuestions(state)
        self.photos: ports.Photos = FakePhotos(state)
        self.reports: ports.Reports = FakeReports(state)
        self.corrections: ports.Corrections = FakeCorrections(state)
        self.register: ports.Register = FakeRegister(state)
        self.phones: ports.Phones = FakePhones(state)


class FakeAgenda:
    """Which reminders have fallen due."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def due(self, now: datetime, limit: int) -> Sequence[Reminder]:
        return [one for one in self._open() if one.due_at <= now][:limit]

    async def next_due(self, after: datetime | None = None) -> datetime | None:
        return next((one.due_at for one in self._open() if after is None or one.due_at > after), None)

    def _open(self) -> list[Reminder]:
        state = self._state
        left = [one for one in state.reminders.values() if one.sent_at is None and one.id not in state.cancelled]
        return sorted(left, key=lambda one: (one.due_at, one.id or 0))


class FakeStore:
    """Store and Database in one. `state` lies open, for tests to look at."""

    def __init__(self) -> None:
        self.state = State()
        self.store = self
        self.inbox = FakeInbox(self.state)
        self.queue = FakeQueue(self.state)
        self.shelf = FakeShelf(self.state)
        self.agenda = FakeAgenda(self.state)
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def work(self) -> AsyncIterator[ports.Work]:
        async with self._lock:
            before = self.state.snapshot()
            try:
                yield FakeWork(self.state)
            except BaseException:
                self.state.restore(before)
                raise

    async def unlisted(self) -> Sequence[tuple[str, datetime]]:
        return sorted(self.state.unlisted.items())

    def posts(self, route: str = "") -> list[Post]:
        """Everything ever put into the outbox, in order."""
        return [one for one in self.state.posts.values() if route in ("", one.route)]
