"""One transaction, and everything that may be done in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot import ports
from storage.chronicle import Chronicle
from storage.corrections import SqlCorrections
from storage.gates import Connection, Gate
from storage.leaves import SqlLeaves
from storage.meals import SqlMeals
from storage.mentions import SqlMentions
from storage.messages import SqlMessages
from storage.origins import SqlOrigins
from storage.outbox import SqlOutbox
from storage.patrols import SqlPatrols
from storage.people import SqlPeople
from storage.phones import SqlPhones
from storage.photos import SqlPhotos
from storage.points import SqlPoints
from storage.promises import SqlPromises
from storage.questions import SqlQuestions
from storage.register import SqlRegister
from storage.reminders import SqlReminders
from storage.reports import SqlReports
from storage.sealing import Keyring
from storage.tickets import SqlTickets
from storage.unanswered import SqlUnanswered


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
