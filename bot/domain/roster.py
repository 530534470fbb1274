"""A community as its file describes it: grids, groups, people, services, rules."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cached_property

from bot.domain.register import Care
from bot.domain.urgency import Urgency
from bot.domain.vocabulary import NOTHING, Vocabulary


class Role(StrEnum):
    """What somebody may be in a community; one person may be several."""

    RESIDENT = "resident"
    VOLUNTEER = "volunteer"
    RIDER = "rider"
    WORKER = "worker"
    LEADER = "leader"
    PROPERTY = "property"
    CANTEEN = "canteen"
    MERCHANT = "merchant"
    SECRETARY = "secretary"


#: Eight hours a day: what a working day of a deadline is made of.
WORK_HOURS = ((time(8, 30), time(12)), (time(13, 30), time(18)))

STAFF = frozenset({Role.WORKER, Role.LEADER, Role.PROPERTY, Role.SECRETARY})

#: Those who answer for the others' work.
HEADS = frozenset({Role.SECRETARY, Role.LEADER})


class GroupKind(StrEnum):
    """Decides what may be shown in a group."""

    RESIDENT = "resident"
    STAFF = "staff"
    CANTEEN = "canteen"


@dataclass(frozen=True, slots=True)
class Grid:
    code: str
    name: str
    buildings: tuple[str, ...]
    worker: str = ""
    leader: str = ""
    stand_in: str = ""
    volunteers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """`grid`: "" all of them; `others`: where it has several, those after the first. `webhook_key` is a secret."""

    chat_id: str
    name: str
    kind: GroupKind
    grid: str = ""
    webhook_key: str = field(default="", repr=False)
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A row of the register. `phone` goes 1:1 only; `care` is shown to nobody and hastens what happens at home."""

    userid: str
    name: str
    roles: frozenset[Role] = frozenset({Role.RESIDENT})
    phone: str = field(default="", repr=False)
    grid: str = ""
    building: str = ""
    unit: str = ""
    room: str = ""
    care: frozenset[Care] = field(default=frozenset(), repr=False)
    consented_on: date | None = field(default=None, repr=False)

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & STAFF)


@dataclass(frozen=True, slots=True)
class Party:
    """Another organisation that may answer for a ticket: property, street office, a department."""

    code: str
    name: str
    chat_id: str = ""
    people: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MealService:
    """`cutoff` is the last moment to order, on the day itself. `price_fen` in 1/100 yuan."""

    name: str
    serve: time
    cutoff: time
    price_fen: int = 0


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """Deadlines of its own for a kind, a category, an urgency, or any two or all of them; "" and None: any.

    `accept_minutes` and `resolve_hours` None: not this rule's to say.
    """

    kind: str = ""
    category: str = ""
    urgency: Urgency | None = None
    accept_minutes: int | None = None
    resolve_hours: int | None = None

    def fits(self, kind: str, category: str, urgency: Urgency) -> bool:
        return self.kind in {"", kind} and self.category in {"", category} and self.urgency in {None, urgency}

    @property
    def closeness(self) -> int:
        """How much of a ticket it names."""
        return bool(self.kind) + bool(self.category) + (self.urgency is not None)


@dataclass(frozen=True, slots=True)
class TicketRules:
    """Deadlines: minutes and hours of working time, except red (around the clock)."""

    accept_minutes: dict[Urgency, int]
    resolve_hours: dict[Urgency, int]
    escalate_after_minutes: tuple[int, ...] = (30, 60)
    confirm_days: int = 3
    reopen_days: int = 7
    refer_days: int = 5
    deadlines: tuple[DeadlineRule, ...] = ()

    def spans(self, kind: str, category: str, urgency: Urgency) -> tuple[timedelta, timedelta]:
        """How long until somebody must take it on, and until it must be done.

        Of the rules that fit, the one that names most of the ticket speaks, the later in the file among equals.
        """
        minutes, hours = self.accept_minutes[urgency], self.resolve_hours[urgency]
        for rule in sorted(self.deadlines, key=lambda one: one.closeness):
            if rule.fits(kind, category, urgency):
                minutes, hours = rule.accept_minutes or minutes, rule.resolve_hours or hours
        return timedelta(minutes=minutes), timedelta(hours=hours)


@dataclass(frozen=True, slots=True)
class PointRules:
    """`rewards` by ticket kind; `daily_cap` in points a person and day."""

    rewards: dict[str, int]
    daily_cap: int = 20
    reward_roles: frozenset[Role] = frozenset({Role.RESIDENT, Role.VOLUNTEER, Role.RIDER, Role.MERCHANT})


@dataclass(frozen=True, slots=True)
class PushRules:
    """`quiet`: from, to (local time). Limits per group robot and per worker.

    `cards`: who is called in a group gets a card 1:1 besides.
    """

    quiet: tuple[time, time] = (time(21), time(8))
    robot_per_minute: int = 20
    mentions_per_hour: int = 6
    cards: bool = False


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    title: str
    words: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Privacy:
    """Served at /privacy and pointed to at first contact."""

    controller: str = ""
    contact: str = ""
    url: str = ""


@dataclass(frozen=True)
class Community:
    """Everything the file says. Without slots, so that the look-ups below are built once."""

    code: str
    name: str
    timezone: str
    grids: tuple[Grid, ...]
    groups: tuple[Group, ...]
    people: tuple[Person, ...]
    tickets: TicketRules
    points: PointRules
    push: PushRules = PushRules()
    parties: tuple[Party, ...] = ()
    services: tuple[MealService, ...] = ()
    directory: tuple[DirectoryEntry, ...] = ()
    privacy: Privacy = Privacy()
    work_hours: tuple[tuple[time, time], ...] = WORK_HOURS
    vocabulary: Vocabulary = NOTHING

    def person(self, userid: str) -> Person | None:
        return self._people.get(userid)

    def group(self, chat_id: str) -> Group | None:
        return self._groups.get(chat_id)

    def grid(self, code: str) -> Grid | None:
        return next((one for one in self.grids if one.code == code), None)

    def grid_of_building(self, building: str) -> Grid | None:
        return next((one for one in self.grids if building in one.buildings), None)

    def service(self, name: str) -> MealService | None:
        return next((one for one in self.services if one.name == name), None)

    def with_role(self, role: Role) -> tuple[Person, ...]:
        return tuple(one for one in self.people if role in one.roles)

    def party_for(self, category: str) -> Party | None:
        return next((one for one in self.parties if category in one.categories), None)

    @cached_property
    def staff(self) -> tuple[Person, ...]:
        return tuple(one for one in self.people if one.is_staff)

    @cached_property
    def buildings(self) -> frozenset[str]:
        """Every building that a grid or a person names."""
        listed = {building for grid in self.grids for building in grid.buildings}
        return frozenset(listed | {one.building for one in self.people if one.building})

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {one.userid: one for one in self.people}

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {one.chat_id: one for one in self.groups}
