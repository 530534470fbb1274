"""What every handler is given, and what it gives back."""

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from bot import ports
from bot.domain import delivery, leaves, roster, tickets, ties, workday
from bot.domain.cards import Card
from bot.domain.errors import Refused
from bot.domain.meals import Order
from bot.domain.requests import Action
from bot.wording import refusals
from bot.wording import tickets as say


@dataclass(frozen=True, slots=True)
class Context:
    """One message or tick, in one transaction. `now` is local time of the community.

    `person` is "" when the clock speaks. `routes` are the ways of sending that are switched on.
    `cause` is unique for this message or tick: posts and transfers derive their idempotency keys from it.
    """

    work: ports.Work
    now: datetime
    community: roster.Community
    calendar: workday.Calendar
    routes: frozenset[delivery.Route]
    cause: str
    bot_name: str
    person: str = ""
    channel: str = ""
    chat: str = ""
    message_id: int | None = None
    asked_about: int | None = None  # the earlier message whose question this one answers
    duty: leaves.Duty = field(default_factory=leaves.Duty)  # who is on leave now, and who stands in

    @property
    def group(self) -> roster.Group | None:
        return self.community.group(self.chat) if self.chat else None

    @property
    def in_private(self) -> bool:
        return not self.chat

    @property
    def reader(self) -> str:
        """Who reads the answer: one person, or "", a group."""
        return self.person if self.in_private else ""

    @property
    def who(self) -> roster.Person | None:
        return self.community.person(self.person)

    @property
    def roles(self) -> frozenset[roster.Role]:
        """A stranger is a resident: most residents are not in the register."""
        return self.who.roles if self.who else frozenset({roster.Role.RESIDENT})

    @property
    def is_secretary(self) -> bool:
        return roster.Role.SECRETARY in self.roles

    @property
    def sight(self) -> say.Sight:
        """How much may be shown where this is said."""
        if self.in_private:
            return say.Sight.ALONE
        return say.Sight.STAFF if self.group and self.group.kind is roster.GroupKind.STAFF else say.Sight.RESIDENTS

    def due(self, start: datetime, span: timedelta, *, red: bool) -> datetime:
        """`span` after `start`: around the clock for red, in working time for the rest."""
        if red:
            return start + span
        return workday.due(start.astimezone(self.now.tzinfo), span, self.community.work_hours, self.calendar)

    def spoken_by(self, person: str, chat: str, message_id: int | None = None) -> "Context":
        """The same moment, as if `person` had sent the message in `chat`: for what the clock does on their behalf."""
        return replace(self, person=person, chat=chat, message_id=message_id)

    async def knowing_duty(self) -> "Context":
        """The same, with who stands in for whom at this moment."""
        away = await self.work.leaves.current(self.community.code, self.now.date())
        return replace(self, duty=leaves.duty(away, self.now))

    def midnight(self) -> datetime:
        return datetime.combine(self.now.date(), time(), self.now.tzinfo)

    def actors(self, ticket: tickets.Ticket) -> frozenset[tickets.Actor]:
        """In what capacities the person touches this ticket."""
        if not self.person:
            return frozenset({tickets.Actor.CLOCK})
        return ties.actors(ticket, self.person, self.community, self.duty)

    async def note(self, ticket: tickets.Ticket, move: tickets.Move, reason: str = "", *, by: str = "") -> None:
        """Save the ticket as it is now, with a row of history that changes no state. `by`: "" the speaker."""
        step = ticket.step(move, at=self.now, by=by or self.person, reason=reason)
        await self.work.tickets.save(ticket, step)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said back to the person (may be "") and what else must be sent."""

    text: str = ""
    posts: tuple[delivery.Post, ...] = field(default=())
    outcome: Action = Action.ACT
    number: int | None = None  # the ticket it is about, for a caller that is a program
    card: Card | None = None  # what is shown with it, where the channel has cards
    order: Order | None = None  # the order it tells of; those of several days are told together


def refuse(code: str, *facts: str) -> Reply:
    """A polite no, with what to do instead."""
    return Reply(refusals.refused(Refused(code, facts)))
