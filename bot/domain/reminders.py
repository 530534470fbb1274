"""What must be done once because a moment has come, and what each of these calls is about."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.tickets import Ticket


class Step(StrEnum):
    """What has not happened yet, or happens now; in brackets what its `occurrence` tells."""

    ACCEPT = "accept"  # nobody has taken the ticket on [round]
    RESOLVE = "resolve"  # it is not done [round]
    ANSWER = "answer"  # it was passed up, and nobody has answered [round]
    CONFIRM = "confirm"  # its reporter has not said whether it is done [round]
    RESUME = "resume"  # the day to which it was put off [round]
    RECHECK = "recheck"  # the term of an inspection is over [Term]
    QUESTION = "question"  # nobody has answered what we asked [Asked]
    FOLDED = "folded"  # the calls that one hour could not bear go out together [Hour]
    AWAY = "away"  # a leave begins [id of the leave]
    BACK = "back"  # a leave is over [id of the leave]
    FORECAST = "forecast"  # orders end in ten minutes [Meal]
    CUTOFF = "cutoff"  # orders end [Meal]
    MORNING = "morning"  # the account of the day before [that day]


@dataclass(frozen=True, slots=True)
class Reminder:
    """A call that must be made once when `due_at` has passed, whatever restarts.

    Unique by (community, ticket, step, level, occurrence). `ticket`: 0 for one of the community itself.
    `step`: the word of a `Step`; one that this version does not know fails when it falls due, and holds up no other.
    `level` climbs the ladder: 0 worker, 1 leader, 2 secretary. `occurrence` tells rounds or days
    apart ("0", "lunch:2026-11-23"). `person`: whom `occurrence` names, "" for nobody.
    """

    community: str
    ticket: int
    step: str
    level: int
    occurrence: str
    due_at: datetime
    id: int | None = None
    sent_at: datetime | None = None
    person: str = ""

    def is_of(self, ticket: Ticket) -> bool:
        """Of its present round: those of an earlier one never fall again."""
        return self.occurrence == round_of(ticket)


def round_of(ticket: Ticket) -> str:
    """The `occurrence` of all reminders of a ticket's present round."""
    return str(ticket.round)


def of_ticket(ticket: Ticket, step: Step, level: int, due: datetime) -> Reminder:
    """A rung of the ladder in the ticket's present round."""
    return Reminder(ticket.community, ticket.number, step, level, round_of(ticket), due)


@dataclass(frozen=True, slots=True)
class Term:
    """The day by which what an inspection has found must be put right."""

    ticket: int
    ends: datetime

    def __str__(self) -> str:
        return f"{self.ticket}:{self.ends.isoformat()}"

    @classmethod
    def read(cls, occurrence: str) -> "Term":
        ticket, _, ends = occurrence.partition(":")
        return cls(int(ticket), datetime.fromisoformat(ends))


@dataclass(frozen=True, slots=True)
class Asked:
    """What we asked a person in a chat ("": 1:1) because of a message of theirs, by the id of that message."""

    message: int
    chat: str
    person: str

    def __str__(self) -> str:
        return f"{self.message}|{self.chat}|{self.person}"

    @classmethod
    def read(cls, occurrence: str) -> "Asked":
        message, _, where = occurrence.partition("|")
        chat, _, person = where.rpartition("|")
        return cls(int(message), chat, person)


@dataclass(frozen=True, slots=True)
class Hour:
    """The hour from `began` on in which a person has been called often enough."""

    person: str
    began: datetime

    def __str__(self) -> str:
        return f"{self.person}|{self.began.isoformat()}"

    @classmethod
    def read(cls, occurrence: str) -> "Hour":
        person, _, began = occurrence.rpartition("|")
        return cls(person, datetime.fromisoformat(began))


@dataclass(frozen=True, slots=True)
class Meal:
    service: str
    day: date

    def __str__(self) -> str:
        return f"{self.service}:{self.day}"

    @classmethod
    def read(cls, occurrence: str) -> "Meal":
        service, _, day = occurrence.rpartition(":")
        return cls(service, date.fromisoformat(day))


About = Term | Asked | Hour | Meal | int | date


def of_community(community: str, step: Step, about: About, due: datetime) -> Reminder:
    """One that belongs to no ticket, whose moves would cancel it. `about`: what `step` says in brackets."""
    person = about.person if isinstance(about, Asked | Hour) else ""
    return Reminder(community, 0, step, 0, str(about), due, person=person)
