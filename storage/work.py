"""One transaction, and everything that may be done in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime

from sqlalchemy import bindparam, delete, func, select, update

from bot import ports
from bot.domain import account
from bot.domain.photos import Album, Stage
from bot.domain.requests import Action, Reading, Slot
from storage import codec
from storage.chronicle import Chronicle
from storage.corrections import SqlCorrections
from storage.gates import Connection, Gate, Values, add_once
from storage.leaves import SqlLeaves
from storage.meals import SqlMeals
from storage.mentions import SqlMentions
from storage.origins import SqlOrigins
from storage.outbox import SqlOutbox
from storage.patrols import SqlPatrols
from storage.phones import SqlPhones
from storage.points import SqlPoints
from storage.promises import SqlPromises
from storage.register import SqlRegister
from storage.reminders import SqlReminders
from storage.reports import SqlReports
from storage.schema import guided, inbox, media, people, questions
from storage.sealing import Keyring
from storage.tickets import SqlTickets
from storage.unanswered import SqlUnanswered

# Built once: putting a statement together costs more than running it, and every message needs these.
_pending = (inbox.c.id == bindparam("message")) & (inbox.c.status == "pending")
_TAKE = select(inbox.c.id, inbox.c.community, inbox.c.incoming, inbox.c.received_at).where(_pending).with_for_update()
FINISH = update(inbox).where(_pending)
_ATTACH = update(media).where(media.c.message_id == bindparam("message"))
_ALBUM = (
    select(media.c.stage, func.count().label("count_"))
    .where(media.c.community == bindparam("where"), media.c.ticket == bindparam("which"), media.c.state != "lost")
    .group_by(media.c.stage)
)
_SEE = update(people).where(people.c.community == bindparam("where"), people.c.person == bindparam("who"))
_LAST_COMMUNITY = (
    select(inbox.c.community)
    .where(inbox.c.sender == bindparam("who"), inbox.c.chat != "", inbox.c.community != "")
    .order_by(inbox.c.id.desc())
    .limit(1)
)
_asked = (
    (questions.c.community == bindparam("where"))
    & (questions.c.chat == bindparam("in_chat"))
    & (questions.c.person == bindparam("who"))
)
_QUESTION = select(questions).where(_asked)
_SETTLE = delete(questions).where(_asked)


def finished(message_id: int, outcome: Action, reading: Reading, reply: str, now: datetime) -> Values:
    """What `FINISH` takes."""
    return {
        "message": message_id,
        "status": "done",
        "outcome": outcome.value,
        "heading": account.heading(outcome, reading),
        "reading": codec.from_reading(reading),
        "requests": codec.from_requests(reading.requests),
        "reply": reply,
        "finished_at": now,
    }


class SqlMessages:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def take(self, message_id: int) -> ports.Message | None:
        row = (await self._connection.execute(_TAKE, {"message": message_id})).first()
        if row is None:
            return None
        return ports.Message(row.id, row.community, codec.to_incoming(row.incoming), row.received_at)

    async def finish(
        self, message: ports.Message, outcome: Action, reading: Reading, reply: str, now: datetime
    ) -> None:
        await self._connection.execute(FINISH, finished(message.id, outcome, reading, reply, now))

    async def assign_community(self, message: ports.Message, community: str) -> None:
        for table, column in ((inbox, inbox.c.id), (media, media.c.message_id)):
            statement = update(table).where(column == message.id).values(community=community)
            await self._connection.execute(statement)


class SqlPeople:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def meet(self, community: str, person: str, now: datetime) -> bool:
        updated = await self._connection.execute(_SEE, {"where": community, "who": person, "last_seen_at": now})
        if updated.rowcount:
            return False
        row = {"community": community, "person": person, "first_seen_at": now, "last_seen_at": now}
        return await add_once(self._connection, people, row)

    async def last_community(self, person: str) -> str:
        return (await self._connection.execute(_LAST_COMMUNITY, {"who": person})).scalar() or ""

    async def guided_on(self, community: str, person: str, day: date) -> bool:
        row = {"community": community, "person": person, "day": day}
        return await add_once(self._connection, guided, row)


class SqlQuestions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def ask(self, question: ports.Question) -> None:
        await self.settle(question)
        row = {
            "community": question.community,
            "chat": question.chat,
            "person": question.person,
            "slot": question.slot,
            "request": codec.from_request(question.request),
            "asked_at": question.asked_at,
            "expires_at": question.expires_at,
            "message_id": question.message_id,
        }
        await add_once(self._connection, questions, row)

    async def open(self, community: str, chat: str, person: str, now: datetime) -> ports.Question | None:
        question = await self._unsettled(community, chat, person)
        return question if question and question.expires_at > now else None

    async def lapsed(self, community: str, chat: str, person: str, now: datetime) -> ports.Question | None:
        question = await self._unsettled(community, chat, person)
        return question if question and question.expires_at <= now else None

    async def _unsettled(self, community: str, chat: str, person: str) -> ports.Question | None:
        mine = {"where": community, "in_chat": chat, "who": person}
        row = (await self._connection.execute(_QUESTION, mine)).first()
        if row is None:
            return None
        request = codec.to_request(row.request)
        spans = (row.asked_at, row.expires_at)
        return ports.Question(community, chat, person, Slot(row.slot), request, *spans, row.id, row.message_id)

    async def settle(self, question: ports.Question) -> None:
        mine = {"where": question.community, "in_chat": question.chat, "who": question.person}
        await self._connection.execute(_SETTLE, mine)


class SqlPhotos:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def attach(self, message_id: int, community: str, ticket: int, stage: Stage) -> int:
        values = {"message": message_id, "community": community, "ticket": ticket, "stage": stage.value}
        return (await self._connection.execute(_ATTACH, values)).rowcount

    async def album(self, community: str, ticket: int) -> Album:
        rows = await self._connection.execute(_ALBUM, {"where": community, "which": ticket})
        return Album(**{row.stage: row.count_ for row in rows})


class SqlWork:
    """`bot.ports.Work` on one connection, for as long as its transaction lasts."""

    def __init__(self, connection: Connection, keyring: Keyring | None = None) -> None:
        self.messages: ports.Messages = SqlMessages(connection)
        self.people: ports.People = SqlPeople(connection)
        self.chronicle = Chronicle(connection)
        self.tickets: ports.Tickets = SqlTickets(connection, self.chronicle)
        self.leaves: ports.Leaves = SqlLeaves(connection)
        self.promises: ports.Promises = SqlPromises(connection)
        self.mentions: ports.Mentions = SqlMentions(connection)
        self.unanswered: ports.Unanswered = SqlUnanswered(connection)
        self.reminders: ports.Reminders = SqlReminders(connection)
        self.meals: ports.Meals = SqlMeals(connection)
        self.points: ports.Points = SqlPoints(connection)
        self.origins: ports.Origins = SqlOrigins(connection)
        self.patrols: ports.Patrols = SqlPatrols(connection)
        self.outbox: ports.Outbox = SqlOutbox(connection)
        self.questions: ports.Questions = SqlQuestions(connection)
        self.photos: ports.Photos = SqlPhotos(connection)
        self.reports: ports.Reports = SqlReports(connection)
        self.corrections: ports.Corrections = SqlCorrections(connection)
        self.register: ports.Register = SqlRegister(connection, keyring)
        self.phones: ports.Phones = SqlPhones(connection, keyring)


class SqlStore:
    """`bot.ports.Store`. Raises StoreUnavailable when the transaction could not be committed.

    A block must not open another one, nor wait for anything but its own statements: on SQLite all others wait for it.
    """

    def __init__(self, gate: Gate, keyring: Keyring | None = None) -> None:
        self._gate = gate
        self._keyring = keyring

    @asynccontextmanager
    async def work(self) -> AsyncIterator[ports.Work]:
        async with self._gate.writing() as connection:
            work = SqlWork(connection, self._keyring)
            yield work
            await work.chronicle.seal()
